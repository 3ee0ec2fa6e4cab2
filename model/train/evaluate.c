/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Scores by cross-validation, over several seeds.
 */
#include <stdio.h>
#include <stdlib.h>

#include "model/train/commands.h"
#include "model/train/cross_validate.h"
#include "model/train/library_scan.h"
#include "model/train/scores.h"
#include "model/train/train.h"

enum { MAX_SETS = 16, MAX_SEEDS = 32 };

static int fail_for_memory(void)
{
  fprintf(stderr, "genre-eq-train: out of memory\n");
  return 1;
}

/* path, set, class and the probabilities of each clip, tabs between. */
static bool write_answers(const Library *library, const float (*answer)[GENRE_COUNT],
                          const char *path)
{
  FILE *file = fopen(path, "w");
  if (!file) {
    perror(path);
    return false;
  }
  for (int c = 0; c < library->n_clips; ++c) {
    const Clip *clip = &library->clip[c];
    fprintf(file, "%s\t%s\t%s", clip->path, clip->set, class_symbol(clip->class_index));
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      fprintf(file, "\t%.4f", (double)answer[c][genre]);
    }
    fprintf(file, "\n");
  }
  return fclose(file) == 0;
}

/* Validates with seeds 1 … n and prints the table; the details for the first. */
static bool validate(const Library *library, const Samples *learn, const Samples *heard,
                     const Options *options, bool at_random, bool in_detail)
{
  float(*answer[MAX_SEEDS])[GENRE_COUNT] = {NULL};
  int n_seeds = options->n_seeds < MAX_SEEDS ? options->n_seeds : MAX_SEEDS;
  bool is_fine = true;
  for (int s = 0; is_fine && s < n_seeds; ++s) {
    answer[s] = malloc((size_t)library->n_clips * sizeof *answer[s]);
    is_fine = answer[s] &&
              cross_validate(library, learn, heard, &options->recipe, options->seed + (uint64_t)s,
                             at_random, options->is_interrupted, answer[s]);
  }
  if (!is_fine && !*options->is_interrupted) {
    fail_for_memory();
  }
  if (is_fine) {
    scores_print(library, (const float(*const *)[GENRE_COUNT])answer, n_seeds);
  }
  if (is_fine && in_detail && options->answers) {
    is_fine = write_answers(library, (const float(*)[GENRE_COUNT])answer[0], options->answers);
  }
  const char *set[MAX_SETS];
  int n_sets = in_detail && is_fine ? scores_sets(library, set, MAX_SETS) : 0;
  for (int k = 0; k < n_sets; ++k) {
    Scores scores = scores_of(library, (const float(*)[GENRE_COUNT])answer[0], set[k]);
    scores_print_detail(&scores, set[k]);
  }
  for (int s = 0; s < n_seeds; ++s) {
    free(answer[s]);
  }
  return is_fine;
}

int command_evaluate(const Options *options)
{
  Library library;
  Samples learn = {0};
  Samples heard = {0};
  if (!library_open(&library, options->data, options->only_sets)) {
    library_close(&library);
    return 1;
  }
  bool is_fine =
      samples_to_learn(&library, options->seed, &learn) && samples_as_heard(&library, &heard);
  if (!is_fine) {
    fail_for_memory();
  } else {
    printf("%d clips, %d windows to learn from, %d windows asked; groups apart; %d seeds\n\n",
           library.n_clips, learn.n, heard.n, options->n_seeds);
    is_fine = validate(&library, &learn, &heard, options, false, true);
  }
  samples_free(&learn);
  samples_free(&heard);
  library_close(&library);
  return is_fine ? 0 : 1;
}

int command_paper(const Options *options)
{
  Library library;
  Samples levels = {0};
  if (!library_open(&library, options->data, options->only_sets)) {
    library_close(&library);
    return 1;
  }
  bool is_fine = samples_of_levels(&library, &levels);
  if (!is_fine) {
    fail_for_memory();
  } else {
    printf("the paper's network, groups apart, %d seeds\n\n", options->n_seeds);
    is_fine = validate(&library, &levels, &levels, options, false, true);
  }
  if (is_fine) {
    printf("\nthe paper's network, split at random, %d seeds\n\n", options->n_seeds);
    is_fine = validate(&library, &levels, &levels, options, true, false);
  }
  if (is_fine) {
    is_fine = train_and_write(&library, &levels, &levels, options, "model/paper_weights.c", false,
                              (WeightsAbout){.symbol = "paper_network",
                                             .name = "paper",
                                             .made_by = "make paper",
                                             .n_inputs = "BAND_COUNT + 1",
                                             .n_outputs = "GENRE_COUNT"});
  }
  samples_free(&levels);
  library_close(&library);
  return is_fine ? 0 : 1;
}
