/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For tests: the fine power spectrum of a whole sound (Welch, "The use of fast Fourier
 * transform for the estimation of power spectra", IEEE Trans. AU 15(2), 1967: Hann windows that
 * overlap by half), in double precision, and what lies between two frequencies. A judge of
 * what the ear and the solver do, which shares no code with them.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_POWER_H
#define GENRE_EQ_TESTS_SUPPORT_POWER_H

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "dsp/bands.h"
#include "tests/support_spectrum.h"

/** Bins are no wider than this. */
#define POWER_BIN_HZ 3.0

typedef struct {
  double rate_hz;
  int size;      /**< of a transform */
  double *power; /**< size / 2 + 1 bins, both channels' mean; they add up to the mean square */
} Power;

static inline Power power_measure(double rate_hz, const float *const *in, int n_channels,
                                  uint32_t n_frames)
{
  Power measured = {.rate_hz = rate_hz, .size = 2};
  while (rate_hz / measured.size > POWER_BIN_HZ) {
    measured.size *= 2;
  }
  const int n = measured.size;
  double *work = calloc((size_t)n, 2 * sizeof *work);
  double *window = calloc((size_t)n, sizeof *window);
  measured.power = calloc((size_t)n / 2 + 1, sizeof *measured.power);
  double square = 0.0;
  for (int i = 0; i < n; ++i) {
    window[i] = 0.5 - 0.5 * cos(2.0 * SPECTRUM_PI * (i + 0.5) / n);
    square += window[i] * window[i];
  }
  int n_windows = 0;
  for (uint32_t at = 0; at + (uint32_t)n <= n_frames; at += (uint32_t)n / 2) {
    for (int i = 0; i < n; ++i) {
      work[2 * i] = window[i] * (double)in[0][at + (uint32_t)i];
      work[2 * i + 1] = window[i] * (double)in[n_channels - 1][at + (uint32_t)i];
    }
    spectrum_fft(work, n);
    for (int k = 0; k <= n / 2; ++k) {
      const double *positive = &work[2 * k];
      const double *negative = &work[2 * ((n - k) % n)];
      measured.power[k] += positive[0] * positive[0] + positive[1] * positive[1] +
                           negative[0] * negative[0] + negative[1] * negative[1];
    }
    ++n_windows;
  }
  for (int k = 0; k <= n / 2; ++k) {
    const double share = k == 0 || k == n / 2 ? 0.25 : 0.5;
    measured.power[k] *= share / (square * n * n_windows);
  }
  free(work);
  free(window);
  return measured;
}

static inline void power_free(Power *measured)
{
  free(measured->power);
}

/** Mean square from low_hz to high_hz; of a bin that an edge cuts, the share that lies inside.
    Behind a filter, where `gain` is its power response, bin by bin. */
static inline double power_between(const Power *measured, const double *gain, double low_hz,
                                   double high_hz)
{
  const double bin_hz = measured->rate_hz / measured->size;
  double sum = 0.0;
  for (int k = 0; k <= measured->size / 2; ++k) {
    const double from = fmax((k - 0.5) * bin_hz, low_hz);
    const double to = fmin((k + 0.5) * bin_hz, high_hz);
    if (to > from) {
      sum += (to - from) / bin_hz * measured->power[k] * (gain ? gain[k] : 1.0);
    }
  }
  return sum;
}

static inline void power_bands(const Power *measured, const double *gain, double band[BAND_COUNT])
{
  for (int i = 0; i < BAND_COUNT; ++i) {
    band[i] = power_between(measured, gain, band_info[i].low_hz, band_info[i].high_hz);
  }
}

#endif
