/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/firmness.h"

#include <math.h>

#include "dsp/portable_math.h"

/* The smallest probability, so that there is no logarithm of 0 and no sum of 0. */
static const double least = 1e-30;

void firm_up(const double mean[GENRE_COUNT], double n_windows, double firmness,
             double probability[GENRE_COUNT])
{
  const double power =
      1.0 + firmness * (1.0 - FIRM_FROM_WINDOWS / fmax(n_windows, FIRM_FROM_WINDOWS));
  double sum = 0.0;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    probability[genre] = portable_exp(power * portable_log(fmax(mean[genre], least)));
    sum += probability[genre];
  }
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    probability[genre] /= sum;
  }
}
