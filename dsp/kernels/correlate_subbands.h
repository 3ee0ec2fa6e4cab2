/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Sums of products of what sub-bands hear with what they heard a few lags before.
 */
#ifndef GENRE_EQ_DSP_CORRELATE_SUBBANDS_H
#define GENRE_EQ_DSP_CORRELATE_SUBBANDS_H

#include <stddef.h>
#include <stdint.h>

#include "dsp/kernels/subband_lanes.h"
#include "dsp/lanes.h"

static void correlate_subbands(SubbandLags *lags, const float (*heard)[SUBBAND_LANES],
                               uint32_t n_frames, uint32_t lag_frames)
{
  const size_t lag = lag_frames;
  for (int first = 0; first < SUBBAND_LANES; first += LANE_COUNT) {
    Lanes sum[SUBBAND_LAGS + 1];
    for (int k = 0; k <= SUBBAND_LAGS; ++k) {
      sum[k] = lanes_load(&lags->sum[k][first]);
    }
    for (size_t i = SUBBAND_LAGS * lag; i < n_frames; ++i) {
      const float *row = &heard[i][first];
      const Lanes now = lanes_load(row);
      for (size_t k = 0; k <= SUBBAND_LAGS; ++k) {
        sum[k] += now * lanes_load(row - k * lag * SUBBAND_LANES);
      }
    }
    for (int k = 0; k <= SUBBAND_LAGS; ++k) {
      lanes_store(&lags->sum[k][first], sum[k]);
    }
  }
}

#endif
