/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The classifier over made-up histories: bounded, repeatable, colour-blind, and
 * unsure of what is no music.
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
#include "model/classifier.h"
#include "model/weights.h"

static double irregular(int hop, int i, int song)
{
  return -20.0 - i + (2.0 + song) * sin(0.7 * hop + i * song) +
         3.0 * sin(0.31 * hop * (1 + (i + song) % 3)) + (hop % (4 + song) == 0 ? 6.0 : 0.0);
}

static void fill(BandHistory *history, int n_hops, int song, double tilt_db)
{
  band_history_clear(history);
  for (int h = 0; h < n_hops; ++h) {
    float energy[PART_COUNT];
    for (int i = 0; i < PART_COUNT; ++i) {
      energy[i] = (float)db_to_power(irregular(h, i, song) + tilt_db * i);
    }
    band_history_push(history, energy);
  }
}

static int classify(ClassifierJob *job, const BandHistory *history)
{
  int n_steps = 1;
  FeatureWindow window;
  feature_window_take(&window, history);
  classifier_begin(job, &window);
  while (!classifier_step(job)) {
    ++n_steps;
    assert_true(n_steps <= CLASSIFIER_MAX_STEPS);
  }
  return n_steps;
}

static void answers_within_the_promised_steps(void **state)
{
  (void)state;
  BandHistory history;
  static ClassifierJob job;
  for (int n_hops = CLASSIFIER_MIN_HOPS; n_hops <= HISTORY_HOPS; n_hops += 90) {
    double sum = 0.0;
    fill(&history, n_hops, 1, 0.0);
    int n_steps = classify(&job, &history);
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      assert_true(job.prediction.probability[genre] >= 0.0F);
      sum += (double)job.prediction.probability[genre];
    }
    print_message("%d hops: %d steps (at most %d), sum %.7f\n", n_hops, n_steps,
                  CLASSIFIER_MAX_STEPS, sum);
    assert_true(fabs(sum - 1.0) < 1e-5);
    assert_true(classifier_step(&job)); /* and it stays done */
  }
}

static void is_the_same_again_and_in_turns(void **state)
{
  (void)state;
  BandHistory history;
  BandHistory other_history;
  static ClassifierJob job;
  static ClassifierJob again;
  static ClassifierJob other;
  fill(&history, 120, 1, 0.0);
  fill(&other_history, 120, 2, 0.0);
  classify(&job, &history);
  FeatureWindow window;
  FeatureWindow other_window;
  feature_window_take(&window, &history);
  feature_window_take(&other_window, &other_history);
  classifier_begin(&again, &window);
  classifier_begin(&other, &other_window);
  bool is_done = false;
  while (!is_done) {
    is_done = classifier_step(&again);
    classifier_step(&other);
  }
  assert_memory_equal(&job.prediction, &again.prediction, sizeof job.prediction);
  assert_memory_not_equal(&job.prediction, &other.prediction, sizeof job.prediction);
}

static void color_does_not_sway_it(void **state)
{
  (void)state;
  BandHistory history;
  static ClassifierJob plain;
  static ClassifierJob tilted;
  double largest = 0.0;
  for (int song = 0; song < 5; ++song) {
    fill(&history, 120, song, 0.0);
    classify(&plain, &history);
    fill(&history, 120, song, -1.7);
    classify(&tilted, &history);
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      largest = fmax(largest, fabs((double)(plain.prediction.probability[genre] -
                                            tilted.prediction.probability[genre])));
    }
  }
  print_message("largest difference of a probability under a tilt of -27 dB: %.2g (at most 1e-4)\n",
                largest);
  assert_true(largest < 1e-4);
}

/* The plain forward pass is the same network, summed in another order; the shares
   of the bands add up to the distance from its answer for the mean of all music. */
static void evidence_adds_up(void **state)
{
  (void)state;
  BandHistory history;
  static ClassifierJob job;
  float logits[OUTPUT_COUNT];
  float at_mean[OUTPUT_COUNT];
  fill(&history, 120, 3, 0.0);
  classify(&job, &history);
  network_forward(&movement_network, job.features.feature, logits);
  network_forward(&movement_network, movement_network.input_mean, at_mean);
  double mean = 0.0;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    mean += (double)(logits[genre] - at_mean[genre]) / GENRE_COUNT;
  }
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    double sum = 0.0;
    for (int band = 0; band < BAND_COUNT; ++band) {
      sum += (double)job.prediction.evidence[genre][band];
    }
    double expected =
        ((double)(logits[genre] - at_mean[genre]) - mean) / (double)movement_network.temperature;
    print_message("%s: bands %.5f, logit %.5f\n", genre_symbol[genre], sum, expected);
    assert_true(fabs(sum - expected) < 0.02);
  }
}

static void the_balance_has_no_common_gain(void **state)
{
  (void)state;
  BandHistory history;
  static ClassifierJob job;
  double sum = 0.0;
  fill(&history, 120, 1, 0.0);
  classify(&job, &history);
  for (int band = 0; band < BAND_COUNT; ++band) {
    sum += (double)job.prediction.balance_db[band];
    assert_true(fabs((double)job.prediction.balance_db[band]) < 40.0);
  }
  assert_true(fabs(sum) < 1e-4);
}

static void is_unsure_of_noise_and_tones(void **state)
{
  (void)state;
  static const char *const name[] = {"white noise", "pink noise", "a steady tone"};
  BandHistory history;
  static ClassifierJob job;
  for (int kind = 0; kind < 3; ++kind) {
    uint32_t seed = 12345;
    band_history_clear(&history);
    for (int h = 0; h < 100; ++h) {
      float energy[PART_COUNT];
      for (int i = 0; i < PART_COUNT; ++i) {
        double width_hz = part_info[i].high_hz - part_info[i].low_hz;
        double spread_db = kind < 2 ? 4.34 / sqrt(width_hz * 0.1) : 0.001;
        double deviate = -6.0;
        for (int k = 0; k < 12; ++k) {
          seed = seed * 1664525u + 1013904223u;
          deviate += seed / 4294967296.0;
        }
        double level = kind == 0 ? 10.0 * log10(width_hz) - 70.0 : -30.0;
        energy[i] = (float)db_to_power(level + spread_db * deviate);
      }
      band_history_push(&history, energy);
    }
    classify(&job, &history);
    float highest = 0.0F;
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      highest = fmaxf(highest, job.prediction.probability[genre]);
    }
    print_message("%s: highest probability %.3f (below 0.5), familiarity %.3f (below 0.4)\n",
                  name[kind], (double)highest, (double)job.prediction.familiarity);
    assert_true(highest < 0.5F);
    assert_true(job.prediction.familiarity < 0.4F);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(answers_within_the_promised_steps),
      cmocka_unit_test(is_the_same_again_and_in_turns),
      cmocka_unit_test(color_does_not_sway_it),
      cmocka_unit_test(evidence_adds_up),
      cmocka_unit_test(the_balance_has_no_common_gain),
      cmocka_unit_test(is_unsure_of_noise_and_tones),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
