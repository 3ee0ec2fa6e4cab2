/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Attack: how the levels of the sub-bands rise within a hop.
 */
#include <string.h>

#include "model/feature_blocks.h"

void features_find_fast_1(const Figures *mean, float *feature)
{
  find_against_flux(mean, mean->movement.fast_step[0], feature);
}

void features_find_fast_2(const Figures *mean, float *feature)
{
  find_against_flux(mean, mean->movement.fast_step[1], feature);
}

void features_find_fast_4(const Figures *mean, float *feature)
{
  find_against_flux(mean, mean->movement.fast_step[2], feature);
}

static Moments fast_moments(const Figures *mean, int step, int i)
{
  const float(*power)[HEARD_COUNT] = mean->movement.fast_power[step];
  return moments_of(0.0F, power[0][i], power[1][i], power[2][i], 0.1F * STILL_CHANGE_DB);
}

void features_find_lean_2(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = skew_of(fast_moments(mean, 0, i));
  }
}

void features_find_lean_4(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = skew_of(fast_moments(mean, 1, i));
  }
}

void features_find_peaked_2(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = peaked_of(fast_moments(mean, 0, i));
  }
}

void features_find_peaked_4(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = peaked_of(fast_moments(mean, 1, i));
  }
}

void features_find_onset(const Figures *mean, float *feature)
{
  memcpy(feature, mean->movement.onset, sizeof mean->movement.onset);
}

static float rise_spread(const Figures *mean, int i)
{
  return root_of(mean->movement.rise_square[i]) + 0.1F * STILL_CHANGE_DB;
}

void features_find_rise_pairs(const Figures *mean, float *feature)
{
  int pair = 0;
  for (int i = 0; i < HEARD_COUNT; ++i) {
    for (int j = i + 1; j < HEARD_COUNT; ++j, ++pair) {
      feature[pair] =
          mean->movement.rise_pair[pair] / (rise_spread(mean, i) * rise_spread(mean, j));
    }
  }
}

void features_find_common(const Figures *mean, float *feature)
{
  feature[0] = mean->movement.common[0] / (mean->movement.common[1] + 1e-3F);
}
