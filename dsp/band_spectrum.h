/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The learned spectrum as weights on a grid of frequencies, such that the level change
 * of a band under any smooth curve is a weighted sum over that curve:
 *
 *   change_b = 10 log10( sum_p weight_bp curve_p / sum_p weight_bp )
 *
 * and likewise for the loudness. The work is cut into small steps of nearly equal cost.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_BAND_SPECTRUM_H
#define GENRE_EQ_DSP_BAND_SPECTRUM_H

#include "dsp/bands.h"
#include "dsp/subband_shape.h"

/** Points of the grid: in each sub-band, and on either side of all of them. */
#define GRID_POINTS_PER_SUBBAND 4
#define GRID_POINTS_BELOW 4
#define GRID_POINTS_ABOVE 4
#define GRID_POINTS                                                                                \
  (GRID_POINTS_BELOW + SUBBAND_COUNT * GRID_POINTS_PER_SUBBAND + GRID_POINTS_ABOVE)

#define SPECTRUM_STEPS (4 + SUBBAND_COUNT)

typedef struct {
  double sin2[GRID_POINTS];               /**< sin^2(pi f / rate) of the grid */
  double weight[BAND_COUNT][GRID_POINTS]; /**< of the spectrum, in each band's filter */
  double loudness_weight[GRID_POINTS];    /**< of the spectrum, K-weighted */

  /* The rest is the implementation's. */
  int lower[GRID_POINTS];                      /* between which sub-bands' middles */
  double fraction[GRID_POINTS];                /* ... and where between */
  double heard[SUBBAND_COUNT][GRID_POINTS];    /* bank's response times width */
  int first[SUBBAND_COUNT];                    /**< the points that a sub-band hears, */
  int end[SUBBAND_COUNT];                      /**< the one after them */
  double cos_turn[SUBBAND_COUNT][GRID_POINTS]; /* of one lag of the sub-band */
  double k_ratio[GRID_POINTS];                 /* K-weight to what all sub-bands hear */
  double pink[SUBBAND_COUNT];                  /* what the bank hears of density 1 */
  double energy[SUBBAND_COUNT];                /* latched */
  double rho[SUBBAND_COUNT][SUBBAND_LAGS + 1]; /* latched, lag 0 is 1; or all 0 */
  double log_density[SUBBAND_COUNT];
  double density[GRID_POINTS];
  double new_weight[BAND_COUNT][GRID_POINTS];
} BandSpectrum;

/** Pink: equal energy an octave. */
void band_spectrum_init(BandSpectrum *spectrum, double rate_hz);

/** Steps 0 … SPECTRUM_STEPS − 1 in turn: takes energies (mean squares) and shapes in,
    at step 0 alone, and has its weights ready after the last. A sub-band without a
    shape is taken for smooth noise. */
void band_spectrum_step(BandSpectrum *spectrum, int step, const float energy[SUBBAND_COUNT],
                        const SubbandShape *shape);

#endif
