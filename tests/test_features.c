/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Features over made-up histories: what they must not see, and what they must.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dsp/portable_math.h"
#include "model/features.h"

/* Levels of 60 hops that move in an irregular way, in dB. */
static double level_db(int hop, int i)
{
  return -30.0 - i + 6.0 * sin(0.7 * hop + i) + 4.0 * sin(0.31 * hop * (1 + i % 3)) +
         (hop % 5 == 0 ? 5.0 : 0.0);
}

static void fill(BandHistory *history, int n_hops, const double offset_db[PART_COUNT])
{
  band_history_clear(history);
  for (int h = 0; h < n_hops; ++h) {
    float energy[PART_COUNT];
    for (int i = 0; i < PART_COUNT; ++i) {
      energy[i] = (float)db_to_power(level_db(h, i) + (offset_db ? offset_db[i] : 0.0));
    }
    band_history_push(history, energy);
  }
}

static int measure(FeatureJob *job, const BandHistory *history)
{
  int n_steps = 1;
  FeatureWindow window;
  feature_window_take(&window, history);
  features_begin(job, &window);
  while (!features_step(job)) {
    ++n_steps;
  }
  return n_steps;
}

static double largest_difference(const FeatureJob *a, const FeatureJob *b)
{
  double largest = 0.0;
  for (int k = 0; k < FEATURE_COUNT; ++k) {
    largest = fmax(largest, fabs((double)(a->feature[k] - b->feature[k])));
  }
  return largest;
}

static void a_gain_of_each_part_changes_nothing(void **state)
{
  (void)state;
  double offset_db[PART_COUNT];
  BandHistory history;
  FeatureJob plain;
  FeatureJob colored;
  for (int i = 0; i < PART_COUNT; ++i) {
    offset_db[i] = -20.0 + 9.0 * (i * 7 % 5);
  }
  fill(&history, 60, NULL);
  measure(&plain, &history);
  fill(&history, 60, offset_db);
  measure(&colored, &history);
  double largest = largest_difference(&plain, &colored);
  print_message("largest difference after -20 ... +16 dB: %.2g (at most 1e-4)\n", largest);
  assert_true(largest < 1e-4);
}

static void another_movement_changes_something(void **state)
{
  (void)state;
  BandHistory history;
  FeatureJob job;
  FeatureJob moved;
  fill(&history, 60, NULL);
  measure(&job, &history);
  history.energy[55][2] *= 10.0F;
  measure(&moved, &history);
  double largest = largest_difference(&job, &moved);
  print_message("a hop 10 dB louder in one sub-band: %.3f (at least 0.1)\n", largest);
  assert_true(largest > 0.1);
}

static void only_the_last_five_seconds_count(void **state)
{
  (void)state;
  BandHistory history;
  FeatureJob job;
  FeatureJob later;
  fill(&history, 60, NULL);
  measure(&job, &history);
  for (int i = 0; i < HEARD_PARTS; ++i) {
    history.energy[0][i] *= 100.0F; /* 60 hops ago */
  }
  measure(&later, &history);
  assert_true(memcmp(job.feature, later.feature, sizeof job.feature) == 0);
}

static void the_top_beyond_the_hearing_is_not_heard(void **state)
{
  (void)state;
  BandHistory history;
  FeatureJob job;
  FeatureJob without;
  double offset_db[PART_COUNT] = {0.0};
  fill(&history, 60, NULL);
  measure(&job, &history);
  offset_db[PART_COUNT - 1] = 30.0;
  fill(&history, 60, offset_db);
  measure(&without, &history);
  assert_true(memcmp(job.feature, without.feature, sizeof job.feature) == 0);
}

static void a_subband_above_nyquist_moves_as_its_neighbour(void **state)
{
  (void)state;
  BandHistory history;
  FeatureJob job;
  fill(&history, 60, NULL);
  for (int h = 0; h < 60; ++h) {
    history.energy[h][HEARD_PARTS - 1] = 0.0F;
  }
  measure(&job, &history);
  for (int kind = 0; kind < SUBBAND_FEATURES; ++kind) {
    const float *feature = &job.feature[kind * HEARD_COUNT];
    assert_true(fabs((double)(feature[HEARD_COUNT - 1] - feature[HEARD_COUNT - 2])) < 1e-6);
  }
}

/* What an equaliser's slope does to a sub-band in parts: some rise, others fall. */
static void a_subband_weighs_its_parts_alike(void **state)
{
  (void)state;
  double offset_db[PART_COUNT] = {0.0};
  BandHistory history;
  FeatureJob plain;
  FeatureJob tilted;
  const int subband = 6;
  const int part = subband_first_part(subband);
  assert_int_equal(subband_info[subband].n_parts, 3);
  fill(&history, 60, NULL);
  measure(&plain, &history);
  offset_db[part] = 12.0;
  offset_db[part + 1] = 5.0;
  offset_db[part + 2] = -12.0;
  fill(&history, 60, offset_db);
  measure(&tilted, &history);
  assert_true(largest_difference(&plain, &tilted) < 1e-4);
  /* And one part alone still counts where the others are silent. */
  for (int h = 0; h < 60; ++h) {
    history.energy[h][part] = 0.0F;
    history.energy[h][part + 2] = 0.0F;
  }
  measure(&tilted, &history);
  const float *spread = &tilted.feature[FEATURE_SPREAD * HEARD_COUNT + subband];
  print_message("spread of one part alone: %.3f (above 0)\n", (double)*spread);
  assert_true(*spread > 0.0F);
}

static void known_figures_come_out(void **state)
{
  (void)state;
  BandHistory history;
  FeatureJob job;
  band_history_clear(&history);
  for (int h = 0; h < FEATURE_HOPS; ++h) { /* all up and down by 3 dB, hop by hop */
    float energy[PART_COUNT];
    for (int i = 0; i < PART_COUNT; ++i) {
      energy[i] = (float)db_to_power(-20.0 + (h % 2 ? 3.0 : -3.0));
    }
    band_history_push(&history, energy);
  }
  measure(&job, &history);
  double spread = (double)job.feature[FEATURE_SPREAD * HEARD_COUNT];
  double flux = (double)job.feature[FEATURE_FLUX * HEARD_COUNT];
  double crest = (double)job.feature[FEATURE_CREST * HEARD_COUNT];
  double together = (double)job.feature[FEATURE_PAIRS];
  print_message("spread %.4f (ln 3.5), flux %.4f (ln 6.3), crest %.4f dB (0.9629), "
                "correlation %.4f (36 / 6.3^2)\n",
                spread, flux, crest, together);
  assert_true(fabs(spread - log(3.5)) < 1e-4);
  assert_true(fabs(flux - log(6.3)) < 1e-4);
  assert_true(fabs(crest - 10.0 * log10(0.5 * (pow(10.0, 0.3) + pow(10.0, -0.3)))) < 1e-3);
  assert_true(fabs(together - 36.0 / (6.3 * 6.3)) < 1e-4);
}

static void short_and_still_windows_are_finite(void **state)
{
  (void)state;
  BandHistory history;
  FeatureJob job;
  band_history_clear(&history);
  for (int h = 0; h < FEATURE_MIN_HOPS; ++h) {
    float energy[PART_COUNT] = {0.0F};
    energy[4] = h == 7 ? 1e8F : 1e-8F;
    band_history_push(&history, energy);
  }
  int n_steps = measure(&job, &history);
  print_message("%d steps\n", n_steps);
  for (int k = 0; k < FEATURE_COUNT; ++k) {
    assert_true(isfinite(job.feature[k]));
  }
  assert_true(n_steps < 150);
}

static void each_feature_knows_its_bands(void **state)
{
  (void)state;
  int band[2];
  feature_bands(FEATURE_FLUX * HEARD_COUNT + HEARD_COUNT - 1, band);
  assert_int_equal(band[0], BAND_HIGH);
  assert_int_equal(band[1], BAND_HIGH);
  feature_bands(FEATURE_PAIRS, band);
  assert_int_equal(band[0], BAND_LOW);
  assert_int_equal(band[1], BAND_LOW);
  feature_bands(FEATURE_PAIRS + HEARD_COUNT - 2, band);
  assert_int_equal(band[0], BAND_LOW);
  assert_int_equal(band[1], BAND_HIGH);
  feature_bands(FEATURE_FOLLOWERS - 1, band);
  assert_int_equal(band[0], BAND_HIGH);
  assert_int_equal(band[1], BAND_HIGH);
  feature_bands(FEATURE_FOLLOWERS + HEARD_COUNT - 1, band);
  assert_int_equal(band[0], BAND_HIGH);
  assert_int_equal(band[1], BAND_LOW);
  feature_bands(FEATURE_COUNT - 1, band);
  assert_int_equal(band[0], BAND_COUNT);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_gain_of_each_part_changes_nothing),
      cmocka_unit_test(another_movement_changes_something),
      cmocka_unit_test(only_the_last_five_seconds_count),
      cmocka_unit_test(the_top_beyond_the_hearing_is_not_heard),
      cmocka_unit_test(a_subband_above_nyquist_moves_as_its_neighbour),
      cmocka_unit_test(a_subband_weighs_its_parts_alike),
      cmocka_unit_test(known_figures_come_out),
      cmocka_unit_test(short_and_still_windows_are_finite),
      cmocka_unit_test(each_feature_knows_its_bands),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
