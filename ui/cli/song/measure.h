/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What a held curve does to a song, measured on the sound itself: loudness before and
 * after, and the bands of what comes out, as another plugin behind it hears them.
 */
#ifndef GENRE_EQ_UI_CLI_SONG_MEASURE_H
#define GENRE_EQ_UI_CLI_SONG_MEASURE_H

#include "ui/cli/song/listen.h"
#include "ui/cli/sound/loudness.h"

typedef struct {
  Loudness before;
  Loudness after;
  double level_after_db[BAND_COUNT]; /**< relative to all five */
  double makeup_db;                  /**< at the end */
} Measured;

/** Plays the whole input through the curve learned, unheard; rewinds the input. On
    failure prints why. */
bool song_measure_held(Host *host, AudioInput *input, const Arguments *arguments,
                       const LilvState *learned, Measured *measured);

#endif
