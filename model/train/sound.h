/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A sound file in memory, of one or two channels. Reads whatever libsndfile reads.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_SOUND_H
#define GENRE_EQ_MODEL_TRAIN_SOUND_H

#include <stdbool.h>

/** Only the middle of a longer file is read (s). */
#define SOUND_MAX_S 120

typedef struct {
  int n_channels; /**< 1 or 2 */
  int rate_hz;
  int n_frames;
  float *channel[2]; /**< owned; of a mono file the second is a copy of the first */
  bool lacks_memory; /**< why it could not be loaded */
} Sound;

/** Reads a file, its first two channels if there are more. If that fails, returns false with a line
   in `reason` (naming no path). Any thread. */
bool sound_load(Sound *sound, const char *path, char *reason, int reason_size);

/** Makes n_frames of silence. Returns false if memory is short. */
bool sound_make(Sound *sound, int n_channels, int rate_hz, int n_frames);

void sound_free(Sound *sound);

#endif
