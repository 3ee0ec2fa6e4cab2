/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For tests of the equaliser: sounds, and calls with one channel.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_EQUALIZER_H
#define GENRE_EQ_TESTS_SUPPORT_EQUALIZER_H

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "dsp/equalizer.h"
#include "tests/support_spectrum.h"

static inline float *new_noise(uint32_t n_frames, uint64_t seed)
{
  float *x = malloc(n_frames * sizeof *x);
  for (uint32_t i = 0; i < n_frames; ++i) {
    x[i] = (float)(0.5 * noise_next(&seed));
  }
  return x;
}

static inline float *new_sine(uint32_t n_frames, double freq_hz, double peak_db, double rate_hz)
{
  float *x = malloc(n_frames * sizeof *x);
  const double peak = pow(10.0, peak_db / 20.0);
  for (uint32_t i = 0; i < n_frames; ++i) {
    x[i] = (float)(peak * sin(2.0 * SPECTRUM_PI * fmod(freq_hz * i / rate_hz, 1.0)));
  }
  return x;
}

static inline void process_mono(Equalizer *eq, float *x, uint32_t n_frames)
{
  equalizer_process(eq, (const float *const[]){x}, (float *const[]){x}, 1, n_frames);
}

#endif
