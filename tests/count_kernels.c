/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Runs one kernel of one level, for bench_instructions.sh to count what it executes.
 *
 *   count_kernels LEVEL gliding|steady|bank TIMES
 *
 * A time is 64 frames of noise, stereo. Without arguments it names the levels.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/equalizer.h"
#include "dsp/filter_bank.h"
#include "tests/support_spectrum.h"

enum { FRAMES = 64 };

static float noise[2][FRAMES];

static void run_equalizer(const Kernels *kernels, bool gliding, long times)
{
  static Equalizer eq;
  float out[2][FRAMES];
  double gain_db[BAND_COUNT] = {3.0, -2.0, 4.0, -5.0, 2.0};
  equalizer_init(&eq, 48000.0);
  eq.kernels = kernels;
  equalizer_jump(&eq, gain_db, 1.0);
  for (long i = 0; i < times; ++i) {
    kernels->run_cascade(&eq.cascade, (const float *const[]){noise[0], noise[1]},
                         (float *const[]){out[0], out[1]}, FRAMES, gliding);
  }
}

static void run_bank(const Kernels *kernels, long times)
{
  static FilterBank bank;
  filter_bank_init(&bank, 48000.0);
  bank.kernels = kernels;
  for (long i = 0; i < times; ++i) {
    filter_bank_process(&bank, (const float *const[]){noise[0], noise[1]}, 2, FRAMES);
  }
}

int main(int argc, char **argv)
{
  const Kernels *level[KERNEL_LEVELS_MAX];
  const int n_levels = kernels_all(level);
  uint64_t seed = 1;
  for (int i = 0; i < FRAMES; ++i) {
    noise[0][i] = (float)(0.5 * noise_next(&seed));
    noise[1][i] = (float)(0.5 * noise_next(&seed));
  }
  for (int i = 0; i < n_levels; ++i) {
    if (argc != 4) {
      printf("%s\n", level[i]->name);
    } else if (strcmp(argv[1], level[i]->name) == 0) {
      const long times = strtol(argv[3], NULL, 10);
      if (strcmp(argv[2], "bank") == 0) {
        run_bank(level[i], times);
      } else {
        run_equalizer(level[i], strcmp(argv[2], "gliding") == 0, times);
      }
    }
  }
  return 0;
}
