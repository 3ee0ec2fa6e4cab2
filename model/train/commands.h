/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The commands of genre-eq-train. Each returns the exit code: 0 fine, 1 failed.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_COMMANDS_H
#define GENRE_EQ_MODEL_TRAIN_COMMANDS_H

#include <signal.h>
#include <stdint.h>

#include "model/train/fit.h"

typedef struct {
  const char *data;      /**< the folder of folders */
  const char *only_sets; /**< of groups.csv, joined by commas; NULL: all */
  const char *output;    /**< where to write the weights; NULL: the usual place */
  const char *answers;   /**< where evaluate and paper write each clip's; NULL: nowhere */
  uint64_t seed;
  int n_seeds;  /**< of evaluate and paper */
  double ridge; /**< of the second head: how strongly its weights are held down */
  Recipe recipe;
  const volatile sig_atomic_t *is_interrupted;
} Options;

/** What wins over folds and seeds (README.md): the recipe of the movement network. */
Recipe movement_recipe(void);

/** The paper's: 12 tanh units, plain. */
Recipe paper_recipe(void);

int command_train(const Options *options);
int command_evaluate(const Options *options);
int command_paper(const Options *options);
int command_zones(const Options *options);
int command_features(int n_files, char *const *file);
int command_strangers(const char *folder);

#endif
