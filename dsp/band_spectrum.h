/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The learned spectrum as weights on a grid of frequencies, such that the level change
 * of a band under any smooth curve is a weighted sum over that curve:
 *
 *   change_b = 10 log10( sum_p weight_bp curve_p / sum_p weight_bp )
 *
 * and likewise for the loudness. A point counts for the band that it is in, and for no other:
 * an equaliser cannot move two neighbours apart in what both hear. It stands where the energy
 * of its stretch has its centre.
 *
 * All functions are real-time safe but band_spectrum_init(); one thread at a time.
 */
#ifndef GENRE_EQ_DSP_BAND_SPECTRUM_H
#define GENRE_EQ_DSP_BAND_SPECTRUM_H

#include "dsp/spectrum.h"

typedef struct {
  double sin2[GRID_POINTS];               /**< sin^2(pi f / rate) of the grid */
  double weight[BAND_COUNT][GRID_POINTS]; /**< of the spectrum, in each band */
  double loudness_weight[GRID_POINTS];    /**< of the spectrum, K-weighted */

  /* The rest is the implementation's. */
  double rate_hz;
  double edge_hz[GRID_POINTS + 1];  /* of the stretches, at most nearly Nyquist */
  double width[GRID_POINTS];        /* ln of upper by lower edge, 0 above Nyquist */
  double k_weight[GRID_POINTS + 1]; /* K-weighting at the edges */
} BandSpectrum;

/** For a sample rate; no spectrum yet: pink (equal energy an octave). */
void band_spectrum_init(BandSpectrum *spectrum, double rate_hz);

/** Takes a spectrum. All 0: pink. */
void band_spectrum_take(BandSpectrum *spectrum, const Spectrum *heard);

#endif
