/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For benchmarks: how a learner errs, as found on the songs of other folds.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_ERRORS_H
#define GENRE_EQ_TESTS_SUPPORT_ERRORS_H

#include "tests/support_learners.h"

/** Which errors a learner is known to have. */
typedef enum {
  ERRORS_ALIKE,      /**< those of all songs */
  ERRORS_TRUE_GENRE, /**< of the true genre, as if chosen by hand */
  ERRORS_BLENDED,    /**< of the genres, blended by their probabilities, as in Auto */
  ERRORS_BY_SONG,    /**< of all songs, the covariance times doubt / mean doubt */
  ERRORS_BLENDED_BY_SONG
} ErrorsKnown;

typedef struct {
  BalanceErrors of_genre[GENRE_COUNT];
  double doubt; /**< the mean of the learner's */
} KnownErrors;

/* What a learner foretells of a song of another fold, less what is. */
static inline bool find_miss(const Learners *learners, int fold, int clip, Learner learner,
                             double miss_db[BAND_COUNT])
{
  const Clip *of = &learners->judges->library->clip[clip];
  if (of->fold == fold || !learners_ask(learners->judges, clip)) {
    return false;
  }
  clip_balance(of, miss_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    miss_db[band] = learners->foretold[clip][HEARD_PLAIN][learner].level_db[band] - miss_db[band];
  }
  return true;
}

/* Mean and covariance over all songs, the same for each genre (Welford, "Note on a method for
   calculating corrected sums of squares and products", Technometrics 4, 1962). */
static inline void find_errors_alike(const Learners *learners, int fold, Learner learner,
                                     KnownErrors *errors)
{
  double miss_db[BAND_COUNT];
  double mean_db[BAND_COUNT] = {0.0};
  double product[BAND_COUNT][BAND_COUNT] = {{0.0}};
  double n = 0.0;
  for (int c = 0; c < learners->judges->library->n_clips; ++c) {
    if (find_miss(learners, fold, c, learner, miss_db)) {
      double off_db[BAND_COUNT];
      n += 1.0;
      for (int i = 0; i < BAND_COUNT; ++i) {
        off_db[i] = miss_db[i] - mean_db[i];
        mean_db[i] += off_db[i] / n;
      }
      for (int i = 0; i < BAND_COUNT; ++i) {
        for (int k = 0; k < BAND_COUNT; ++k) {
          product[i][k] += off_db[i] * off_db[k] * (n - 1.0) / n;
        }
      }
    }
  }
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    for (int i = 0; i < BAND_COUNT; ++i) {
      errors->of_genre[genre].mean_db[i] = (float)mean_db[i];
      for (int k = 0; k < BAND_COUNT; ++k) {
        errors->of_genre[genre].covariance[i][k] = (float)(product[i][k] / fmax(n, 1.0));
      }
    }
  }
}

static inline bool find_errors_by_genre(const Learners *learners, int fold, Learner learner,
                                        KnownErrors *errors)
{
  const Library *library = learners->judges->library;
  double(*foretold_db)[BAND_COUNT] = malloc((size_t)library->n_clips * sizeof *foretold_db);
  Model *model = malloc(sizeof *model);
  const bool is_fine = foretold_db && model;
  for (int c = 0; is_fine && c < library->n_clips; ++c) {
    double miss_db[BAND_COUNT];
    memcpy(foretold_db[c], learners->foretold[c][HEARD_PLAIN][learner].level_db,
           sizeof foretold_db[c]);
    if (!find_miss(learners, fold, c, learner, miss_db)) {
      foretold_db[c][0] = (double)NAN;
    }
  }
  if (is_fine) {
    balance_find_errors(library, (const double(*)[BAND_COUNT])foretold_db, model);
    memcpy(errors->of_genre, model->balance_errors, sizeof errors->of_genre);
  }
  free(foretold_db);
  free(model);
  return is_fine;
}

/* The mean doubt. */
static inline double find_doubt(const Learners *learners, int fold, Learner learner)
{
  double sum = 0.0;
  double n = 0.0;
  for (int c = 0; c < learners->judges->library->n_clips; ++c) {
    double miss_db[BAND_COUNT];
    if (find_miss(learners, fold, c, learner, miss_db)) {
      sum += learners->foretold[c][HEARD_PLAIN][learner].doubt;
      n += 1.0;
    }
  }
  return sum / fmax(n, 1.0);
}

/** Finds a learner's errors without the songs of a fold. False: no memory. */
static inline bool find_errors(const Learners *learners, int fold, Learner learner,
                               ErrorsKnown known, KnownErrors *errors)
{
  errors->doubt = find_doubt(learners, fold, learner);
  if (known == ERRORS_ALIKE || known == ERRORS_BY_SONG) {
    find_errors_alike(learners, fold, learner, errors);
    return true;
  }
  return find_errors_by_genre(learners, fold, learner, errors);
}

#endif
