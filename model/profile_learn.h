/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * An own profile from finished songs.
 *
 * Few songs say little, and say so here. With x the levels of a song's bands, w its
 * weight, n = (sum w)^2 / sum w^2 how many songs that is worth (Kish, "Survey Sampling",
 * 1965, section 11.7), and S0 how masters of the genres heard in them scatter (that of
 * band_pull, each band scaled as those genres scatter in it, against all):
 *
 *   hang       r = (v1 r0 + n tr cov(x) / tr S0) / (v1 + n - 1): how much the songs
 *              scatter, against masters of their genres; to their own come v1 = 2 songs
 *              that do so half as much, r0 = 0.5
 *   middle     m = (n mean(x) + k m0) / (n + k): to the songs come k = k0 r / (1 - r),
 *              k0 = 4, at the middle m0 of the zones of their genres. Songs that hang
 *              together have a balance of their own; songs that scatter as a whole genre
 *              does say no more than that genre. (r within 0.1 ... 0.9 here.)
 *   spread     s^2 = (v0 r s0^2 + n var(x)) / (v0 + n - 1): to their own come v0 = 8
 *              songs that scatter like them, spread over the bands as in those genres
 *   zone       m -+ t s sqrt(1 + 1 / (n + k)), t the 75th percentile of Student's
 *              distribution with v0 + n - 1 degrees of freedom: where half of the songs
 *              to come are to be expected. Of songs that hang together alike, it narrows
 *              as songs are added.
 *   pull       K of target.h, of the covariance S = (v0 r S0 + n cov(x)) / (v0 + n - 1),
 *              widened by 1 + 1 / (n + k) alike
 *
 * The form is that of the posterior prediction for a normal sample under a conjugate
 * prior (Gelman et al., "Bayesian Data Analysis", 3rd edition, sections 3.3 and 3.6), the
 * middle shrunk by variance within over variance between (section 5.4), the term that
 * ties the middle to the spread left out. k0, v0, v1 and r0 were chosen on the songs of
 * one half of the artists; `make bench-profile` judges by those of the other half.
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
