/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Cross-validation. The clips are divided into folds. The clips of a fold are answered by a network
 * that has heard no clip of the fold and none of its artists.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_FOLDS_H
#define GENRE_EQ_MODEL_TRAIN_FOLDS_H

#include <stdint.h>

#include "model/train/learn.h"

typedef struct {
  float (*logit)[OUTPUT_COUNT];     /**< of each row; owned */
  bool *is_known;                   /**< of each row; owned */
  double (*balance_db)[BAND_COUNT]; /**< predicted for each clip, NaN where it is not; owned */
} Answers;

/** Divides the clips into folds. groups.csv may name a clip's fold. The other groups of each class
    are divided at random into five folds; each seed gives another division. Returns false if memory
    is short. */
bool folds_deal(Library *library, uint64_t seed);

/** Chooses the clips that the network of a fold may learn from. */
void folds_choose(const Library *library, int fold, bool *is_used);

/** Learns a network for each fold, on all cores, and answers the fold's clips. `before` holds the
    answers by the same recipe with another seed, or is NULL: the answers about folds that
   groups.csv names are copied from it. Returns false if memory is short. */
bool folds_answer(const Library *library, const Rows *rows, const Recipe *recipe,
                  const Answers *before, Answers *answers);

void answers_free(Answers *answers);

#endif
