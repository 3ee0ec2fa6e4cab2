/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The decision over made-up hops and answers.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dsp/grid.h"
#include "model/decision.h"

static const double memory_s = 120.0;

/* `genre` with probability p, the rest alike, this familiar. */
static void answer(Decision *decision, int genre, float p, float familiarity)
{
  Prediction prediction;
  memset(&prediction, 0, sizeof prediction);
  for (int g = 0; g < GENRE_COUNT; ++g) {
    prediction.probability[g] = g == genre ? p : (1.0F - p) / (float)(GENRE_COUNT - 1);
  }
  prediction.familiarity = familiarity;
  decision_take_answer(decision, &prediction);
}

/* A hop whose spectrum and figures all are x. */
static HeardHop hop_of(float x, int n_before)
{
  HeardHop hop;
  memset(&hop, 0, sizeof hop);
  for (int p = 0; p < GRID_POINTS; ++p) {
    hop.spectrum.energy[p] = hop.spectrum.moment[p] = x;
  }
  for (int i = 0; i < FIGURE_COUNT; ++i) {
    ((float *)&hop.figures)[i] = x;
  }
  hop.n_before = n_before;
  return hop;
}

static void add(Decision *decision, int n, float x)
{
  for (int i = 0; i < n; ++i) {
    const HeardHop hop = hop_of(x, 50);
    decision_add_hop(decision, &hop, memory_s);
  }
}

static void starts_unsure_with_all_alike(void **state)
{
  (void)state;
  Decision decision;
  double level_db[BAND_COUNT];
  decision_reset(&decision);
  assert_int_equal(decision.label, GENRE_UNSURE);
  assert_false(decision.is_answered);
  assert_true(fabs(decision_confidence(&decision) - 1.0 / GENRE_COUNT) < 1e-12);
  decision_levels(&decision, level_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(level_db[band] < 0.0 && level_db[band] > -30.0);
  }
}

/* Plain means until the memory is full. */
static void averages_what_it_hears(void **state)
{
  (void)state;
  Decision decision;
  decision_reset(&decision);
  add(&decision, 300, 1.0F);
  add(&decision, 100, 5.0F);
  print_message("100 hops of 5 after 300 of 1: energy %.5f, moment %.5f, figure %.5f (2)\n",
                (double)decision.spectrum.energy[0], (double)decision.spectrum.moment[0],
                (double)decision.figures.movement.power[0]);
  assert_true(fabs((double)decision.spectrum.energy[2] - 2.0) < 1e-4);
  assert_true(fabs((double)decision.spectrum.moment[GRID_POINTS - 1] - 2.0) < 1e-4);
  assert_true(fabs((double)decision.figures.movement.power[0] - 2.0) < 1e-4);
  assert_true(fabs(decision.listened_s - 40.0) < 1e-9);
  HeardMeans heard;
  decision_heard(&decision, &heard);
  assert_true(fabs(heard.listened_s - 40.0) < 1e-9);
  assert_memory_equal(&heard.mean, &decision.figures, sizeof heard.mean);
}

static void forgets_within_its_memory(void **state)
{
  (void)state;
  Decision decision;
  decision_reset(&decision);
  add(&decision, 5000, 1.0F);
  add(&decision, 1200, 0.0F);
  const double left[3] = {(double)decision.spectrum.energy[0], (double)decision.spectrum.moment[0],
                          (double)decision.figures.harmony.voice[0]};
  print_message("left after a memory's length: %.4f %.4f %.4f (1/e = 0.3679)\n", left[0], left[1],
                left[2]);
  for (int i = 0; i < 3; ++i) {
    assert_true(fabs(left[i] - exp(-1.0)) < 0.01);
  }
  HeardMeans heard;
  decision_heard(&decision, &heard);
  assert_true(heard.listened_s <= memory_s);
  assert_true(fabs(decision.listened_s - 620.0) < 1e-6);
}

/* A figure that compares with a hop before must not count where there was none: at the
 * beginning, and where music begins anew. Seen to fail with n_before not looked at. */
static void what_looks_back_stays_out_until_it_is_there(void **state)
{
  (void)state;
  Decision decision;
  decision_reset(&decision);
  for (int n_before = 0; n_before < 30; ++n_before) {
    const HeardHop hop = hop_of(1.0F, n_before);
    decision_add_hop(&decision, &hop, memory_s);
    const Movement *movement = &decision.figures.movement;
    for (int k = 0; k < SLOW_STEPS; ++k) {
      assert_true((movement->step[k][0] > 0.0F) == (n_before >= 1 << k));
    }
    assert_true((movement->rhythm[0] > 0.0F) == (n_before >= 17));
    assert_true((decision.figures.harmony.novelty[NOVELTY_LAGS - 1] > 0.0F) == (n_before >= 16));
    /* and then it is the mean of what was there, not less */
    assert_true(n_before < 17 || fabs((double)movement->rhythm[0] - 1.0) < 1e-5);
    assert_true(n_before < 16 || fabs((double)movement->step[4][0] - 1.0) < 1e-5);
  }
}

static void an_answer_stands_until_the_next(void **state)
{
  (void)state;
  Decision decision;
  decision_reset(&decision);
  answer(&decision, GENRE_JAZZ, 0.9F, 1.0F);
  assert_int_equal(decision.label, GENRE_JAZZ);
  assert_true(fabs(decision.probability[GENRE_JAZZ] - 0.9) < 1e-6);
  add(&decision, 100, 1.0F);
  assert_true(fabs(decision.probability[GENRE_JAZZ] - 0.9) < 1e-6);
  answer(&decision, GENRE_JAZZ, 0.6F, 1.0F);
  assert_true(fabs(decision.probability[GENRE_JAZZ] - 0.6) < 1e-6);
  assert_true(fabs(decision_confidence(&decision) - 0.6) < 1e-6);
}

/* Two genres that lead in turn by less than label_lead. Seen to fail with a lead of 0.15. */
static void the_label_does_not_flicker(void **state)
{
  (void)state;
  Decision decision;
  int n_changes = 0;
  decision_reset(&decision);
  answer(&decision, GENRE_POPROCK, 0.55F, 1.0F);
  assert_int_equal(decision.label, GENRE_UNSURE);
  answer(&decision, GENRE_POPROCK, 0.65F, 1.0F);
  assert_int_equal(decision.label, GENRE_POPROCK);
  for (int second = 0; second < 60; ++second) {
    Prediction prediction;
    memset(&prediction, 0, sizeof prediction);
    prediction.familiarity = 1.0F;
    prediction.probability[GENRE_POPROCK] = second % 2 ? 0.62F : 0.34F;
    prediction.probability[GENRE_DISCO] = second % 2 ? 0.34F : 0.62F;
    prediction.probability[GENRE_JAZZ] = 0.04F;
    const int before = decision.label;
    decision_take_answer(&decision, &prediction);
    n_changes += decision.label != before;
  }
  print_message("%d changes of the label in 60 s\n", n_changes);
  assert_int_equal(n_changes, 0);
}

static void another_genre_takes_over_by_a_lead(void **state)
{
  (void)state;
  Decision decision;
  decision_reset(&decision);
  answer(&decision, GENRE_CLASSICAL, 0.9F, 1.0F);
  assert_int_equal(decision.label, GENRE_CLASSICAL);
  answer(&decision, GENRE_COUNTRY, 0.8F, 1.0F);
  assert_int_equal(decision.label, GENRE_COUNTRY);
  answer(&decision, GENRE_COUNTRY, 0.3F, 1.0F); /* below what takes it up: it stays */
  assert_int_equal(decision.label, GENRE_COUNTRY);
  answer(&decision, GENRE_JAZZ, 0.5F, 1.0F); /* leads by more, but not enough to be taken up */
  assert_int_equal(decision.label, GENRE_UNSURE);
  answer(&decision, GENRE_COUNTRY, 0.7F, 1.0F);
  answer(&decision, GENRE_COUNTRY, 0.2F, 1.0F);
  assert_int_equal(decision.label, GENRE_UNSURE);
}

static void is_unsure_of_what_is_no_music(void **state)
{
  (void)state;
  Decision decision;
  decision_reset(&decision);
  answer(&decision, GENRE_CLASSICAL, 0.9F, 0.3F);
  assert_int_equal(decision.label, GENRE_UNSURE);
  answer(&decision, GENRE_CLASSICAL, 0.35F, 1.0F);
  assert_int_equal(decision.label, GENRE_UNSURE);
}

static void levels_are_relative(void **state)
{
  (void)state;
  double level_db[BAND_COUNT];
  double quiet_db[BAND_COUNT];
  Decision decision;
  HeardHop hop = hop_of(0.0F, 0);
  for (int pass = 0; pass < 2; ++pass) {
    for (int p = 0; p < GRID_POINTS; ++p) {
      hop.spectrum.energy[p] = (pass ? 1e-5F : 1e-3F) * (float)(p + 1);
    }
    decision_reset(&decision);
    decision_add_hop(&decision, &hop, memory_s);
    decision_levels(&decision, pass ? quiet_db : level_db);
  }
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
      cmocka_unit_test(what_looks_back_stays_out_until_it_is_there),
      cmocka_unit_test(an_answer_stands_until_the_next),
      cmocka_unit_test(the_label_does_not_flicker),
      cmocka_unit_test(another_genre_takes_over_by_a_lead),
      cmocka_unit_test(is_unsure_of_what_is_no_music),
      cmocka_unit_test(levels_are_relative),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
