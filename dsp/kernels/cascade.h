/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Second-order sections in series, stereo, and a gain: what the equaliser's kernel
 * works on. Each section adds to what it hears what it makes of the frames before,
 *
 *               c1 z^-1 + c2 z^-2
 *   H(z) = 1 + ---------------------
 *              1 + a1 z^-1 + a2 z^-2
 *
 *   y = x + s1;   s1 = (c1 x + s2) - a1 s1;   s2 = c2 x - a2 s1
 *
 * (the states of a transposed direct form II): so only a product and a difference wait
 * for the frame before, and what a section does to the newest frame is in the gain.
 */
#ifndef GENRE_EQ_DSP_CASCADE_H
#define GENRE_EQ_DSP_CASCADE_H

#define CASCADE_SECTIONS 4

/** Lane 2 · section + channel. */
#define CASCADE_LANES (2 * CASCADE_SECTIONS)

typedef struct {
  double c1[CASCADE_LANES];
  double c2[CASCADE_LANES];
  double a1[CASCADE_LANES];
  double a2[CASCADE_LANES];
  double gain; /**< behind the last section */
} CascadeCoefficients;

typedef struct {
  CascadeCoefficients now;
  CascadeCoefficients step; /**< change a frame, where the call says `moving` */
  double s1[CASCADE_LANES];
  double s2[CASCADE_LANES];
} Cascade;

#endif
