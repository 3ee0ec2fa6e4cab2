/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The inputs that a regression learns from. Features are standardised as in the plugin. Then they
 * are multiplied by a matrix with which the penalty of the weights becomes half the sum of their
 * squares. The penalty is
 *
 *   ridge W^T W + steadiness W^T S W + wander W^T T W + wear W^T U W = (L^T W)^2
 *
 * S, T and U are the mean products of differences between two stretches of sound: S between a
 * stretch and the same one through an equaliser, T between a stretch and the next one of the song
 * (Hatch, Kajarekar & Stolcke, "Within-class covariance normalization for SVM-based speaker
 * recognition", Interspeech 2006), U between a stretch and a worn copy. So the input is L^-1 x, and
 * weights V that were learned from such inputs become L^-T V.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_INPUTS_H
#define GENRE_EQ_MODEL_TRAIN_INPUTS_H

#include "model/train/learn.h"

enum { WIDTH = FEATURE_COUNT };

/** Sets the model's mean and scale to those of whole files of music. */
void inputs_find_scale(const Library *library, const Rows *rows, const bool *is_used, Model *model);

void inputs_standardise(const Model *model, const float *feature, float *input);

/** Returns L, WIDTH rows, to be freed. NULL if memory is short. */
float *inputs_find_factor(const Library *library, const Rows *rows, const bool *is_used,
                          const Recipe *recipe, const Model *model);

/** Standardises the feature and multiplies it by L^-1. */
void inputs_turn(const Model *model, const float *factor, const float *feature, float *input);

/** Multiplies the weights by L^-T, in-place: then they suit standardised features. */
void inputs_turn_weights(const float *factor, float *weight);

#endif
