/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Keeps what was heard of each file in a small file in $XDG_CACHE_HOME/genre-eq, or in
 * ~/.cache/genre-eq. Its name stands for the sound file's path, size and date, and for the version
 * of the ear. So hearing that was interrupted goes on where it stopped.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_RECORDING_CACHE_H
#define GENRE_EQ_MODEL_TRAIN_RECORDING_CACHE_H

#include "model/train/recording.h"

/** Reads from the cache what was heard of a file, or hears it. Otherwise like recording_hear(). Any
    thread. */
bool recording_recall(Recording *recording, const char *path, char *reason, int reason_size);

#endif
