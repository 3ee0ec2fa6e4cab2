/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * From what was learned to what is wanted: the zone to aim at and the change of
 * each band's level. A band inside its zone is left alone; outside, it moves
 * toward the nearest edge, by `amount`, never beyond `range`.
 *
 * The bands of a master hang together: a song that is dark in one band is most
 * often dark in the next, and meant so. So the zone aimed at does not lie around
 * the genre's own middle, but around the balance that this song most probably had
 * before anyone coloured it: of x, the five levels against their mean (dB), m,
 * those to be expected, S, the covariance of masters around what is expected of
 * them, and a colour of variance v in each band (12 dB^2: even within +-6 dB),
 *
 *   x - K (x - m)   with   K = v P (S + v P)^+,   P = 1 - 1/5 (no common gain),
 *
 * the linear estimate of least error (Kay, "Fundamentals of Statistical Signal
 * Processing: Estimation Theory", eq. 12.6). What is expected is, in Auto, half
 * the zones of the genres, blended by their probabilities, and half what the
 * movement foretells (the second head); for a chosen genre, its zone's middle; for an
 * own profile, its zone's middle, with its own K.
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

/** The target for a decision. genre: GENRE_UNSURE lets the probabilities decide
    (the zones blended by them, tending to the all-genre zone as they grow unsure;
    what is hardly music is left alone);
    a Genre takes that genre's zone. amount 0 … 1; range_db 0 … 6. Nothing heard
    yet, or amount or range 0: all wanted are exactly 0. Until there is something to
    narrow it by, the zone aimed at is the genre's own, in Auto the all-genre one. */
void target_find(Target *target, const Decision *decision, int genre, double amount,
                 double range_db);

/** The target for an own profile, with as much of the zone of the genres heard as its
    blend says, once they are heard for sure (less while they are not). No profile:
    all wanted are 0. */
void target_find_own(Target *target, const Decision *decision, const Profile *profile,
                     double amount, double range_db);

/** target_find() by another rule. */
void target_find_by(Target *target, TargetRule rule, const Decision *decision, int genre,
                    double amount, double range_db);

#endif
