/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Finds the zone to aim at and the wanted change of each band's level from what was learned. A
 * band inside its zone does not change. Outside, it moves toward the nearest edge, by `amount`,
 * never beyond `range`.
 *
 * The bands of a master are correlated: a song that is dark in one band is mostly dark in the
 * next, and that is intended. So the zone aimed at does not lie around the genre's own middle,
 * but around the balance that this song most probably had before it was coloured. x are the
 * five levels minus their mean (dB), and m are the levels expected. S is the covariance of
 * masters around what is expected of them. v is the variance of the colour in each band
 * (12 dB^2: uniform within +-6 dB). The balance is
 *
 *   x - K (x - m)   with   K = v P (S + v P)^+,   P = 1 - 1/5 (no common gain),
 *
 * the linear estimate of least error (Kay, "Fundamentals of Statistical Signal Processing:
 * Estimation Theory", eq. 12.6). In Auto, m is the mean of two: the middle of the genres' zones,
 * blended by the probabilities, and what the second head predicts from the movement. For a
 * chosen genre, m is the middle of its zone. For an own profile, m is the middle of its zone,
 * and K is its own.
 *
 * Real-time safe; any thread.
 */
#ifndef GENRE_EQ_MODEL_TARGET_H
#define GENRE_EQ_MODEL_TARGET_H

#include "model/decision.h"
#include "model/profile.h"
#include "model/zones.h"

/** Variance v of a colour in each band, dB^2. */
#define COLOR_VARIANCE_DB2 12.0

/** Ways to find the zone aimed at; all but the first are there to be compared. */
typedef enum {
  TARGET_BALANCE, /**< around the most probable balance, as above: the plugin's way */
  TARGET_GENRE,   /**< as TARGET_BALANCE, without the second head */
  TARGET_ZONE,    /**< the genre's own zone, blended by the probabilities */
  TARGET_BLIND,   /**< the all-genre zone */
  TARGET_POINT    /**< the middle of the blended genre zone */
} TargetRule;

typedef struct {
  Zone zone[BAND_COUNT];        /**< aimed at */
  double wanted_db[BAND_COUNT]; /**< change of each band's level */
} Target;

/** The target for a decision. With GENRE_UNSURE the probabilities decide: the zones are blended
    by them, tend to the all-genre zone when they are unsure, and sound that is unlike music is
    changed less. A Genre takes that genre's zone. amount 0 … 1; range_db 0 … 6. Before anything
    is heard, and with amount or range 0, all wanted changes are exactly 0. Until something
    narrows it, the zone aimed at is the genre's own, and in Auto the all-genre zone. */
void target_find(Target *target, const Decision *decision, int genre, double amount,
                 double range_db);

/** The target for an own profile. When the genres are heard for sure, the zone has the profile's
    `blend` of their zones in it, and less while they are not. If there is no profile, all wanted
    changes are 0. */
void target_find_own(Target *target, const Decision *decision, const Profile *profile,
                     double amount, double range_db);

/** target_find() by another rule. */
void target_find_by(Target *target, TargetRule rule, const Decision *decision, int genre,
                    double amount, double range_db);

#endif
