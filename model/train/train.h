/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Fitting to a whole library and writing the weights.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_TRAIN_H
#define GENRE_EQ_MODEL_TRAIN_TRAIN_H

#include "model/train/commands.h"
#include "model/train/write_weights.h"

/** Fits to all clips, with the second head if has_balance, and writes options->output, or
   usual_path. about.scores is filled in here. False after a line on stderr. */
bool train_and_write(const Library *library, const Samples *learn, const Samples *heard,
                     const Options *options, const char *usual_path, bool has_balance,
                     WeightsAbout about);

#endif
