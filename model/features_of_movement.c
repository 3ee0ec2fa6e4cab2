/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Movement: how the levels of the sub-bands change from hop to hop.
 */
#include "model/feature_blocks.h"

static Moments level_moments(const Figures *mean, int i)
{
  const Movement *m = &mean->movement;
  return moments_of(m->level[0][i], m->level[1][i], m->level[2][i], m->level[3][i],
                    0.1F * STILL_SPREAD_DB);
}

void features_find_spread(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = log_of(10.0F * level_moments(mean, i).spread);
  }
}

void features_find_skew(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = skew_of(level_moments(mean, i));
  }
}

void features_find_peaked(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = peaked_of(level_moments(mean, i));
  }
}

void features_find_crest(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    const double power = (double)fmaxf(mean->movement.power[i], 1e-4F);
    feature[i] = (float)power_to_db(power) - 10.0F * mean->movement.level[0][i];
  }
}

void features_find_flux(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    feature[i] = flux_of(mean, i);
  }
}

void features_find_drift_2(const Figures *mean, float *feature)
{
  find_against_flux(mean, mean->movement.step[1], feature);
}

void features_find_drift_4(const Figures *mean, float *feature)
{
  find_against_flux(mean, mean->movement.step[2], feature);
}

void features_find_drift_8(const Figures *mean, float *feature)
{
  find_against_flux(mean, mean->movement.step[3], feature);
}

void features_find_drift_16(const Figures *mean, float *feature)
{
  find_against_flux(mean, mean->movement.step[4], feature);
}

static float change_spread(const Figures *mean, int i)
{
  return root_of(mean->movement.square[i]) + STILL_CHANGE_DB;
}

void features_find_lean(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    const float spread = change_spread(mean, i);
    feature[i] = clamp(mean->movement.cube[i] / (spread * spread * spread), 4.0F);
  }
}

void features_find_pairs(const Figures *mean, float *feature)
{
  int pair = 0;
  for (int i = 0; i < HEARD_COUNT; ++i) {
    for (int j = i + 1; j < HEARD_COUNT; ++j, ++pair) {
      feature[pair] = mean->movement.pair[pair] / (change_spread(mean, i) * change_spread(mean, j));
    }
  }
}

void features_find_followers(const Figures *mean, float *feature)
{
  for (int i = 0; i < HEARD_COUNT; ++i) {
    const float spread = change_spread(mean, i);
    for (int j = 0; j < HEARD_COUNT; ++j) {
      feature[i * HEARD_COUNT + j] =
          mean->movement.follow[i][j] / (spread * change_spread(mean, j));
    }
  }
}

void features_find_rhythm(const Figures *mean, float *feature)
{
  const float center = mean->movement.rise[0] * mean->movement.rise[0];
  const float power = fmaxf(mean->movement.rise[1] - center, 0.0F) + 0.05F;
  for (int lag = 0; lag < RHYTHM_LAGS; ++lag) {
    feature[lag] = (mean->movement.rhythm[lag] - center) / power;
  }
}
