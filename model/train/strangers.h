/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What is no music, made up: level histories of noise, tones, beeps, clicks and a
 * voice's syllables, for the network to learn what it does not know.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_STRANGERS_H
#define GENRE_EQ_MODEL_TRAIN_STRANGERS_H

#include <stdbool.h>

#include "dsp/bands.h"
#include "model/train/random.h"

/** Fills n_hops rows with one of them, mean squares. */
void stranger_make(Random *random, int n_hops, float (*energy)[PART_COUNT]);

#endif
