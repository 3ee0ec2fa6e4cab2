/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Where a song's five bands are brought.
 *
 * The zone is where half of a genre's masters lie: in Auto all genres' zones, blended by their
 * probabilities; for a chosen genre that genre's; for an own profile the profile's. The zone is
 * there for the eye, and its middle for Match.
 *
 * The aim is where this song is brought. At Match 0 it is the balance that the song most
 * probably had before it was coloured (likely_balance.h): the second head predicts it from the
 * movement, the attack and the harmony, and its errors in each genre are known. For an own
 * profile, it is estimated around the middle of the profile's zone, with the profile's pull. At
 * Match 1 the aim is the middle of the zone. Between, it lies on a straight line in dB.
 *
 * An empty band (TARGET_EMPTY_DB) is left alone, and the others are not compared with it.
 *
 * The wanted change lies on a straight line, too: from the way to the most probable balance to the
 * way to the middle, each times the amount and within the range. So Match acts over its whole
 * travel, also where the middle lies beyond the range.
 *
 * Real-time safe; any thread.
 */
#ifndef GENRE_EQ_MODEL_TARGET_H
#define GENRE_EQ_MODEL_TARGET_H

#include "model/decision.h"
#include "model/profile.h"
#include "model/zones.h"

/** A band this far below its zone is empty: the song was cut off there, by its sample rate or by a
    low-pass. */
#define TARGET_EMPTY_DB 30.0

typedef struct {
  int genre;          /**< Genre, or GENRE_UNSURE for Auto; ignored if `own` is not NULL */
  const Profile *own; /**< aim at this profile; NULL: at a genre */
  double match;       /**< 0 ... 1 */
  double amount;      /**< 0 ... 1 */
  double range_db;    /**< 0 ... 6 */
} TargetSettings;

typedef struct {
  Zone zone[BAND_COUNT];
  double aim_db[BAND_COUNT];    /**< relative to the sum of all five, as the zone is */
  double wanted_db[BAND_COUNT]; /**< change of each band's level, within +-range_db */
} Target;

/** The target for a decision. In Auto, sound that is unlike music is changed less. All wanted
    changes are exactly 0 before the first answer, with amount or range 0, and for a profile that
    has no songs. */
void target_find(Target *target, const Decision *decision, const TargetSettings *settings);

/** The same with another balance head, whose errors are given. */
void target_find_by(Target *target, const Decision *decision, const TargetSettings *settings,
                    const BalanceErrors errors[GENRE_COUNT]);

#endif
