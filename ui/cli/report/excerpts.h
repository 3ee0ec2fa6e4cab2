/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Cuts telling excerpts: 12 s of the song before and after where their difference is loudest, and
 * the loudest 12 s of a reference. If nothing changes, it is the loudest 12 s of the song. "After"
 * is what render --learn writes. Rates from 88.2 kHz on are halved.
 *
 * Functions that can fail print why and return false.
 */
#ifndef GENRE_EQ_UI_CLI_REPORT_EXCERPTS_H
#define GENRE_EQ_UI_CLI_REPORT_EXCERPTS_H

#include "ui/cli/report/loudest.h"
#include "ui/cli/song/listen.h"
#include "ui/cli/sound/piece.h"

typedef enum { SOUND_BEFORE, SOUND_AFTER, SOUND_REFERENCE, SOUND_COUNT } ExcerptSound;

typedef struct {
  Piece piece[SOUND_COUNT];   /**< without a reference it has no frames */
  Piece difference;           /**< after minus before */
  double from_s[SOUND_COUNT]; /**< where the excerpt begins; that of "after" is not used */
  bool is_whole;              /**< the excerpt is the whole song */
} Excerpts;

/** Where the song is loudest, and where the difference is. */
typedef struct {
  Loudest song;
  Loudest difference;
} LoudestPlaces;

void loudest_places_init(LoudestPlaces *places, int rate_hz);
void loudest_places_free(LoudestPlaces *places);

/** Adds a block: before is input->exact, after is input->channel. A BlockFunction; user: the
    places. */
bool loudest_places_add(void *user, AudioInput *input, uint32_t n_frames);

/** Cuts before, after and difference. excerpts: all 0. places: of the whole song. Free with
    excerpts_free() in any case. */
bool excerpts_cut_song(Excerpts *excerpts, Host *host, AudioInput *input,
                       const Arguments *arguments, const LilvState *learned,
                       const LoudestPlaces *places);

/** Adds the reference. */
bool excerpts_cut_reference(Excerpts *excerpts, const char *path, uint32_t max_block);

/** Leaves the most telling `seconds` of each. */
bool excerpts_shorten(Excerpts *excerpts, double seconds);

/** Length of the excerpt of the song. */
double excerpts_seconds(const Excerpts *excerpts);

void excerpts_free(Excerpts *excerpts);

#endif
