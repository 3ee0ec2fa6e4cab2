/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Writes a network that was learned as the C source that the plugin is built with.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_WRITE_WEIGHTS_H
#define GENRE_EQ_MODEL_TRAIN_WRITE_WEIGHTS_H

#include <stdbool.h>

#include "model/train/learn.h"

/** `about` holds the lines of a comment, each " * ...\n". Writes to a temporary beside `path`, then
    renames. False after a line on stderr. */
bool write_weights(const char *path, const Model *model, const char *about);

#endif
