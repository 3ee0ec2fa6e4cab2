/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the crossover bank costs on one core: nanoseconds a stereo frame, and how
 * many times faster than real time. The best of a few runs over noise.
 */
#include <stdint.h>
#include <stdio.h>

#include "dsp/filter_bank.h"
#include "tests/support_bench.h"

#define BLOCK_FRAMES 256
#define BLOCKS_PER_RUN 8000
#define RUNS 5

/** Seconds that a run of blocks takes, hop energies taken as the plugin does. */
static double run_s(FilterBank *bank, const float *const *in)
{
  float energy[SUBBAND_COUNT];
  const double hop_frames = bank->rate_hz / 10.0;
  double since_hop = 0.0;
  const double start_s = bench_now_s();
  for (int block = 0; block < BLOCKS_PER_RUN; ++block) {
    filter_bank_process(bank, in, 2, BLOCK_FRAMES);
    since_hop += BLOCK_FRAMES;
    if (since_hop >= hop_frames) {
      filter_bank_take(bank, energy);
      since_hop = 0.0;
    }
  }
  return bench_now_s() - start_s;
}

int main(void)
{
  static const double rates_hz[] = {22050.0, 44100.0, 48000.0, 96000.0, 192000.0};
  float left[BLOCK_FRAMES];
  float right[BLOCK_FRAMES];
  uint32_t seed = 1;
  for (int i = 0; i < BLOCK_FRAMES; ++i) {
    seed = seed * 1664525u + 1013904223u;
    left[i] = (float)(int32_t)seed * 0x1p-33f;
    seed = seed * 1664525u + 1013904223u;
    right[i] = (float)(int32_t)seed * 0x1p-33f;
  }
  const float *const in[2] = {left, right};
  printf("crossover bank, stereo\n%10s %12s %14s\n", "rate Hz", "ns/frame", "x real time");
  for (int r = 0; r < (int)(sizeof rates_hz / sizeof *rates_hz); ++r) {
    FilterBank bank;
    filter_bank_init(&bank, rates_hz[r]);
    double best_s = 1e9;
    for (int run = 0; run < RUNS; ++run) {
      const double s = run_s(&bank, in);
      best_s = s < best_s ? s : best_s;
    }
    const double frame_s = best_s / ((double)BLOCK_FRAMES * BLOCKS_PER_RUN);
    printf("%10.0f %12.2f %14.0f\n", rates_hz[r], 1e9 * frame_s, 1.0 / (frame_s * rates_hz[r]));
    char what[64];
    snprintf(what, sizeof what, "crossover bank, %.0f Hz", rates_hz[r]);
    bench_row("analysis", what, 1e9 * frame_s, "ns a frame");
  }
  return 0;
}
