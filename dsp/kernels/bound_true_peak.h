/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * How high the true peak can be at most: what the meter's taps make of samples is a mean
 * of two neighbours and so much of second differences (true_peak_taps.h). Far cheaper
 * than the taps, and of music it shows nearly always that there is no new peak.
 */
#ifndef GENRE_EQ_DSP_BOUND_TRUE_PEAK_H
#define GENRE_EQ_DSP_BOUND_TRUE_PEAK_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "dsp/kernels/true_peak_taps.h"
#include "dsp/lanes.h"

/** Largest magnitudes, of samples and of second differences, as bits: in their order NaN
    comes last, so that none goes unseen. */
typedef struct {
  LaneMask sample;
  LaneMask bend;
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

/** All n samples but the first two, and all second differences. */
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

static bool may_exceed(const float *past, const float *in, uint32_t n, float peak, float limit)
{
  if (n < LANE_COUNT + 2) {
    return true;
  }
  PeakBound bound = {{0}, {0}};
  bound_see_all(&bound, past, TRUE_PEAK_PAST);
  bound_see_all(&bound, in, n);
  float sample = largest_lane((Lanes)bound.sample);
  float bend = largest_lane((Lanes)bound.bend);
  /* Where the samples begin. */
  const float *last = past + TRUE_PEAK_PAST - 2;
  sample = larger(larger(fabsf(in[0]), fabsf(in[1])), sample);
  bend = larger(larger(bend_of(last[0], last[1], in[0]), bend_of(last[1], in[0], in[1])), bend);
  return !(sample <= limit && sample + TRUE_PEAK_BEND * bend <= peak);
}

#endif
