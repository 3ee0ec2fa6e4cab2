/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The decision over invented predictions.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/decision.h"
#include "model/firmness.h"

static const double memory_s = 120.0;

/* A prediction of `genre` with probability p, equal others, and this familiarity. */
static Prediction predict(int genre, float p, float familiarity)
{
  Prediction prediction;
  memset(&prediction, 0, sizeof prediction);
  for (int g = 0; g < GENRE_COUNT; ++g) {
    prediction.probability[g] = g == genre ? p : (1.0F - p) / (float)(GENRE_COUNT - 1);
  }
  prediction.familiarity = familiarity;
  return prediction;
}

static void add(Decision *decision, int n, int genre, float p, float familiarity)
{
  Prediction prediction = predict(genre, p, familiarity);
  for (int i = 0; i < n; ++i) {
    decision_add_prediction(decision, &prediction, memory_s);
  }
}

static double sum_of(const Decision *decision)
{
  double sum = 0.0;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    sum += decision->probability[genre];
  }
  return sum;
}

static void starts_unsure_with_all_alike(void **state)
{
  (void)state;
  Decision decision;
  double level_db[BAND_COUNT];
  decision_reset(&decision);
  assert_int_equal(decision.label, GENRE_UNSURE);
  assert_true(fabs(decision_confidence(&decision) - 1.0 / GENRE_COUNT) < 1e-12);
  decision_levels(&decision, level_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(level_db[band] < 0.0 && level_db[band] > -30.0);
  }
}

static void averages_what_it_hears(void **state)
{
  (void)state;
  Decision decision;
  decision_reset(&decision);
  add(&decision, 1, GENRE_JAZZ, 0.9F, 1.0F);
  add(&decision, 1, GENRE_JAZZ, 0.5F, 1.0F);
  print_message("jazz %.6f (0.7), sum %.9f\n", decision.probability[GENRE_JAZZ], sum_of(&decision));
  assert_true(fabs(decision.probability[GENRE_JAZZ] - 0.7) < 1e-6);
  assert_true(fabs(sum_of(&decision) - 1.0) < 1e-6);
  assert_int_equal(decision.label, GENRE_JAZZ);
}

static void forgets_within_its_memory(void **state)
{
  (void)state;
  Decision decision;
  decision_reset(&decision);
  add(&decision, 500, GENRE_JAZZ, 0.9F, 1.0F);
  add(&decision, 120, GENRE_HIPHOP, 0.9F, 1.0F);
  double left = (decision.mean_probability[GENRE_JAZZ] - 0.02) / 0.88;
  print_message("left of jazz after a memory's length: %.4f (1/e = 0.3679)\n", left);
  assert_true(fabs(left - exp(-1.0)) < 0.01);
}

static void grows_firmer_as_it_listens(void **state)
{
  (void)state;
  const double mean[GENRE_COUNT] = {0.6, 0.2, 0.1, 0.05, 0.03, 0.02};
  double before[GENRE_COUNT];
  double now[GENRE_COUNT];
  firm_up(mean, FIRM_FROM_WINDOWS, 0.5, before);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) { /* one window's worth: as it is */
    assert_true(fabs(before[genre] - mean[genre]) < 1e-12);
  }
  for (double n = 4.0; n <= 120.0; n += 1.0) {
    double sum = 0.0;
    firm_up(mean, n, 0.5, now);
    assert_true(now[0] > before[0] && now[5] < before[5]);
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      sum += now[genre];
    }
    assert_true(fabs(sum - 1.0) < 1e-12);
    memcpy(before, now, sizeof before);
  }
  print_message("0.6 of 3 windows is %.3f of 120\n", now[0]);
  const double power = 1.0 + 0.5 * (1.0 - 3.0 / 120.0);
  assert_true(fabs(now[0] / now[1] - pow(3.0, power)) < 1e-9);
}

static void the_label_does_not_flicker(void **state)
{
  (void)state;
  Decision decision;
  int n_changes = 0;
  decision_reset(&decision);
  add(&decision, 30, GENRE_POPROCK, 0.55F, 1.0F);
  int label = decision.label;
  assert_int_equal(label, GENRE_POPROCK);
  for (int second = 0; second < 60; ++second) { /* torn between two, second by second */
    add(&decision, 1, second % 2 ? GENRE_POPROCK : GENRE_DISCO, 0.6F, 1.0F);
    n_changes += decision.label != label;
    label = decision.label;
  }
  print_message("%d changes of the label in 60 s (at most 1)\n", n_changes);
  assert_true(n_changes <= 1);
}

static void another_genre_takes_over_in_the_end(void **state)
{
  (void)state;
  Decision decision;
  decision_reset(&decision);
  add(&decision, 60, GENRE_CLASSICAL, 0.9F, 1.0F);
  assert_int_equal(decision.label, GENRE_CLASSICAL);
  add(&decision, 300, GENRE_COUNTRY, 0.8F, 1.0F);
  assert_int_equal(decision.label, GENRE_COUNTRY);
}

static void is_unsure_of_what_is_no_music(void **state)
{
  (void)state;
  Decision decision;
  decision_reset(&decision);
  add(&decision, 60, GENRE_CLASSICAL, 0.9F, 0.3F);
  assert_int_equal(decision.label, GENRE_UNSURE);
  decision_reset(&decision);
  add(&decision, 60, GENRE_CLASSICAL, 0.35F, 1.0F);
  assert_int_equal(decision.label, GENRE_UNSURE);
}

static void levels_are_relative(void **state)
{
  (void)state;
  double level_db[BAND_COUNT];
  double quiet_db[BAND_COUNT];
  float energy[SUBBAND_COUNT];
  float quiet[SUBBAND_COUNT];
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    energy[i] = 1e-3F * (float)(i + 1);
    quiet[i] = 1e-5F * (float)(i + 1);
  }
  Decision decision;
  decision_reset(&decision);
  decision_add_hop(&decision, energy, memory_s);
  decision_levels(&decision, level_db);
  decision_reset(&decision);
  decision_add_hop(&decision, quiet, memory_s);
  decision_levels(&decision, quiet_db);
  double sum = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(fabs(level_db[band] - quiet_db[band]) < 1e-4);
    sum += pow(10.0, 0.1 * level_db[band]);
  }
  print_message("the bands add up to %.9f\n", sum);
  assert_true(fabs(sum - 1.0) < 1e-9);
  assert_true(fabs(decision.listened_s - 0.1) < 1e-12);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(starts_unsure_with_all_alike),
      cmocka_unit_test(averages_what_it_hears),
      cmocka_unit_test(forgets_within_its_memory),
      cmocka_unit_test(grows_firmer_as_it_listens),
      cmocka_unit_test(the_label_does_not_flicker),
      cmocka_unit_test(another_genre_takes_over_in_the_end),
      cmocka_unit_test(is_unsure_of_what_is_no_music),
      cmocka_unit_test(levels_are_relative),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
