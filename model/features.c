/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Features of sub-band i, from its levels x(h) in dB against their mean:
 *   2 i      spread: mean |x|
 *   2 i + 1  flux:   mean |x(h) − x(h − 1)|
 */
#include "model/features.h"

#include <math.h>

void features_begin(FeatureJob *job, const BandHistory *history)
{
  job->history = history;
  job->step = 0;
}

bool features_step(FeatureJob *job)
{
  if (job->step >= HEARD_COUNT) {
    return true;
  }
  int i = job->step++;
  int count = job->history->count;
  float sum = 0.0F;
  for (int age = 0; age < count; ++age) {
    sum += band_history_row(job->history, age)[i];
  }
  job->mean_db[i] = sum / (float)count;
  float spread = 0.0F;
  float flux = 0.0F;
  float last = 0.0F;
  for (int age = 0; age < count; ++age) {
    float x = band_history_row(job->history, age)[i] - job->mean_db[i];
    spread += fabsf(x);
    flux += age > 0 ? fabsf(x - last) : 0.0F;
    last = x;
  }
  job->feature[2 * i] = spread / (float)count;
  job->feature[2 * i + 1] = flux / (float)(count - 1);
  return job->step >= HEARD_COUNT;
}

int feature_band(int feature)
{
  return (int)subband_info[feature / FEATURES_PER_SUBBAND].band;
}
