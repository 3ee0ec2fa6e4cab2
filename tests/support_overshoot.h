/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For tests: how far a curve goes beyond the gains of the bands on either side.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_OVERSHOOT_H
#define GENRE_EQ_TESTS_SUPPORT_OVERSHOOT_H

#include <math.h>

#include "dsp/bands.h"
#include "dsp/shelves.h"

typedef struct {
  double beyond_wants_db; /**< beyond what is wanted of a band and of its neighbours */
  double ripple_db;       /**< beyond the curve's gain in the middle of the bands on either side */
} Overshoot;

/** How far the curve goes beyond … */
static inline Overshoot overshoot(const double section_gain_db[BAND_COUNT],
                                  const double wanted_db[BAND_COUNT])
{
  double middle_hz[BAND_COUNT];
  double middle_db[BAND_COUNT];
  Overshoot worst = {0.0, 0.0};
  for (int band = 0; band < BAND_COUNT; ++band) {
    middle_hz[band] = sqrt(band_info[band].low_hz * band_info[band].high_hz);
    middle_db[band] = 10.0 * log10(analog_curve_power(section_gain_db, middle_hz[band]));
  }
  for (double f = 20.0; f < 20000.0; f *= 1.02) {
    const double curve_db = 10.0 * log10(analog_curve_power(section_gain_db, f));
    int band = 0;
    int below = -1; /* the last middle below f */
    while (band_info[band].high_hz < f) {
      ++band;
    }
    while (below < BAND_COUNT - 1 && middle_hz[below + 1] < f) {
      ++below;
    }
    double low_db = wanted_db[band];
    double high_db = wanted_db[band];
    for (int k = band - 1; k <= band + 1; ++k) {
      if (k >= 0 && k < BAND_COUNT) {
        low_db = fmin(low_db, wanted_db[k]);
        high_db = fmax(high_db, wanted_db[k]);
      }
    }
    worst.beyond_wants_db =
        fmax(worst.beyond_wants_db, fmax(curve_db - high_db, low_db - curve_db));
    if (below >= 0 && below < BAND_COUNT - 1) {
      const double a = middle_db[below];
      const double b = middle_db[below + 1];
      worst.ripple_db = fmax(worst.ripple_db, fmax(curve_db - fmax(a, b), fmin(a, b) - curve_db));
    }
  }
  return worst;
}

#endif
