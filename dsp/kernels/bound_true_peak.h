/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * An upper bound of the true peak. The output of the meter's taps is a mean of two neighbouring
 * samples plus a share of second differences (true_peak_taps.h). The bound is much cheaper than
 * the taps, and in music it nearly always shows that there is no new peak.
 */
#ifndef GENRE_EQ_DSP_BOUND_TRUE_PEAK_H
#define GENRE_EQ_DSP_BOUND_TRUE_PEAK_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "dsp/kernels/true_peak_taps.h"
#include "dsp/lanes.h"

/** Largest magnitudes of samples and of second differences, as bits. In the order of bits NaN is
    the largest, so it is always found. */
typedef struct {
  LaneMask sample;
  LaneMask bend;
  float first_sample; /**< not as bits: NaN also shows in the second differences behind it */
  float first_bend;
} PeakBound;

/** From x on, LANE_COUNT second differences and the samples that they end at. */
static inline void bound_see(PeakBound *bound, const float *x)
{
  const Lanes oldest = lanes_load(x);
  const Lanes older = lanes_load(x + 1);
  const Lanes newest = lanes_load(x + 2);
  const Lanes bend = (oldest - older) - (older - newest);
  bound->sample = lane_bits_larger((LaneMask)lanes_magnitude(newest), bound->sample);
  bound->bend = lane_bits_larger((LaneMask)lanes_magnitude(bend), bound->bend);
}

/** All n samples except the first two, and all second differences. */
static inline void bound_see_all(PeakBound *bound, const float *x, uint32_t n)
{
  const uint32_t last = n - LANE_COUNT - 2;
  for (uint32_t i = 0; i < last; i += LANE_COUNT) {
    bound_see(bound, x + i);
  }
  bound_see(bound, x + last);
}

static inline float larger(float a, float b)
{
  return a > b ? a : b;
}

static inline float bend_of(float oldest, float older, float newest)
{
  return fabsf((oldest - older) - (older - newest));
}

/** The first two samples, and the second differences that end at them. */
static inline void bound_see_begin(PeakBound *bound, const float last[2], const float *x)
{
  const float sample = larger(fabsf(x[0]), fabsf(x[1]));
  const float bend = larger(bend_of(last[0], last[1], x[0]), bend_of(last[1], x[0], x[1]));
  bound->first_sample = larger(sample, bound->first_sample);
  bound->first_bend = larger(bend, bound->first_bend);
}

static bool may_exceed(const float (*past)[TRUE_PEAK_PAST], const float *const *in, int n_channels,
                       uint32_t n, float peak, float limit)
{
  if (n < LANE_COUNT + 2) {
    return true;
  }
  PeakBound bound = {{0}, {0}, 0.0f, 0.0f};
  for (int channel = 0; channel < n_channels; ++channel) {
    bound_see_all(&bound, past[channel], TRUE_PEAK_PAST);
    bound_see_all(&bound, in[channel], n);
    bound_see_begin(&bound, past[channel] + TRUE_PEAK_PAST - 2, in[channel]);
  }
  const float sample = larger(bound.first_sample, largest_lane((Lanes)bound.sample));
  const float bend = larger(bound.first_bend, largest_lane((Lanes)bound.bend));
  return !(sample <= limit && sample + TRUE_PEAK_BEND * bend <= peak);
}

#endif
