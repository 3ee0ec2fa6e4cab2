/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What an MP3 of 128 kbit/s leaves of a sound: encoded into memory and opened again,
 * both by libsndfile (1.1 or later, built with LAME and mpg123).
 */
#ifndef GENRE_EQ_MODEL_TRAIN_LOSSY_COPY_H
#define GENRE_EQ_MODEL_TRAIN_LOSSY_COPY_H

#include <sndfile.h>
#include <stdbool.h>

typedef struct {
  unsigned char *bytes;
  sf_count_t size;
  sf_count_t room;
  sf_count_t position;
  SNDFILE *file;     /**< opened to read; NULL: there is none */
  SF_INFO info;      /**< of it */
  bool lacks_memory; /**< why there is none; stays when it is freed */
} LossyCopy;

/** Encodes at most n_frames of `file` from where it stands. False when that cannot be
    had: more than two channels, a rate that MPEG-1 layer III lacks (it has 32, 44.1
    and 48 kHz), a libsndfile without MP3, no memory. Any thread. */
bool lossy_copy_make(LossyCopy *copy, SNDFILE *file, const SF_INFO *info, sf_count_t n_frames);

void lossy_copy_free(LossyCopy *copy);

#endif
