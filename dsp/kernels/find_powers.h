/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The powers of a transform (dsp/fourier.h), two to a bin.
 *
 * Let a window lie in the middle of the signal, from t = -1/2 to 1/2 of it, and fade at both ends.
 * It changes little if it is multiplied by
 *
 *   m(t) = 2 (0.616 cos(pi t) - 0.154 cos(3 pi t) + 0.043 cos(5 pi t)),
 *
 * which is 1 within 3 % over the middle three fifths. Each cosine moves the spectrum up and down,
 * by half a bin, three or five. So the spectrum of the product half a bin above a bin is a sum of
 * six bins. The three figures make the least square error under Hann's window.
 */
#ifndef GENRE_EQ_DSP_FIND_POWERS_H
#define GENRE_EQ_DSP_FIND_POWERS_H

#include "dsp/fourier.h"

/* The spectrum half a bin above bin k, but for its sign. The bins lie in a ring of the transform's
   size; mask is the size less one, or -1 where the six do not pass the end of the ring. */
static inline float half_bin(const float *x, int k, int mask)
{
  return 0.616f * (x[k] - x[(k + 1) & mask]) + 0.154f * (x[(k - 1) & mask] - x[(k + 2) & mask]) +
         0.043f * (x[(k - 2) & mask] - x[(k + 3) & mask]);
}

/* The powers half a bin above the bins from first to end - 1. */
static void find_half_bins(const FourierSignal *spectrum, int first, int end, int mask,
                           float *restrict power)
{
  for (int k = first; k < end; ++k) {
    const float re = half_bin(spectrum->re, k, mask);
    const float im = half_bin(spectrum->im, k, mask);
    power[k] = re * re + im * im;
  }
}

static void find_powers(const FourierSignal *spectrum, float *restrict scratch, int size,
                        int n_bins, float *restrict power)
{
  const float *re = spectrum->re;
  const float *im = spectrum->im;
  float *restrict half = scratch;
  find_half_bins(spectrum, 0, 2, size - 1, half);
  find_half_bins(spectrum, 2, n_bins, -1, half);
  find_half_bins(spectrum, size - n_bins, size - 3, -1, half);
  find_half_bins(spectrum, size - 3, size, size - 1, half);
  power[0] = 0.5f * (re[0] * re[0] + im[0] * im[0]);
  power[1] = 0.5f * (half[0] + half[size - 1]);
  for (int k = 1; k < n_bins; ++k) {
    power[2 * k] = 0.5f * ((re[k] * re[k] + im[k] * im[k]) +
                           (re[size - k] * re[size - k] + im[size - k] * im[size - k]));
    power[2 * k + 1] = 0.5f * (half[k] + half[size - 1 - k]);
  }
}

#endif
