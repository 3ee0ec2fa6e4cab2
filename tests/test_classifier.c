/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The classifier over made-up means: bounded, repeatable, and its evidence adds up.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/classifier.h"
#include "model/weights.h"
#include "tests/support_hearing.h"
#include "tests/support_music.h"

/** What is heard in so many seconds of the test music, played `pace` times as fast. */
static HeardMeans hear(double seconds, double pace)
{
  static Hearing hearing;
  const uint32_t hop_frames = 4410;
  HeardMeans heard;
  memset(&heard, 0, sizeof heard);
  Music music = music_make(seconds, 44100.0 / pace);
  hearing_init(&hearing, 44100.0);
  int n_hops = 0;
  for (uint32_t at = 0; at + hop_frames <= music.n_frames; at += hop_frames) {
    const float *const in[2] = {music.channel[0] + at, music.channel[1] + at};
    if (hearing_hear_hop(&hearing, in, 2, hop_frames)) {
      figures_learn(&heard.mean, &hearing.hop.figures, ++n_hops, 1200.0, hearing.hop.n_before);
    }
  }
  heard.listened_s = 0.1 * n_hops;
  music_free(&music);
  return heard;
}

static int classify(ClassifierJob *job, const HeardMeans *heard)
{
  int n_steps = 1;
  classifier_begin(job, heard);
  while (!classifier_step(job)) {
    ++n_steps;
    assert_true(n_steps <= CLASSIFIER_STEPS);
  }
  return n_steps;
}

static void answers_within_the_promised_steps(void **state)
{
  (void)state;
  static ClassifierJob job;
  for (double seconds = CLASSIFIER_MIN_S; seconds <= 20.0; seconds *= 2.0) {
    const HeardMeans heard = hear(seconds, 1.0);
    double sum = 0.0;
    const int n_steps = classify(&job, &heard);
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      assert_true(job.prediction.probability[genre] >= 0.0F);
      sum += (double)job.prediction.probability[genre];
    }
    print_message("%.0f s: %d steps (at most %d), sum %.7f\n", seconds, n_steps, CLASSIFIER_STEPS,
                  sum);
    assert_true(fabs(sum - 1.0) < 1e-5);
    assert_true(job.prediction.familiarity >= 0.0F && job.prediction.familiarity <= 1.0F);
    assert_true(classifier_step(&job)); /* and it stays done */
  }
}

static void is_the_same_again_and_in_turns(void **state)
{
  (void)state;
  static ClassifierJob job;
  static ClassifierJob again;
  static ClassifierJob other;
  const HeardMeans heard = hear(6.0, 1.0);
  const HeardMeans other_heard = hear(6.0, 1.3);
  Prediction whole;
  classify(&job, &heard);
  classifier_begin(&again, &heard);
  classifier_begin(&other, &other_heard);
  bool is_done = false;
  while (!is_done) {
    is_done = classifier_step(&again);
    classifier_step(&other);
  }
  classifier_ask(&heard, &whole);
  assert_memory_equal(&job.prediction, &again.prediction, sizeof whole);
  assert_memory_equal(&job.prediction, &whole, sizeof whole);
  assert_memory_not_equal(&job.prediction, &other.prediction, sizeof whole);
}

/* The shares of the bands, and those of the families, add up to what the genre's logit is above
   the mean of the genres', but for the biases. */
static void evidence_adds_up(void **state)
{
  (void)state;
  static ClassifierJob job;
  const HeardMeans heard = hear(8.0, 1.0);
  classify(&job, &heard);
  const double temperature = (double)network_temperature(&ear_network, heard.listened_s);
  double mean = 0.0;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    mean += (double)(job.logit[genre] - ear_network.bias[genre]) / GENRE_COUNT;
  }
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    double by_band = 0.0;
    double by_family = 0.0;
    for (int band = 0; band < BAND_COUNT; ++band) {
      by_band += (double)job.prediction.evidence[genre][FAMILY_COUNT + band];
    }
    for (int family = 0; family < FAMILY_COUNT; ++family) {
      by_family += (double)job.prediction.evidence[genre][family];
    }
    const double expected =
        ((double)(job.logit[genre] - ear_network.bias[genre]) - mean) / temperature;
    print_message("%-10s bands %+.5f, families %+.5f, logit %+.5f\n", genre_symbol[genre], by_band,
                  by_family, expected);
    assert_true(fabs(by_band - expected) < 1e-3);
    assert_true(fabs(by_family - expected) < 1e-3);
  }
}

static void the_balance_has_no_common_gain(void **state)
{
  (void)state;
  static ClassifierJob job;
  const HeardMeans heard = hear(6.0, 1.0);
  double sum = 0.0;
  classify(&job, &heard);
  for (int band = 0; band < BAND_COUNT; ++band) {
    sum += (double)job.prediction.balance_db[band];
    assert_true(fabs((double)job.prediction.balance_db[band]) < 40.0);
  }
  assert_true(fabs(sum) < 1e-4);
}

/* Means that no sound has: a damaged session may hold them. */
static void any_means_give_a_distribution(void **state)
{
  (void)state;
  static const float odd[] = {0.0F, -1.0F, 1e-12F, -1e12F, 1e12F, 3.0F, 0.5F, 1.0F};
  static ClassifierJob job;
  HeardMeans heard = {.listened_s = 5.0};
  uint32_t seed = 3;
  for (int trial = 0; trial < 500; ++trial) {
    for (int i = 0; i < FIGURE_COUNT; ++i) {
      seed = seed * 1664525u + 1013904223u;
      ((float *)&heard.mean)[i] = odd[seed >> 29];
    }
    double sum = 0.0;
    classify(&job, &heard);
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      sum += (double)job.prediction.probability[genre];
      for (int column = 0; column < EVIDENCE_COLUMNS; ++column) {
        assert_true(isfinite(job.prediction.evidence[genre][column]));
      }
    }
    assert_true(fabs(sum - 1.0) < 1e-5); /* NaN is none */
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(answers_within_the_promised_steps),
      cmocka_unit_test(is_the_same_again_and_in_turns),
      cmocka_unit_test(evidence_adds_up),
      cmocka_unit_test(the_balance_has_no_common_gain),
      cmocka_unit_test(any_means_give_a_distribution),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
