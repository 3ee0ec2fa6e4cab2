/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The inputs that a regression learns from. Features are standardised as the plugin does it, then
 * turned so that the penalty of weights becomes half the sum of their squares. That penalty is
 *
 *   ridge W^T W + steadiness W^T S W + wander W^T T W + wear W^T U W = (L^T W)^2
 *
 * with S, T and U the mean products of what changes from a stretch to the same through an
 * equaliser, to the next one of the song (T: Hatch, Kajarekar & Stolcke, "Within-class covariance
 * normalization for SVM-based speaker recognition", Interspeech 2006), and to a worn copy. So
 * inputs become L^-1 x, and weights V learned of these, L^-T V.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_INPUTS_H
#define GENRE_EQ_MODEL_TRAIN_INPUTS_H

#include "model/train/learn.h"

enum { WIDTH = FEATURE_COUNT };

/** Fills the model's mean and scale: those of whole files of music. */
void inputs_find_scale(const Library *library, const Rows *rows, const bool *is_used, Model *model);

void inputs_standardise(const Model *model, const float *feature, float *input);

/** L: WIDTH rows, to be freed. NULL: no memory. */
float *inputs_find_factor(const Library *library, const Rows *rows, const bool *is_used,
                          const Recipe *recipe, const Model *model);

/** Standardises and turns. */
void inputs_turn(const Model *model, const float *factor, const float *feature, float *input);

/** Weights for inputs as the plugin has them, in place. */
void inputs_turn_weights(const float *factor, float *weight);

#endif
