/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The balance that a song most probably had before it was coloured.
 *
 * The bands of a master are correlated: a song that is dark in one band is mostly dark in the
 * next, and that is intended. x are the five levels minus their mean (dB). m are the levels
 * expected, and S is the covariance of masters around them. A song is coloured with the
 * probability 1 - p. The colour has the variance v in each band (12 dB^2: uniform within +-6 dB)
 * and no common gain. The estimate of least error is
 *
 *   x - (1 - q) K (x - m)   with   K = v P (S + v P)^+,   P = 1 - 1/5,
 *
 *   q = p N(x; m, S) / (p N(x; m, S) + (1 - p) N(x; m, S + v P)).
 *
 * Without q it is the linear one (Kay, "Fundamentals of Statistical Signal Processing:
 * Estimation Theory", eq. 12.6). q is the probability that there is nothing to mend, given what
 * is heard (Bayes' rule over the two cases): so what is probable stays as it is.
 *
 * Real-time safe; any thread.
 */
#ifndef GENRE_EQ_MODEL_LIKELY_BALANCE_H
#define GENRE_EQ_MODEL_LIKELY_BALANCE_H

#include "dsp/bands.h"

/** Variance v of a colour in each band, dB^2. */
#define COLOR_VARIANCE_DB2 12.0

/** What is expected of a song's levels. */
typedef struct {
  double level_db[BAND_COUNT];               /**< m; a common gain does not matter */
  double covariance[BAND_COUNT][BAND_COUNT]; /**< S, dB^2; without a common gain: rows sum to 0 */
} Expectation;

/** How far each band is from the most probable balance: (1 - q) K (x - m), dB; sum 0. */
void likely_color(const double level_db[BAND_COUNT], const Expectation *expected,
                  double color_db[BAND_COUNT]);

#endif
