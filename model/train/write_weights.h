/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A fitted network as C source: what the plugin is built with.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_WRITE_WEIGHTS_H
#define GENRE_EQ_MODEL_TRAIN_WRITE_WEIGHTS_H

#include <stdbool.h>

#include "model/train/balance.h"
#include "model/train/fit.h"

typedef struct {
  const char *symbol;   /**< of the Network, e.g. "movement_network" */
  const char *name;     /**< e.g. "movement" */
  const char *made_by;  /**< the command */
  const char *n_inputs; /**< C expressions for the assertions */
  const char *n_outputs;
  const char *scores; /**< lines of a comment, each " * …\n" */
} WeightsAbout;

/** balance: the second head, or NULL for a network without. Writes to a temporary beside `path`,
   then renames. False after a line on stderr. */
bool write_weights(const char *path, const Model *model, const Balance *balance,
                   const WeightsAbout *about);

#endif
