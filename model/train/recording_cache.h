/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What was heard of a file, kept between runs: a small file each in
 * $XDG_CACHE_HOME/genre-eq (or ~/.cache/genre-eq), named after the file's full path, size and
 * date and after what the ear is made of, so that an extraction which was stopped goes on where
 * it stopped.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_RECORDING_CACHE_H
#define GENRE_EQ_MODEL_TRAIN_RECORDING_CACHE_H

#include "model/train/recording.h"

/** Hears a file, or remembers it. As recording_hear(). Any thread. */
bool recording_recall(Recording *recording, const char *path, char *reason, int reason_size);

#endif
