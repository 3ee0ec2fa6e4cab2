/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * An own profile from finished songs.
 *
 * Few songs say little, and say so here. With x the levels of a song's bands, w its
 * weight, n = (sum w)^2 / sum w^2 how many songs that is worth (Kish, "Survey Sampling",
 * 1965, section 11.7):
 *
 *   middle     m = (n mean(x) + k0 m0) / (n + k0): to the songs come k0 = 4 at the
 *              middle m0 of the zones of the genres that were heard in them
 *   spread     s^2 = (v0 s0^2 + n var(x)) / (v0 + n - 1): to their own come v0 = 4
 *              songs that scatter as masters of those genres do
 *   zone       m -+ t s sqrt(1 + 1 / (n + k0)), t the 75th percentile of Student's
 *              distribution with v0 + n - 1 degrees of freedom: where half of the songs
 *              to come are to be expected. It narrows as songs are added.
 *   pull       K of target.h, of the covariance S = (v0 S0 + n cov(x)) / (v0 + n - 1),
 *              widened by 1 + 1 / (n + k0) alike; S0 that of band_pull, each band
 *              scaled as masters of those genres scatter in it, against those of all
 *
 * The form is that of the posterior prediction for a normal sample under a conjugate
 * prior (Gelman et al., "Bayesian Data Analysis", 3rd edition, sections 3.3 and 3.6);
 * the term that ties the middle to the spread is left out, and k0 and v0 were chosen,
 * because so the songs of one artist are mended best (`make bench-profile`).
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

/** How many songs of one weight these are worth. */
double profile_songs_worth(const ProfileSong *song, int n_songs);

/** The profile of n_songs >= 1 songs; name and blend are left as they are. Its numbers
    are rounded as profile_write() rounds them. */
void profile_learn(const ProfileSong *song, int n_songs, Profile *profile);

/** The profile that asks for just this balance: a reference to be matched. As above. */
void profile_match(const double level_db[BAND_COUNT], Profile *profile);

#endif
