/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/inputs.h"

#include <math.h>
#include <stdlib.h>

#include "model/train/dense.h"

void inputs_standardise(const Model *model, const float *feature, float *input)
{
  for (int k = 0; k < WIDTH; ++k) {
    const float x = (feature[k] - model->input_mean[k]) * model->input_scale[k];
    input[k] = fminf(fmaxf(x, -INPUT_LIMIT), INPUT_LIMIT);
  }
}

void inputs_find_scale(const Library *library, const Rows *rows, const bool *is_used, Model *model)
{
  for (int k = 0; k < WIDTH; ++k) {
    double n = 0.0;
    double mean = 0.0;
    double square = 0.0;
    for (int c = 0; c < library->n_clips; ++c) {
      if (is_used[c] && clip_has_genre(&library->clip[c])) {
        const double x = (double)rows->feature[rows->whole[c]][k];
        const double off = x - mean;
        mean += off / ++n;
        square += off * (x - mean);
      }
    }
    model->input_mean[k] = (float)mean;
    model->input_scale[k] = (float)(1.0 / (sqrt(square / fmax(n, 1.0)) + 1e-6));
  }
}

/* How two rows of the same clip, and so of the same genre, differ. */
typedef enum {
  BY_COLOUR, /* the same stretch through an equaliser */
  BY_WEAR,   /* the same file worn */
  BY_TIME    /* the next stretch */
} Change;

static bool is_changed(const Stretch *from, const Stretch *to, Change change)
{
  if (from->version != VERSION_PLAIN || from->length == LENGTH_5_S || to->length != from->length) {
    return false;
  }
  if (change == BY_TIME) {
    return to->version == VERSION_PLAIN && to->place == from->place + 1;
  }
  return to->place == from->place &&
         (change == BY_WEAR ? to->version == VERSION_LOST_TOP
                            : to->version != VERSION_PLAIN && to->version != VERSION_LOST_TOP);
}

/* Returns how many such pairs the clips in use have. Writes their differences unless `difference`
 * is NULL. */
static int find_changes(const Library *library, const Rows *rows, const bool *is_used,
                        const Model *model, Change change, float *difference)
{
  int n = 0;
  for (int i = 0; i < rows->n; ++i) {
    const int clip = rows->clip[i];
    if (!is_used[clip] || !clip_has_genre(&library->clip[clip])) {
      continue;
    }
    for (int k = rows->whole[clip]; k < rows->n && rows->clip[k] == clip; ++k) {
      if (!is_changed(rows->stretch[i], rows->stretch[k], change)) {
        continue;
      }
      if (difference) {
        float other[WIDTH];
        float *to = &difference[(size_t)n * WIDTH];
        inputs_standardise(model, rows->feature[i], to);
        inputs_standardise(model, rows->feature[k], other);
        for (int f = 0; f < WIDTH; ++f) {
          to[f] -= other[f];
        }
      }
      ++n;
    }
  }
  return n;
}

/* Adds the mean product of the differences, times the weight, to the penalty's lower triangle. */
static bool add_penalty(const Library *library, const Rows *rows, const bool *is_used,
                        const Model *model, Change change, double weight, float *penalty)
{
  const int n = find_changes(library, rows, is_used, model, change, NULL);
  float *difference = malloc(((size_t)n + 1) * WIDTH * sizeof *difference);
  float *columns = malloc(((size_t)n + 1) * WIDTH * sizeof *columns);
  float *product = calloc((size_t)WIDTH * WIDTH, sizeof *product);
  const bool is_fine = difference && columns && product;
  if (is_fine && weight > 0.0) {
    find_changes(library, rows, is_used, model, change, difference);
    dense_transpose(columns, difference, n, WIDTH);
    dense_gram(product, columns, WIDTH, n);
    for (int i = 0; i < WIDTH * WIDTH; ++i) {
      penalty[i] += (float)(weight / fmax(n, 1.0)) * product[i];
    }
  }
  free(difference);
  free(columns);
  free(product);
  return is_fine;
}

float *inputs_find_factor(const Library *library, const Rows *rows, const bool *is_used,
                          const Recipe *recipe, const Model *model)
{
  const double weight[] = {
      [BY_COLOUR] = recipe->steadiness, [BY_WEAR] = recipe->wear, [BY_TIME] = recipe->wander};
  float *factor = calloc((size_t)WIDTH * WIDTH, sizeof *factor);
  bool is_fine = factor != NULL;
  for (int change = BY_COLOUR; is_fine && change <= BY_TIME; ++change) {
    is_fine = add_penalty(library, rows, is_used, model, (Change)change, weight[change], factor);
  }
  for (int i = 0; is_fine && i < WIDTH; ++i) {
    factor[i * WIDTH + i] += (float)recipe->ridge;
  }
  if (!is_fine || !dense_factor(factor, WIDTH)) {
    free(factor);
    return NULL;
  }
  return factor;
}

void inputs_turn(const Model *model, const float *factor, const float *feature, float *input)
{
  inputs_standardise(model, feature, input);
  dense_forward(factor, WIDTH, input);
}

void inputs_turn_weights(const float *factor, float *weight)
{
  dense_backward(factor, WIDTH, weight);
}
