/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Learns from the whole library, and writes the weights that the plugin is built with.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "model/train/balance.h"
#include "model/train/calibrate.h"
#include "model/train/commands.h"
#include "model/train/write_weights.h"

bool can_be_written(const char *path)
{
  char folder[4096];
  struct stat there;
  snprintf(folder, sizeof folder, "%s", path);
  char *slash = strrchr(folder, '/');
  if (slash) {
    slash[1] = '\0';
  } else {
    strcpy(folder, ".");
  }
  errno = EISDIR;
  const bool fine =
      !(stat(path, &there) == 0 && S_ISDIR(there.st_mode)) && access(folder, W_OK) == 0;
  if (!fine) {
    fprintf(stderr, "genre-eq-train: %s: cannot be written (%s); name another file\n", path,
            strerror(errno));
  }
  return fine;
}

bool open_data(const Options *options, Library *library, Rows *rows)
{
  memset(rows, 0, sizeof *rows);
  if (!library_open(library, options->data, options->only_sets)) {
    return false;
  }
  if (!rows_find(library, rows)) {
    fprintf(stderr, "genre-eq-train: out of memory\n");
    return false;
  }
  return true;
}

void close_data(Library *library, Rows *rows)
{
  rows_free(rows);
  library_close(library);
}

/* Writes the comment that says what the weights were learned from, and when. */
static void describe(const Library *library, char *text, size_t size)
{
  int n[CLASS_COUNT] = {0};
  char date[32];
  const time_t now = time(NULL);
  struct tm utc;
  strftime(date, sizeof date, "%Y-%m-%d", gmtime_r(&now, &utc));
  for (int c = 0; c < library->n_clips; ++c) {
    ++n[library->clip[c].class_index];
  }
  int used = snprintf(text, size,
                      " * %s. Scores by cross-validation: README.md. Learned from %d files:\n *  ",
                      date, library->n_clips - n[CLASS_OTHER]);
  for (int i = 0; i < OUTPUT_COUNT && used > 0 && (size_t)used < size; ++i) {
    const char *after = i + 1 == OUTPUT_COUNT ? ".\n" : (i % 4 == 3 ? ",\n *  " : ",");
    used += snprintf(text + used, size - (size_t)used, " %d %s%s", n[i],
                     i < GENRE_COUNT ? genre_name[i] : "none of these", after);
  }
}

/* Learns the weights from all clips, and how sure an answer may be from answers about artists that
 * a network has not heard. */
static bool learn_all(Library *library, const Rows *rows, const Options *options, Model *model)
{
  Answers answers = {0};
  bool *is_used = malloc((size_t)library->n_clips * sizeof *is_used);
  bool is_fine = is_used && folds_deal(library, options->seed) &&
                 folds_answer(library, rows, &options->recipe, NULL, &answers);
  if (is_fine) {
    folds_choose(library, -1, is_used);
    is_fine = learn_model(library, rows, is_used, &options->recipe, model);
  }
  if (is_fine) {
    const Calibration calibration = calibrate(library, rows, &answers, -1);
    model->temperature = calibration.temperature;
    model->haste_s = calibration.haste_s;
    model->doubt = calibration.doubt;
    balance_find_errors(library, (const double(*)[BAND_COUNT])answers.balance_db, model);
  }
  answers_free(&answers);
  free(is_used);
  return is_fine;
}

int command_train(const Options *options)
{
  Library library;
  Rows rows;
  char about[1024];
  const char *path = options->output ? options->output : "model/weights.c";
  if (!can_be_written(path)) {
    return 1;
  }
  Model *model = malloc(sizeof *model);
  bool is_fine = open_data(options, &library, &rows);
  if (is_fine && (!model || !learn_all(&library, &rows, options, model))) {
    fprintf(stderr, "genre-eq-train: out of memory\n");
    is_fine = false;
  }
  if (is_fine) {
    describe(&library, about, sizeof about);
    is_fine = write_weights(path, model, about);
  }
  if (is_fine) {
    printf("%s: temperature %.2f, haste %.1f s, doubt %.3f\n", path, (double)model->temperature,
           (double)model->haste_s, (double)model->doubt);
  }
  free(model);
  close_data(&library, &rows);
  return is_fine ? 0 : 1;
}
