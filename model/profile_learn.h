/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Learns an own profile from finished songs.
 *
 * Fewer songs make a wider and weaker profile. x are the levels of a song's bands, and w is its
 * weight. n = (sum w)^2 / sum w^2 is how many songs of equal weight they count as (Kish, "Survey
 * Sampling", 1965, section 11.7). S0 is the covariance of masters of the genres heard in them:
 * that of band_pull, with each band scaled by the scatter of those genres over that of all.
 *
 *   scatter    r = (v1 r0 + n tr cov(x) / tr S0) / (v1 + n - 1): how much the songs scatter,
 *              relative to masters of their genres. v1 = 2 songs that scatter half as much,
 *              r0 = 0.5, are added.
 *   middle     m = (n mean(x) + k m0) / (n + k): k = k0 r / (1 - r) songs, k0 = 4, at the middle
 *              m0 of the zones of their genres are added. Songs that scatter little have their
 *              own balance; songs that scatter like a genre say no more than that genre. (Here r
 *              is clamped to 0.1 ... 0.9.)
 *   spread     s^2 = (v0 r s0^2 + n var(x)) / (v0 + n - 1): v0 = 8 songs are added that scatter
 *              as much, but over the bands as masters of those genres do.
 *   zone       m -+ t s sqrt(1 + 1 / (n + k)), with t the 75th percentile of Student's
 *              distribution with v0 + n - 1 degrees of freedom: half of future songs are expected
 *              there. With equal scatter, the zone becomes narrower with more songs. It is moved
 *              as a whole to where it is shown, so that the powers of its middle add up to 1.
 *   pull       K of likely_balance.h, with the covariance S = (v0 r S0 + n cov(x)) / (v0 + n - 1),
 * also widened by 1 + 1 / (n + k).
 *
 * The form is that of the posterior prediction for a normal sample under a conjugate prior
 * (Gelman et al., "Bayesian Data Analysis", 3rd edition, sections 3.3 and 3.6). The middle is
 * shrunk by the variance within over the variance between (section 5.4). The term that connects
 * the middle with the spread is left out. k0, v0, v1 and r0 were chosen on the songs of one half
 * of the artists; `make bench-profile` judges with those of the other half.
 *
 * Any thread, no allocation.
 */
#ifndef GENRE_EQ_MODEL_PROFILE_LEARN_H
#define GENRE_EQ_MODEL_PROFILE_LEARN_H

#include "model/profile.h"

typedef struct {
  double level_db[BAND_COUNT];     /**< relative to the sum of all five */
  double probability[GENRE_COUNT]; /**< of the genres heard; sum 1 */
  double weight;                   /**< > 0 */
} ProfileSong;

/** How many songs of equal weight these songs count as. */
double profile_songs_worth(const ProfileSong *song, int n_songs);

/** The profile of n_songs >= 1 songs. Does not change name and blend. Rounds the numbers as
    profile_write() does. */
void profile_learn(const ProfileSong *song, int n_songs, Profile *profile);

/** The profile that asks for exactly this balance, to match a reference. Does not change name and
    blend. */
void profile_match(const double level_db[BAND_COUNT], Profile *profile);

#endif
