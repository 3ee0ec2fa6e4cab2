/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/cross_validate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/train/calibrate.h"

enum { RANDOM_FOLDS = 5 };

bool answer_clips(const Library *library, const Samples *heard, const Model *model,
                  const bool *is_asked, float (*answer)[GENRE_COUNT])
{
  int n_outputs = model->mlp.width[model->mlp.n_layers];
  float *logits = calloc((size_t)heard->n * (size_t)n_outputs, sizeof *logits);
  bool *is_known = calloc((size_t)heard->n, sizeof *is_known);
  float(*all)[GENRE_COUNT] = malloc((size_t)library->n_clips * sizeof *all);
  bool is_fine = logits && is_known && all;
  for (int i = 0; is_fine && i < heard->n; ++i) {
    is_known[i] = heard->clip[i] >= 0 && is_asked[heard->clip[i]];
    if (is_known[i]) {
      model_logits(model, &heard->input[(size_t)i * (size_t)heard->n_inputs],
                   &logits[(size_t)i * (size_t)n_outputs]);
    }
  }
  is_fine =
      is_fine && clip_answers(library, heard, logits, is_known, n_outputs, model->calibration, all);
  for (int c = 0; is_fine && c < library->n_clips; ++c) {
    if (is_asked[c]) {
      memcpy(answer[c], all[c], sizeof *answer);
    }
  }
  free(logits);
  free(is_known);
  free(all);
  return is_fine;
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
static bool has_music(const Library *library, const bool *is_asked)
{
  for (int c = 0; c < library->n_clips; ++c) {
    if (is_asked[c] && library->clip[c].class_index != CLASS_NONE) {
      return true;
    }
  }
  return false;
}

bool cross_validate(const Library *library, const Samples *learn, const Samples *heard,
                    const Recipe *recipe, uint64_t seed, bool at_random,
                    const volatile sig_atomic_t *is_interrupted, float (*answer)[GENRE_COUNT])
{
  size_t n = (size_t)library->n_clips;
  int *fold = malloc(n * sizeof *fold);
  bool *is_used = malloc(n * sizeof *is_used);
  bool *is_asked = malloc(n * sizeof *is_asked);
  bool is_fine = fold && is_used && is_asked;
  int n_folds = at_random ? RANDOM_FOLDS : library->n_folds;
  Random random = {seed};
  memset(answer, 0, n * sizeof *answer);
  for (int c = 0; is_fine && c < library->n_clips; ++c) {
    fold[c] = at_random ? random_index(&random, RANDOM_FOLDS) : library->clip[c].fold;
  }
  for (int f = 0; is_fine && f < n_folds; ++f) {
    char title[64];
    Model model;
    snprintf(title, sizeof title, "seed %d, fold %d of %d", (int)seed, f + 1, n_folds);
    for (int c = 0; c < library->n_clips; ++c) {
      is_asked[c] = fold[c] == f;
      is_used[c] = at_random ? fold[c] != f : clip_is_apart(library, c, f);
    }
    if (!has_music(library, is_asked)) {
      continue;
    }
    is_fine = fit(library, learn, heard, is_used, recipe, seed, title, is_interrupted, &model) &&
              answer_clips(library, heard, &model, is_asked, answer) && !*is_interrupted;
    model_free(&model);
  }
  free(fold);
  free(is_used);
  free(is_asked);
  return is_fine;
}
