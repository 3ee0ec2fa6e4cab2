/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The table of controls, and what is derived from it.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/genres.h"
#include "plugin/controls.h"

static void test_table_makes_sense(void **state)
{
  (void)state;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    const ControlInfo *info = &control_info[i];
    assert_true(info->minimum < info->maximum);
    assert_true(info->default_value >= info->minimum && info->default_value <= info->maximum);
    assert_true(strlen(info->comment) > 10);
    assert_int_equal(control_by_symbol(info->symbol), i); /* symbols are unique */
    int n_values = 0;
    const ScalePoint *point = control_points(info->kind, &n_values);
    assert_int_equal(point != NULL, n_values > 0);
    for (int k = 0; point && k < n_values; ++k) {
      assert_true((float)point[k].value >= info->minimum);
      assert_true((float)point[k].value <= info->maximum);
    }
    if (info->kind == KIND_LOGARITHMIC) {
      assert_true(info->minimum > 0.0f);
    }
  }
  print_message("%d controls\n", CONTROL_COUNT);
}

/* The engine counts on these orders. */
static void test_ports_of_genres_and_bands(void **state)
{
  (void)state;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    const char *symbol = control_info[genre_probability[genre]].symbol;
    assert_string_equal(symbol + strlen("probability_"), genre_symbol[genre]);
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    const char *level = control_info[CONTROL_LEVEL_LOW + band].symbol;
    const char *gain = control_info[CONTROL_GAIN_LOW + band].symbol;
    assert_string_equal(level + strlen("level_"), band_info[band].symbol);
    assert_string_equal(gain + strlen("gain_"), band_info[band].symbol);
  }
  assert_string_equal(control_info[CONTROL_LEVEL_LOW].comment,
                      "Level of 20-250 Hz at the input, relative to all five bands.");
}

static void test_a_value_is_that_of_its_genre(void **state)
{
  (void)state;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    assert_int_equal(genre_of_value(genre_value[genre]), genre);
    assert_int_equal(genre_value_of(genre), genre_value[genre]);
    assert_true(genre_value[genre] > GENRE_VALUE_OWN);
    assert_true(genre_value[genre] <= GENRE_VALUE_LARGEST);
  }
  assert_int_equal(genre_of_value(GENRE_VALUE_AUTO), GENRE_UNSURE);
  assert_int_equal(genre_of_value(GENRE_VALUE_OWN), GENRE_UNSURE);
  assert_int_equal(genre_of_value(GENRE_VALUE_LARGEST + 1), GENRE_UNSURE);
  assert_int_equal(genre_of_value(-1), GENRE_UNSURE);
  assert_int_equal(genre_value_of(GENRE_UNSURE), GENRE_VALUE_UNSURE);
}

/* A clamped value always exists, and no other is nearer. `detected_genre` has a gap at the value
 * of the own profile. */
static void test_enumerations_snap_to_the_nearest_value(void **state)
{
  (void)state;
  static const Control control[] = {CONTROL_MODE, CONTROL_GENRE, CONTROL_DETECTED_GENRE};
  for (int i = 0; i < 3; ++i) {
    int n_points = 0;
    const ScalePoint *point = control_points(control_info[control[i]].kind, &n_points);
    for (float asked = -3.0f; asked < (float)GENRE_VALUE_LARGEST + 5.0f; asked += 0.125f) {
      const float got = control_clamp(control[i], asked);
      bool exists = false;
      for (int k = 0; k < n_points; ++k) {
        exists = exists || got == (float)point[k].value;
        assert_true(fabsf(asked - got) <= fabsf(asked - (float)point[k].value));
      }
      assert_true(exists);
    }
  }
  assert_float_equal(control_clamp(CONTROL_DETECTED_GENRE, 0.9f), 0.0f, 0.0f);
  assert_float_equal(control_clamp(CONTROL_DETECTED_GENRE, 1.0f), 0.0f, 0.0f);
  assert_float_equal(control_clamp(CONTROL_DETECTED_GENRE, 1.1f), 2.0f, 0.0f);
  assert_float_equal(control_clamp(CONTROL_GENRE, 1e30f), (float)GENRE_VALUE_LARGEST, 0.0f);
  assert_float_equal(control_clamp(CONTROL_GENRE, INFINITY), (float)GENRE_VALUE_LARGEST, 0.0f);
  assert_float_equal(control_clamp(CONTROL_GENRE, -INFINITY), 0.0f, 0.0f);
}

static void test_clamp(void **state)
{
  (void)state;
  assert_float_equal(control_clamp(CONTROL_RANGE, 99.0f), 6.0f, 0.0f);
  assert_float_equal(control_clamp(CONTROL_RANGE, -INFINITY), 0.0f, 0.0f);
  assert_float_equal(control_clamp(CONTROL_RANGE, 2.25f), 2.25f, 0.0f);
  assert_float_equal(control_clamp(CONTROL_GLIDE, 0.0f), 1.0f, 0.0f);
  assert_float_equal(control_clamp(CONTROL_GENRE, 2.6f), 3.0f, 0.0f);
  assert_float_equal(control_clamp(CONTROL_ENABLED, 0.4f), 0.0f, 0.0f);
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    assert_float_equal(control_clamp((Control)i, NAN), control_info[i].default_value, 0.0f);
  }
}

static void test_unknown_symbols_are_none(void **state)
{
  (void)state;
  assert_int_equal(control_by_symbol("loudness"), CONTROL_COUNT);
  assert_int_equal(control_by_symbol(""), CONTROL_COUNT);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_table_makes_sense),
      cmocka_unit_test(test_ports_of_genres_and_bands),
      cmocka_unit_test(test_a_value_is_that_of_its_genre),
      cmocka_unit_test(test_enumerations_snap_to_the_nearest_value),
      cmocka_unit_test(test_clamp),
      cmocka_unit_test(test_unknown_symbols_are_none),
  };
  return cmocka_run_group_tests_name("controls", tests, NULL, NULL);
}
