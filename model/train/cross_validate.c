/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/cross_validate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/train/calibrate.h"

enum { RANDOM_FOLDS = 5 };

/* What is asked, fold by fold, and what came back: a row of logits a window. */
typedef struct {
  const Library *library;
  const Samples *heard;
  int n_outputs;
  int n_folds;
  bool at_random;
  int *fold; /* of each clip */
  float *logits;
  bool *is_known; /* of each window */
} Folds;

static bool folds_init(Folds *folds, const Library *library, const Samples *heard, int n_outputs,
                       uint64_t seed, bool at_random)
{
  Random random = {seed};
  *folds = (Folds){.library = library,
                   .heard = heard,
                   .n_outputs = n_outputs,
                   .n_folds = at_random ? RANDOM_FOLDS : library->n_folds,
                   .at_random = at_random,
                   .fold = malloc((size_t)library->n_clips * sizeof *folds->fold),
                   .logits = calloc((size_t)heard->n * (size_t)n_outputs, sizeof *folds->logits),
                   .is_known = calloc((size_t)heard->n, sizeof *folds->is_known)};
  for (int c = 0; folds->fold && c < library->n_clips; ++c) {
    folds->fold[c] = at_random ? random_index(&random, RANDOM_FOLDS) : library->clip[c].fold;
  }
  return folds->fold && folds->logits && folds->is_known;
}

static void folds_free(Folds *folds)
{
  free(folds->fold);
  free(folds->logits);
  free(folds->is_known);
}

static void ask(Folds *folds, const Model *model, int fold)
{
  const Samples *heard = folds->heard;
  for (int i = 0; i < heard->n; ++i) {
    if (heard->clip[i] >= 0 && folds->fold[heard->clip[i]] == fold) {
      folds->is_known[i] = true;
      model_logits(model, &heard->input[(size_t)i * (size_t)heard->n_inputs],
                   &folds->logits[(size_t)i * (size_t)folds->n_outputs]);
    }
  }
}

bool clip_is_apart(const Library *library, int clip, int fold)
{
  bool is_apart = library->clip[clip].fold != fold;
  for (int c = 0; is_apart && c < library->n_clips; ++c) {
    is_apart = library->clip[c].fold != fold || library->clip[c].group != library->clip[clip].group;
  }
  return is_apart;
}

/* What is no music is learned from, never scored. */
static bool has_music(const Folds *folds, int fold)
{
  for (int c = 0; c < folds->library->n_clips; ++c) {
    if (folds->fold[c] == fold && folds->library->clip[c].class_index != CLASS_NONE) {
      return true;
    }
  }
  return false;
}

/* Fits a network for each fold, and asks it about that fold. */
static bool answer_folds(Folds *folds, const Samples *learn, const Recipe *recipe, uint64_t seed,
                         const volatile sig_atomic_t *is_interrupted)
{
  const Library *library = folds->library;
  bool *is_used = malloc((size_t)library->n_clips * sizeof *is_used);
  bool is_fine = is_used != NULL;
  for (int f = 0; is_fine && f < folds->n_folds; ++f) {
    char title[64];
    Model model;
    if (!has_music(folds, f)) {
      continue;
    }
    snprintf(title, sizeof title, "seed %d, fold %d of %d", (int)seed, f + 1, folds->n_folds);
    for (int c = 0; c < library->n_clips; ++c) {
      is_used[c] = folds->at_random ? folds->fold[c] != f : clip_is_apart(library, c, f);
    }
    is_fine =
        fit(library, learn, folds->heard, is_used, recipe, seed, title, is_interrupted, &model) &&
        !*is_interrupted;
    if (is_fine) {
      ask(folds, &model, f);
    }
    model_free(&model);
  }
  free(is_used);
  return is_fine;
}

/* Answers about one fold's clips, calibrated by those about the others. */
static bool conclude_fold(const Folds *folds, int fold, bool *is_asked, float (*all)[GENRE_COUNT],
                          float (*answer)[GENRE_COUNT])
{
  Calibration calibration;
  const Samples *heard = folds->heard;
  for (int i = 0; i < heard->n; ++i) {
    is_asked[i] = folds->is_known[i] && folds->fold[heard->clip[i]] != fold;
  }
  bool is_fine = find_calibration(folds->library, heard, folds->logits, is_asked, folds->n_outputs,
                                  &calibration);
  for (int i = 0; i < heard->n; ++i) {
    is_asked[i] = folds->is_known[i] && !is_asked[i];
  }
  is_fine = is_fine && clip_answers(folds->library, heard, folds->logits, is_asked,
                                    folds->n_outputs, calibration, all);
  for (int c = 0; is_fine && c < folds->library->n_clips; ++c) {
    if (folds->fold[c] == fold) {
      memcpy(answer[c], all[c], sizeof *answer);
    }
  }
  return is_fine;
}

bool cross_validate(const Library *library, const Samples *learn, const Samples *heard,
                    const Recipe *recipe, uint64_t seed, bool at_random,
                    const volatile sig_atomic_t *is_interrupted, float (*answer)[GENRE_COUNT])
{
  Folds folds;
  bool *is_asked = malloc((size_t)heard->n * sizeof *is_asked);
  float(*all)[GENRE_COUNT] = malloc((size_t)library->n_clips * sizeof *all);
  memset(answer, 0, (size_t)library->n_clips * sizeof *answer);
  bool is_fine = folds_init(&folds, library, heard, recipe->n_outputs, seed, at_random) &&
                 is_asked && all && answer_folds(&folds, learn, recipe, seed, is_interrupted);
  for (int f = 0; is_fine && f < folds.n_folds; ++f) {
    is_fine = conclude_fold(&folds, f, is_asked, all, answer);
  }
  folds_free(&folds);
  free(is_asked);
  free(all);
  return is_fine;
}

bool cross_calibrate(const Library *library, const Samples *learn, const Samples *heard,
                     const Recipe *recipe, uint64_t seed,
                     const volatile sig_atomic_t *is_interrupted, Calibration *calibration)
{
  Folds folds;
  bool is_fine =
      folds_init(&folds, library, heard, recipe->n_outputs, seed, false) &&
      answer_folds(&folds, learn, recipe, seed, is_interrupted) &&
      find_calibration(library, heard, folds.logits, folds.is_known, folds.n_outputs, calibration);
  folds_free(&folds);
  return is_fine;
}
