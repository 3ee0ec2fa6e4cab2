/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The true-peak meter's loop: three more phases between the samples.
 */
#ifndef GENRE_EQ_DSP_FIND_TRUE_PEAK_H
#define GENRE_EQ_DSP_FIND_TRUE_PEAK_H

#include <stdint.h>

#include "dsp/kernels/true_peak_taps.h"
#include "dsp/lanes.h"

/** Samples that are looked at together: where even their largest can't make a new peak,
    nothing is computed. */
#define PEAK_STRIDE 32

/** Largest magnitude between the samples, for LANE_COUNT frames from x (their oldest taps). */
static inline Lanes peak_between(const float *x)
{
  Lanes even = {0}, odd = {0}, middle = {0};
  for (int k = 0; k < TRUE_PEAK_TAPS / 2; ++k) {
    const Lanes older = lanes_load(x + k);
    const Lanes newer = lanes_load(x + TRUE_PEAK_TAPS - 1 - k);
    const Lanes sum = older + newer;
    even += true_peak_taps.even[k] * sum;
    odd += true_peak_taps.odd[k] * (older - newer);
    middle += true_peak_taps.middle[k] * sum;
  }
  return lanes_larger(lanes_magnitude(middle),
                      lanes_larger(lanes_magnitude(even + odd), lanes_magnitude(even - odd)));
}

static inline float largest_lane(Lanes lanes)
{
  float largest = 0.0f;
  for (int i = 0; i < LANE_COUNT; ++i) {
    largest = lanes[i] > largest ? lanes[i] : largest;
  }
  return largest;
}

/** The first n lanes; 0 in the others. */
static inline Lanes first_lanes(Lanes lanes, int n)
{
#if LANE_COUNT == 8
  const LaneMask index = {0, 1, 2, 3, 4, 5, 6, 7};
#else
  const LaneMask index = {0, 1, 2, 3};
#endif
  return (Lanes)((LaneMask)lanes & (index < n));
}

/** Largest magnitude of n samples; what lies up to LANE_COUNT beyond may count, too. */
static inline float largest_near(const float *x, int n)
{
  Lanes largest = {0};
  for (int i = 0; i < n; i += LANE_COUNT) {
    largest = lanes_larger(lanes_magnitude(lanes_load(x + i)), largest);
  }
  return largest_lane(largest);
}

/** Peak of n frames, at the samples and between. */
static inline float stride_peak(const float *x, int n)
{
  Lanes peaks = {0};
  for (int i = 0; i < n; i += LANE_COUNT) {
    const Lanes samples = lanes_magnitude(lanes_load(x + TRUE_PEAK_PAST + i));
    peaks = lanes_larger(first_lanes(lanes_larger(peak_between(x + i), samples), n - i), peaks);
  }
  return largest_lane(peaks);
}

/** The same as the largest of all, without looking at each. */
static float find_true_peak(const float *x, uint32_t n, float at_least)
{
  float peak = at_least;
  for (uint32_t start = 0; start < n; start += PEAK_STRIDE) {
    const float *from = x + start;
    const int stride = n - start < PEAK_STRIDE ? (int)(n - start) : PEAK_STRIDE;
    if (TRUE_PEAK_OVERSHOOT * largest_near(from, TRUE_PEAK_PAST + stride) > peak) {
      const float here = stride_peak(from, stride);
      peak = here > peak ? here : peak;
    }
  }
  return peak;
}

#endif
