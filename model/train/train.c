/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Learning from all there is, and writing the weights that the plugin is built with.
 */
#include "model/train/train.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model/train/commands.h"
#include "model/train/cross_validate.h"
#include "model/train/write_weights.h"

/* Comment lines: what it was learned from, when, and the score inside. */
static void describe(const Library *library, const Options *options, const Model *model, char *text,
                     size_t size)
{
  int n[CLASS_COUNT] = {0};
  char date[32];
  time_t now = time(NULL);
  struct tm utc;
  strftime(date, sizeof date, "%Y-%m-%d", gmtime_r(&now, &utc));
  for (int c = 0; c < library->n_clips; ++c) {
    ++n[library->clip[c].class_index];
  }
  int used =
      snprintf(text, size,
               " * %s, seed %d, %d member%s. Loss on groups held out: %.3f a window\n"
               " * (scores by cross-validation: README.md). Learned from %d clips:\n *  ",
               date, (int)options->seed, options->recipe.n_members,
               options->recipe.n_members > 1 ? "s" : "", model->held_out_loss, library->n_clips);
  for (int i = 0; i < CLASS_COUNT && used > 0 && (size_t)used < size; ++i) {
    if (i < GENRE_COUNT || n[i] > 0) {
      used +=
          snprintf(text + used, size - (size_t)used, " %d %s%s", n[i],
                   i < GENRE_COUNT ? genre_name[i] : "none of these",
                   i + 1 < GENRE_COUNT || (i + 1 == GENRE_COUNT && n[CLASS_NONE] > 0) ? "," : "");
    }
  }
  if (used > 0 && (size_t)used < size) {
    snprintf(text + used, size - (size_t)used, ".\n");
  }
}

bool train_and_write(const Library *library, const Samples *learn, const Samples *heard,
                     const Options *options, const char *usual_path, bool has_balance,
                     WeightsAbout about)
{
  Model model = {0};
  char scores[1024];
  bool *is_used = malloc((size_t)library->n_clips * sizeof *is_used);
  for (int c = 0; is_used && c < library->n_clips; ++c) {
    is_used[c] = true;
  }
  bool is_fine = is_used && fit(library, learn, heard, is_used, &options->recipe, options->seed,
                                "learning", options->is_interrupted, &model);
  if (is_fine && !*options->is_interrupted) {
    is_fine = cross_calibrate(library, learn, heard, &options->recipe, options->seed,
                              options->is_interrupted, &model.calibration) ||
              *options->is_interrupted;
  }
  Balance *balance = has_balance && is_fine ? malloc(sizeof *balance) : NULL;
  if (has_balance && is_fine) {
    is_fine = balance && balance_fit(library, heard, is_used, &model, options->ridge, balance);
  }
  free(is_used);
  if (!is_fine) {
    free(balance);
    model_free(&model);
    fprintf(stderr, "genre-eq-train: out of memory\n");
    return false;
  }
  describe(library, options, &model, scores, sizeof scores);
  about.scores = scores;
  const char *path = options->output ? options->output : usual_path;
  is_fine = write_weights(path, &model, balance, &about);
  if (is_fine) {
    printf("%s%s: held-out loss %.3f, temperature %.2f, firmness %.1f\n",
           *options->is_interrupted ? "interrupted; the best so far in " : "", path,
           model.held_out_loss, (double)model.calibration.temperature,
           (double)model.calibration.firmness);
  }
  free(balance);
  model_free(&model);
  return is_fine;
}

int command_train(const Options *options)
{
  Library library;
  Samples learn = {0};
  Samples heard = {0};
  bool is_fine = library_open(&library, options->data, options->only_sets);
  if (is_fine &&
      (!samples_to_learn(&library, options->seed, &learn) || !samples_as_heard(&library, &heard))) {
    fprintf(stderr, "genre-eq-train: out of memory\n");
    is_fine = false;
  }
  is_fine = is_fine && train_and_write(&library, &learn, &heard, options, "model/weights.c", true,
                                       (WeightsAbout){.symbol = "movement_network",
                                                      .name = "movement",
                                                      .made_by = "make train",
                                                      .n_inputs = "FEATURE_COUNT",
                                                      .n_outputs = "OUTPUT_COUNT"});
  samples_free(&learn);
  samples_free(&heard);
  library_close(&library);
  return is_fine ? 0 : 1;
}
