/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What hearing a genre costs on one core: the network's forward pass, the whole
 * answer (features, forward pass, evidence of each band), and how many times faster
 * than real time stereo sound becomes features, a window a second. The best of a few
 * runs over noise.
 */
#include <stdint.h>
#include <stdio.h>

#include "dsp/filter_bank.h"
#include "dsp/grid.h"
#include "model/classifier.h"
#include "model/song_features.h"
#include "model/weights.h"
#include "tests/support_bench.h"

enum { RUNS = 7, REPEATS = 300, ANSWERS = 30, SECONDS = 20, MAX_HOP_FRAMES = 9600 };

static float noise(uint32_t *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return (float)(int32_t)*seed * 0x1p-33f;
}

static double least(double a, double b)
{
  return a < b ? a : b;
}

/** Seconds that it takes to turn noise into features. */
static double extract_s(double rate_hz, SongFeatures *song, FilterBank *bank)
{
  static float left[MAX_HOP_FRAMES];
  static float right[MAX_HOP_FRAMES];
  const uint32_t hop_frames = (uint32_t)(rate_hz / HOPS_PER_SECOND);
  const float *const in[2] = {left, right};
  uint32_t seed = 1;
  for (uint32_t i = 0; i < hop_frames; ++i) {
    left[i] = noise(&seed);
    right[i] = noise(&seed);
  }
  filter_bank_init(bank, rate_hz);
  song_features_begin(song);
  const double start_s = bench_now_s();
  for (int hop = 0; hop < SECONDS * HOPS_PER_SECOND; ++hop) {
    float energy[PART_COUNT];
    filter_bank_process(bank, in, 2, hop_frames);
    filter_bank_take_parts(bank, energy);
    song_features_add(song, energy);
  }
  return bench_now_s() - start_s;
}

static void fill(BandHistory *history)
{
  uint32_t seed = 7;
  band_history_clear(history);
  for (int hop = 0; hop < HISTORY_HOPS; ++hop) {
    float energy[PART_COUNT];
    for (int i = 0; i < PART_COUNT; ++i) {
      energy[i] = 0.01F + 0.01F * noise(&seed);
    }
    band_history_push(history, energy);
  }
}

static double forward_s(const float *feature)
{
  float logits[OUTPUT_COUNT];
  volatile float kept = 0.0F; /* or the compiler would leave the work out */
  double best = 1e9;
  for (int i = 0; i < REPEATS; ++i) {
    const double start_s = bench_now_s();
    network_forward(&movement_network, feature, logits);
    best = least(best, bench_now_s() - start_s);
    kept = kept + logits[0];
  }
  return best;
}

static double answer_s(ClassifierJob *job, const BandHistory *history)
{
  FeatureWindow window;
  double best = 1e9;
  for (int i = 0; i < ANSWERS; ++i) {
    const double start_s = bench_now_s();
    feature_window_take(&window, history);
    classifier_begin(job, &window);
    while (!classifier_step(job)) {
    }
    best = least(best, bench_now_s() - start_s);
  }
  return best;
}

int main(void)
{
  static const double rate_hz[] = {22050.0, 44100.0, 48000.0, 96000.0};
  static ClassifierJob job;
  static BandHistory history;
  static SongFeatures song;
  static FilterBank bank;
  double forward = 1e9;
  double answer = 1e9;
  fill(&history);
  for (int run = 0; run < RUNS; ++run) {
    answer = least(answer, answer_s(&job, &history));
    forward = least(forward, forward_s(job.features.feature));
  }
  printf("forward pass %12.1f us (at most 20)\nwhole answer %12.1f us, once a second\n",
         1e6 * forward, 1e6 * answer);
  bench_row("network", "forward pass", 1e6 * forward, "us");
  bench_row("network", "whole answer", 1e6 * answer, "us");
  printf("sound to features, stereo\n%10s %14s\n", "rate Hz", "x real time");
  for (int r = 0; r < (int)(sizeof rate_hz / sizeof *rate_hz); ++r) {
    double best = 1e9;
    for (int run = 0; run < RUNS; ++run) {
      best = least(best, extract_s(rate_hz[r], &song, &bank));
    }
    printf("%10.0f %14.0f (at least 300)\n", rate_hz[r], SECONDS / best);
    char what[64];
    snprintf(what, sizeof what, "sound to features, %.0f Hz", rate_hz[r]);
    bench_row("network", what, SECONDS / best, "x real time");
  }
  return 0;
}
