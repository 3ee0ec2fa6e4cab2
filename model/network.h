/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A small multilayer perceptron: standardised inputs, hidden layers with tanh, a
 * last layer whose softmax is the answer. Weights are constant data made by the
 * trainer (weights.c). Any thread; the forward pass is real-time safe.
 */
#ifndef GENRE_EQ_MODEL_NETWORK_H
#define GENRE_EQ_MODEL_NETWORK_H

#include "dsp/bands.h"

#define NETWORK_MAX_LAYERS 3
#define NETWORK_MAX_WIDTH 640

/** Standardised inputs count for no more than this: ±4 standard deviations. */
#define INPUT_LIMIT 4.0F

/** y = W x + b; W is n_out rows of n_in. */
typedef struct {
  int n_in;
  int n_out;
  const float *weight;
  const float *bias;
} Layer;

typedef struct {
  const char *name;
  int n_layers;
  Layer layer[NETWORK_MAX_LAYERS];
  const float *input_mean; /**< layer[0].n_in values: x' = (x − mean) · scale, limited */
  const float *input_scale;
  float temperature;              /**< calibration: logits are divided by it */
  float firmness;                 /**< calibration of many windows: firmness.h */
  double edge_hz[PART_COUNT + 1]; /**< crossovers that it was trained with */
} Network;

/** Sum of a[i] · b[i], in sixteen partial sums: always the same bits. */
float network_dot(const float *a, const float *b, int n);

/** Sum of one unit of a layer, before its tanh. */
float network_unit(const Layer *layer, int unit, const float *input);

/** Logits for `input` (layer[0].n_in values), before the temperature. */
void network_forward(const Network *network, const float *input, float *logits);

/** Probabilities from n logits; any may be −Inf, not all. */
void softmax(const float *logits, int n, float temperature, float *probability);

#endif
