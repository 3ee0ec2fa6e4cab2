/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Target zones, made from zones.def: between which levels, relative to the sum of
 * all five bands (dB), half of the masters of a genre lie (25th to 75th
 * percentile). Constant data: any thread.
 */
#ifndef GENRE_EQ_MODEL_ZONES_H
#define GENRE_EQ_MODEL_ZONES_H

#include "dsp/bands.h"
#include "model/genres.h"

typedef struct {
  double low_db;
  double high_db;
} Zone;

extern const Zone genre_zone[GENRE_COUNT][BAND_COUNT];
extern const Zone all_genre_zone[BAND_COUNT];

/** How the levels of a master hang together: row b gives how far band b is to be
    pulled back for each dB by which each of the bands is off (zones.def). */
extern const double band_pull[BAND_COUNT][BAND_COUNT];

#endif
