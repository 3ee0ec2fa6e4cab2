/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Runs one kernel of one width, so that count_instructions.sh can count its instructions.
 *
 *   count_kernels WIDTH steady|gliding|crossover|ear|peaks|engine TIMES
 *
 * A time is 64 frames of stereo noise. Without arguments it prints the widths.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/crossover.h"
#include "dsp/equalizer.h"
#include "dsp/true_peak.h"
#include "plugin/engine_internal.h"
#include "tests/support_spectrum.h"

enum { FRAMES = 64, RATE_HZ = 48000 };

static float noise[2][FRAMES];
static float out[2][FRAMES];
static const float *const from[2] = {noise[0], noise[1]};
static float *const to[2] = {out[0], out[1]};

static const double gain_db[BAND_COUNT] = {3.0, -2.0, 4.0, -5.0, 2.0};

static void run_cascade(const Kernels *kernels, long times, bool gliding)
{
  static Equalizer eq;
  equalizer_init(&eq, RATE_HZ);
  equalizer_jump(&eq, gain_db);
  for (long i = 0; i < times; ++i) {
    kernels->run_cascade(&eq.cascade, from, to, FRAMES, gliding);
  }
}

static void run_steady(const Kernels *kernels, long times)
{
  run_cascade(kernels, times, false);
}

static void run_gliding(const Kernels *kernels, long times)
{
  run_cascade(kernels, times, true);
}

static void run_crossover(const Kernels *kernels, long times)
{
  static Crossover crossover;
  crossover_init(&crossover, RATE_HZ, 0.25 * RATE_HZ);
  crossover.kernels = kernels;
  for (long i = 0; i < times; ++i) {
    crossover_process(&crossover, STREAM_FULL, from, FRAMES);
    crossover_process(&crossover, STREAM_LOW, from, FRAMES / 4);
  }
}

/** The streams that are halved, and the two transforms as often as they are taken. */
static void run_ear(const Kernels *kernels, long times)
{
  static Ear ear;
  float energy[HEARD_PARTS];
  float power[FINE_POINTS];
  ear_init(&ear, RATE_HZ);
  ear.kernels = kernels;
  for (long i = 0; i < times; ++i) {
    ear_process(&ear, from, to, FRAMES);
    if (i * FRAMES % (RATE_HZ / 80) < FRAMES) {
      ear_frame(&ear, energy);
    }
    if (i * FRAMES % (RATE_HZ / 20) < FRAMES) {
      ear_look(&ear, power);
    }
  }
}

static void run_peaks(const Kernels *kernels, long times)
{
  static TruePeak meter;
  true_peak_init(&meter);
  meter.kernels = kernels;
  for (long i = 0; i < times; ++i) {
    true_peak_process(&meter, from, 2, FRAMES);
  }
}

/** All of them, and what steers them; but for predictions, which come later. */
static void run_engine(const Kernels *kernels, long times)
{
  ControlValues control;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  engine->listener.hearing.kernels = kernels;
  engine->listener.hearing.crossover.kernels = kernels;
  engine->listener.hearing.ear.kernels = kernels;
  engine->path.equalizer.kernels = kernels;
  engine->path.peak_in.kernels = kernels;
  engine->path.peak_equalized.kernels = kernels;
  engine->path.peak_out.kernels = kernels;
  for (long i = 0; i < times; ++i) {
    engine_process(engine, control, from, to, FRAMES);
  }
  engine_free(engine);
}

static const struct {
  const char *name;
  void (*run)(const Kernels *kernels, long times);
} work[] = {
    {"steady", run_steady}, {"gliding", run_gliding}, {"crossover", run_crossover},
    {"ear", run_ear},       {"peaks", run_peaks},     {"engine", run_engine},
};

int main(int argc, char **argv)
{
  const Kernels *width[KERNEL_WIDTHS_MAX];
  const int n_widths = kernels_all(width);
  uint64_t seed = 1;
  for (int i = 0; i < FRAMES; ++i) {
    noise[0][i] = (float)(0.5 * noise_next(&seed));
    noise[1][i] = (float)(0.5 * noise_next(&seed));
  }
  for (int i = 0; i < n_widths; ++i) {
    if (argc != 4) {
      printf("%s\n", width[i]->name);
      continue;
    }
    for (size_t k = 0; k < sizeof work / sizeof *work; ++k) {
      if (strcmp(argv[1], width[i]->name) == 0 && strcmp(argv[2], work[k].name) == 0) {
        work[k].run(width[i], strtol(argv[3], NULL, 10));
      }
    }
  }
  return 0;
}
