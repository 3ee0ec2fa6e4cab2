/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Writes sound files for the folder "none", which holds what is not music: sweeps, noise that
 * swells and beats, tones, clicks, and voices that talk. Each run writes the same files.
 */
#include <math.h>
#include <sndfile.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/portable_math.h"
#include "model/train/commands.h"
#include "model/train/random.h"

enum { RATE_HZ = 32000, LONGEST_S = 60, MAX_PARTIALS = 6 };

/* --- what sounds ----------------------------------------------------------------------------- */

/* A tone that runs from one frequency to another, once or over and over, with
   overtones or without. */
static void sweep(Random *random, float *sample, int n)
{
  bool is_log = random_unit(random) < 0.7;
  bool is_down = random_unit(random) < 0.4;
  double low_hz = random_between(random, 10.0, 120.0);
  double high_hz = random_between(random, 6000.0, 15900.0);
  int n_runs = random_unit(random) < 0.6 ? 1 : 1 + random_index(random, 8);
  int n_partials = random_unit(random) < 0.7 ? 1 : 1 + random_index(random, MAX_PARTIALS);
  double ratio = portable_log(high_hz / low_hz);
  double turn = 0.0;
  for (int i = 0; i < n; ++i) {
    double at = fmod((double)i * n_runs / n, 1.0);
    at = is_down ? 1.0 - at : at;
    double hz = is_log ? low_hz * portable_exp(ratio * at) : low_hz + (high_hz - low_hz) * at;
    double sum = 0.0;
    turn = fmod(turn + hz / RATE_HZ, 1.0);
    for (int k = 1; k <= n_partials && k * hz < 0.49 * RATE_HZ; ++k) {
      sum += portable_cos(2.0 * PI * k * turn) / k;
    }
    sample[i] = (float)(0.3 * sum);
  }
}

/* White, pink or brown noise, or anything between: a low pass at random blended in. */
static void noise(Random *random, float *sample, int n)
{
  double share = random_unit(random);
  double corner = random_between(random, 0.001, 0.2);
  double low = 0.0;
  for (int i = 0; i < n; ++i) {
    double white = random_between(random, -1.0, 1.0);
    low += corner * (white - low);
    sample[i] = (float)(0.2 * (share * white + (1.0 - share) * low / sqrt(corner)));
  }
}

static void tones(Random *random, float *sample, int n)
{
  int n_tones = 1 + random_index(random, MAX_PARTIALS);
  bool is_square = random_unit(random) < 0.3;
  memset(sample, 0, (size_t)n * sizeof *sample);
  for (int k = 0; k < n_tones; ++k) {
    double hz = 30.0 * portable_exp(random_between(random, 0.0, 5.8));
    double turn = random_unit(random);
    for (int i = 0; i < n; ++i) {
      double x = portable_cos(2.0 * PI * turn);
      turn = fmod(turn + hz / RATE_HZ, 1.0);
      sample[i] += (float)(0.2 / n_tones * (is_square ? (x > 0.0 ? 1.0 : -1.0) : x));
    }
  }
}

static void clicks(Random *random, float *sample, int n)
{
  double period = RATE_HZ / random_between(random, 0.5, 12.0);
  double decay = portable_exp(-1.0 / (RATE_HZ * random_between(random, 0.0005, 0.05)));
  double hz = random_between(random, 200.0, 8000.0);
  double level = 0.0;
  double next = 0.0;
  for (int i = 0; i < n; ++i) {
    if (i >= next) {
      level = 0.7;
      next += period;
    }
    sample[i] = (float)(level * portable_cos(2.0 * PI * fmod(i * hz / RATE_HZ, 1.0)));
    level *= decay;
  }
}

/* A resonance of two poles (Klatt, "Software for a cascade/parallel formant synthesizer", JASA 67,
   1980). */
typedef struct {
  double hz;
  double goal_hz;
  double past[2];
} Formant;

static double resonate(Formant *formant, double width_hz, double x)
{
  const double radius = portable_exp(-PI * width_hz / RATE_HZ);
  const double turn = 2.0 * radius * portable_cos(2.0 * PI * formant->hz / RATE_HZ);
  const double gain = 1.0 - turn + radius * radius;
  const double y = gain * x + turn * formant->past[0] - radius * radius * formant->past[1];
  formant->past[1] = formant->past[0];
  formant->past[0] = y;
  formant->hz += 0.0008 * (formant->goal_hz - formant->hz);
  return y;
}

/* Syllables of pulses through formants that glide from vowel to vowel, hisses between them,
   and pauses between phrases, over which the pitch falls. */
static void talk(Random *random, float *sample, int n)
{
  static const double low_hz[3] = {250.0, 800.0, 2100.0};
  static const double high_hz[3] = {850.0, 2300.0, 3200.0};
  const double voice_hz = random_between(random, 80.0, 240.0);
  const double usual_s = random_between(random, 0.12, 0.28);
  Formant formant[3] = {{500.0, 500.0, {0.0}}, {1500.0, 1500.0, {0.0}}, {2500.0, 2500.0, {0.0}}};
  double turn = 0.0;
  double before = 0.0;
  double loudness = 0.0;
  int left = 0;
  int size = 1;
  int syllables = 0; /* that are left of the phrase */
  bool hisses = false;
  double glide_hz = 0.0;
  for (int i = 0; i < n; ++i, --left) {
    if (left == 0) {
      syllables = syllables > -1 ? syllables - 1 : 3 + random_index(random, 12);
      size = left =
          (int)(RATE_HZ * usual_s * random_between(random, syllables < 0 ? 1.5 : 0.5, 2.0));
      hisses = random_unit(random) < 0.6;
      glide_hz = voice_hz * random_between(random, -0.12, 0.12);
      for (int k = 0; k < 3; ++k) {
        formant[k].goal_hz = random_between(random, low_hz[k], high_hz[k]);
      }
    }
    const double at = 1.0 - (double)left / size;
    const bool is_hiss = hisses && at < 0.3;
    const double noise = random_between(random, -1.0, 1.0);
    turn += (voice_hz * (0.85 + 0.02 * syllables) + glide_hz * at) / RATE_HZ;
    const double pulse = turn >= 1.0 ? 30.0 : 0.0;
    turn -= turn >= 1.0;
    loudness += 0.003 * ((syllables < 0 ? 0.0 : (is_hiss ? 0.25 : 1.0 - 0.5 * at)) - loudness);
    double y = is_hiss ? noise - before : pulse + 0.05 * noise;
    before = noise;
    for (int k = 0; k < 3; ++k) {
      y = is_hiss && k < 2 ? y : resonate(&formant[k], 60.0 + 40.0 * k, y);
    }
    sample[i] = (float)fmin(fmax(0.06 * loudness * y, -1.0), 1.0);
  }
}

/* --- how it moves ---------------------------------------------------------------------------- */

/* Leaves the level steady, lets it swell, switches it on and off, or lets it wander. */
static void modulate(Random *random, float *sample, int n)
{
  int manner = random_index(random, 4);
  double depth_db = random_between(random, 3.0, 40.0);
  double period = RATE_HZ * 0.1 * portable_exp(random_between(random, 0.0, 4.6));
  double goal_db = 0.0;
  double now_db = 0.0;
  for (int i = 0; i < n && manner > 0; ++i) {
    double turn = fmod(i / period, 1.0);
    if (manner == 1) {
      now_db = 0.5 * depth_db * (portable_cos(2.0 * PI * turn) - 1.0);
    } else if (manner == 2) {
      now_db += 0.01 * ((turn < 0.5 ? 0.0 : -depth_db) - now_db);
    } else {
      goal_db = i % (RATE_HZ / 8) == 0 ? random_between(random, -depth_db, 0.0) : goal_db;
      now_db += 0.002 * (goal_db - now_db);
    }
    sample[i] *= (float)sqrt(db_to_power(now_db));
  }
}

/* --- files ----------------------------------------------------------------------------------- */

static bool write_file(const char *path, const float *sample, int n)
{
  SF_INFO info = {
      .samplerate = RATE_HZ, .channels = 1, .format = SF_FORMAT_FLAC | SF_FORMAT_PCM_16};
  SNDFILE *file = sf_open(path, SFM_WRITE, &info);
  bool is_written = file && sf_writef_float(file, sample, n) == n;
  if (file) {
    is_written = sf_close(file) == 0 && is_written;
  }
  if (!is_written) {
    fprintf(stderr, "genre-eq-train: %s cannot be written (%s); is the folder there?\n", path,
            file ? "no room" : sf_strerror(NULL));
  }
  return is_written;
}

int command_strangers(const char *folder)
{
  static const struct {
    const char *name;
    void (*make)(Random *random, float *sample, int n);
    int count;
  } kind[] = {{"sweep", sweep, 48},
              {"noise", noise, 32},
              {"tones", tones, 24},
              {"clicks", clicks, 16},
              {"talk", talk, 48}};
  float *sample = malloc(sizeof *sample * RATE_HZ * LONGEST_S);
  bool is_fine = sample != NULL;
  for (int k = 0; k < (int)(sizeof kind / sizeof kind[0]); ++k) {
    for (int i = 0; is_fine && i < kind[k].count; ++i) {
      char path[4096];
      Random random = {(uint64_t)(1000 * (k + 1) + i)};
      int n =
          (int)(RATE_HZ * random_between(&random, 6.0, kind[k].make == sweep ? LONGEST_S : 15.0));
      snprintf(path, sizeof path, "%s/%s-%02d.flac", folder, kind[k].name, i);
      kind[k].make(&random, sample, n);
      if (kind[k].make != sweep && kind[k].make != talk) {
        modulate(&random, sample, n);
      }
      is_fine = write_file(path, sample, n);
    }
  }
  free(sample);
  return is_fine ? 0 : 1;
}
