/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Samples: rows of inputs for a network, each with its class and the clip it is
 * from. The movement network's are windows of a clip, gated and cut as the plugin
 * does it.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_SAMPLES_H
#define GENRE_EQ_MODEL_TRAIN_SAMPLES_H

#include <stdbool.h>
#include <stdint.h>

#include "model/train/library.h"

typedef struct {
  int n;
  int n_inputs;
  float *input;     /**< n rows of n_inputs; owned */
  float *twin;      /**< the same windows heard through an equaliser, or NULL; owned */
  int *class_index; /**< owned */
  int *clip;        /**< index into the library, −1 for what is made up; owned */
} Samples;

/** The windows on which the plugin would ask its network: each second, on the last
    5 s, from 3 s on. False when memory runs out. */
bool samples_as_heard(const Library *library, Samples *samples);

/** Windows to learn from: each clip's as they are and, once or (short clips) five
    times more, disturbed (cut at random, light noise, a lost top, levels shaken), and what is no
   music at all, made up: noise, tones, beats. Same seed, same samples. */
bool samples_to_learn(const Library *library, uint64_t seed, Samples *samples);

/** The paper's inputs, one sample a clip: RMS of the five bands and of the whole. */
bool samples_of_levels(const Library *library, Samples *samples);

void samples_free(Samples *samples);

#endif
