/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Target zones, made from zones.def. Half of a genre's masters lie between the two levels (25th
 * and 75th percentile), in dB relative to the sum of all five bands. Constant data: any thread.
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

/** Row b says how far band b is pulled back for each dB by which each band is off (zones.def). */
extern const double band_pull[BAND_COUNT][BAND_COUNT];

/** Moves a zone as a whole so that the powers of its middle add up to 1, as levels do. Real-time
    safe. */
void zones_move_to_balance(Zone zone[BAND_COUNT]);

#endif
