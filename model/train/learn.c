/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/learn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/portable_math.h"
#include "model/train/balance.h"
#include "model/train/dense.h"
#include "model/train/minimise.h"

enum { MOST_ROUNDS = 400 };

static const double slope_tolerance = 1e-4;

Recipe best_recipe(void)
{
  return (Recipe){.ridge = 0.01,
                  .steadiness = 200.0,
                  .wander = 0.1,
                  .wear = 0.2,
                  .class_power = 0.75,
                  .none_share = 0.15,
                  .electronic_prior = 1.7,
                  .least_s = 5.0,
                  .balance_ridge = 5.0};
}

/* What is learned from, and with what weight. */
typedef struct {
  const Library *library;
  const Rows *rows;
  const bool *is_used;
  const Recipe *recipe;
  Model *model;
  int n;                      /* rows to learn from */
  int *target;                /* class of each */
  float *weight;              /* of each; their sum is 1 */
  float *input;               /* of each, turned by the factor */
  float *columns;             /* the same, a feature after the other */
  float *factor;              /* L, with L L^T = the penalty of a pair of features */
  float *error;               /* of each output, a row each */
  double share[OUTPUT_COUNT]; /* of the clips */
} Lesson;

/* --- what is learned from -------------------------------------------------------------------- */

static double class_weight(const Lesson *lesson, int output)
{
  const Recipe *recipe = lesson->recipe;
  if (output == CLASS_NONE) {
    double music = 0.0;
    for (int k = 0; k < GENRE_COUNT; ++k) {
      music += lesson->share[k] * class_weight(lesson, k);
    }
    return music * recipe->none_share / (1.0 - recipe->none_share) / lesson->share[CLASS_NONE];
  }
  return portable_exp(-recipe->class_power * portable_log(lesson->share[output]));
}

static bool teaches(const Lesson *lesson, int clip)
{
  const Rows *rows = lesson->rows;
  return lesson->is_used[clip] && lesson->library->clip[clip].class_index < OUTPUT_COUNT &&
         (double)rows->stretch[rows->whole[clip]]->music_s >= lesson->recipe->least_s;
}

static bool choose_rows(Lesson *lesson)
{
  const Rows *rows = lesson->rows;
  int n_music = 0;
  double total = 0.0;
  for (int c = 0; c < lesson->library->n_clips; ++c) {
    if (teaches(lesson, c)) {
      lesson->share[lesson->library->clip[c].class_index] += 1.0;
      n_music += clip_has_genre(&lesson->library->clip[c]);
    }
  }
  for (int k = 0; k < OUTPUT_COUNT; ++k) {
    lesson->share[k] = fmax(lesson->share[k], 0.5) / fmax(n_music, 1.0);
  }
  const size_t most = (size_t)lesson->library->n_clips + 1;
  lesson->target = malloc(most * sizeof *lesson->target);
  lesson->weight = malloc(most * sizeof *lesson->weight);
  lesson->input = malloc(most * WIDTH * sizeof *lesson->input);
  if (!lesson->target || !lesson->weight || !lesson->input) {
    return false;
  }
  for (int c = 0; c < lesson->library->n_clips; ++c) {
    if (teaches(lesson, c)) {
      const int output = lesson->library->clip[c].class_index;
      inputs_turn(lesson->model, lesson->factor, rows->feature[rows->whole[c]],
                  &lesson->input[(size_t)lesson->n * WIDTH]);
      lesson->target[lesson->n] = output;
      lesson->weight[lesson->n] = (float)class_weight(lesson, output);
      total += (double)lesson->weight[lesson->n++];
    }
  }
  lesson->columns = malloc(((size_t)lesson->n + 1) * WIDTH * sizeof *lesson->columns);
  lesson->error = malloc(((size_t)lesson->n + 1) * OUTPUT_COUNT * sizeof *lesson->error);
  for (int i = 0; i < lesson->n; ++i) {
    lesson->weight[i] = (float)((double)lesson->weight[i] / total);
  }
  if (lesson->columns) {
    dense_transpose(lesson->columns, lesson->input, lesson->n, WIDTH);
  }
  return lesson->columns && lesson->error;
}

/* --- the regression -------------------------------------------------------------------------- */

/* In the turned inputs the penalty is half the sum of the squares. x: rows of weights, biases. */
static double loss_of(void *data, const double *x, double *slope)
{
  const Lesson *lesson = data;
  static const int n_weights = OUTPUT_COUNT * WIDTH;
  float weight[OUTPUT_COUNT * WIDTH];
  double loss = 0.0;
  for (int i = 0; i < n_weights; ++i) {
    weight[i] = (float)x[i];
    loss += 0.5 * x[i] * x[i];
    slope[i] = x[i];
  }
  memset(&slope[n_weights], 0, OUTPUT_COUNT * sizeof *slope);
  for (int i = 0; i < lesson->n; ++i) {
    float logit[OUTPUT_COUNT];
    float probability[OUTPUT_COUNT];
    for (int k = 0; k < OUTPUT_COUNT; ++k) {
      logit[k] = network_dot(&weight[k * WIDTH], &lesson->input[(size_t)i * WIDTH], WIDTH) +
                 (float)x[n_weights + k];
    }
    softmax(logit, OUTPUT_COUNT, 1.0F, probability);
    const int target = lesson->target[i];
    const float share = lesson->weight[i];
    loss -= (double)share * portable_log((double)fmaxf(probability[target], 1e-30F));
    for (int k = 0; k < OUTPUT_COUNT; ++k) {
      const float error = share * (probability[k] - (k == target ? 1.0F : 0.0F));
      lesson->error[k * lesson->n + i] = error;
      slope[n_weights + k] += (double)error;
    }
  }
  for (int f = 0; f < WIDTH; ++f) {
    const float *column = &lesson->columns[(size_t)f * (size_t)lesson->n];
    for (int k = 0; k < OUTPUT_COUNT; ++k) {
      slope[k * WIDTH + f] += (double)network_dot(&lesson->error[k * lesson->n], column, lesson->n);
    }
  }
  return loss;
}

static bool find_weights(Lesson *lesson)
{
  enum { N_WEIGHTS = OUTPUT_COUNT * WIDTH, N = N_WEIGHTS + OUTPUT_COUNT };
  double *x = calloc(N, sizeof *x);
  if (!x || !minimise(loss_of, lesson, N, x, MOST_ROUNDS, slope_tolerance)) {
    free(x);
    return false;
  }
  Model *model = lesson->model;
  for (int k = 0; k < OUTPUT_COUNT; ++k) {
    for (int i = 0; i < WIDTH; ++i) {
      model->weight[k][i] = (float)x[k * WIDTH + i];
    }
    inputs_turn_weights(lesson->factor, model->weight[k]);
    model->bias[k] = (float)x[N_WEIGHTS + k];
    if (k == GENRE_ELECTRONIC) {
      model->bias[k] += (float)portable_log(lesson->recipe->electronic_prior);
    }
  }
  free(x);
  return true;
}

void model_logits(const Model *model, const float *feature, float logit[OUTPUT_COUNT])
{
  float input[WIDTH];
  inputs_standardise(model, feature, input);
  for (int k = 0; k < OUTPUT_COUNT; ++k) {
    logit[k] = network_dot(model->weight[k], input, WIDTH) + model->bias[k];
  }
}

bool learn_model(const Library *library, const Rows *rows, const bool *is_used,
                 const Recipe *recipe, Model *model)
{
  Lesson lesson = {
      .library = library, .rows = rows, .is_used = is_used, .recipe = recipe, .model = model};
  memset(model, 0, sizeof *model);
  model->temperature = 1.0F;
  inputs_find_scale(library, rows, is_used, model);
  lesson.factor = inputs_find_factor(library, rows, is_used, recipe, model);
  const bool is_fine = lesson.factor && choose_rows(&lesson) && find_weights(&lesson) &&
                       balance_learn(library, rows, is_used, recipe, lesson.factor, model);
  free(lesson.target);
  free(lesson.weight);
  free(lesson.input);
  free(lesson.columns);
  free(lesson.factor);
  free(lesson.error);
  return is_fine;
}
