/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The second head: ridge regression (Hoerl & Kennard, Technometrics 12, 1970) of
 * the five levels of a clip, dB against their mean, on its movement.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_BALANCE_H
#define GENRE_EQ_MODEL_TRAIN_BALANCE_H

#include <stdbool.h>

#include "model/train/fit.h"

typedef struct {
  float weight[BAND_COUNT][NETWORK_MAX_WIDTH]; /**< on inputs standardised by the model */
  float bias[BAND_COUNT];
} Balance;

/** Levels of a clip's bands relative to all five, over the hops that pass the gate,
    as the plugin measures them (dB). */
void measure_levels(const Hops *hops, double level_db[BAND_COUNT]);

/** Fits to the clips for which is_used, all of genres. False: no memory. */
bool balance_fit(const Library *library, const Samples *heard, const bool *is_used,
                 const Model *model, double ridge, Balance *balance);

/** What the movement of one window foretells: the five levels against their mean, dB. */
void balance_foretell(const Balance *balance, const Model *model, const float *input,
                      double balance_db[BAND_COUNT]);

/** Mean of |foretold − measured| over the clips for which is_asked (dB). */
double balance_error(const Library *library, const Samples *heard, const bool *is_asked,
                     const Model *model, const Balance *balance);

#endif
