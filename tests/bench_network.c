/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What an answer costs on one core: all of it (features, network, evidence), once a second,
 * and its dearest step, which the audio thread does in one tick where no worker answers. The
 * best of a few runs over noise.
 */
#include <stdint.h>
#include <stdio.h>

#include "model/classifier.h"
#include "tests/support_bench.h"
#include "tests/support_hearing.h"

enum { RUNS = 200, HOPS = 100, HOP_FRAMES = 4800 };

static float noise(uint32_t *seed)
{
  *seed = *seed * 1664525u + 1013904223u;
  return (float)(int32_t)*seed * 0x1p-33f;
}

static void hear_noise(HeardMeans *heard)
{
  static Hearing hearing;
  static float sound[2][HOP_FRAMES];
  uint32_t seed = 1;
  hearing_init(&hearing, 10.0 * HOP_FRAMES);
  for (int hop = 0; hop < HOPS; ++hop) {
    for (int i = 0; i < HOP_FRAMES; ++i) {
      sound[0][i] = noise(&seed);
      sound[1][i] = noise(&seed);
    }
    if (hearing_hear_hop(&hearing, (const float *const[]){sound[0], sound[1]}, 2, HOP_FRAMES)) {
      figures_learn(&heard->mean, &hearing.hop.figures, hop + 1, 1200.0, hearing.hop.n_before);
    }
  }
  heard->listened_s = 0.1 * HOPS;
}

int main(void)
{
  static ClassifierJob job;
  static HeardMeans heard;
  double step_s[CLASSIFIER_STEPS];
  hear_noise(&heard);
  for (int run = 0; run < RUNS; ++run) {
    classifier_begin(&job, &heard);
    for (int step = 0; step < CLASSIFIER_STEPS; ++step) {
      const double start_s = bench_now_s();
      classifier_step(&job);
      const double spent_s = bench_now_s() - start_s;
      step_s[step] = run == 0 || spent_s < step_s[step] ? spent_s : step_s[step];
    }
  }
  double whole_s = 0.0;
  int dearest = 0;
  for (int step = 0; step < CLASSIFIER_STEPS; ++step) {
    whole_s += step_s[step];
    dearest = step_s[step] > step_s[dearest] ? step : dearest;
  }
  printf("%d features, %d outputs\nwhole answer %8.1f us, once a second\ndearest step %8.1f us "
         "(of %d: step %d)\n",
         FEATURE_COUNT, OUTPUT_COUNT, 1e6 * whole_s, 1e6 * step_s[dearest], CLASSIFIER_STEPS,
         dearest);
  bench_row("network", "whole answer", 1e6 * whole_s, "us");
  bench_row("network", "dearest step of an answer", 1e6 * step_s[dearest], "us");
  return 0;
}
