/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The data of the crossovers' kernel: up to four bands side by side, left and right of each, with
 * four second-order sections in series (filter_section.h), and the energy behind them. The kernel
 * uses floats: a section only adds a difference to its input, so the rounding error is 70 dB or
 * more below a band's sound (dsp/crossover.h says at which rates).
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
