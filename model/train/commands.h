/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The commands of genre-eq-train. Each returns the exit code: 0 fine, 1 failed.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_COMMANDS_H
#define GENRE_EQ_MODEL_TRAIN_COMMANDS_H

#include <stdint.h>

#include "model/train/learn.h"

typedef struct {
  const char *data;      /**< the folder of folders */
  const char *only_sets; /**< of groups.csv, joined by commas; NULL: all */
  const char *output;    /**< where to write the weights; NULL: the usual place */
  const char *answers;   /**< where evaluate writes each clip's; NULL: nowhere */
  uint64_t seed;
  int n_seeds; /**< of evaluate, paper and doubts */
  Recipe recipe;
} Options;

int command_train(const Options *options);
int command_evaluate(const Options *options);
int command_paper(const Options *options);
int command_zones(const Options *options);
int command_doubts(const Options *options);
int command_features(int n_files, char *const *file);
int command_strangers(const char *folder);

/** Asked before hours of hearing. If a file cannot be made there, prints why and returns false. */
bool can_be_written(const char *path);

/** Opens the data and finds its rows; a line on stderr if that cannot be. */
bool open_data(const Options *options, Library *library, Rows *rows);
void close_data(Library *library, Rows *rows);

#endif
