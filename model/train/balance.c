/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/balance.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/portable_math.h"
#include "model/train/dense.h"

static void center(double level_db[BAND_COUNT])
{
  double mean = 0.0;
  for (int b = 0; b < BAND_COUNT; ++b) {
    mean += level_db[b] / BAND_COUNT;
  }
  for (int b = 0; b < BAND_COUNT; ++b) {
    level_db[b] -= mean;
  }
}

bool clip_is_full_band(const Clip *clip)
{
  return clip_has_genre(clip) && clip->recording.rate_hz >= 24000 &&
         clip->recording.stretch[0].music_s >= 10.0F;
}

void clip_levels(const Clip *clip, double level_db[BAND_COUNT])
{
  const float *energy = clip->recording.stretch[0].band_energy;
  double sum = 0.0;
  for (int b = 0; b < BAND_COUNT; ++b) {
    sum += (double)energy[b];
  }
  for (int b = 0; b < BAND_COUNT; ++b) {
    level_db[b] = power_to_db((double)energy[b] / sum);
  }
}

void clip_balance(const Clip *clip, double level_db[BAND_COUNT])
{
  clip_levels(clip, level_db);
  center(level_db);
}

/* Ridge regression in the turned inputs, by way of the products of all pairs of clips. */
bool balance_learn(const Library *library, const Rows *rows, const bool *is_used,
                   const Recipe *recipe, const float *factor, Model *model)
{
  const size_t most = (size_t)library->n_clips;
  float *input = calloc(most * WIDTH, sizeof *input);
  float *product = malloc(most * most * sizeof *product);
  float(*level_db)[BAND_COUNT] = malloc(most * sizeof *level_db);
  float *share = malloc(most * sizeof *share);
  double mean_db[BAND_COUNT] = {0.0};
  int n = 0;
  bool is_fine = input && product && level_db && share;
  for (int c = 0; is_fine && c < library->n_clips; ++c) {
    if (is_used[c] && clip_is_full_band(&library->clip[c])) {
      double level[BAND_COUNT];
      clip_balance(&library->clip[c], level);
      inputs_turn(model, factor, rows->feature[rows->whole[c]], &input[n * WIDTH]);
      for (int b = 0; b < BAND_COUNT; ++b) {
        level_db[n][b] = (float)level[b];
        mean_db[b] += level[b];
      }
      ++n;
    }
  }
  if (is_fine) {
    dense_gram(product, input, n, WIDTH);
    for (int i = 0; i < n; ++i) {
      product[i * n + i] += (float)(recipe->balance_ridge * n);
    }
    is_fine = dense_factor(product, n);
  }
  for (int b = 0; is_fine && b < BAND_COUNT; ++b) {
    model->balance_bias[b] = (float)(mean_db[b] / fmax(n, 1.0));
    for (int i = 0; i < n; ++i) {
      share[i] = level_db[i][b] - model->balance_bias[b];
    }
    dense_forward(product, n, share);
    dense_backward(product, n, share);
    memset(model->balance_weight[b], 0, sizeof model->balance_weight[b]);
    for (int i = 0; i < n; ++i) {
      for (int k = 0; k < WIDTH; ++k) {
        model->balance_weight[b][k] += share[i] * input[i * WIDTH + k];
      }
    }
    inputs_turn_weights(factor, model->balance_weight[b]);
  }
  free(input);
  free(product);
  free(level_db);
  free(share);
  return is_fine;
}

void balance_foretell(const Model *model, const float *feature, double balance_db[BAND_COUNT])
{
  float input[WIDTH];
  inputs_standardise(model, feature, input);
  for (int b = 0; b < BAND_COUNT; ++b) {
    balance_db[b] =
        (double)(network_dot(model->balance_weight[b], input, WIDTH) + model->balance_bias[b]);
  }
  center(balance_db);
}

/* --- what it misses -------------------------------------------------------------------------- */

/* What was foretold of a clip, less what it is. False where nothing was. */
static bool find_miss(const Clip *clip, const double foretold_db[BAND_COUNT],
                      double miss_db[BAND_COUNT])
{
  if (!clip_is_full_band(clip) || isnan(foretold_db[0])) {
    return false;
  }
  clip_balance(clip, miss_db);
  for (int b = 0; b < BAND_COUNT; ++b) {
    miss_db[b] = foretold_db[b] - miss_db[b];
  }
  return true;
}

/* Clips added to those of a genre. */
static const double n_added = 10.0;

/* The square of an error, where there are next to no clips to learn it from (dB^2). */
static const double usual_error_db2 = 6.0;

/* Adds up the misses of a genre's clips; how many. */
static int add_misses(const Library *library, const double (*foretold_db)[BAND_COUNT], int genre,
                      double sum[BAND_COUNT])
{
  int n = 0;
  for (int c = 0; c < library->n_clips; ++c) {
    double miss_db[BAND_COUNT];
    const Clip *clip = &library->clip[c];
    if (clip->class_index == genre && find_miss(clip, foretold_db[c], miss_db)) {
      ++n;
      for (int b = 0; b < BAND_COUNT; ++b) {
        sum[b] += miss_db[b];
      }
    }
  }
  return n;
}

/* Adds up products of the misses of a genre's clips, about their mean. */
static void add_products(const Library *library, const double (*foretold_db)[BAND_COUNT], int genre,
                         const float mean_db[BAND_COUNT], double sum[BAND_COUNT][BAND_COUNT])
{
  for (int c = 0; c < library->n_clips; ++c) {
    double miss_db[BAND_COUNT];
    const Clip *clip = &library->clip[c];
    if (clip->class_index == genre && find_miss(clip, foretold_db[c], miss_db)) {
      for (int i = 0; i < BAND_COUNT; ++i) {
        for (int k = 0; k < BAND_COUNT; ++k) {
          sum[i][k] += (miss_db[i] - (double)mean_db[i]) * (miss_db[k] - (double)mean_db[k]);
        }
      }
    }
  }
}

void balance_find_errors(const Library *library, const double (*foretold_db)[BAND_COUNT],
                         Model *model)
{
  double own[GENRE_COUNT][BAND_COUNT][BAND_COUNT] = {{{0.0}}};
  double all[BAND_COUNT][BAND_COUNT];
  int n[GENRE_COUNT];
  int n_all = 1;
  for (int i = 0; i < BAND_COUNT; ++i) { /* one more that errs alike in all bands */
    for (int k = 0; k < BAND_COUNT; ++k) {
      all[i][k] = usual_error_db2 * ((i == k ? 1.0 : 0.0) - 1.0 / BAND_COUNT);
    }
  }
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    BalanceErrors *errors = &model->balance_errors[genre];
    double sum[BAND_COUNT] = {0.0};
    n[genre] = add_misses(library, foretold_db, genre, sum);
    n_all += n[genre];
    for (int b = 0; b < BAND_COUNT; ++b) {
      errors->mean_db[b] = (float)(sum[b] / (n[genre] + n_added));
    }
    add_products(library, foretold_db, genre, errors->mean_db, own[genre]);
    add_products(library, foretold_db, genre, errors->mean_db, all);
  }
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    for (int i = 0; i < BAND_COUNT; ++i) {
      for (int k = 0; k < BAND_COUNT; ++k) {
        model->balance_errors[genre].covariance[i][k] =
            (float)((own[genre][i][k] + n_added * all[i][k] / n_all) / (n[genre] + n_added));
      }
    }
  }
}

void balance_print_errors(const Library *library, const double (*foretold_db)[BAND_COUNT])
{
  printf("\nLevels foretold of songs unheard, off by (mean of the five bands, dB):\n\n"
         "| genre | songs | off |\n|---|---|---|\n");
  for (int genre = 0; genre <= GENRE_COUNT; ++genre) {
    double sum = 0.0;
    int n = 0;
    for (int c = 0; c < library->n_clips; ++c) {
      double miss_db[BAND_COUNT];
      const Clip *clip = &library->clip[c];
      if ((genre == GENRE_COUNT || clip->class_index == genre) &&
          find_miss(clip, foretold_db[c], miss_db)) {
        ++n;
        for (int b = 0; b < BAND_COUNT; ++b) {
          sum += fabs(miss_db[b]) / BAND_COUNT;
        }
      }
    }
    printf("| %s | %d | %.2f |\n", genre < GENRE_COUNT ? genre_name[genre] : "all", n,
           sum / fmax(n, 1.0));
  }
}
