/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Changes the sample rate with a windowed sinc, with one table for each phase. Slow and precise
 * (Crochiere & Rabiner, "Multirate Digital Signal Processing", 1983, section 2.3).
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_RESAMPLE_H
#define GENRE_EQ_TESTS_SUPPORT_RESAMPLE_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "dsp/portable_math.h"
#include "tests/support_sound.h"

/** Zeros of the sinc on each side. */
enum { RESAMPLE_ZEROS = 48 };

static inline int greatest_divisor(int a, int b)
{
  return b == 0 ? a : greatest_divisor(b, a % b);
}

/** sin(pi x) / (pi x) under a raised cosine that ends at RESAMPLE_ZEROS. */
static inline double windowed_sinc(double x)
{
  const double at = fabs(x) / RESAMPLE_ZEROS;
  if (at >= 1.0) {
    return 0.0;
  }
  const double sinc = fabs(x) < 1e-9 ? 1.0 : sin(PI * x) / (PI * x);
  return sinc * 0.5 * (1.0 + cos(PI * at));
}

/** The same sound at another rate; what its Nyquist frequency cannot hold is cut off. */
static inline bool sound_resample(Sound *to, const Sound *from, int rate_hz)
{
  const int divisor = greatest_divisor(from->rate_hz, rate_hz);
  const int up = rate_hz / divisor;
  const int down = from->rate_hz / divisor;
  const double cut = 0.97 * fmin(1.0, (double)rate_hz / from->rate_hz);
  const int reach = (int)ceil(RESAMPLE_ZEROS / cut);
  float *tap = malloc(sizeof *tap * (size_t)up * (size_t)(2 * reach));
  const bool is_fine =
      sound_make(to, from->n_channels, rate_hz, (int)((int64_t)from->n_frames * up / down)) && tap;
  for (int phase = 0; is_fine && phase < up; ++phase) {
    for (int k = 0; k < 2 * reach; ++k) {
      const double x = (double)(k - reach + 1) - (double)phase / up;
      tap[phase * 2 * reach + k] = (float)(cut * windowed_sinc(cut * x));
    }
  }
  for (int c = 0; is_fine && c < 2; ++c) {
    for (int i = 0; i < to->n_frames; ++i) {
      const int64_t at = (int64_t)i * down;
      const int64_t first = at / up - reach + 1;
      const float *taps = &tap[at % up * 2 * reach];
      float sum = 0.0F;
      for (int k = 0; k < 2 * reach; ++k) {
        if (first + k >= 0 && first + k < from->n_frames) {
          sum += taps[k] * from->channel[c][first + k];
        }
      }
      to->channel[c][i] = sum;
    }
  }
  free(tap);
  return is_fine;
}

#endif
