/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * From what was learned to what is wanted: the zone to aim at and the change of
 * each band's level. A band inside its zone is left alone; outside, it moves
 * toward the nearest edge, by `amount`, never beyond `range`.
 *
 * Real-time safe; any thread.
 */
#ifndef GENRE_EQ_MODEL_TARGET_H
#define GENRE_EQ_MODEL_TARGET_H

#include "model/decision.h"
#include "model/zones.h"

typedef struct {
  Zone zone[BAND_COUNT];        /**< aimed at */
  double wanted_db[BAND_COUNT]; /**< change of each band's level */
} Target;

/** The target for a decision. genre: GENRE_UNSURE lets the probabilities decide
    (the zones blended by them, tending to the all-genre zone as they grow unsure);
    a Genre takes that genre's zone. amount 0 … 1; range_db 0 … 6. Nothing heard
    yet, or amount or range 0: all wanted are exactly 0. */
void target_find(Target *target, const Decision *decision, int genre, double amount,
                 double range_db);

#endif
