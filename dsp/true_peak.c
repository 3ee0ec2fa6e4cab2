/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/true_peak.h"

#include <math.h>
#include <string.h>

#define PAST (TRUE_PEAK_TAPS - 1)
#define BLOCK_FRAMES 64
#define PHASES 3

/* Beyond this (120 dB over full scale) a sample is a fault, not sound. */
#define SANE_MAGNITUDE 1e6f

/* What the signal is a quarter, half and three quarters of a sample after the
 * sixth-oldest tap: fractional delays, least squares over 0 ... 0.42 of the sample
 * rate. (The fourth phase of the oversampling is the sample itself.) */
static const float kernel[PHASES][TRUE_PEAK_TAPS] = {
    {-0.01012871f, 0.02203817f, -0.04202413f, 0.07827980f, -0.16527307f, 0.89348505f, 0.29850556f,
     -0.11887123f, 0.06481312f, -0.03706582f, 0.02020983f, -0.00957841f},
    {-0.01387701f, 0.02971565f, -0.05551325f, 0.09993923f, -0.19488537f, 0.63067442f, 0.63067442f,
     -0.19488537f, 0.09993923f, -0.05551325f, 0.02971565f, -0.01387701f},
    {-0.00957841f, 0.02020983f, -0.03706582f, 0.06481312f, -0.11887123f, 0.29850556f, 0.89348505f,
     -0.16527307f, 0.07827980f, -0.04202413f, 0.02203817f, -0.01012871f},
};

void true_peak_clear(TruePeak *meter)
{
  memset(meter, 0, sizeof *meter);
}

/** Largest magnitude of one phase over the frames that follow `past` samples. */
static float phase_peak(const float taps[TRUE_PEAK_TAPS], const float *x, int n_frames)
{
  float sum[BLOCK_FRAMES] = {0};
  for (int k = 0; k < TRUE_PEAK_TAPS; ++k) {
    for (int i = 0; i < n_frames; ++i) {
      sum[i] += taps[k] * x[i + k];
    }
  }
  float peak = 0.0f;
  for (int i = 0; i < n_frames; ++i) {
    const float magnitude = fabsf(sum[i]);
    peak = magnitude > peak ? magnitude : peak;
  }
  return peak;
}

void true_peak_process(TruePeak *meter, const float *in, uint32_t n_frames)
{
  float x[PAST + BLOCK_FRAMES];
  while (n_frames > 0) {
    const int n = n_frames < BLOCK_FRAMES ? (int)n_frames : BLOCK_FRAMES;
    memcpy(x, meter->past, sizeof meter->past);
    for (int i = 0; i < n; ++i) {
      const float magnitude = fabsf(in[i]);
      const int sane = magnitude <= SANE_MAGNITUDE; /* false for NaN */
      x[PAST + i] = sane ? in[i] : 0.0f;
      meter->peak = sane && magnitude > meter->peak ? magnitude : meter->peak;
    }
    for (int phase = 0; phase < PHASES; ++phase) {
      const float peak = phase_peak(kernel[phase], x, n);
      meter->peak = peak > meter->peak ? peak : meter->peak;
    }
    memcpy(meter->past, x + n, sizeof meter->past);
    in += n;
    n_frames -= (uint32_t)n;
  }
}

float true_peak_take(TruePeak *meter)
{
  const float peak = meter->peak;
  meter->peak = 0.0f;
  return peak;
}
