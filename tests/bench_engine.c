/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Measures the cost of the whole engine: by block size, by sample rate, and in its worst block
 * of 64 frames, which may take 2 % of the time that it lasts. Absolute times belong to one
 * machine. There is no worker, so run() itself makes the predictions.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "plugin/engine.h"
#include "plugin/engine_internal.h"
#include "plugin/float_mode.h"
#include "tests/support_bench.h"
#include "tests/support_music.h"

/* The worst of 2.7 million blocks needs more runs than a mean, because in each run the machine
   interrupts some of them. */
enum { RUNS = 5, HOUR_RUNS = 20, MAX_BLOCK = 8192 };

static float out[2][MAX_BLOCK];
static float *const to[2] = {out[0], out[1]};

static void set_defaults(ControlValues control)
{
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
}

/* --- block sizes and rates ----------------------------------------------------------- */

/** ns a frame: the mean of the blocks, each at the least of several runs. */
static double cost_ns(const Music *music, double rate_hz, uint32_t block)
{
  const uint32_t n_blocks = music->n_frames / block;
  double *least_s = malloc(n_blocks * sizeof *least_s);
  ControlValues control;
  set_defaults(control);
  for (int run = 0; run < RUNS; ++run) {
    Engine *engine = engine_new(rate_hz, 2, NULL, NULL);
    for (uint32_t i = 0; i < n_blocks; ++i) {
      const float *in[2] = {music->channel[0] + i * block, music->channel[1] + i * block};
      const double start_s = bench_now_s();
      engine_process(engine, control, in, to, block);
      const double spent_s = bench_now_s() - start_s;
      least_s[i] = run == 0 ? spent_s : fmin(least_s[i], spent_s);
    }
    engine_free(engine);
  }
  double total_s = 0.0;
  for (uint32_t i = 0; i < n_blocks; ++i) {
    total_s += least_s[i];
  }
  free(least_s);
  return 1e9 * total_s / ((double)n_blocks * block);
}

static void bench_blocks(void)
{
  Music music = music_make(10.0, 48000.0);
  double at_4096_ns = 0.0;
  double at_32_ns = 0.0;
  printf("48 kHz, stereo, adapting:\n%8s %12s\n", "block", "ns a frame");
  for (uint32_t block = 16; block <= MAX_BLOCK; block *= 2) {
    const double ns = cost_ns(&music, 48000.0, block);
    char what[64];
    snprintf(what, sizeof what, "blocks of %u", block);
    printf("%8u %12.1f\n", block, ns);
    bench_row("engine", what, ns, "ns a frame");
    at_32_ns = block == 32 ? ns : at_32_ns;
    at_4096_ns = block == 4096 ? ns : at_4096_ns;
  }
  printf("blocks of 32 / of 4096: %.2f\n", at_32_ns / at_4096_ns);
  bench_row("engine", "blocks of 32 / of 4096", at_32_ns / at_4096_ns, "ratio");
  music_free(&music);
}

static void bench_rates(void)
{
  static const double rates_hz[] = {22050.0, 44100.0,  48000.0,  88200.0,
                                    96000.0, 192000.0, 384000.0, 768000.0};
  enum { RATES = sizeof rates_hz / sizeof rates_hz[0] };
  printf("blocks of 512:\n%8s %12s %14s\n", "rate Hz", "ns a frame", "x real time");
  for (int r = 0; r < RATES; ++r) {
    Music music = music_make(10.0, rates_hz[r]);
    const double ns = cost_ns(&music, rates_hz[r], 512);
    char what[64];
    snprintf(what, sizeof what, "%.0f Hz", rates_hz[r]);
    printf("%8.0f %12.1f %14.0f\n", rates_hz[r], ns, 1e9 / ns / rates_hz[r]);
    bench_row("engine", what, ns, "ns a frame");
    music_free(&music);
  }
}

/* --- the worst block ------------------------------------------------------------------- */

enum { SMALL = 64, SONG_S = 20, HOUR_S = 3600 };

/** Repeats a song, with silence or noise too faint for a float between. */
static void read_block(const Music *music, uint32_t rate_hz, uint32_t block, float in[2][SMALL])
{
  const uint32_t frame = block * SMALL;
  const uint32_t second = frame / rate_hz;
  const uint32_t at = frame % (music->n_frames - SMALL);
  for (int channel = 0; channel < 2; ++channel) {
    if (second % 60 < 50) {
      memcpy(in[channel], music->channel[channel] + at, SMALL * sizeof(float));
    } else {
      for (int i = 0; i < SMALL; ++i) {
        in[channel][i] =
            second % 60 < 55 ? 0.0f : music->channel[channel][at + (uint32_t)i] * 1e-40f;
      }
    }
  }
}

/** Everything moves at some time. */
static void turn_controls(uint32_t second, ControlValues control)
{
  control[CONTROL_GLIDE] = control_info[CONTROL_GLIDE].minimum;
  control[CONTROL_GENRE] = (float)(second / 7 % GENRE_CHOICES);
  control[CONTROL_MODE] = second % 100 > 90 ? 1.0f : 0.0f;
  control[CONTROL_ENABLED] = second % 41 > 38 ? 0.0f : 1.0f;
  control[CONTROL_RELEARN] = second % 300 == 299 ? 1.0f : 0.0f;
  control[CONTROL_OUTPUT_GAIN] = second % 30 < 15 ? 0.0f : -3.0f;
}

static void bench_worst_block(uint32_t rate_hz)
{
  Music music = music_make(SONG_S, rate_hz);
  const uint32_t n_blocks = (uint32_t)((uint64_t)HOUR_S * rate_hz / SMALL);
  double *least_s = malloc(n_blocks * sizeof *least_s);
  ControlValues control;
  set_defaults(control);
  for (int run = 0; run < HOUR_RUNS; ++run) {
    Engine *engine = engine_new(rate_hz, 2, NULL, NULL);
    for (uint32_t i = 0; i < n_blocks; ++i) {
      float in[2][SMALL];
      read_block(&music, rate_hz, i, in);
      turn_controls(i * SMALL / rate_hz, control);
      const double start_s = bench_now_s();
      engine_process(engine, control, (const float *const[]){in[0], in[1]}, to, SMALL);
      const double spent_s = bench_now_s() - start_s;
      least_s[i] = run == 0 ? spent_s : fmin(least_s[i], spent_s);
    }
    engine_free(engine);
  }
  double worst_s = 0.0;
  for (uint32_t i = 0; i < n_blocks; ++i) {
    worst_s = fmax(worst_s, least_s[i]);
  }
  const double lasts_s = (double)SMALL / rate_hz;
  const double worst_percent = 100.0 * worst_s / lasts_s;
  printf("an hour at %u Hz in blocks of %d, each at its least of %d runs:\n"
         "the worst takes %.2f us, %.2f %% of the %.0f us that it lasts (at most 2 %%)\n",
         rate_hz, SMALL, HOUR_RUNS, 1e6 * worst_s, worst_percent, 1e6 * lasts_s);
  char what[64];
  snprintf(what, sizeof what, "worst block of 64, %u Hz", rate_hz);
  bench_row("engine", what, worst_percent, "% of its time");
  free(least_s);
  music_free(&music);
}

/* --- instances ------------------------------------------------------------------------- */

static void bench_instances(void)
{
  enum { INSTANCES = 100 };
  static Engine *engine[INSTANCES];
  double least_s = 1e9;
  for (int i = 0; i < INSTANCES; ++i) {
    const double start_s = bench_now_s();
    engine[i] = engine_new(48000.0, 2, NULL, NULL);
    least_s = fmin(least_s, bench_now_s() - start_s);
  }
  for (int i = 0; i < INSTANCES; ++i) {
    engine_free(engine[i]);
  }
  printf("an instance: %.0f KiB, set up in %.2f ms; %d at once\n", sizeof(Engine) / 1024.0,
         1e3 * least_s, INSTANCES);
  bench_row("engine", "an instance", sizeof(Engine) / 1024.0, "KiB");
  bench_row("engine", "setting up an instance", 1e3 * least_s, "ms");
}

int main(void)
{
  const uint64_t mode = float_mode_enter();
  bench_blocks();
  bench_rates();
  bench_worst_block(44100);
  bench_worst_block(48000);
  bench_worst_block(96000);
  float_mode_leave(mode);
  bench_instances();
  return 0;
}
