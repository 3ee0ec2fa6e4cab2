/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/network.h"

#include <math.h>

#include "dsp/kernels/kernels.h"
#include "dsp/portable_math.h"

float network_dot(const float *a, const float *b, int n)
{
  return kernels_best()->dot(a, b, n);
}

float network_temperature(const Network *network, double listened_s)
{
  return network->temperature * (1.0F + network->haste_s / (float)fmax(listened_s, 1.0));
}

float network_genre_probability(const Network *network, const float probability[OUTPUT_COUNT],
                                int genre)
{
  const float all = probability[GENRE_COUNT];
  const float heard = probability[genre] + all / (float)GENRE_COUNT;
  return heard + network->doubt * (1.0F / (float)GENRE_COUNT - heard);
}

void softmax(const float *logits, int n, float temperature, float *probability)
{
  float top = logits[0];
  for (int i = 1; i < n; ++i) {
    top = fmaxf(top, logits[i]);
  }
  double sum = 0.0;
  for (int i = 0; i < n; ++i) {
    double share = portable_exp((double)((logits[i] - top) / temperature));
    probability[i] = (float)share;
    sum += share;
  }
  for (int i = 0; i < n; ++i) {
    probability[i] = (float)((double)probability[i] / sum);
  }
}
