/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * How the equaliser's wavefronts read a stereo frame, and put one out.
 */
#ifndef GENRE_EQ_DSP_WAVE_FRAMES_H
#define GENRE_EQ_DSP_WAVE_FRAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "dsp/kernels/pair_section.h"
#include "dsp/lanes.h"

/* None of these vectors is ever handed over in a call: all functions here are inlined. */
#pragma GCC diagnostic ignored "-Wpsabi"

static inline Pair frame_at(const float *const in[2], uint32_t i)
{
  return (Pair)_mm_cvtps_pd(_mm_unpacklo_ps(_mm_load_ss(in[0] + i), _mm_load_ss(in[1] + i)));
}

typedef struct {
  double value;
  double step;
} WaveGain;

static inline __attribute__((always_inline)) void
wave_out(WaveGain *gain, Pair y, float *const out[2], uint32_t i, const bool moving)
{
  if (moving) {
    gain->value += gain->step;
  }
  const Lanes4 frame = (Lanes4)_mm_cvtpd_ps((__m128d)(y * gain->value));
  out[0][i] = frame[0];
  out[1][i] = frame[1];
}

#endif
