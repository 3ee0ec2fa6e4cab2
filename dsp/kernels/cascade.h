/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the equaliser's kernel works on: four second-order sections in series
 * (filter_section.h), left and right, and a gain.
 */
#ifndef GENRE_EQ_DSP_CASCADE_H
#define GENRE_EQ_DSP_CASCADE_H

#define CASCADE_SECTIONS 4

/** One value a channel. */
typedef double CascadeLanes[CASCADE_SECTIONS][2];

typedef struct {
  CascadeLanes c1, c2, a1, a2; /**< equal in both channels */
  double gain;                 /**< behind the last section */
} CascadeCoefficients;

typedef struct {
  CascadeCoefficients now;
  CascadeCoefficients per_frame; /**< their change, where the call says `moving` */
  CascadeLanes s1, s2;
} Cascade;

#endif
