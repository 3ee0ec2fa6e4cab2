/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/true_peak.h"

#include <math.h>
#include <string.h>

#include "dsp/lanes.h"

#define PAST (TRUE_PEAK_TAPS - 1)
#define BLOCK_FRAMES 64

/* Beyond this (120 dB over full scale) a sample is a fault, not sound. */
#define SANE_MAGNITUDE 1e6f

/* What the signal is a quarter, half and three quarters of a sample after the
 * sixth-oldest tap: fractional delays, least squares over 0 ... 0.42 of the sample
 * rate. The half is symmetric, and three quarters is the quarter backwards: so pairs
 * of taps are added and subtracted first, and the two are sum and difference of an
 * even and an odd filter. (The fourth phase is the sample itself.) */
#define TAP_PAIRS (TRUE_PEAK_TAPS / 2)
static const float quarter[TRUE_PEAK_TAPS] = {
    -0.01012871f, 0.02203817f,  -0.04202413f, 0.07827980f,  -0.16527307f, 0.89348505f,
    0.29850556f,  -0.11887123f, 0.06481312f,  -0.03706582f, 0.02020983f,  -0.00957841f};
static const float half[TAP_PAIRS] = {-0.01387701f, 0.02971565f,  -0.05551325f,
                                      0.09993923f,  -0.19488537f, 0.63067442f};

void true_peak_clear(TruePeak *meter)
{
  memset(meter, 0, sizeof *meter);
}

static inline Lanes magnitude(Lanes x)
{
  return (Lanes)((LaneMask)x & 0x7fffffff);
}

static inline Lanes larger(Lanes a, Lanes b)
{
  const LaneMask first = a > b;
  return (Lanes)(((LaneMask)a & first) | ((LaneMask)b & ~first));
}

/** Largest magnitude between the samples, for four frames from x (their oldest taps). */
static inline Lanes peak_between(const float *x)
{
  Lanes even = {0}, odd = {0}, middle = {0};
  for (int k = 0; k < TAP_PAIRS; ++k) {
    const Lanes older = lanes_load(x + k);
    const Lanes newer = lanes_load(x + TRUE_PEAK_TAPS - 1 - k);
    const Lanes sum = older + newer;
    const float here = quarter[k];
    const float there = quarter[TRUE_PEAK_TAPS - 1 - k];
    even += (0.5f * (here + there)) * sum;
    odd += (0.5f * (here - there)) * (older - newer);
    middle += half[k] * sum;
  }
  return larger(magnitude(middle), larger(magnitude(even + odd), magnitude(even - odd)));
}

static float largest_of(Lanes peaks, int n)
{
  float value[4];
  float peak = 0.0f;
  lanes_store(value, peaks);
  for (int i = 0; i < n; ++i) {
    peak = value[i] > peak ? value[i] : peak;
  }
  return peak;
}

static float larger_of(float a, float b)
{
  return a > b ? a : b;
}

/** Peak over n frames, at the samples and between; x holds PAST samples before the
    first, and room for three after the last. */
static float block_peak(const float *x, int n)
{
  Lanes peaks = {0};
  int i = 0;
  for (; i + 4 <= n; i += 4) {
    peaks = larger(larger(peak_between(x + i), magnitude(lanes_load(x + PAST + i))), peaks);
  }
  const Lanes last = larger(peak_between(x + i), magnitude(lanes_load(x + PAST + i)));
  return larger_of(largest_of(peaks, 4), largest_of(last, n - i));
}

/** Copies samples; what is no sound becomes 0. */
static void copy_sane(float *to, const float *from, int n)
{
  int i = 0;
  for (; i + 4 <= n; i += 4) {
    const Lanes x = lanes_load(from + i);
    const LaneMask sane = (x <= SANE_MAGNITUDE) & (x >= -SANE_MAGNITUDE);
    lanes_store(to + i, (Lanes)((LaneMask)x & sane));
  }
  for (; i < n; ++i) {
    to[i] = fabsf(from[i]) <= SANE_MAGNITUDE ? from[i] : 0.0f; /* NaN compares false */
  }
}

void true_peak_process(TruePeak *meter, const float *in, uint32_t n_frames)
{
  float x[PAST + BLOCK_FRAMES + 4] = {0};
  while (n_frames > 0) {
    const int n = n_frames < BLOCK_FRAMES ? (int)n_frames : BLOCK_FRAMES;
    memcpy(x, meter->past, sizeof meter->past);
    copy_sane(x + PAST, in, n);
    meter->peak = larger_of(meter->peak, block_peak(x, n));
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
