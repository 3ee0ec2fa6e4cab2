/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The gate's effect by the histogram, compared with gating every block, and the loudness match.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dsp/loudness_spread.h"
#include "tests/support_spectrum.h"

enum { BLOCKS = 600 };
#define EVER 1e9

typedef struct {
  double power[BLOCKS][BAND_COUNT];
} Song;

static double power_of(const double power[BAND_COUNT], const double change_db[BAND_COUNT])
{
  double sum = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    sum += power[band] * pow(10.0, change_db[band] / 10.0);
  }
  return sum;
}

/** A verse and a chorus, the verse quieter and duller; levels scatter by ±scatter_lu. */
static void make_song(Song *song, int n_chorus, double verse_lufs, double scatter_lu, uint64_t seed)
{
  static const double dull[BAND_COUNT] = {0.75, 0.13, 0.1, 0.015, 0.005};
  static const double bright[BAND_COUNT] = {0.4, 0.2, 0.2, 0.15, 0.05};
  for (int i = 0; i < BLOCKS; ++i) {
    const int chorus = i >= BLOCKS - n_chorus;
    const double lufs = (chorus ? -12.0 : verse_lufs) + scatter_lu * noise_next(&seed);
    for (int band = 0; band < BAND_COUNT; ++band) {
      song->power[i][band] = pow(10.0, (lufs + 0.691) / 10.0) * (chorus ? bright : dull)[band];
    }
  }
}

static double mean_lu(const Song *song, const double change_db[BAND_COUNT], double gate)
{
  double sum = 0.0;
  int n = 0;
  for (int i = 0; i < BLOCKS; ++i) {
    const double power = power_of(song->power[i], change_db);
    sum += power >= gate ? power : 0.0;
    n += power >= gate;
  }
  return 10.0 * log10(sum / n);
}

static double gate_effect_lu(const Song *song, const double change_db[BAND_COUNT])
{
  const double mean = mean_lu(song, change_db, 0.0);
  return mean_lu(song, change_db, pow(10.0, mean / 10.0 - 1.0)) - mean;
}

static void learn(LoudnessSpread *spread, const Song *song, double most_blocks)
{
  static const double as_it_is[BAND_COUNT] = {0};
  for (int i = 0; i < BLOCKS; ++i) {
    const double lufs = 10.0 * log10(power_of(song->power[i], as_it_is)) - 0.691;
    loudness_spread_add(spread, lufs, song->power[i], most_blocks);
  }
}

static void tells_what_the_gate_does(void **state)
{
  (void)state;
  static const double flat_db[BAND_COUNT] = {0};
  static const double change_db[][BAND_COUNT] = {
      {3, 0, -1, -2, -2}, {-4, 0, 1, 3, 3}, {1, 0, 0, 0, -1}, {6, -2, 0, 0, 2}};
  double worst_lu = 0.0;
  double largest_lu = 0.0;
  for (double verse_lufs = -32.0; verse_lufs < -14.0; verse_lufs += 0.5) {
    for (size_t i = 0; i < sizeof change_db / sizeof change_db[0]; ++i) {
      Song song;
      LoudnessSpread spread;
      make_song(&song, BLOCKS / 2, verse_lufs, 5.0, 7);
      loudness_spread_clear(&spread);
      learn(&spread, &song, EVER);
      const double effect_lu = gate_effect_lu(&song, change_db[i]) - gate_effect_lu(&song, flat_db);
      const double told_lu = loudness_spread_gate_lu(&spread, change_db[i]);
      largest_lu = fmax(largest_lu, fabs(effect_lu));
      worst_lu = fmax(worst_lu, fabs(told_lu - effect_lu));
    }
  }
  print_message("the gate does up to %.2f LU; told within %.3f LU\n", largest_lu, worst_lu);
  assert_true(largest_lu > 0.5);
  assert_true(worst_lu < 0.15);
}

/* A short chorus and a long verse. With the curve the verse lies above the gate, and without it
 * below. So the gate does more than the curve does to any band. Seen to fail with the gate's whole
 * effect: 11.1 dB for a curve of 4 dB. */
static void match_stays_within_the_curve(void **state)
{
  (void)state;
  static const double change_db[BAND_COUNT] = {4, 1, 0, -3, -4};
  static const double mean_db = -1.0;
  double largest_lu = 0.0;
  double largest_db = 0.0;
  int n_within = 0;
  for (double verse_lufs = -40.0; verse_lufs < -22.0; verse_lufs += 0.1) {
    Song song;
    LoudnessSpread spread;
    make_song(&song, BLOCKS / 16, verse_lufs, 0.2, 7);
    loudness_spread_clear(&spread);
    learn(&spread, &song, EVER);
    const double gate_lu = loudness_spread_gate_lu(&spread, change_db);
    const double match_db = loudness_spread_match_db(&spread, change_db, mean_db);
    largest_lu = fmax(largest_lu, fabs(gate_lu));
    largest_db = fmax(largest_db, fabs(match_db));
    if (fabs(mean_db + gate_lu) <= 4.0) {
      assert_true(match_db == -(mean_db + gate_lu));
      ++n_within;
    }
  }
  print_message("a curve of 4 dB: gate up to %.2f LU, match up to %.2f dB; %d of 180 whole\n",
                largest_lu, largest_db, n_within);
  assert_true(n_within > 100 && largest_lu > 5.0);
  assert_true(largest_db <= 4.0);
}

static void flat_does_nothing(void **state)
{
  (void)state;
  static const double flat_db[BAND_COUNT] = {0};
  static const double all_db[BAND_COUNT] = {-3, -3, -3, -3, -3};
  Song song;
  LoudnessSpread spread;
  loudness_spread_clear(&spread);
  assert_true(loudness_spread_gate_lu(&spread, all_db) == 0.0);
  make_song(&song, BLOCKS / 2, -22.0, 5.0, 3);
  learn(&spread, &song, EVER);
  assert_true(loudness_spread_gate_lu(&spread, flat_db) == 0.0);
  assert_true(fabs(loudness_spread_gate_lu(&spread, all_db)) < 1e-9);
}

static void forgets_what_was_long_ago(void **state)
{
  (void)state;
  static const double change_db[BAND_COUNT] = {6, -2, 0, 0, 2};
  Song old;
  Song song;
  LoudnessSpread with_past;
  LoudnessSpread without;
  make_song(&old, BLOCKS / 2, -14.0, 1.0, 1);
  make_song(&song, BLOCKS / 2, -22.0, 5.0, 2);
  loudness_spread_clear(&with_past);
  loudness_spread_clear(&without);
  learn(&with_past, &old, 50.0);
  for (int i = 0; i < 3; ++i) {
    learn(&with_past, &song, 50.0);
    learn(&without, &song, 50.0);
  }
  double n_blocks = 0.0;
  for (int bin = 0; bin < SPREAD_BINS; ++bin) {
    n_blocks += with_past.count[bin];
  }
  assert_true(fabs(n_blocks - 50.0) < 1e-9);
  assert_true(fabs(loudness_spread_gate_lu(&with_past, change_db) -
                   loudness_spread_gate_lu(&without, change_db)) < 1e-6);
}

static void odd_blocks_leave_it_sane(void **state)
{
  (void)state;
  static const double odd_lufs[] = {(double)NAN, -HUGE_VAL, -200.0, -64.0, 0.0, 30.0, 180.0};
  static const double power[BAND_COUNT] = {1e-30, 0.0, 1e18, 1.0, 0.0};
  static const double change_db[BAND_COUNT] = {12, -12, 12, -12, 0};
  LoudnessSpread spread;
  loudness_spread_clear(&spread);
  for (size_t i = 0; i < sizeof odd_lufs / sizeof odd_lufs[0]; ++i) {
    loudness_spread_add(&spread, odd_lufs[i], power, 1.0 + (double)i);
    assert_true(isfinite(loudness_spread_gate_lu(&spread, change_db)));
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tells_what_the_gate_does), cmocka_unit_test(match_stays_within_the_curve),
      cmocka_unit_test(flat_does_nothing),        cmocka_unit_test(forgets_what_was_long_ago),
      cmocka_unit_test(odd_blocks_leave_it_sane),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
