/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A piece of sound in memory, mono or stereo.
 */
#ifndef GENRE_EQ_UI_CLI_SOUND_PIECE_H
#define GENRE_EQ_UI_CLI_SOUND_PIECE_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/cli/sound/loudness.h"

typedef struct {
  float *channel[2]; /**< the second is NULL in mono */
  int n_channels;
  int rate_hz;
  uint32_t n_frames;
  uint32_t capacity; /**< frames */
} Piece;

/** An empty piece for up to `capacity` frames. False, with a message, if memory is short. */
bool piece_init(Piece *piece, int n_channels, int rate_hz, uint32_t capacity);

/** Takes a piece that is all 0, too. */
void piece_free(Piece *piece);

/** Halves the sample rate until half of it would be below 44.1 kHz. */
void piece_halve(Piece *piece);

/** Leaves only n_frames frames from frame `from` on. */
void piece_trim(Piece *piece, uint32_t from, uint32_t n_frames);

/** The difference of two pieces of the same shape. False, with a message, if memory is short. */
bool piece_subtract(Piece *difference, const Piece *minuend, const Piece *subtrahend);

/** Measures the piece as if its peak were at full scale, so that the gate of R 128 at -70 LUFS cuts
    nothing from a soft one. False, with a message, if memory is short. */
bool piece_measure(const Piece *piece, Loudness *loudness);

#endif
