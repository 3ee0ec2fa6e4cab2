/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Sub-bands that listen to one stream side by side: what the filter bank's kernel
 * works on. Each lane is one channel of one sub-band: four sections in series,
 *
 *   (1 - z^-2) / (1 + a1 z^-1 + a2 z^-2), direct form II, and a sum of squares.
 */
#ifndef GENRE_EQ_DSP_SUBBAND_LANES_H
#define GENRE_EQ_DSP_SUBBAND_LANES_H

#include <stdint.h>

#include "dsp/half_band.h"
#include "dsp/subband_shape.h"

#define SUBBAND_SECTIONS 4

/** Room for all sub-bands (at low rates most share one), rounded up to the widest
    registers. */
#define SUBBAND_LANES 40

typedef struct {
  int n_lanes; /**< in use; the rest stays 0 */
  float a1[SUBBAND_SECTIONS][SUBBAND_LANES];
  float a2[SUBBAND_SECTIONS][SUBBAND_LANES];
  float w1[SUBBAND_SECTIONS][SUBBAND_LANES]; /**< state one frame back */
  float w2[SUBBAND_SECTIONS][SUBBAND_LANES]; /**< two frames back */
  float energy[SUBBAND_LANES];               /**< sum of squares */
} SubbandLanes;

/** Sums of products of what a lane hears now and what it heard 0, 1, 2 … lags before. */
typedef struct {
  float sum[SUBBAND_LAGS + 1][SUBBAND_LANES];
} SubbandLags;

#endif
