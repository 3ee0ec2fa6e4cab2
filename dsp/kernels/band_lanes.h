/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the crossovers' kernel works on: up to four bands side by side, left and right of each,
 * four second-order sections in series (filter_section.h), and the energy behind them. In float:
 * the sections change nothing but what they take away or add, so that their rounding lies 70 dB
 * or more below a band's sound (dsp/crossover.h says at which rates).
 */
#ifndef GENRE_EQ_DSP_BAND_LANES_H
#define GENRE_EQ_DSP_BAND_LANES_H

#define BAND_SECTIONS 4
#define BAND_LANES 8 /**< 2 i is left of the i-th band, 2 i + 1 right */

typedef float BandRows[BAND_SECTIONS][BAND_LANES];

typedef struct {
  BandRows c1, c2, a1, a2;
  BandRows s1, s2;
  float energy[BAND_LANES]; /**< sum of squares */
} BandLanes;

#endif
