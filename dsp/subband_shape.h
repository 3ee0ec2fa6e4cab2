/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Where inside a sub-band its energy lies: the autocorrelation of what the sub-band
 * hears, at a few lags. A tone and a noise of the same energy differ in it, and it
 * says what any smooth curve will do to that energy.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_SUBBAND_SHAPE_H
#define GENRE_EQ_DSP_SUBBAND_SHAPE_H

#include "dsp/bands.h"

/** Lags besides lag 0. They lie filter_bank_turn() apart. */
#define SUBBAND_LAGS 6

/** Sums or means of products, in relation to each other; lag 0 is one of squares. All 0
    where nothing was heard. */
typedef struct {
  double lag[SUBBAND_COUNT][SUBBAND_LAGS + 1];
} SubbandShape;

/** A moving mean: the newcomer gets this share of it (0 … 1). */
void subband_shape_learn(SubbandShape *learned, const SubbandShape *shape, double share);

#endif
