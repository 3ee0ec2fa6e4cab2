/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What of a report is of the moment, over a whole song: its spectrum and its loudness, as
 * means of power of the hops that are no silence.
 */
#ifndef GENRE_EQ_UI_CLI_OPEN_SONG_MEAN_H
#define GENRE_EQ_UI_CLI_OPEN_SONG_MEAN_H

#include "plugin/report.h"

typedef struct {
  double subband[SUBBAND_COUNT];
  double loudness[2];
  int count;
} SongMean;

void song_mean_clear(SongMean *mean);
void song_mean_add(SongMean *mean, const Report *report);

/** Puts the means in the place of the moment. */
void song_mean_write(const SongMean *mean, Report *report);

#endif
