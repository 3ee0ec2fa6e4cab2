/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/disguise.h"

#include <math.h>
#include <stdlib.h>

#include "dsp/biquad.h"
#include "dsp/equalizer.h"
#include "dsp/portable_math.h"
#include "model/train/random.h"

static void filter(Sound *sound, Biquad f)
{
  for (int c = 0; c < 2; ++c) {
    double s1 = 0.0;
    double s2 = 0.0;
    for (int i = 0; i < sound->n_frames; ++i) {
      const double x = (double)sound->channel[c][i];
      const double y = f.b0 * x + s1;
      s1 = f.b1 * x - f.a1 * y + s2;
      s2 = f.b2 * x - f.a2 * y;
      sound->channel[c][i] = (float)y;
    }
  }
}

static void amplify(Sound *sound, double gain_db)
{
  const float gain = (float)sqrt(db_to_power(gain_db));
  for (int i = 0; i < sound->n_frames; ++i) {
    sound->channel[0][i] *= gain;
    sound->channel[1][i] *= gain;
  }
}

static bool equalise(Sound *sound, Random *random)
{
  Equalizer *equalizer = malloc(sizeof *equalizer);
  double section_db[BAND_COUNT];
  for (int band = 0; band < BAND_COUNT; ++band) {
    section_db[band] = random_between(random, -DISGUISE_MAX_DB, DISGUISE_MAX_DB);
  }
  if (equalizer) {
    equalizer_init(equalizer, (double)sound->rate_hz);
    equalizer_jump(equalizer, section_db);
    equalizer_process(equalizer, (const float *const *)sound->channel, sound->channel, 2,
                      (uint32_t)sound->n_frames);
  }
  free(equalizer);
  return equalizer != NULL;
}

/* Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients": peakingEQ. */
static Biquad bell(double freq_hz, double q, double gain_db, double rate_hz)
{
  const double angle = 2.0 * PI * freq_hz / rate_hz;
  const double root = sqrt(sqrt(db_to_power(gain_db)));
  const double alpha = portable_sin(angle) / (2.0 * q);
  const double a0 = 1.0 + alpha / root;
  return (Biquad){.b0 = (1.0 + alpha * root) / a0,
                  .b1 = -2.0 * portable_cos(angle) / a0,
                  .b2 = (1.0 - alpha * root) / a0,
                  .a1 = -2.0 * portable_cos(angle) / a0,
                  .a2 = (1.0 - alpha / root) / a0};
}

/* A random frequency between low_hz and high_hz and below Nyquist, evenly over the logarithm. */
static double random_hz(Random *random, double low_hz, double high_hz, double rate_hz)
{
  const double ratio = portable_log(high_hz / low_hz);
  return fmin(low_hz * portable_exp(ratio * random_unit(random)), 0.4 * rate_hz);
}

static void ring_bells(Sound *sound, Random *random)
{
  const double rate_hz = (double)sound->rate_hz;
  const int n_bells = 1 + random_index(random, 4);
  for (int k = 0; k < n_bells; ++k) {
    const double freq_hz = random_hz(random, 40.0, 12000.0, rate_hz);
    const double q = 0.5 * portable_exp(random_unit(random) * portable_log(4.0));
    const double gain_db = random_between(random, -DISGUISE_MAX_DB, DISGUISE_MAX_DB);
    filter(sound, bell(freq_hz, q, gain_db, rate_hz));
  }
}

void disguise_smoothly(Sound *sound, double most_db, uint64_t seed)
{
  static const double lowest_hz = 30.0;
  static const double ratio = 2.297; /* 1.2 octaves */
  Random random = {seed};
  double freq_hz = lowest_hz * portable_exp(portable_log(ratio) * random_unit(&random));
  for (; freq_hz < 16000.0 && freq_hz < 0.45 * (double)sound->rate_hz; freq_hz *= ratio) {
    const double gain_db = random_between(&random, -most_db, most_db);
    filter(sound, bell(freq_hz, 1.1, gain_db, (double)sound->rate_hz));
  }
}

static double mean_square(const Sound *sound)
{
  double sum = 0.0;
  for (int i = 0; i < sound->n_frames; ++i) {
    const double x = (double)sound->channel[0][i];
    const double y = (double)sound->channel[1][i];
    sum += 0.5 * (x * x + y * y);
  }
  return sum / (sound->n_frames > 0 ? sound->n_frames : 1);
}

static void lose_top(Sound *sound, Random *random)
{
  const double rate_hz = (double)sound->rate_hz;
  const double freq_hz = random_hz(random, 5500.0, 9000.0, rate_hz);
  const double below_db = random_between(random, 30.0, 55.0);
  const double most = sqrt(3.0 * mean_square(sound) * db_to_power(-below_db));
  filter(sound, biquad_lowpass(freq_hz, 0.5412, rate_hz)); /* Butterworth, 4th order */
  filter(sound, biquad_lowpass(freq_hz, 1.3066, rate_hz));
  for (int i = 0; i < sound->n_frames; ++i) {
    const float noise = (float)random_between(random, -most, most);
    sound->channel[0][i] += noise;
    sound->channel[1][i] += noise;
  }
}

bool disguise(Sound *sound, Version version, double gain_db, uint64_t seed)
{
  Random random = {seed + 0x9E3779B97F4A7C15U * (uint64_t)version};
  bool is_fine = true;
  if (version == VERSION_EQUALISED || version == VERSION_EQUALISED_AGAIN) {
    is_fine = equalise(sound, &random);
  } else if (version == VERSION_OTHER_MAKE) {
    ring_bells(sound, &random);
  } else if (version == VERSION_LOST_TOP) {
    lose_top(sound, &random);
  }
  if (gain_db != 0.0) {
    amplify(sound, gain_db);
  }
  return is_fine;
}
