/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The learned spectrum as weights on a grid of frequencies, such that the level change
 * of a band under any smooth curve is a weighted sum over that curve:
 *
 *   change_b = 10 log10( sum_p weight_bp curve_p / sum_p weight_bp )
 *
 * and likewise for the loudness. Each narrow band (part) has its energy at two points, shared
 * out by the slope from its neighbours' densities. They count for the band that the part is
 * in, and for no other: an equaliser cannot move two neighbours apart in what both hear.
 *
 * All functions are real-time safe but band_spectrum_init(); one thread at a time.
 */
#ifndef GENRE_EQ_DSP_BAND_SPECTRUM_H
#define GENRE_EQ_DSP_BAND_SPECTRUM_H

#include "dsp/bands.h"

#define POINTS_PER_PART 2
#define GRID_POINTS (PART_COUNT * POINTS_PER_PART)

typedef struct {
  double sin2[GRID_POINTS];               /**< sin^2(pi f / rate) of the grid */
  double weight[BAND_COUNT][GRID_POINTS]; /**< of the spectrum, in each band */
  double loudness_weight[GRID_POINTS];    /**< of the spectrum, K-weighted */

  /* The rest is the implementation's. */
  double middle[PART_COUNT];    /* ln of the middle of each part */
  double width[PART_COUNT];     /* ln of upper by lower edge, 0 above Nyquist */
  double k_weight[GRID_POINTS]; /* of the K-weighting */
} BandSpectrum;

/** For a sample rate; no spectrum yet: pink (equal energy an octave). */
void band_spectrum_init(BandSpectrum *spectrum, double rate_hz);

/** Takes a spectrum: mean squares of the parts. All 0: pink. */
void band_spectrum_take(BandSpectrum *spectrum, const float energy[PART_COUNT]);

#endif
