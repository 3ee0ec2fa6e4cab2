/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Compares the controls table with the frozen list, tests/ports.list, and with itself.
 */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "plugin/controls.h"

#define LIST "tests/ports.list"

static const char *port_symbol(int n_channels, unsigned index)
{
  static const char *const mono[] = {"in", "out", "control", "notify"};
  static const char *const stereo[] = {"in_l", "in_r", "out_l", "out_r", "control", "notify"};
  if (index < PORT_CONTROLS(n_channels)) {
    return n_channels == 1 ? mono[index] : stereo[index];
  }
  return control_info[index - PORT_CONTROLS(n_channels)].symbol;
}

/* Compares the part of the list under this heading with the table. */
static void compare_with_list(const char *variant, int n_channels)
{
  FILE *list = fopen(LIST, "r");
  assert_non_null(list);
  char line[256];
  bool here = false;
  unsigned n_ports = 0;
  while (fgets(line, sizeof line, list)) {
    unsigned index;
    char symbol[128];
    line[strcspn(line, "\n")] = '\0';
    if (isalpha((unsigned char)line[0])) {
      here = strcmp(line, variant) == 0;
    } else if (here && sscanf(line, "%u %127s", &index, symbol) == 2) {
      assert_int_equal(index, n_ports);
      assert_true(index < PORT_COUNT(n_channels));
      assert_string_equal(port_symbol(n_channels, index), symbol);
      ++n_ports;
    }
  }
  fclose(list);
  print_message("%s: %u ports in %s, %u in the table\n", variant, n_ports, LIST,
                (unsigned)PORT_COUNT(n_channels));
  /* A new port is frozen from its first release on: add it to the list. */
  assert_int_equal(n_ports, PORT_COUNT(n_channels));
}

static void test_ports_are_frozen(void **state)
{
  (void)state;
  compare_with_list("stereo", 2);
  compare_with_list("mono", 1);
}

/* The choices of `genre` that have this value or this symbol, or both. */
static const ScalePoint *choice_like(int value, const char *symbol)
{
  int count;
  const ScalePoint *point = control_points(KIND_GENRE_CHOICE, &count);
  for (int i = 0; i < count; ++i) {
    if (point[i].value == value || strcmp(point[i].symbol, symbol) == 0) {
      return &point[i];
    }
  }
  return NULL;
}

/* Sessions and automation hold these numbers. So each choice is in the list, and a number of the
 * list that is no longer used is not given to another choice. */
static void test_values_of_genres_are_frozen(void **state)
{
  (void)state;
  FILE *list = fopen(LIST, "r");
  assert_non_null(list);
  char line[256];
  bool here = false;
  int n_listed = 0;
  int n_found = 0;
  while (fgets(line, sizeof line, list)) {
    int value;
    char symbol[128];
    line[strcspn(line, "\n")] = '\0';
    if (isalpha((unsigned char)line[0])) {
      here = strcmp(line, "genre") == 0;
    } else if (here && sscanf(line, "%d %127s", &value, symbol) == 2) {
      const ScalePoint *choice = choice_like(value, symbol);
      ++n_listed;
      if (choice) {
        assert_int_equal(choice->value, value);
        assert_string_equal(choice->symbol, symbol);
        ++n_found;
      }
    }
  }
  fclose(list);
  print_message("%d values in %s, %d of them in use, %d in the table\n", n_listed, LIST, n_found,
                GENRE_CHOICES);
  assert_int_equal(n_found, GENRE_CHOICES);
}

static void test_symbols_are_c_identifiers_and_unique(void **state)
{
  (void)state;
  for (unsigned i = 0; i < PORT_COUNT(2); ++i) {
    const char *symbol = port_symbol(2, i);
    assert_true(symbol[0] == '_' || isalpha((unsigned char)symbol[0]));
    for (const char *at = symbol; *at; ++at) {
      assert_true(*at == '_' || isalnum((unsigned char)*at));
    }
    for (unsigned k = 0; k < i; ++k) {
      assert_string_not_equal(symbol, port_symbol(2, k));
    }
  }
}

static void test_ranges_hold_their_defaults(void **state)
{
  (void)state;
  for (int c = 0; c < CONTROL_COUNT; ++c) {
    const ControlInfo *info = &control_info[c];
    assert_true(info->minimum < info->maximum);
    assert_true(info->minimum <= info->default_value);
    assert_true(info->default_value <= info->maximum);
    assert_true(info->name[0] && info->comment[0]);
    /* A logarithmic range cannot touch zero. */
    assert_true(info->kind != KIND_LOGARITHMIC || info->minimum > 0.0f);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_ports_are_frozen),
      cmocka_unit_test(test_values_of_genres_are_frozen),
      cmocka_unit_test(test_symbols_are_c_identifiers_and_unique),
      cmocka_unit_test(test_ranges_hold_their_defaults),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
