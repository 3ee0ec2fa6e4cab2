/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What was heard of a file, kept between runs: one small file each in
 * $XDG_CACHE_HOME/genre-eq (or ~/.cache/genre-eq), named after the file's full
 * path, size and date and after the crossovers, so that an extraction which was
 * stopped goes on where it stopped.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_HOP_CACHE_H
#define GENRE_EQ_MODEL_TRAIN_HOP_CACHE_H

#include <stdbool.h>

#include "model/train/listen.h"

/** Hears a file, or remembers it. As listen_to_file(). Any thread. */
bool hop_cache_listen(const char *path, bool has_variants, Hops *hops, char *reason,
                      int reason_size);

#endif
