/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * One step of a half-band filter (dsp/half_band.h): two frames in, one out; and of two steep
 * ones side by side, with the same bits.
 */
#ifndef GENRE_EQ_DSP_HALF_BAND_STEP_H
#define GENRE_EQ_DSP_HALF_BAND_STEP_H

#include <string.h>

#include "dsp/half_band.h"
#include "dsp/lanes.h"

typedef struct {
  Lanes4 coefficient[HALF_BAND_MAX_STAGES];
  Lanes4 past[HALF_BAND_MAX_STAGES + 1];
} HalfBandLanes;

static inline void half_band_load(HalfBandLanes *lanes, const HalfBand *half_band)
{
  for (int stage = 0; stage < HALF_BAND_MAX_STAGES; ++stage) {
    lanes->coefficient[stage] = lanes4_load(half_band->coefficient[stage]);
  }
  for (int stage = 0; stage <= HALF_BAND_MAX_STAGES; ++stage) {
    lanes->past[stage] = lanes4_load(half_band->past[stage]);
  }
}

static inline void half_band_store(const HalfBandLanes *lanes, HalfBand *half_band)
{
  for (int stage = 0; stage <= HALF_BAND_MAX_STAGES; ++stage) {
    lanes4_store(half_band->past[stage], lanes4_without_tail(lanes->past[stage]));
  }
}

/** An all-pass y = x1 + c (x − y1) after the other; y1 is the next one's x1. */
static inline __attribute__((always_inline)) void
half_band_step(HalfBandLanes *lanes, const float two_frames[4], float frame[2], const int n_stages)
{
  Lanes4 x = lanes4_load(two_frames);
  for (int stage = 0; stage < n_stages; ++stage) {
    const Lanes4 c = lanes->coefficient[stage];
    const Lanes4 y = (lanes->past[stage] + c * x) - c * lanes->past[stage + 1];
    lanes->past[stage] = x;
    x = y;
  }
  lanes->past[n_stages] = x;
  const Lanes4 even = {x[2], x[3], x[2], x[3]};
  const Lanes4 mean = 0.5f * (x + even);
  memcpy(frame, &mean, 2 * sizeof *frame);
}

#if LANE_COUNT == 8
/** Two steep ones, a half of the lanes each. */
typedef struct {
  Lanes coefficient[STEEP_STAGES];
  Lanes past[STEEP_STAGES + 1];
} HalfBandPair;

static inline void half_band_pair_load(HalfBandPair *pair, const HalfBand *one,
                                       const HalfBand *other)
{
  for (int stage = 0; stage < STEEP_STAGES; ++stage) {
    pair->coefficient[stage] = lanes_of_halves(lanes4_load(one->coefficient[stage]),
                                               lanes4_load(other->coefficient[stage]));
  }
  for (int stage = 0; stage <= STEEP_STAGES; ++stage) {
    pair->past[stage] =
        lanes_of_halves(lanes4_load(one->past[stage]), lanes4_load(other->past[stage]));
  }
}

static inline void half_band_pair_store(const HalfBandPair *pair, HalfBand *one, HalfBand *other)
{
  for (int stage = 0; stage <= STEEP_STAGES; ++stage) {
    const Lanes past = lanes_without_tail(pair->past[stage]);
    lanes4_store(one->past[stage], lanes_lower(past));
    lanes4_store(other->past[stage], lanes_upper(past));
  }
}

static inline __attribute__((always_inline)) void
half_band_pair_step(HalfBandPair *pair, const float one[4], const float other[4],
                    float one_frame[2], float other_frame[2])
{
  Lanes x = lanes_of_halves(lanes4_load(one), lanes4_load(other));
  for (int stage = 0; stage < STEEP_STAGES; ++stage) {
    const Lanes c = pair->coefficient[stage];
    const Lanes y = (pair->past[stage] + c * x) - c * pair->past[stage + 1];
    pair->past[stage] = x;
    x = y;
  }
  pair->past[STEEP_STAGES] = x;
  const Lanes even = {x[2], x[3], x[2], x[3], x[6], x[7], x[6], x[7]};
  const Lanes mean = 0.5f * (x + even);
  const Lanes4 one_mean = lanes_lower(mean);
  const Lanes4 other_mean = lanes_upper(mean);
  memcpy(one_frame, &one_mean, 2 * sizeof *one_frame);
  memcpy(other_frame, &other_mean, 2 * sizeof *other_frame);
}
#endif

#endif
