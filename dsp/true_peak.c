/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/true_peak.h"

#include <math.h>
#include <string.h>

#include "dsp/kernels/kernels.h"

#define BLOCK_FRAMES 256

/* For the quarters, half the sum and half the difference of each pair of the twelve taps,
 * outermost first. For the half, its six taps. */
const TruePeakTaps true_peak_taps = {
    .even = {0.5f * (-0.01012871f - 0.00957841f), 0.5f * (0.02203817f + 0.02020983f),
             0.5f * (-0.04202413f - 0.03706582f), 0.5f * (0.07827980f + 0.06481312f),
             0.5f * (-0.16527307f - 0.11887123f), 0.5f * (0.89348505f + 0.29850556f)},
    .odd = {0.5f * (-0.01012871f + 0.00957841f), 0.5f * (0.02203817f - 0.02020983f),
            0.5f * (-0.04202413f + 0.03706582f), 0.5f * (0.07827980f - 0.06481312f),
            0.5f * (-0.16527307f + 0.11887123f), 0.5f * (0.89348505f - 0.29850556f)},
    .middle = {-0.01387701f, 0.02971565f, -0.05551325f, 0.09993923f, -0.19488537f, 0.63067442f},
};

void true_peak_init(TruePeak *meter)
{
  *meter = (TruePeak){.kernels = kernels_best()};
}

void true_peak_clear(TruePeak *meter)
{
  memset(meter->past, 0, sizeof meter->past);
  meter->peak = 0.0f;
}

void true_peak_go_on(TruePeak *meter, const TruePeak *from, float gain)
{
  meter->peak = gain * from->peak;
  for (int channel = 0; channel < TRUE_PEAK_CHANNELS; ++channel) {
    for (int i = 0; i < TRUE_PEAK_PAST; ++i) {
      meter->past[channel][i] = gain * from->past[channel][i];
    }
  }
}

/** Sets faulty samples to 0. */
static void make_sane(float *x, uint32_t n)
{
  for (uint32_t i = 0; i < n; ++i) {
    if (!(fabsf(x[i]) <= TRUE_PEAK_SANE_MAGNITUDE)) { /* NaN compares false */
      x[i] = 0.0f;
    }
  }
}

/** Computes the values between the samples. False if a sample was faulty. */
static bool look_closely(TruePeak *meter, float past[TRUE_PEAK_PAST], const float *in,
                         uint32_t n_frames)
{
  float x[TRUE_PEAK_PAST + BLOCK_FRAMES + TRUE_PEAK_MARGIN];
  bool sane = true;
  while (n_frames > 0) {
    const uint32_t n = n_frames < BLOCK_FRAMES ? n_frames : BLOCK_FRAMES;
    memcpy(x, past, TRUE_PEAK_PAST * sizeof *x);
    if (!meter->kernels->copy(x + TRUE_PEAK_PAST, in, n, TRUE_PEAK_SANE_MAGNITUDE)) {
      make_sane(x + TRUE_PEAK_PAST, n);
      sane = false;
    }
    memset(x + TRUE_PEAK_PAST + n, 0, TRUE_PEAK_MARGIN * sizeof *x);
    meter->peak = meter->kernels->find_true_peak(x, n, meter->peak);
    memcpy(past, x + n, TRUE_PEAK_PAST * sizeof *x);
    in += n;
    n_frames -= n;
  }
  return sane;
}

/** Keeps the last samples. */
static void pass_by(float past[TRUE_PEAK_PAST], const float *in, uint32_t n_frames)
{
  if (n_frames < TRUE_PEAK_PAST) {
    memmove(past, past + n_frames, (TRUE_PEAK_PAST - n_frames) * sizeof *past);
    memcpy(past + TRUE_PEAK_PAST - n_frames, in, n_frames * sizeof *past);
  } else {
    memcpy(past, in + n_frames - TRUE_PEAK_PAST, TRUE_PEAK_PAST * sizeof *past);
  }
}

bool true_peak_process(TruePeak *meter, const float *const *in, int n_channels, uint32_t n_frames)
{
  const bool look =
      meter->kernels->may_exceed((const float(*)[TRUE_PEAK_PAST])meter->past, in, n_channels,
                                 n_frames, meter->peak, TRUE_PEAK_SANE_MAGNITUDE);
  bool sane = true;
  for (int channel = 0; channel < n_channels; ++channel) {
    float *past = meter->past[channel];
    if (look) {
      sane = look_closely(meter, past, in[channel], n_frames) && sane;
    } else {
      pass_by(past, in[channel], n_frames);
    }
  }
  return sane;
}

float true_peak_take(TruePeak *meter)
{
  const float peak = meter->peak;
  meter->peak = 0.0f;
  return peak;
}
