/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The network of DuBray & Mohammadi, for comparison. Its inputs are the levels of the five bands
 * and of all (root mean squares); it has 12 tanh units, and answers six genres, without electronic.
 * It is scored on artists that it has not heard, and on files that are divided at random.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/portable_math.h"
#include "model/train/commands.h"
#include "model/train/folds.h"
#include "model/train/minimise.h"
#include "model/train/random.h"
#include "model/train/scores.h"

enum {
  N_IN = BAND_COUNT + 1,
  N_HIDDEN = 12,
  N_OUT = PAPER_GENRES,
  BIAS_HIDDEN = N_HIDDEN * N_IN,
  WEIGHT_OUT = BIAS_HIDDEN + N_HIDDEN,
  BIAS_OUT = WEIGHT_OUT + N_OUT * N_HIDDEN,
  N_PARAMS = BIAS_OUT + N_OUT,
  MAX_SEEDS = 32,
  MOST_ROUNDS = 300
};

/* The weight of half the sum of the squared parameters, beside the mean loss. */
static const double paper_ridge = 1e-3;

typedef struct {
  int n;
  double (*input)[N_IN];
  int *target; /* -1: it is not learned from */
} Lesson;

static void forward(const double *param, const double *input, double *hidden, double *probability)
{
  double sum = 0.0;
  double top = -HUGE_VAL;
  for (int j = 0; j < N_HIDDEN; ++j) {
    hidden[j] = param[BIAS_HIDDEN + j];
    for (int i = 0; i < N_IN; ++i) {
      hidden[j] += param[j * N_IN + i] * input[i];
    }
    hidden[j] = portable_tanh(hidden[j]);
  }
  for (int k = 0; k < N_OUT; ++k) {
    probability[k] = param[BIAS_OUT + k];
    for (int j = 0; j < N_HIDDEN; ++j) {
      probability[k] += param[WEIGHT_OUT + k * N_HIDDEN + j] * hidden[j];
    }
    top = fmax(top, probability[k]);
  }
  for (int k = 0; k < N_OUT; ++k) {
    probability[k] = portable_exp(probability[k] - top);
    sum += probability[k];
  }
  for (int k = 0; k < N_OUT; ++k) {
    probability[k] /= sum;
  }
}

static double loss_of(void *data, const double *param, double *slope)
{
  const Lesson *lesson = data;
  double loss = 0.0;
  int n = 0;
  for (int c = 0; c < lesson->n; ++c) {
    n += lesson->target[c] >= 0;
  }
  for (int p = 0; p < N_PARAMS; ++p) {
    loss += 0.5 * paper_ridge * param[p] * param[p];
    slope[p] = paper_ridge * param[p];
  }
  for (int c = 0; c < lesson->n; ++c) {
    double hidden[N_HIDDEN];
    double probability[N_OUT];
    double back[N_HIDDEN] = {0.0};
    if (lesson->target[c] < 0) {
      continue;
    }
    forward(param, lesson->input[c], hidden, probability);
    loss -= portable_log(fmax(probability[lesson->target[c]], 1e-12)) / n;
    for (int k = 0; k < N_OUT; ++k) {
      const double error = (probability[k] - (k == lesson->target[c])) / n;
      slope[BIAS_OUT + k] += error;
      for (int j = 0; j < N_HIDDEN; ++j) {
        slope[WEIGHT_OUT + k * N_HIDDEN + j] += error * hidden[j];
        back[j] += error * param[WEIGHT_OUT + k * N_HIDDEN + j];
      }
    }
    for (int j = 0; j < N_HIDDEN; ++j) {
      const double error = back[j] * (1.0 - hidden[j] * hidden[j]);
      slope[BIAS_HIDDEN + j] += error;
      for (int i = 0; i < N_IN; ++i) {
        slope[j * N_IN + i] += error * lesson->input[c][i];
      }
    }
  }
  return loss;
}

/* Computes the levels, standardised over all files. */
static void find_inputs(const Library *library, double (*input)[N_IN])
{
  for (int i = 0; i < N_IN; ++i) {
    double mean = 0.0;
    double square = 0.0;
    for (int c = 0; c < library->n_clips; ++c) {
      const float *energy = library->clip[c].recording.stretch[0].band_energy;
      double sum = 0.0;
      for (int b = 0; b < BAND_COUNT; ++b) {
        sum += i == b || i == BAND_COUNT ? (double)energy[b] : 0.0;
      }
      input[c][i] = sqrt(sum);
      mean += input[c][i] / library->n_clips;
      square += input[c][i] * input[c][i] / library->n_clips;
    }
    for (int c = 0; c < library->n_clips; ++c) {
      input[c][i] = (input[c][i] - mean) / (sqrt(fmax(square - mean * mean, 0.0)) + 1e-9);
    }
  }
}

static bool is_of_six(const Clip *clip)
{
  return clip->class_index < PAPER_GENRES;
}

/* Answers each fold. Returns false if memory is short. */
static bool answer_folds(const Library *library, Lesson *lesson, uint64_t seed,
                         float (*answer)[GENRE_COUNT])
{
  bool *is_used = malloc((size_t)library->n_clips * sizeof *is_used);
  bool is_fine = is_used != NULL;
  for (int fold = 0; is_fine && fold < library->n_folds; ++fold) {
    Random random = {seed};
    double param[N_PARAMS];
    for (int p = 0; p < N_PARAMS; ++p) {
      param[p] = random_between(&random, -0.5, 0.5);
    }
    folds_choose(library, fold, is_used);
    for (int c = 0; c < library->n_clips; ++c) {
      const Clip *clip = &library->clip[c];
      lesson->target[c] = is_used[c] && is_of_six(clip) ? clip->class_index : -1;
    }
    is_fine = minimise(loss_of, lesson, N_PARAMS, param, MOST_ROUNDS, 1e-3);
    for (int c = 0; is_fine && c < library->n_clips; ++c) {
      double hidden[N_HIDDEN];
      double probability[N_OUT];
      if (library->clip[c].fold == fold) {
        forward(param, lesson->input[c], hidden, probability);
        for (int k = 0; k < N_OUT; ++k) {
          answer[c][k] = (float)probability[k];
        }
      }
    }
  }
  free(is_used);
  return is_fine;
}

/* Makes each file a group by itself, and forgets the folds of groups.csv. */
static void forget_groups(Library *library)
{
  for (int c = 0; c < library->n_clips; ++c) {
    library->clip[c].group = c;
    library->clip[c].fold_name[0] = '\0';
  }
  library->n_groups = library->n_clips;
}

static bool score(Library *library, Lesson *lesson, const Options *options)
{
  float(*answer[MAX_SEEDS])[GENRE_COUNT] = {NULL};
  bool is_fine = true;
  for (int s = 0; is_fine && s < options->n_seeds; ++s) {
    const uint64_t seed = options->seed + (uint64_t)s;
    answer[s] = calloc((size_t)library->n_clips, sizeof *answer[s]);
    is_fine =
        answer[s] && folds_deal(library, seed) && answer_folds(library, lesson, seed, answer[s]);
  }
  if (is_fine) {
    scores_print(library, (const float(*const *)[GENRE_COUNT])answer, options->n_seeds,
                 PAPER_GENRES);
  }
  for (int s = 0; s < options->n_seeds; ++s) {
    free(answer[s]);
  }
  return is_fine;
}

int command_paper(const Options *options)
{
  Library library;
  Lesson lesson = {0};
  bool is_fine = library_open(&library, options->data, options->only_sets);
  if (is_fine) {
    lesson = (Lesson){.n = library.n_clips,
                      .input = malloc((size_t)library.n_clips * sizeof *lesson.input),
                      .target = malloc((size_t)library.n_clips * sizeof *lesson.target)};
    is_fine = lesson.input && lesson.target;
  }
  if (is_fine) {
    find_inputs(&library, lesson.input);
    printf("the paper's network, groups apart, %d seeds\n", options->n_seeds);
    is_fine = score(&library, &lesson, options);
  }
  if (is_fine) {
    forget_groups(&library);
    printf("\nthe paper's network, split at random, %d seeds\n", options->n_seeds);
    is_fine = score(&library, &lesson, options);
  }
  free(lesson.input);
  free(lesson.target);
  library_close(&library);
  return is_fine ? 0 : 1;
}
