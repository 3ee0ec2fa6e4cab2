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

/* Differences between stretches of 10 s (whole files that have none) and their twins. */
static int find_changes(const Library *library, const Rows *rows, const bool *is_used,
                        const Model *model, float *change)
{
  static const Version versions[] = {VERSION_EQUALISED, VERSION_EQUALISED_AGAIN,
                                     VERSION_OTHER_MAKE};
  int n = 0;
  for (int i = 0; i < rows->n; ++i) {
    const Stretch *stretch = rows->stretch[i];
    const Clip *clip = &library->clip[rows->clip[i]];
    if (!is_used[rows->clip[i]] || !clip_has_genre(clip) || stretch->version != VERSION_PLAIN ||
        stretch->length == LENGTH_5_S) {
      continue;
    }
    for (int v = 0; v < (int)(sizeof versions / sizeof versions[0]); ++v) {
      const int twin = rows_twin(rows, i, versions[v]);
      if (twin >= 0) {
        if (change) {
          float other[WIDTH];
          float *to = &change[(size_t)n * WIDTH];
          inputs_standardise(model, rows->feature[i], to);
          inputs_standardise(model, rows->feature[twin], other);
          for (int k = 0; k < WIDTH; ++k) {
            to[k] -= other[k];
          }
        }
        ++n;
      }
    }
  }
  return n;
}

float *inputs_find_factor(const Library *library, const Rows *rows, const bool *is_used,
                          const Recipe *recipe, const Model *model)
{
  const int n = find_changes(library, rows, is_used, model, NULL);
  float *change = malloc(((size_t)n + 1) * WIDTH * sizeof *change);
  float *columns = malloc(((size_t)n + 1) * WIDTH * sizeof *columns);
  float *factor = calloc((size_t)WIDTH * WIDTH, sizeof *factor);
  bool is_fine = change && columns && factor;
  if (is_fine) {
    find_changes(library, rows, is_used, model, change);
    dense_transpose(columns, change, n, WIDTH);
    dense_gram(factor, columns, WIDTH, n);
    const float scale = (float)(recipe->steadiness / fmax(n, 1.0));
    for (int i = 0; i < WIDTH; ++i) {
      for (int k = 0; k <= i; ++k) {
        factor[i * WIDTH + k] *= scale;
      }
      factor[i * WIDTH + i] += (float)recipe->ridge;
    }
    is_fine = dense_factor(factor, WIDTH);
  }
  free(change);
  free(columns);
  if (!is_fine) {
    free(factor);
    factor = NULL;
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
