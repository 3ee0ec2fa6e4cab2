/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dsp/glide.h"
#include "dsp/grid.h"

#define TICK_S (1.0 / TICKS_PER_SECOND)

static void keeps_its_slew_limit(void **state)
{
  (void)state;
  static const double slew_db_per_s[] = {0.1, 0.5, 6.0};
  for (int i = 0; i < 3; ++i) {
    Glide glide;
    double before_db = -6.0;
    double fastest = 0.0;
    double sharpest = 0.0;
    double slope_before = 0.0;
    glide_jump(&glide, before_db);
    for (int tick = 0; tick < 100000; ++tick) {
      const double target_db = (tick / 9000) % 2 == 0 ? 6.0 : -6.0; /* turns on the way, too */
      const double value_db = glide_tick(&glide, target_db, slew_db_per_s[i]);
      const double slope = (value_db - before_db) / TICK_S;
      fastest = fmax(fastest, fabs(slope));
      sharpest = fmax(sharpest, fabs(slope - slope_before));
      slope_before = slope;
      before_db = value_db;
    }
    print_message(
        "slew limit %.1f dB/s: fastest %.6f dB/s, slope changes by up to %.4f dB/s a tick\n",
        slew_db_per_s[i], fastest, sharpest);
    assert_true(fastest <= slew_db_per_s[i] * (1.0 + 1e-9));
    assert_true(sharpest <= slew_db_per_s[i] / 10.0); /* corners are round */
  }
}

static void lands_exactly(void **state)
{
  (void)state;
  static const double target_db[] = {0.0, 6.0, -3.3, 0.1};
  for (int i = 0; i < 4; ++i) {
    Glide glide;
    glide_jump(&glide, -6.0);
    int ticks = 0;
    while (glide.value_db != target_db[i] && ticks < 100000) {
      const double before_db = glide.value_db;
      glide_tick(&glide, target_db[i], 6.0);
      ++ticks;
      assert_true(glide.value_db >= before_db && glide.value_db <= target_db[i]);
    }
    const double shortest_s = (target_db[i] + 6.0) / 6.0;
    print_message("-6 to %+.1f dB at 6 dB/s: exactly there after %.3f s (straight: %.3f)\n",
                  target_db[i], ticks * TICK_S, shortest_s);
    assert_true(ticks * TICK_S < shortest_s + 1.0);
    assert_true(glide_tick(&glide, target_db[i], 6.0) == target_db[i]);
  }
}

static void stands_still(void **state)
{
  (void)state;
  Glide glide;
  glide_jump(&glide, 1.25);
  assert_true(glide_tick(&glide, 1.25, 0.5) == 1.25);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keeps_its_slew_limit),
      cmocka_unit_test(lands_exactly),
      cmocka_unit_test(stands_still),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
