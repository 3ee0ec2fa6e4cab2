/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Copies samples, and checks that they are within a limit. NaN is not within any limit, because no
 * comparison with NaN is true.
 */
#ifndef GENRE_EQ_DSP_MOVE_SAMPLES_H
#define GENRE_EQ_DSP_MOVE_SAMPLES_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "dsp/lanes.h"

static inline LaneMask lanes_beyond(Lanes x, float limit)
{
  return ~(lanes_magnitude(x) <= limit);
}

static inline bool no_lane(LaneMask mask)
{
  uint64_t pair[LANE_COUNT / 2];
  uint64_t any = 0;
  memcpy(pair, &mask, sizeof pair);
  for (int i = 0; i < LANE_COUNT / 2; ++i) {
    any |= pair[i];
  }
  return any == 0;
}

static bool all_within(const float *x, uint32_t n, float limit)
{
  LaneMask beyond = {0};
  if (n >= LANE_COUNT) {
    const uint32_t last = n - LANE_COUNT; /* may hold some that were seen */
    for (uint32_t i = 0; i < last; i += LANE_COUNT) {
      beyond |= lanes_beyond(lanes_load(x + i), limit);
    }
    return no_lane(beyond | lanes_beyond(lanes_load(x + last), limit));
  }
  bool within = true;
  for (uint32_t i = 0; i < n; ++i) {
    within = within && fabsf(x[i]) <= limit;
  }
  return within;
}

static bool copy_samples(float *to, const float *from, uint32_t n, float limit)
{
  LaneMask beyond = {0};
  uint32_t i = 0;
  for (; i + LANE_COUNT <= n; i += LANE_COUNT) {
    const Lanes x = lanes_load(from + i);
    lanes_store(to + i, x);
    beyond |= lanes_beyond(x, limit);
  }
  bool within = no_lane(beyond);
  for (; i < n; ++i) {
    to[i] = from[i];
    within = within && fabsf(from[i]) <= limit;
  }
  return within;
}

#endif
