/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Measures on the sound itself what a held curve does to a song: loudness before and after,
 * and the band levels of the output, as a second plugin hears them.
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

/** Plays the whole input through the learned curve without writing it. `also` (NULL: none) gets
    each block behind the curve; what was before it is in input->exact. On failure prints why. */
bool song_measure_held(Host *host, AudioInput *input, const Arguments *arguments,
                       const LilvState *learned, BlockFunction also, void *user,
                       Measured *measured);

#endif
