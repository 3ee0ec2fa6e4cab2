/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The smoothness of the curve that is solved for pink noise, for wishes up to 12 dB apart.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dsp/band_solver.h"
#include "tests/support_overshoot.h"
#include "tests/support_spectrum.h"

static void solve_for_pink(BandSolver *solver, const double wanted_db[BAND_COUNT], int n_times)
{
  static const Spectrum pink; /* what none was heard of counts as that */
  band_solver_init(solver, 48000.0);
  for (int i = 0; i < n_times; ++i) {
    band_solver_solve(solver, wanted_db, &pink);
  }
}

/** All 32 combinations of neighbours 12 dB apart are within reach and have little ripple. Seen to
    fail with shelves that are not steeper at large gains: 2 missed by 0.48 dB, ripple 1.4 dB. */
static void reaches_all_extremes(void **state)
{
  (void)state;
  int n_missed = 0;
  double worst_db = 0.0;
  double ripple_db = 0.0;
  for (int set = 0; set < 32; ++set) {
    BandSolver solver;
    double wanted_db[BAND_COUNT];
    double change_db[BAND_COUNT];
    double miss_db = 0.0;
    for (int band = 0; band < BAND_COUNT; ++band) {
      wanted_db[band] = (set >> band) & 1 ? 6.0 : -6.0;
    }
    solve_for_pink(&solver, wanted_db, 30);
    band_solver_change(&solver, solver.section_gain_db, change_db);
    for (int band = 0; band < BAND_COUNT; ++band) {
      assert_true(fabs(solver.section_gain_db[band]) <= SECTION_GAIN_LIMIT_DB);
      miss_db = fmax(miss_db, fabs(change_db[band] - wanted_db[band]));
    }
    n_missed += miss_db > 0.2;
    worst_db = fmax(worst_db, miss_db);
    ripple_db = fmax(ripple_db, overshoot(solver.section_gain_db, wanted_db).ripple_db);
  }
  print_message("all bands at +6 or -6 dB: %d of 32 sets missed by more than 0.2 dB, worst by "
                "%.2f dB; ripple between the bands' middles %.2f dB at most\n",
                n_missed, worst_db, ripple_db);
  assert_int_equal(n_missed, 0);
  assert_true(ripple_db <= 0.5);
}

static void stays_smooth(void **state)
{
  (void)state;
  static const double apart_db[] = {1.0, 2.0, 3.0, 6.0, 12.0};
  static const double beyond_limit_db[] = {0.25, 0.5, 0.8, 1.5, 5.0};
  enum { SETS = 100 };
  uint64_t seed = 8;
  for (int i = 0; i < 5; ++i) {
    Overshoot worst = {0.0, 0.0};
    Overshoot mean = {0.0, 0.0};
    int n_smooth = 0;
    for (int set = 0; set < SETS; ++set) {
      BandSolver solver;
      double wanted_db[BAND_COUNT];
      wanted_db[0] = 4.0 * noise_next(&seed);
      for (int band = 1; band < BAND_COUNT; ++band) {
        const double next_db = wanted_db[band - 1] + apart_db[i] * noise_next(&seed);
        wanted_db[band] = fmin(fmax(next_db, -6.0), 6.0);
      }
      solve_for_pink(&solver, wanted_db, 6);
      const Overshoot over = overshoot(solver.section_gain_db, wanted_db);
      worst.beyond_wants_db = fmax(worst.beyond_wants_db, over.beyond_wants_db);
      worst.ripple_db = fmax(worst.ripple_db, over.ripple_db);
      mean.beyond_wants_db += over.beyond_wants_db / SETS;
      mean.ripple_db += over.ripple_db / SETS;
      n_smooth += over.beyond_wants_db <= 0.5;
    }
    print_message(
        "pink, neighbours up to %.0f dB apart: ripple between the bands' middles %.2f dB "
        "on average, %.2f at most; curve beyond what is wanted of a band and its "
        "neighbours by %.2f dB on average, %.2f at most, within 0.5 dB in %d of %d sets\n",
        apart_db[i], mean.ripple_db, worst.ripple_db, mean.beyond_wants_db, worst.beyond_wants_db,
        n_smooth, SETS);
    assert_true(worst.ripple_db <= 0.5);
    assert_true(worst.beyond_wants_db <= beyond_limit_db[i]);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reaches_all_extremes),
      cmocka_unit_test(stays_smooth),
  };
  return cmocka_run_group_tests_name("curve_smooth", tests, NULL, NULL);
}
