/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Fitting a network to samples: an ensemble of small ones, each stopped early by
 * groups that it did not learn from, folded into one network, with a temperature
 * fitted on those groups.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_FIT_H
#define GENRE_EQ_MODEL_TRAIN_FIT_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "model/train/calibrate.h"
#include "model/train/mlp.h"
#include "model/train/samples.h"

#define MAX_MEMBERS 16

/** How to learn. */
typedef struct {
  int n_outputs;
  int n_hidden_layers; /**< 0 … 2 */
  int hidden[2];       /**< units of a member */
  int n_members;
  int n_parts;  /**< the groups are cut in so many; a member leaves out one */
  int batch;    /**< samples to a step */
  int epochs;   /**< at most */
  int patience; /**< epochs without a gain before it stops */
  double rate;  /**< of Adam at the start; falls to a tenth along a cosine */
  double weight_decay;
  double class_power;  /**< a class counts as (its share of the clips)^−power */
  double length_power; /**< a window counts as (windows of its clip)^−power */
  double none_share;   /**< weight of what is no music, of all */
  float smoothing;     /**< of the targets: this much goes to all classes alike */
  double steady;       /**< weight of half the squared distance between the logits of a
                            sample and of its twin: the answer is not to change with the
                            colour */
  double mixup;        /**< share of the steps' samples that are mixed with another
                            (Zhang et al., "mixup", ICLR 2018) */
  float drop[2];       /**< dropout of inputs, of hidden units */
} Recipe;

/** A fitted network. */
typedef struct {
  Mlp mlp;
  int n_inputs;
  float mean[NETWORK_MAX_WIDTH]; /**< of the inputs */
  float scale[NETWORK_MAX_WIDTH];
  Calibration calibration; /**< by what members make of clips that they have not heard */
  double held_out_loss;    /**< mean over the members */
} Model;

/** Learns from the clips for which is_used. `learn`: what to learn from; `heard`:
    what to stop by and to calibrate on. Progress goes to stderr when `title` is
    given and it is a terminal. When *is_interrupted becomes true, each member ends
    with the best it has. False: no memory. */
bool fit(const Library *library, const Samples *learn, const Samples *heard, const bool *is_used,
         const Recipe *recipe, uint64_t seed, const char *title,
         const volatile sig_atomic_t *is_interrupted, Model *model);

void model_free(Model *model);

/** One row of raw inputs as the network sees it: standardised, limited. */
void model_scale(const Model *model, const float *input, float *scaled);

/** Logits of one row of raw inputs. */
void model_logits(const Model *model, const float *input, float *logits);

#endif
