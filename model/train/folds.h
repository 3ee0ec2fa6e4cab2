/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Answers about artists unheard: the clips are dealt into folds, and those of each fold are
 * answered by a network that has heard no clip of the fold and none of its artists.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_FOLDS_H
#define GENRE_EQ_MODEL_TRAIN_FOLDS_H

#include <stdint.h>

#include "model/train/learn.h"

typedef struct {
  float (*logit)[OUTPUT_COUNT];     /**< of each row; owned */
  bool *is_known;                   /**< of each row; owned */
  double (*balance_db)[BAND_COUNT]; /**< foretold of each clip, NaN where not; owned */
} Answers;

/** Folds with a name are as groups.csv says; the other groups of each class are dealt into five,
    another deal for each seed. False: no memory. */
bool folds_deal(Library *library, uint64_t seed);

/** Whether a clip may teach what is asked about a fold. */
void folds_choose(const Library *library, int fold, bool *is_used);

/** Learns fold by fold, on all cores, and answers. `before`: answers by the same recipe after
    another deal, or NULL; folds with a name are answered as they were. False: no memory. */
bool folds_answer(const Library *library, const Rows *rows, const Recipe *recipe,
                  const Answers *before, Answers *answers);

void answers_free(Answers *answers);

#endif
