/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For benchmarks: how far two sounds' levels are apart.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_DIFFERENCE_H
#define GENRE_EQ_TESTS_SUPPORT_DIFFERENCE_H

#include <math.h>

#include "dsp/portable_math.h"
#include "dsp/spectrum.h"

/** Mean of the five bands' differences, dB. */
static inline double mean_difference(const double a[BAND_COUNT], const double b[BAND_COUNT])
{
  double sum = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    sum += fabs(a[band] - b[band]) / BAND_COUNT;
  }
  return sum;
}

/** Mean difference over the points of two spectra, 20 Hz to 20 kHz, each by its width in octaves,
    without the common gain, dB. Points where one has nothing are left out. */
static inline double fine_difference(const Spectrum *a, const Spectrum *b)
{
  double gain_db = 0.0;
  double sum_db = 0.0;
  double width = 0.0;
  for (int pass = 0; pass < 2; ++pass) {
    for (int p = 0; p < GRID_POINTS; ++p) {
      if (a->energy[p] > 0.0F && b->energy[p] > 0.0F) {
        const double octaves = log2(point_low_hz(p + 1) / point_low_hz(p));
        const double db = power_to_db((double)a->energy[p] / (double)b->energy[p]);
        width += pass == 0 ? octaves : 0.0;
        gain_db += pass == 0 ? octaves * db : 0.0;
        sum_db += pass == 0 ? 0.0 : octaves * fabs(db - gain_db);
      }
    }
    gain_db /= pass == 0 ? fmax(width, 1e-9) : 1.0;
  }
  return sum_db / fmax(width, 1e-9);
}

#endif
