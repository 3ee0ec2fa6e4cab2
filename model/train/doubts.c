/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Lists songs with doubtful labels: those that are most surely taken for another genre, by networks
 * that have not heard the artist. The probabilities are means over several random divisions of the
 * songs into folds.
 */
#include <stdio.h>
#include <stdlib.h>

#include "model/train/calibrate.h"
#include "model/train/commands.h"
#include "model/train/library_scan.h"

enum { LISTED = 60 };

typedef struct {
  int clip;
  double probability[GENRE_COUNT]; /* mean over the divisions */
} Doubt;

static int best_of(const Doubt *doubt)
{
  int best = 0;
  for (int genre = 1; genre < GENRE_COUNT; ++genre) {
    best = doubt->probability[genre] > doubt->probability[best] ? genre : best;
  }
  return best;
}

static const Library *sorted_library;

static double gap(const Doubt *doubt)
{
  const int own = sorted_library->clip[doubt->clip].class_index;
  return own < GENRE_COUNT ? doubt->probability[best_of(doubt)] - doubt->probability[own] : -1.0;
}

static int by_gap(const void *a, const void *b)
{
  const double x = gap(a);
  const double y = gap(b);
  return x > y ? -1 : x < y;
}

static void print_doubts(const Library *library, Doubt *doubt)
{
  sorted_library = library;
  qsort(doubt, (size_t)library->n_clips, sizeof *doubt, by_gap);
  printf("| file | set | label | heard as | own | other |\n|---|---|---|---|---|---|\n");
  for (int i = 0; i < LISTED && i < library->n_clips && gap(&doubt[i]) > 0.0; ++i) {
    const Clip *clip = &library->clip[doubt[i].clip];
    const int best = best_of(&doubt[i]);
    printf("| %s | %s | %s | %s | %.2f | %.2f |\n", clip->path, clip->set,
           class_symbol(clip->class_index), class_symbol(best),
           doubt[i].probability[clip->class_index], doubt[i].probability[best]);
  }
}

int command_doubts(const Options *options)
{
  Library library;
  Rows rows;
  bool is_fine = open_data(options, &library, &rows);
  Doubt *doubt = calloc((size_t)library.n_clips + 1, sizeof *doubt);
  is_fine = is_fine && doubt;
  Answers answers = {0};
  for (int s = 0; is_fine && s < options->n_seeds; ++s) {
    Answers before = answers;
    is_fine = folds_deal(&library, options->seed + (uint64_t)s) &&
              folds_answer(&library, &rows, &options->recipe, s > 0 ? &before : NULL, &answers);
    answers_free(&before);
    if (is_fine) {
      const Calibration calibration = calibrate(&library, &rows, &answers, -1);
      for (int c = 0; c < library.n_clips; ++c) {
        float probability[GENRE_COUNT];
        const int row = rows.whole[c];
        calibrated_answer(answers.logit[row], calibration, rows.stretch[row]->music_s, probability);
        doubt[c].clip = c;
        for (int genre = 0; genre < GENRE_COUNT; ++genre) {
          doubt[c].probability[genre] += (double)probability[genre] / options->n_seeds;
        }
      }
    }
  }
  answers_free(&answers);
  if (is_fine) {
    print_doubts(&library, doubt);
  }
  free(doubt);
  close_data(&library, &rows);
  return is_fine ? 0 : 1;
}
