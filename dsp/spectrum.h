/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A spectrum in few numbers. Each narrow band (a part of dsp/bands.def) has two halves of equal
 * width over log frequency; each half has its energy and the energy's mean frequency. With that,
 * the effect of a smooth curve on a band is known within 0.1 dB.
 *
 * Constant data and pure functions: any thread, real-time safe.
 */
#ifndef GENRE_EQ_DSP_SPECTRUM_H
#define GENRE_EQ_DSP_SPECTRUM_H

#include "dsp/bands.h"

#define POINTS_PER_PART 2
#define GRID_POINTS (PART_COUNT * POINTS_PER_PART)
#define HEARD_POINTS (HEARD_PARTS * POINTS_PER_PART)

/** Mean squares, or means of them over many hops. All 0: nothing was heard. */
typedef struct {
  float energy[GRID_POINTS];
  float moment[GRID_POINTS]; /**< energy times frequency, summed (Hz) */
} Spectrum;

/** Lower edge of a point (Hz); of GRID_POINTS, the upper edge of the last. */
double point_low_hz(int point);

/** Energy of each band: that of the points between its edges. */
void spectrum_bands(const Spectrum *spectrum, double energy[BAND_COUNT]);

#endif
