/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A multilayer perceptron that can learn: forward pass, backpropagation of the
 * softmax cross-entropy (Rumelhart, Hinton & Williams, "Learning representations
 * by back-propagating errors", Nature 323, 1986), Adam with decoupled weight decay
 * (Loshchilov & Hutter, "Decoupled weight decay regularization", ICLR 2019).
 * All layers but the last are tanh.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_MLP_H
#define GENRE_EQ_MODEL_TRAIN_MLP_H

#include <stdbool.h>

#include "model/network.h"
#include "model/train/random.h"

typedef struct {
  int n_layers;
  int width[NETWORK_MAX_LAYERS + 1]; /**< of the input, the hidden layers, the output */
  int n_params;
  float *param; /**< layer by layer: weights (n_out rows of n_in), biases; owned */
} Mlp;

/** Values of all units for one input row. */
typedef struct {
  float unit[NETWORK_MAX_LAYERS + 1][NETWORK_MAX_WIDTH];
  float keep[NETWORK_MAX_LAYERS][NETWORK_MAX_WIDTH]; /**< dropout: 0 or 1 / (1 − p) */
} MlpPass;

/** Small random weights (Glorot & Bengio, AISTATS 2010). False: no memory. */
bool mlp_init(Mlp *mlp, int n_layers, const int *width, Random *random);

void mlp_free(Mlp *mlp);

float *mlp_weight(const Mlp *mlp, int layer);
float *mlp_bias(const Mlp *mlp, int layer);

/** Fills pass->unit; logits are the last row. With random, units are dropped:
    inputs with probability drop[0], hidden units with drop[1]. */
void mlp_forward(const Mlp *mlp, const float *input, const float drop[2], Random *random,
                 MlpPass *pass);

/** The same with the very units dropped that were dropped in another pass. */
void mlp_forward_like(const Mlp *mlp, const float *input, const MlpPass *other, MlpPass *pass);

/** Slope of weight · cross-entropy against soft targets (sum 1), by the logits that
    the pass holds. Returns the cross-entropy. */
double mlp_slope(const Mlp *mlp, const MlpPass *pass, const float *target, float weight,
                 float *slope);

/** Adds d(loss)/d(param) to gradient, for a loss whose slope by the logits is given, at
    the row that the pass holds. */
void mlp_backward(const Mlp *mlp, const MlpPass *pass, const float *slope, float *gradient);

typedef struct {
  int n_steps;
  float *mean;   /**< of the gradient; n_params; owned */
  float *square; /**< of its square; owned */
} Adam;

bool adam_init(Adam *adam, int n_params);
void adam_free(Adam *adam);

/** One step against the gradient, which is then cleared. */
void adam_step(Adam *adam, Mlp *mlp, float *gradient, double rate, double weight_decay);

#endif
