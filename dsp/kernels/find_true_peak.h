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

/** Samples that are bounded together: if they cannot hold a new peak, nothing is computed. */
#define PEAK_STRIDE 32

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

/** Largest magnitude between the samples, for LANE_COUNT frames from x (their oldest taps).
    Of the quarter and three quarters, even + odd and even − odd, the larger is |even| +
    |odd|. */
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
  return lanes_larger(lanes_magnitude(middle), lanes_magnitude(even) + lanes_magnitude(odd));
}

/** An upper bound of n samples and of what lies between them: the output of the taps is a mean of
    two neighbours plus a share of second differences. */
static inline float most_possible(const float *x, int n)
{
  Lanes largest = {0};
  Lanes bend = {0};
  for (int i = 0; i < n; i += LANE_COUNT) {
    const Lanes here = lanes_load(x + i);
    const Lanes next = lanes_load(x + i + 1);
    const Lanes last = lanes_load(x + i + 2);
    const Lanes second = lanes_magnitude((here - next) - (next - last));
    largest = lanes_larger(lanes_magnitude(here), largest);
    bend = lanes_larger(i + LANE_COUNT + 2 <= n ? second : first_lanes(second, n - 2 - i), bend);
  }
  return largest_lane(largest) + TRUE_PEAK_BEND * largest_lane(bend);
}

/** Largest magnitude of n samples. */
static inline float largest_sample(const float *x, int n)
{
  Lanes largest = {0};
  for (int i = 0; i < n; i += LANE_COUNT) {
    largest = lanes_larger(first_lanes(lanes_magnitude(lanes_load(x + i)), n - i), largest);
  }
  return largest_lane(largest);
}

/** The same between the samples, for n frames from x. */
static inline float largest_between(const float *x, int n)
{
  Lanes largest = {0};
  for (int i = 0; i < n; i += LANE_COUNT) {
    largest = lanes_larger(first_lanes(peak_between(x + i), n - i), largest);
  }
  return largest_lane(largest);
}

/** The largest of all, without computing each. The samples come first, because a peak between them
    must exceed them. */
static float find_true_peak(const float *x, uint32_t n, float at_least)
{
  const float sample = largest_sample(x + TRUE_PEAK_PAST, (int)n);
  float peak = sample > at_least ? sample : at_least;
  for (uint32_t start = 0; start < n; start += PEAK_STRIDE) {
    const float *from = x + start;
    const int stride = n - start < PEAK_STRIDE ? (int)(n - start) : PEAK_STRIDE;
    if (most_possible(from, TRUE_PEAK_PAST + stride) > peak) {
      const float between = largest_between(from, stride);
      peak = between > peak ? between : peak;
    }
  }
  return peak;
}

#endif
