/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the network sees of a library: a row of features for each stretch of each clip.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_ROWS_H
#define GENRE_EQ_MODEL_TRAIN_ROWS_H

#include "model/features.h"
#include "model/train/library.h"

typedef struct {
  int n;
  float (*feature)[FEATURE_COUNT]; /**< owned */
  const Stretch **stretch;         /**< of the library; owned is the list */
  int *clip;                       /**< owned */
  int *whole;                      /**< of each clip, the row of the whole file as it is; owned */
} Rows;

/** False: no memory. */
bool rows_find(const Library *library, Rows *rows);

void rows_free(Rows *rows);

/** The row of the same stretch of the same clip in another version, or -1. */
int rows_twin(const Rows *rows, int row, Version version);

#endif
