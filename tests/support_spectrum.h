/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For tests: test signals and their spectra. Header only; libm is allowed here.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_SPECTRUM_H
#define GENRE_EQ_TESTS_SUPPORT_SPECTRUM_H

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SPECTRUM_PI 3.14159265358979323846

/** Uniform in -1 ... 1 (Marsaglia, "Xorshift RNGs", J. Stat. Soft. 8(14), 2003). */
static inline double noise_next(uint64_t *seed)
{
  *seed ^= *seed << 13;
  *seed ^= *seed >> 7;
  *seed ^= *seed << 17;
  return (double)(*seed >> 11) / 4503599627370496.0 - 1.0;
}

/** In-place radix-2 FFT of n = 2^k complex values (re, im interleaved). */
static inline void spectrum_fft(double *x, int n)
{
  for (int i = 1, j = 0; i < n; ++i) {
    int bit = n >> 1;
    for (; j & bit; bit >>= 1) {
      j ^= bit;
    }
    j ^= bit;
    if (i < j) {
      for (int k = 0; k < 2; ++k) {
        const double held = x[2 * i + k];
        x[2 * i + k] = x[2 * j + k];
        x[2 * j + k] = held;
      }
    }
  }
  for (int length = 2; length <= n; length *= 2) {
    for (int k = 0; k < length / 2; ++k) {
      const double angle = -2.0 * SPECTRUM_PI * k / length;
      const double c = cos(angle);
      const double s = sin(angle);
      for (int i = k; i < n; i += length) {
        double *a = &x[2 * i];
        double *b = &x[2 * (i + length / 2)];
        const double re = b[0] * c - b[1] * s;
        const double im = b[0] * s + b[1] * c;
        b[0] = a[0] - re;
        b[1] = a[1] - im;
        a[0] += re;
        a[1] += im;
      }
    }
  }
}

/** Modified Bessel function of the first kind, order 0, by its series. */
static inline double spectrum_bessel(double x)
{
  double sum = 1.0;
  double term = 1.0;
  for (int k = 1; k < 200; ++k) {
    term *= (0.5 * x / k) * (0.5 * x / k);
    sum += term;
  }
  return sum;
}

/** Amplitude (of a sine, full scale 1) in each of the n/2 bins, Kaiser window with
    beta 22: side lobes below -170 dB, half the main lobe 7.1 bins wide. */
static inline void spectrum_amplitude(const float *x, int n, double *amplitude)
{
  const double beta = 22.0;
  double *work = calloc((size_t)n, 2 * sizeof *work);
  double gain = 0.0;
  for (int i = 0; i < n; ++i) {
    const double t = 2.0 * (i + 0.5) / n - 1.0;
    const double w = spectrum_bessel(beta * sqrt(1.0 - t * t));
    gain += w;
    work[2 * i] = w * (double)x[i];
  }
  spectrum_fft(work, n);
  for (int i = 0; i < n / 2; ++i) {
    amplitude[i] = 2.0 / gain * hypot(work[2 * i], work[2 * i + 1]);
  }
  free(work);
}

/** Largest amplitude further than away_hz from tone_hz, in dB. */
static inline double spectrum_worst_db(const double *amplitude, int n, double rate_hz,
                                       double tone_hz, double away_hz)
{
  double worst = 1e-15;
  for (int i = 0; i < n / 2; ++i) {
    if (fabs(i * rate_hz / n - tone_hz) > away_hz) {
      worst = fmax(worst, amplitude[i]);
    }
  }
  return 20.0 * log10(worst);
}

/** THD+N in dB: everything further than away_hz from the tone, 0 Hz too, relative to the tone.
    The window spreads noise over its equivalent noise bandwidth. */
static inline double spectrum_thdn_db(const double *amplitude, int n, double rate_hz,
                                      double tone_hz, double away_hz)
{
  double rest = 1e-30;
  double tone = 1e-30;
  for (int i = 0; i < n / 2; ++i) {
    const double power = amplitude[i] * amplitude[i];
    if (fabs(i * rate_hz / n - tone_hz) > away_hz) {
      rest += power;
    } else {
      tone += power;
    }
  }
  return 10.0 * log10(rest / tone);
}

#endif
