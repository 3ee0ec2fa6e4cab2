/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What one can hear on the page: an excerpt of the song before and after, their difference, and an
 * excerpt of the reference (excerpts.h). All are equally loud by EBU R 128, measured on the
 * excerpts.
 *
 * The sounds are FLAC with 16 bits. Every browser decodes it, and it loses nothing, so the page can
 * subtract before from after. If they get larger than LISTENING_BYTES, the excerpts are shortened.
 */
#ifndef GENRE_EQ_UI_CLI_REPORT_LISTENING_H
#define GENRE_EQ_UI_CLI_REPORT_LISTENING_H

#include "ui/cli/report/excerpts.h"
#include "ui/cli/sound/flac_bytes.h"

/** All sounds together, at most. In base64 they are a third longer, and the page has at most
    3 MB. */
#define LISTENING_BYTES 2150000

typedef struct {
  FlacBytes flac[SOUND_COUNT]; /**< no bytes: there is no such sound */
  double gain_db[SOUND_COUNT]; /**< that makes them equally loud; it is in the FLAC already */
  double from_s[SOUND_COUNT];  /**< where the excerpts of song and reference begin */
  double seconds;
  double loudness_lufs; /**< of each */
  double difference_db; /**< gain that makes the difference as loud */
  bool has_difference;  /**< it is loud enough to be raised */
  bool is_whole;        /**< the excerpt is the whole song */
} Listening;

/** Makes the sounds. If the song is silent or too short for its loudness to be measured, there are
    none. places: of the whole song. On failure prints why and returns false. */
bool listening_make(Listening *listening, Host *host, AudioInput *input, const Arguments *arguments,
                    const LilvState *learned, const LoudestPlaces *places);

void listening_free(Listening *listening);

#endif
