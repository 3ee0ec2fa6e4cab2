/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For benchmarks: who judges a song. A network and a second head that have heard no song of its
 * artist, and how that head errs on the other songs.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_JUDGES_H
#define GENRE_EQ_TESTS_SUPPORT_JUDGES_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/decision.h"
#include "model/train/balance.h"
#include "model/train/calibrate.h"
#include "model/train/folds.h"
#include "model/train/parallel.h"
#include "model/weights.h"

enum { MAX_FOLDS = 16 };

typedef struct {
  const Library *library;
  const Rows *rows;
  Model *judge;                       /**< of each fold; owned */
  double (*predicted_db)[BAND_COUNT]; /**< of each clip, by the judge of its fold; owned */
  bool has_failed;
} Judges;

/** A full-band song of 10 s and more. */
static inline bool judges_know(const Judges *judges, int clip)
{
  return clip_is_full_band(&judges->library->clip[clip]);
}

static inline void judges_learn_fold(void *data, int fold)
{
  Judges *judges = data;
  const Library *library = judges->library;
  const Recipe recipe = best_recipe();
  bool *is_used = malloc((size_t)library->n_clips * sizeof *is_used);
  Model *model = &judges->judge[fold];
  if (is_used) {
    folds_choose(library, fold, is_used);
  }
  if (!is_used || !learn_model(library, judges->rows, is_used, &recipe, model)) {
    judges->has_failed = true;
  } else {
    for (int c = 0; c < library->n_clips; ++c) {
      if (library->clip[c].fold == fold) {
        balance_foretell(model, judges->rows->feature[judges->rows->whole[c]],
                         judges->predicted_db[c]);
      }
    }
  }
  free(is_used);
}

/* How the head errs, without the fold's own songs. */
static inline bool judges_find_errors(Judges *judges, int fold)
{
  const size_t n_clips = (size_t)judges->library->n_clips;
  double(*others_db)[BAND_COUNT] = malloc(n_clips * sizeof *others_db);
  Model *judge = &judges->judge[fold];
  if (!others_db) {
    return false;
  }
  memcpy(others_db, judges->predicted_db, n_clips * sizeof *others_db);
  for (size_t c = 0; c < n_clips; ++c) {
    if (judges->library->clip[c].fold == fold) {
      others_db[c][0] = (double)NAN;
    }
  }
  balance_find_errors(judges->library, (const double(*)[BAND_COUNT])others_db, judge);
  free(others_db);
  return true;
}

/** What a judge answers, where the plugin would ask its network. */
static inline void judge_answer(const Model *model, Decision *decision)
{
  static const float usual_s = 30.0F;
  const Calibration calibration = {ear_network.temperature, ear_network.haste_s, ear_network.doubt};
  Prediction prediction = {.familiarity = 1.0F};
  Features features;
  float logit[OUTPUT_COUNT];
  double balance_db[BAND_COUNT];
  features_find(&features, &decision->figures);
  model_logits(model, (const float *)&features, logit);
  calibrated_answer(logit, calibration, usual_s, prediction.probability);
  balance_foretell(model, (const float *)&features, balance_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    prediction.balance_db[band] = (float)balance_db[band];
  }
  decision_take_answer(decision, &prediction);
}

/** Learns the judges of a library that was dealt into folds. False: no memory. judges_free() in any
    case. */
static inline bool judges_learn(Judges *judges, const Library *library, const Rows *rows)
{
  *judges = (Judges){.library = library, .rows = rows};
  judges->judge = calloc(MAX_FOLDS, sizeof *judges->judge);
  judges->predicted_db = malloc((size_t)library->n_clips * sizeof *judges->predicted_db);
  if (!judges->judge || !judges->predicted_db || library->n_folds > MAX_FOLDS) {
    return false;
  }
  parallel_for(library->n_folds, judges_learn_fold, judges);
  for (int fold = 0; !judges->has_failed && fold < library->n_folds; ++fold) {
    judges->has_failed = !judges_find_errors(judges, fold);
  }
  return !judges->has_failed;
}

static inline void judges_free(Judges *judges)
{
  free(judges->judge);
  free(judges->predicted_db);
}

/** The judge of a clip. */
static inline const Model *judge_of(const Judges *judges, int clip)
{
  return &judges->judge[judges->library->clip[clip].fold];
}

#endif
