/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The rows that the network learns from: the features of each stretch of each clip.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_ROWS_H
#define GENRE_EQ_MODEL_TRAIN_ROWS_H

#include "model/features.h"
#include "model/train/library.h"

typedef struct {
  int n;
  float (*feature)[FEATURE_COUNT]; /**< owned */
  const Stretch **stretch;         /**< the library's; the array is owned */
  int *clip;                       /**< owned */
  int *whole;                      /**< for each clip the row of the whole unchanged file; owned */
} Rows;

/** Returns false if memory is short. */
bool rows_find(const Library *library, Rows *rows);

void rows_free(Rows *rows);

/** The row of the same stretch in another version, or -1. */
int rows_twin(const Rows *rows, int row, Version version);

#endif
