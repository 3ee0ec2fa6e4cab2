/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Scores of answers about clips, and their mean and spread over seeds.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_SCORES_H
#define GENRE_EQ_MODEL_TRAIN_SCORES_H

#include "model/train/library.h"

/** Classes with fewer clips than this are left out of the balanced accuracy. */
#define BALANCED_MIN_CLIPS 10

#define CALIBRATION_BINS 10

typedef struct {
  int n;
  double accuracy;
  double balanced; /**< mean recall over the classes with enough clips */
  double ece;      /**< expected calibration error, ten equal bins (Guo et al. 2017) */
  int confusion[GENRE_COUNT][GENRE_COUNT]; /**< row: true; column: answered */
  int bin_n[CALIBRATION_BINS];
  double bin_confidence[CALIBRATION_BINS]; /**< mean in the bin */
  double bin_accuracy[CALIBRATION_BINS];
} Scores;

/** Scores the clips of a set (NULL: of all). Clips without an answer are left out. */
Scores scores_of(const Library *library, const float (*answer)[GENRE_COUNT], const char *set);

/** The names of the sets, at most max; returns how many. */
int scores_sets(const Library *library, const char **set, int max);

/** The ECE that the same confidences would show on average if they were true: with few
    clips it is not 0. */
double scores_chance_ece(const Library *library, const float (*answer)[GENRE_COUNT],
                         const char *set);

/** A table: a line a set and one for all together, mean ± standard deviation over the
    n_seeds rows. */
void scores_print(const Library *library, const float (*const *answer)[GENRE_COUNT], int n_seeds);

/** Confusion matrix and calibration curve of one set, one seed. */
void scores_print_detail(const Scores *scores, const char *set);

#endif
