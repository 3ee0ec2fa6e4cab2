/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Harmony: the fine spectrum, each narrow band against its neighbours.
 */
#include <string.h>

#include "model/feature_blocks.h"

static float spread_of(float mean, float mean_square)
{
  return log_of(root_of(mean_square - mean * mean) + 0.02F);
}

void features_find_flat(const Figures *mean, float *feature)
{
  memcpy(feature, mean->harmony.flat[0], sizeof mean->harmony.flat[0]);
}

void features_find_flat_spread(const Figures *mean, float *feature)
{
  for (int band = 0; band < TONE_BANDS; ++band) {
    feature[band] = spread_of(mean->harmony.flat[0][band], mean->harmony.flat[1][band]);
  }
}

void features_find_steady(const Figures *mean, float *feature)
{
  memcpy(feature, mean->harmony.steady[0], sizeof mean->harmony.steady[0]);
}

void features_find_steady_spread(const Figures *mean, float *feature)
{
  for (int band = 0; band < TONE_BANDS; ++band) {
    feature[band] = spread_of(mean->harmony.steady[0][band], mean->harmony.steady[1][band]);
  }
}

void features_find_steady_4(const Figures *mean, float *feature)
{
  memcpy(feature, mean->harmony.steady_4, sizeof mean->harmony.steady_4);
}

void features_find_glide(const Figures *mean, float *feature)
{
  for (int band = 0; band < TONE_BANDS; ++band) {
    feature[band] = mean->harmony.glide[band] - mean->harmony.steady[0][band];
  }
}

static Moments fine_moments(const Figures *mean, int band)
{
  const float(*moment)[MOMENT_BANDS] = mean->harmony.moment;
  return moments_of(0.0F, moment[0][band], moment[1][band], moment[2][band], 0.02F);
}

void features_find_contrast(const Figures *mean, float *feature)
{
  for (int band = 0; band < MOMENT_BANDS; ++band) {
    feature[band] = log_of(fine_moments(mean, band).spread);
  }
}

void features_find_contrast_skew(const Figures *mean, float *feature)
{
  for (int band = 0; band < MOMENT_BANDS; ++band) {
    feature[band] = skew_of(fine_moments(mean, band));
  }
}

void features_find_contrast_peaked(const Figures *mean, float *feature)
{
  for (int band = 0; band < MOMENT_BANDS; ++band) {
    feature[band] = peaked_of(fine_moments(mean, band));
  }
}

void features_find_voice(const Figures *mean, float *feature)
{
  const float *voice = mean->harmony.voice;
  feature[0] = voice[0];
  feature[1] = spread_of(voice[0], voice[1]);
  feature[2] = voice[2];
  feature[3] = spread_of(voice[2], voice[3]);
  feature[4] = voice[4];
  feature[5] = voice[5];
}

void features_find_chroma(const Figures *mean, float *feature)
{
  memcpy(feature, mean->harmony.chroma, sizeof mean->harmony.chroma);
}

void features_find_amount(const Figures *mean, float *feature)
{
  for (int range = 0; range < CHROMA_RANGES; ++range) {
    const float *amount = mean->harmony.amount[range];
    feature[2 * range] = log_of(amount[0] + 0.1F);
    feature[2 * range + 1] = spread_of(amount[0], amount[1]);
  }
}

void features_find_novelty(const Figures *mean, float *feature)
{
  memcpy(feature, mean->harmony.novelty, sizeof mean->harmony.novelty);
}
