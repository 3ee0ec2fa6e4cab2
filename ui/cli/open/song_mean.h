/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Averages over a whole song the spectrum, of which a report describes only one moment. It is the
 * mean of power over the hops that are not silent.
 */
#ifndef GENRE_EQ_UI_CLI_OPEN_SONG_MEAN_H
#define GENRE_EQ_UI_CLI_OPEN_SONG_MEAN_H

#include "plugin/report.h"

typedef struct {
  double subband[SUBBAND_COUNT];
  int count;
} SongMean;

void song_mean_clear(SongMean *mean);
void song_mean_add(SongMean *mean, const Report *report);

/** Replaces the spectrum of the moment by the mean. */
void song_mean_write(const SongMean *mean, Report *report);

#endif
