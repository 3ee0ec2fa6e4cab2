/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the whole engine costs: by block size, by sample rate, and its worst block
 * against its median one. Absolute times belong to the machine they were taken on;
 * the ratios are what to compare.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "plugin/engine.h"
#include "plugin/float_mode.h"
#include "tests/support_music.h"

static double now_s(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int compare(const void *a, const void *b)
{
  const double x = *(const double *)a;
  const double y = *(const double *)b;
  return (x > y) - (x < y);
}

static void bench(double rate_hz, uint32_t block, double seconds)
{
  Music music = music_make(seconds, rate_hz);
  Engine *engine = engine_new(rate_hz, 2, NULL, NULL);
  ControlValues control;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
  const uint32_t n_blocks = music.n_frames / block;
  double *block_s = calloc(n_blocks, sizeof *block_s);
  float out[2][65536];
  float *to[2] = {out[0], out[1]};
  double total_s = 0.0;

  const uint64_t mode = float_mode_enter();
  for (uint32_t i = 0; i < n_blocks; ++i) {
    const float *in[2] = {music.channel[0] + i * block, music.channel[1] + i * block};
    const double start_s = now_s();
    engine_process(engine, control, in, to, block);
    block_s[i] = now_s() - start_s;
    total_s += block_s[i];
  }
  float_mode_leave(mode);

  qsort(block_s, n_blocks, sizeof *block_s, compare);
  const double frames = (double)n_blocks * block;
  /* One block in 10,000 is the machine's business. */
  const double worst_s = block_s[n_blocks - 1 - n_blocks / 10000];
  printf("%7.0f Hz  blocks of %5u  %6.1f ns a frame  %6.0f x real time  worst/median block %.2f\n",
         rate_hz, block, 1e9 * total_s / frames, frames / rate_hz / total_s,
         worst_s / block_s[n_blocks / 2]);
  engine_free(engine);
  free(block_s);
  music_free(&music);
}

int main(void)
{
  printf("engine, stereo, adapting, no worker:\n");
  const uint32_t blocks[] = {16, 32, 64, 128, 512, 1024, 4096, 8192};
  for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; ++i) {
    bench(48000.0, blocks[i], 30.0);
  }
  const double rates_hz[] = {22050.0, 44100.0, 96000.0, 192000.0};
  for (size_t i = 0; i < sizeof rates_hz / sizeof rates_hz[0]; ++i) {
    bench(rates_hz[i], 512, 10.0);
  }
  return 0;
}
