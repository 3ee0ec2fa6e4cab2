/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the blocks of features.def have in common, and the function that finds each.
 */
#ifndef GENRE_EQ_MODEL_FEATURE_BLOCKS_H
#define GENRE_EQ_MODEL_FEATURE_BLOCKS_H

#include <math.h>

#include "dsp/portable_math.h"
#include "model/features.h"

#define FEATURES(id, family, layout, comment)                                                      \
  void features_find_##id(const Figures *mean, float *feature);
#include "model/features.def"

/* Added to spreads before dividing by them or taking logarithms (dB): a smaller movement counts as
   none. */
#define STILL_SPREAD_DB 0.5F
#define STILL_CHANGE_DB 0.3F

static inline float clamp(float x, float limit)
{
  return fminf(fmaxf(x, -limit), limit);
}

static inline float log_of(float x)
{
  return (float)portable_log((double)x);
}

static inline float root_of(float x)
{
  return sqrtf(fmaxf(x, 0.0F));
}

/* The level's central moments, from the means of its powers (in 10 dB). */
typedef struct {
  float spread; /**< standard deviation plus a small number, 10 dB */
  float third;
  float fourth;
} Moments;

static inline Moments moments_of(float m1, float m2, float m3, float m4, float still)
{
  Moments moments;
  const float square = fmaxf(m2 - m1 * m1, 0.0F);
  moments.third = m3 - 3.0F * m1 * m2 + 2.0F * m1 * m1 * m1;
  moments.fourth = m4 - 4.0F * m1 * m3 + 6.0F * m1 * m1 * m2 - 3.0F * m1 * m1 * m1 * m1;
  moments.spread = root_of(square) + still;
  return moments;
}

static inline float skew_of(Moments moments)
{
  return clamp(moments.third / (moments.spread * moments.spread * moments.spread), 4.0F);
}

static inline float peaked_of(Moments moments)
{
  const float square = moments.spread * moments.spread;
  return log_of(fmaxf(moments.fourth / (square * square), 0.0F) + 0.1F);
}

static inline float flux_of(const Figures *mean, int i)
{
  return log_of(mean->movement.step[0][i] + STILL_CHANGE_DB);
}

static inline void find_against_flux(const Figures *mean, const float step[HEARD_COUNT],
                                     float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = log_of(step[i] + STILL_CHANGE_DB) - flux_of(mean, i);
  }
}

#endif
