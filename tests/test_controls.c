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
    const char *const *values = control_values(info->kind, &n_values);
    assert_int_equal(values != NULL, n_values > 0);
    if (values) {
      assert_int_equal((int)info->maximum, n_values - 1);
    }
    if (info->kind == KIND_LOGARITHMIC) {
      assert_true(info->minimum > 0.0f);
    }
  }
  print_message("%d controls\n", CONTROL_COUNT);
}

/* The engine counts on these orders. */
static void test_rows_of_outputs_follow_their_tables(void **state)
{
  (void)state;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    const char *symbol = control_info[CONTROL_PROBABILITY_POPROCK + genre].symbol;
    assert_string_equal(symbol + strlen("probability_"), genre_symbol[genre]);
  }
  int n_genres = 0;
  const char *const *names = control_values(KIND_GENRE_CHOICE, &n_genres);
  assert_int_equal(n_genres, GENRE_CHOICE_OWN + 1);
  assert_string_equal(names[1 + GENRE_JAZZ], "jazz");
  assert_string_equal(names[GENRE_CHOICE_OWN], "Own profile");
  assert_int_equal(CONTROL_LEVEL_LOW + 5, CONTROL_GAIN_LOW);
  assert_int_equal(CONTROL_GAIN_LOW + 5, CONTROL_MAKEUP);
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
      cmocka_unit_test(test_rows_of_outputs_follow_their_tables),
      cmocka_unit_test(test_clamp),
      cmocka_unit_test(test_unknown_symbols_are_none),
  };
  return cmocka_run_group_tests_name("controls", tests, NULL, NULL);
}
