/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Cross-validation: each fold is answered by a network that has heard neither the
 * fold nor any other clip of its groups. Such answers calibrate, too: a network of many
 * members is surer, and more often right, than the few of them that have not heard a clip.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_CROSS_VALIDATE_H
#define GENRE_EQ_MODEL_TRAIN_CROSS_VALIDATE_H

#include "model/train/fit.h"
#include "model/train/samples.h"

/** answer: n_clips rows, each fold's calibrated by the answers about the others. With
    at_random, clips are split into five folds at random, groups and all: what is
    measured then is in part the memory for artists. False: no memory, or interrupted. */
bool cross_validate(const Library *library, const Samples *learn, const Samples *heard,
                    const Recipe *recipe, uint64_t seed, bool at_random,
                    const volatile sig_atomic_t *is_interrupted, float (*answer)[GENRE_COUNT]);

/** The calibration of a network that learns from all clips: the best for the answers
    about all folds. False: no memory, or interrupted. */
bool cross_calibrate(const Library *library, const Samples *learn, const Samples *heard,
                     const Recipe *recipe, uint64_t seed,
                     const volatile sig_atomic_t *is_interrupted, Calibration *calibration);

/** Whether a clip may be learned from when a fold is tested: it is neither in it nor
    of a group that is. */
bool clip_is_apart(const Library *library, int clip, int fold);

#endif
