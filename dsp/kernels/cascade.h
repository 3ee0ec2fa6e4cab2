/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Second-order sections in series, stereo, and a gain: what the equaliser's kernel
 * works on. Transposed direct form II:
 *
 *   y = b0 x + s1;   s1 = b1 x - a1 y + s2;   s2 = b2 x - a2 y
 */
#ifndef GENRE_EQ_DSP_CASCADE_H
#define GENRE_EQ_DSP_CASCADE_H

#define CASCADE_SECTIONS 4

/** Lane 2 · section + channel. */
#define CASCADE_LANES (2 * CASCADE_SECTIONS)

typedef struct {
  double b0[CASCADE_LANES];
  double b1[CASCADE_LANES];
  double b2[CASCADE_LANES];
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
