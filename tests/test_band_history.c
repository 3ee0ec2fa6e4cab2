/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The ring of hop levels: order, wrap-around, the level of silence.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dsp/band_history.h"
#include "dsp/portable_math.h"

/** Pushes a hop whose part i is at −number / 10 − i dB. */
static void push_numbered(BandHistory *history, int number)
{
  float energy[PART_COUNT];
  for (int i = 0; i < PART_COUNT; ++i) {
    energy[i] = (float)db_to_power(-0.1 * number - i);
  }
  band_history_push(history, energy);
}

static void check_row(const BandHistory *history, int age, int number)
{
  const float *row = band_history_row(history, age);
  for (int i = 0; i < HEARD_PARTS; ++i) {
    assert_true(fabs(power_to_db((double)row[i]) - (-0.1 * number - i)) < 1e-4);
  }
}

static void newest_comes_first_also_past_the_wrap(void **state)
{
  (void)state;
  static BandHistory history;
  band_history_clear(&history);
  assert_int_equal(history.count, 0);
  for (int number = 0; number < 3 * HISTORY_HOPS + 7; ++number) {
    push_numbered(&history, number);
    const int count = number + 1 < HISTORY_HOPS ? number + 1 : HISTORY_HOPS;
    assert_int_equal(history.count, count);
    check_row(&history, 0, number);
    check_row(&history, count / 2, number - count / 2);
    check_row(&history, count - 1, number - (count - 1));
  }
  band_history_clear(&history);
  assert_int_equal(history.count, 0);
  push_numbered(&history, 5);
  assert_int_equal(history.count, 1);
  check_row(&history, 0, 5);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(newest_comes_first_also_past_the_wrap),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
