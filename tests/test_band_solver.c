/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Wanted changes against the fine spectrum before and after the equaliser, on noise with the
 * balance of pink noise and of music.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dsp/band_solver.h"
#include "dsp/equalizer.h"
#include "tests/support_hearing.h"
#include "tests/support_power.h"
#include "tests/support_spectrum.h"

enum { N = 88200 };

/** Noise through one-pole low-passes an octave apart, each louder than the one above
    by tilt_db: 3.01 is pink (the power doubles with each octave down). */
static void fill_noise(float *x, double rate_hz, double tilt_db, uint64_t seed)
{
  enum { POLES = 11 };
  double state[POLES] = {0};
  for (int i = 0; i < N; ++i) {
    double sum = 0.0;
    double corner_hz = 16.0;
    double gain = 0.3;
    for (int k = 0; k < POLES; ++k, corner_hz *= 2.0, gain *= pow(10.0, -tilt_db / 20.0)) {
      const double step = 1.0 - exp(-2.0 * SPECTRUM_PI * fmin(corner_hz / rate_hz, 0.5));
      state[k] += step * (noise_next(&seed) * gain * sqrt(0.01 / step) - state[k]);
      sum += state[k];
    }
    x[i] = (float)sum;
  }
}

static void measure(double rate_hz, const float *x, double band[BAND_COUNT])
{
  Power power = power_measure(rate_hz, (const float *const[]){x}, 1, N);
  power_bands(&power, NULL, band);
  power_free(&power);
}

static void solve(BandSolver *solver, const double wanted_db[BAND_COUNT], const Spectrum *heard,
                  int n_times)
{
  for (int i = 0; i < n_times; ++i) {
    band_solver_solve(solver, wanted_db, heard);
  }
}

/** The miss that the solver itself reports. */
static double known_miss_db(const BandSolver *solver, const double wanted_db[BAND_COUNT])
{
  double change_db[BAND_COUNT];
  double worst_db = 0.0;
  band_solver_change(solver, solver->section_gain_db, change_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    worst_db = fmax(worst_db, fabs(change_db[band] - wanted_db[band]));
  }
  return worst_db;
}

typedef struct {
  int n_sets, n_limited;
  double worst_db, sum_db;
} Outcome;

/** Wanted changes of the first n_bands bands, measured after the real equaliser. */
static Outcome try_sets(double rate_hz, double tilt_db, double range_db, int n_bands, int n_sets,
                        const double colour_db[BAND_COUNT])
{
  static float x[N];
  static float y[N];
  uint64_t seed = 12345;
  Outcome outcome = {n_sets, 0, 0.0, 0.0};
  fill_noise(x, rate_hz, tilt_db, 3);
  Equalizer colour;
  equalizer_init(&colour, rate_hz);
  equalizer_jump(&colour, colour_db);
  equalizer_process(&colour, (const float *const[]){x}, (float *const[]){x}, 1, N);
  const HeardEnergies heard = hear_energies(rate_hz, (const float *const[]){x}, 1, N);
  double before[BAND_COUNT];
  double after[BAND_COUNT];
  measure(rate_hz, x, before);
  BandSolver solver;
  band_solver_init(&solver, rate_hz);
  for (int set = 0; set < n_sets; ++set) {
    double wanted_db[BAND_COUNT] = {0};
    for (int band = 0; band < n_bands; ++band) {
      wanted_db[band] = range_db * noise_next(&seed);
    }
    solve(&solver, wanted_db, &heard.spectrum, 4);
    if (n_bands == BAND_COUNT && known_miss_db(&solver, wanted_db) > 0.1) {
      ++outcome.n_limited;
      continue;
    }
    Equalizer eq;
    equalizer_init(&eq, rate_hz);
    equalizer_jump(&eq, solver.section_gain_db);
    memcpy(y, x, sizeof y);
    equalizer_process(&eq, (const float *const[]){y}, (float *const[]){y}, 1, N);
    measure(rate_hz, y, after);
    for (int band = 0; band < n_bands; ++band) {
      const double change_db = 10.0 * log10(after[band] / before[band]);
      const double miss_db = fabs(change_db - wanted_db[band]);
      outcome.worst_db = fmax(outcome.worst_db, miss_db);
      outcome.sum_db += miss_db;
    }
  }
  outcome.sum_db /= (double)(n_bands * (n_sets - outcome.n_limited));
  return outcome;
}

static void does_what_is_wanted(void **state)
{
  (void)state;
  static const struct {
    double rate_hz, tilt_db, range_db;
    int n_bands;
    const char *what;
    double colour_db[BAND_COUNT]; /**< sections that the noise goes through first */
  } row[] = {{44100.0, 3.01, 6.0, 5, "pink", {0}},
             {44100.0, 5.0, 6.0, 5, "like music", {0}},
             {44100.0, 5.0, 4.0, 5, "like music", {0}},
             {96000.0, 5.0, 6.0, 5, "like music", {0}},
             {22050.0, 5.0, 6.0, 5, "22 kHz file", {0}},
             {8000.0, 3.01, 6.0, 3, "8 kHz file", {0}},
             {44100.0, 4.0, 4.0, 5, "coloured", {6, -6, 6, -6, -9}}};
  for (size_t i = 0; i < sizeof row / sizeof row[0]; ++i) {
    const Outcome outcome = try_sets(row[i].rate_hz, row[i].tilt_db, row[i].range_db,
                                     row[i].n_bands, 30, row[i].colour_db);
    print_message("%5.0f Hz, %-11s within +-%.0f dB: mean miss %.3f dB, worst %.3f dB, "
                  "out of reach %d of %d\n",
                  row[i].rate_hz, row[i].what, row[i].range_db, outcome.sum_db, outcome.worst_db,
                  outcome.n_limited, outcome.n_sets);
    assert_true(outcome.worst_db <= 0.2);
    assert_true(outcome.n_limited <= 1);
  }
}

static void converges(void **state)
{
  (void)state;
  static const Spectrum pink;
  uint64_t seed = 5;
  double worst_db[6] = {0};
  for (int set = 0; set < 100; ++set) {
    BandSolver solver;
    double wanted_db[BAND_COUNT];
    band_solver_init(&solver, 48000.0);
    for (int band = 0; band < BAND_COUNT; ++band) {
      wanted_db[band] = 4.0 * noise_next(&seed);
    }
    for (int i = 0; i < 6; ++i) {
      double change_db[BAND_COUNT];
      band_solver_solve(&solver, wanted_db, &pink);
      band_solver_change(&solver, solver.section_gain_db, change_db);
      for (int band = 0; band < BAND_COUNT; ++band) {
        worst_db[i] = fmax(worst_db[i], fabs(change_db[band] - wanted_db[band]));
      }
    }
  }
  print_message("within +-4 dB, from flat: left after 1 ... 6 rounds: "
                "%.3f %.4f %.5f %.6f %.7f %.7f dB\n",
                worst_db[0], worst_db[1], worst_db[2], worst_db[3], worst_db[4], worst_db[5]);
  assert_true(worst_db[0] < 0.01);
  assert_true(worst_db[3] < 0.002);
}

/** The curve comes to rest also on steep spectra, where no curve has the wanted changes. Without
    a limit the solver would search for ever. Seen to fail with Newton's step taken unchecked. */
static void settles(void **state)
{
  (void)state;
  enum { TRIALS = 400, ROUNDS_TO_SETTLE = 50, ROUNDS_TO_WATCH = 10 };
  uint64_t seed = 21;
  int n_out_of_reach = 0;
  int n_wandering = 0;
  for (int trial = 0; trial < TRIALS; ++trial) {
    BandSolver solver;
    Spectrum heard;
    double wanted_db[BAND_COUNT];
    double least_db[BAND_COUNT];
    double most_db[BAND_COUNT];
    double level_db = 0.0;
    band_solver_init(&solver, 44100.0);
    for (int p = 0; p < GRID_POINTS; ++p) {
      level_db += 25.0 * noise_next(&seed) - 0.6;
      heard.energy[p] = (float)pow(10.0, level_db / 10.0);
      heard.moment[p] = heard.energy[p] * (float)point_low_hz(p);
    }
    for (int band = 0; band < BAND_COUNT; ++band) {
      wanted_db[band] = 6.0 * noise_next(&seed);
    }
    solve(&solver, wanted_db, &heard, ROUNDS_TO_SETTLE);
    memcpy(least_db, solver.section_gain_db, sizeof least_db);
    memcpy(most_db, solver.section_gain_db, sizeof most_db);
    double swing_db = 0.0;
    for (int i = 0; i < ROUNDS_TO_WATCH; ++i) {
      solve(&solver, wanted_db, &heard, 1);
      for (int band = 0; band < BAND_COUNT; ++band) {
        least_db[band] = fmin(least_db[band], solver.section_gain_db[band]);
        most_db[band] = fmax(most_db[band], solver.section_gain_db[band]);
        swing_db = fmax(swing_db, most_db[band] - least_db[band]);
      }
    }
    n_out_of_reach += known_miss_db(&solver, wanted_db) > 0.2;
    n_wandering += swing_db > 0.1;
  }
  print_message("steep spectra: %d of %d wishes within +-6 dB out of reach, %d curves wander\n",
                n_out_of_reach, TRIALS, n_wandering);
  assert_true(n_out_of_reach > TRIALS / 20);
  assert_int_equal(n_wandering, 0);
}

/** reached_db is the curve's real effect, and so shows what is out of reach. Here one side of
    500 Hz should go up and the other down, and all of the sound lies at 500 Hz. */
static void knows_what_it_reaches(void **state)
{
  (void)state;
  const double wanted_db[BAND_COUNT] = {0, 6, -6, 0, 0};
  Spectrum heard;
  BandSolver solver;
  double change_db[BAND_COUNT];
  double short_db = 0.0;
  for (int p = 0; p < GRID_POINTS; ++p) {
    const bool is_at_500_hz = point_low_hz(p) < 500.1 && point_low_hz(p + 1) > 499.9;
    heard.energy[p] = is_at_500_hz ? 1.0f : 1e-6f;
    heard.moment[p] = heard.energy[p] * (is_at_500_hz ? 500.0f : (float)point_low_hz(p));
  }
  band_solver_init(&solver, 48000.0);
  solve(&solver, wanted_db, &heard, 10);
  band_solver_change(&solver, solver.section_gain_db, change_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(fabs(solver.reached_db[band] - change_db[band]) < 1e-6);
    short_db = fmax(short_db, fabs(solver.reached_db[band] - wanted_db[band]));
  }
  print_message(
      "+6 dB below 500 Hz and -6 dB above, and all of the sound there: short by %.2f dB\n",
      short_db);
  assert_true(short_db > 0.2);
}

static void nothing_wanted_is_flat(void **state)
{
  (void)state;
  static const Spectrum pink;
  const double zero[BAND_COUNT] = {0};
  BandSolver solver;
  band_solver_init(&solver, 48000.0);
  solve(&solver, (const double[BAND_COUNT]){3, -2, 1, 4, -6}, &pink, 3);
  band_solver_solve(&solver, zero, &pink);
  assert_memory_equal(solver.section_gain_db, zero, sizeof zero);
  assert_true(solver.loudness_change_db == 0.0);
}

static void assert_sane(const BandSolver *solver)
{
  double change_db[BAND_COUNT];
  band_solver_change(solver, solver->section_gain_db, change_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(isfinite(change_db[band]));
    assert_true(isfinite(solver->section_gain_db[band]));
    assert_true(fabs(solver->section_gain_db[band]) <= SECTION_GAIN_LIMIT_DB);
  }
  assert_true(isfinite(solver->loudness_change_db));
}

static void odd_spectra_stay_finite(void **state)
{
  (void)state;
  static const double rate_hz[] = {8000.0, 11025.0, 22050.0, 44100.0, 192000.0, 768000.0};
  static const float odd[] = {0.0f, 1e-30f, 1e-9f, 1.0f, 1e9f, NAN, INFINITY, -1.0f};
  uint64_t seed = 99;
  for (size_t r = 0; r < sizeof rate_hz / sizeof rate_hz[0]; ++r) {
    BandSolver solver;
    band_solver_init(&solver, rate_hz[r]);
    for (int trial = 0; trial < 300; ++trial) {
      Spectrum heard;
      double wanted_db[BAND_COUNT];
      for (int p = 0; p < GRID_POINTS; ++p) {
        const int kind = (int)(4.0 * (noise_next(&seed) + 1.0));
        /* Wild mixtures, single tones, and nothing above a point. */
        heard.energy[p] = trial % 3 == 0   ? odd[kind & 7]
                          : trial % 3 == 1 ? (p == trial % GRID_POINTS ? 0.1f : 0.0f)
                                           : (p < trial % GRID_POINTS ? 0.01f : 0.0f);
        heard.moment[p] =
            trial % 2 == 0 ? odd[(kind + p) & 7] : heard.energy[p] * (float)point_low_hz(p);
      }
      for (int band = 0; band < BAND_COUNT; ++band) {
        wanted_db[band] = 6.0 * noise_next(&seed);
      }
      band_solver_solve(&solver, wanted_db, &heard);
      assert_sane(&solver);
    }
  }
}

static void steps_are_the_whole(void **state)
{
  (void)state;
  const double wanted_db[BAND_COUNT] = {1, 2, -3, 0.5, -1};
  Spectrum heard;
  BandSolver whole;
  BandSolver cut;
  for (int p = 0; p < GRID_POINTS; ++p) {
    heard.energy[p] = 1.0f / (float)(p + 1);
    heard.moment[p] = heard.energy[p] * (float)point_low_hz(p);
  }
  band_solver_init(&whole, 44100.0);
  cut = whole;
  solve(&whole, wanted_db, &heard, 3);
  for (int i = 0; i < 3 * SOLVER_STEPS; ++i) {
    band_solver_step(&cut, i % SOLVER_STEPS, wanted_db, &heard);
  }
  assert_memory_equal(whole.section_gain_db, cut.section_gain_db, sizeof cut.section_gain_db);
  assert_true(whole.loudness_change_db == cut.loudness_change_db);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(does_what_is_wanted),
      cmocka_unit_test(converges),
      cmocka_unit_test(settles),
      cmocka_unit_test(knows_what_it_reaches),
      cmocka_unit_test(nothing_wanted_is_flat),
      cmocka_unit_test(odd_spectra_stay_finite),
      cmocka_unit_test(steps_are_the_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
