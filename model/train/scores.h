/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Scores answers about clips, and prints the scores' mean and spread over seeds.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_SCORES_H
#define GENRE_EQ_MODEL_TRAIN_SCORES_H

#include "model/train/library.h"

/** Genres with fewer clips than this are left out of the balanced accuracy. */
#define BALANCED_MIN_CLIPS 10

#define CALIBRATION_BINS 10

/** The paper's genres: all but the last, electronic. */
#define PAPER_GENRES GENRE_ELECTRONIC

/** Which clips are scored, and which genres may be answered. */
typedef struct {
  const char *sets; /**< names joined by commas; NULL: all */
  int n_genres;     /**< the first n of genres.def. Clips of other genres do not count; the
                         probabilities of other genres are shared out among these */
} Scope;

typedef struct {
  int n;
  double accuracy;
  double balanced; /**< mean recall over the genres with enough clips; NAN: none has */
  double ece;      /**< expected calibration error, ten equal bins (Guo et al. 2017) */
  int confusion[GENRE_COUNT][GENRE_COUNT]; /**< row: true; column: answered */
  int bin_n[CALIBRATION_BINS];
  double bin_confidence[CALIBRATION_BINS]; /**< mean in the bin */
  double bin_accuracy[CALIBRATION_BINS];
} Scores;

/** Scores the clips within a scope. Clips without an answer are left out. */
Scores scores_of(const Library *library, const float (*answer)[GENRE_COUNT], Scope scope);

/** The mean ECE of answers that are right as often as these confidences say. With few clips it is
    not 0. */
double scores_chance_ece(const Library *library, const float (*answer)[GENRE_COUNT], Scope scope);

/** Prints a table: a line for each set and for sets that belong together, with mean ± standard
    deviation over the n_seeds rows of answers. */
void scores_print(const Library *library, const float (*const *answer)[GENRE_COUNT], int n_seeds,
                  int n_genres);

/** Prints the confusion matrix of one set. */
void scores_print_confusion(const Scores *scores, const char *sets, int n_genres);

#endif
