/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Parts of sub-bands that listen to one stream side by side: what the filter bank's
 * kernel works on. Each lane is one channel of one part: sections in series, direct
 * form II transposed, and a sum of squares. All denominators are 1 + a1 z^-1 + a2 z^-2; the
 * numerator of the first sections is 1 - z^-2, that of the others, which have a zero on
 * the unit circle, 1 + b1 z^-1 + z^-2.
 */
#ifndef GENRE_EQ_DSP_SUBBAND_LANES_H
#define GENRE_EQ_DSP_SUBBAND_LANES_H

#include <stdbool.h>
#include <stdint.h>

#include "dsp/half_band.h"
#include "dsp/subband_shape.h"

#define SUBBAND_SECTIONS 6

/** Of a part that listens alone, all of them plain. */
#define LONE_SECTIONS 4

/** The first ones, 1 - z^-2. */
#define PLAIN_SECTIONS 2

/** A register of the widest kernels. */
#define SUBBAND_LANES 8

typedef struct {
  int n_lanes;  /**< in use; the rest stays 0 */
  bool is_lone; /**< one part, all of its sections plain */
  float a1[SUBBAND_SECTIONS][SUBBAND_LANES];
  float a2[SUBBAND_SECTIONS][SUBBAND_LANES];
  float b1[SUBBAND_SECTIONS][SUBBAND_LANES];
  float w1[SUBBAND_SECTIONS][SUBBAND_LANES]; /**< state: what the next frame loses */
  float w2[SUBBAND_SECTIONS][SUBBAND_LANES]; /**< state: part of it for the frame after */
  float energy[SUBBAND_LANES];               /**< sum of squares */
} SubbandLanes;

/** What one level of the bank does with a stretch of its stream. */
typedef struct {
  SubbandLanes *lanes;           /**< all of which hear it, NULL: none */
  HalfBand *half_band;           /**< that hands it on, NULL: none */
  const float *stereo;           /**< the stretch, interleaved */
  float *halved;                 /**< half as many frames, what the half-band filter makes of it */
  float (*heard)[SUBBAND_LANES]; /**< what each lane makes of it, a row a frame; NULL: not kept */
} LevelTask;

/** Sums of products of what a lane hears now and what it heard 0, 1, 2 … lags before. */
typedef struct {
  float sum[SUBBAND_LAGS + 1][SUBBAND_LANES];
} SubbandLags;

#endif
