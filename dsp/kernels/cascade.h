/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Four second-order sections in series and a gain, for two stereo signals side by side:
 *
 *   lanes: 0 left and 1 right of the first, 2 left and 3 right of the second
 *
 * The equaliser uses the first pair of lanes alone. A crossover uses both: its high-pass and
 * its low-pass of 4th order are the four sections of one pair, so one cascade measures two
 * bands, and three measure five.
 *
 * Each section adds to its input its response to the frames before,
 *
 *               c1 z^-1 + c2 z^-2
 *   H(z) = 1 + ---------------------
 *              1 + a1 z^-1 + a2 z^-2
 *
 *   y = x + s1;   s1 = (c1 x + s2) - a1 s1;   s2 = c2 x - a2 s1
 *
 * (the states of a transposed direct form II). Only a product and a difference depend on the frame
 * before. A biquad with the coefficients b0, b1, b2, a1, a2 has c1 = b1 / b0 - a1 and
 * c2 = b2 / b0 - a2; its b0 is part of the gain.
 */
#ifndef GENRE_EQ_DSP_CASCADE_H
#define GENRE_EQ_DSP_CASCADE_H

#define CASCADE_SECTIONS 4
#define CASCADE_LANES 4

typedef double CascadeLanes[CASCADE_SECTIONS][CASCADE_LANES];

typedef struct {
  CascadeLanes c1, c2, a1, a2;
  double gain; /**< behind the last section; see run_cascade */
} CascadeCoefficients;

typedef struct {
  CascadeCoefficients now;
  CascadeCoefficients per_frame; /**< their change, where the call says `moving` */
  CascadeLanes s1, s2;
} Cascade;

#endif
