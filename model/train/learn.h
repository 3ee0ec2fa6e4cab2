/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Learning: a softmax regression on the standardised features, held small (ridge), and smaller
 * still in the directions in which a stretch differs from the same one through an equaliser, or
 * from the next one of the song; and beside it, on the same inputs, a linear regression of the
 * bands' levels.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_LEARN_H
#define GENRE_EQ_MODEL_TRAIN_LEARN_H

#include "model/network.h"
#include "model/train/rows.h"

/** How to learn. */
typedef struct {
  double ridge;            /**< weight of half the squares of the weights */
  double steadiness;       /**< weight of half the squared change of the logits by an equaliser */
  double wander;           /**< ... from a stretch of 10 s to the next one of the same song */
  double wear;             /**< ... by a lost top and noise */
  double class_power;      /**< a class counts as (its share of the clips)^-power */
  double none_share;       /**< weight of what is no music, of all */
  double electronic_prior; /**< afterwards electronic is taken for so many times as frequent */
  double least_s;          /**< recordings with less music than this teach nothing */
  double balance_ridge;    /**< of the second regression, in units of the first one's */
} Recipe;

/** What wins over folds and seeds (README.md). */
Recipe best_recipe(void);

/** A network that can be changed. */
typedef struct {
  float input_mean[FEATURE_COUNT];
  float input_scale[FEATURE_COUNT];
  float weight[OUTPUT_COUNT][FEATURE_COUNT];
  float bias[OUTPUT_COUNT];
  float balance_weight[BAND_COUNT][FEATURE_COUNT];
  float balance_bias[BAND_COUNT];
  BalanceErrors balance_errors[GENRE_COUNT];
  float temperature;
  float haste_s;
  float doubt;
} Model;

/** Learns from the clips for which is_used. False: no memory. */
bool learn_model(const Library *library, const Rows *rows, const bool *is_used,
                 const Recipe *recipe, Model *model);

/** What the model says of features. */
void model_logits(const Model *model, const float *feature, float logit[OUTPUT_COUNT]);

#endif
