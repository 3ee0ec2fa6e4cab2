/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The balance head: what levels a song's bands have, foretold from the network's inputs.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_BALANCE_H
#define GENRE_EQ_MODEL_TRAIN_BALANCE_H

#include "model/train/inputs.h"

/** Whether a clip tells of all bands: its file holds most of what there is in the highest one, and
    10 s of music, as a shorter cut says little of a song's balance. */
bool clip_is_full_band(const Clip *clip);

/** Levels of a file's bands against the sum of all, dB. */
void clip_levels(const Clip *clip, double level_db[BAND_COUNT]);

/** Levels of a file's bands against their mean, dB. */
void clip_balance(const Clip *clip, double level_db[BAND_COUNT]);

/** Learns from the full-band clips for which is_used: fills the model's balance_weight and
    balance_bias. False: no memory. */
bool balance_learn(const Library *library, const Rows *rows, const bool *is_used,
                   const Recipe *recipe, const float *factor, Model *model);

/** Levels against their mean, dB. */
void balance_foretell(const Model *model, const float *feature, double balance_db[BAND_COUNT]);

/** Fills the model's balance_errors from what was predicted of clips unheard (NaN: of none). To a
    genre's own clips ten are added that have no mean error and scatter as those of all genres. */
void balance_find_errors(const Library *library, const double (*foretold_db)[BAND_COUNT],
                         Model *model);

/** Prints the mean error a genre. */
void balance_print_errors(const Library *library, const double (*foretold_db)[BAND_COUNT]);

#endif
