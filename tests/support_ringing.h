/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For tests: how large a curve can make a sound.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_RINGING_H
#define GENRE_EQ_TESTS_SUPPORT_RINGING_H

#include <math.h>

#include "dsp/shelves.h"

static inline double shelf_next(const Biquad *shelf, double state[2], double x)
{
  const double y = shelf->b0 * x + state[0];
  state[0] = shelf->b1 * x - shelf->a1 * y + state[1];
  state[1] = shelf->b2 * x - shelf->a2 * y;
  return y;
}

/** No output sample is larger than the sum of |h[k]| |x[n - k]|, h being the impulse response of
    the curve. Returns that sum for an input whose peak is 1 in this block and 1 / kept^j in the
    block j blocks ago. */
static inline double largest_peak(const double section_db[BAND_COUNT], double rate_hz, int block,
                                  double kept)
{
  Biquad shelf[SHELF_COUNT];
  double state[SHELF_COUNT][2] = {{0.0}};
  double sum = 0.0;
  double of_block = 1.0;
  double peak = 1.0;
  shelves_design(section_db, rate_hz, shelf);
  for (int k = 0; of_block > 1e-6 * sum; k += block) {
    of_block = 0.0;
    for (int i = 0; i < block; ++i) { /* h[0] is of this block, h[1] may be of the one before */
      double h = k + i == 0;
      for (int j = 0; j < SHELF_COUNT; ++j) {
        h = shelf_next(&shelf[j], state[j], h);
      }
      of_block += peak * fabs(h);
      peak = i == 0 ? peak / kept : peak;
    }
    sum += of_block;
  }
  return sum;
}

#endif
