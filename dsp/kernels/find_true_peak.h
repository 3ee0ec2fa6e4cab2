/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The true-peak meter's loop: three more phases between the samples.
 */
#ifndef GENRE_EQ_DSP_FIND_TRUE_PEAK_H
#define GENRE_EQ_DSP_FIND_TRUE_PEAK_H

#include <stdint.h>

#include "dsp/kernels/true_peak_taps.h"
#include "dsp/wide_lanes.h"

/** Samples that are looked at together: where no new peak can be, nothing is computed. */
#define PEAK_STRIDE 32

/** Largest magnitude between the samples, for WIDE_COUNT frames from x (their oldest taps).
    Of the quarter and three quarters, even + odd and even − odd, the larger is |even| +
    |odd|. */
static inline Wide peak_between(const float *x)
{
  Wide even = {0}, odd = {0}, middle = {0};
  for (int k = 0; k < TRUE_PEAK_TAPS / 2; ++k) {
    const Wide older = wide_load(x + k);
    const Wide newer = wide_load(x + TRUE_PEAK_TAPS - 1 - k);
    const Wide sum = older + newer;
    even += true_peak_taps.even[k] * sum;
    odd += true_peak_taps.odd[k] * (older - newer);
    middle += true_peak_taps.middle[k] * sum;
  }
  return wide_larger(wide_magnitude(middle), wide_magnitude(even) + wide_magnitude(odd));
}

/** More than any of n samples is, and more than lies between them: what the taps make
    of them is a mean of two neighbours and so much of second differences. */
static inline float most_possible(const float *x, int n)
{
  Wide largest = {0};
  Wide bend = {0};
  for (int i = 0; i < n; i += WIDE_COUNT) {
    const Wide here = wide_load(x + i);
    const Wide next = wide_load(x + i + 1);
    const Wide last = wide_load(x + i + 2);
    const Wide second = wide_magnitude((here - next) - (next - last));
    largest = wide_larger(wide_magnitude(here), largest);
    bend = wide_larger(i + WIDE_COUNT + 2 <= n ? second : wide_first(second, n - 2 - i), bend);
  }
  return wide_largest(largest) + TRUE_PEAK_BEND * wide_largest(bend);
}

/** Largest magnitude of n samples. */
static inline float largest_sample(const float *x, int n)
{
  Wide largest = {0};
  for (int i = 0; i < n; i += WIDE_COUNT) {
    largest = wide_larger(wide_first(wide_magnitude(wide_load(x + i)), n - i), largest);
  }
  return wide_largest(largest);
}

/** The same between the samples, for n frames from x. */
static inline float largest_between(const float *x, int n)
{
  Wide largest = {0};
  for (int i = 0; i < n; i += WIDE_COUNT) {
    largest = wide_larger(wide_first(peak_between(x + i), n - i), largest);
  }
  return wide_largest(largest);
}

/** The same as the largest of all, without looking at each: the samples come first, so that
    it is soon known what a peak between them must exceed. */
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
