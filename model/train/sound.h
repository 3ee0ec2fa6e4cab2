/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A sound file in memory, of one or two channels. Reads whatever libsndfile reads.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_SOUND_H
#define GENRE_EQ_MODEL_TRAIN_SOUND_H

#include <stdbool.h>

/** Of longer files only the middle is read (s). */
#define SOUND_MAX_S 120

typedef struct {
  int n_channels; /**< 1 or 2 */
  int rate_hz;
  int n_frames;
  float *channel[2]; /**< owned; of a mono file the second is a copy of the first */
  bool lacks_memory; /**< why it could not be loaded */
} Sound;

/** Reads a file; of more than two channels the first two. False with a one-line reason in
    `reason` (naming no path). Any thread. */
bool sound_load(Sound *sound, const char *path, char *reason, int reason_size);

/** Room for n_frames of silence. False: no memory. */
bool sound_make(Sound *sound, int n_channels, int rate_hz, int n_frames);

void sound_free(Sound *sound);

#endif
