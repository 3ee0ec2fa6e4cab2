/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Sound as a FLAC file of 16 bits in memory, through libsndfile.
 */
#ifndef GENRE_EQ_UI_CLI_SOUND_FLAC_BYTES_H
#define GENRE_EQ_UI_CLI_SOUND_FLAC_BYTES_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/cli/sound/piece.h"

typedef struct {
  unsigned char *byte; /**< NULL: none */
  size_t count;
} FlacBytes;

/** Encodes the piece times `gain`, with dither, and with a fade of 10 ms at both ends, so that it
    can be played in a loop. Free with flac_bytes_free(). False, with a message, if it cannot be
    encoded. */
bool flac_bytes_encode(FlacBytes *flac, const Piece *piece, double gain);

void flac_bytes_free(FlacBytes *flac);

#endif
