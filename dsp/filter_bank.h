/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The crossover bank the plugin listens through: energies of the sub-bands of
 * bands.def. IIR only, no look-ahead; nothing of it is ever heard.
 *
 * Each sub-band is a cascade of a high-pass at its lower edge and a low-pass at
 * its upper edge, 4th order both. At an edge of a band they are Linkwitz-Riley
 * (Linkwitz, "Active Crossover Networks for Noncoincident Drivers", JAES 24(1),
 * 1976: two Butterworth sections of Q = 1/sqrt 2). At an edge inside a band they
 * are Butterworth, which is power-complementary (|LP|^2 + |HP|^2 = 1), so that
 * the energies of a band's sub-bands add up to the energy of the band.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_FILTER_BANK_H
#define GENRE_EQ_DSP_FILTER_BANK_H

#include <stdint.h>

#include "dsp/bands.h"

typedef struct {
  double rate_hz; /* the rest: the implementation's */
} FilterBank;

/** Sets up for a sample rate (8 kHz … 768 kHz). An edge that the rate is too low
    for is left out: a sub-band wholly above Nyquist measures 0. */
void filter_bank_init(FilterBank *bank, double rate_hz);

/** Forgets all sound. */
void filter_bank_clear(FilterBank *bank);

/** Listens to n_frames of n_channels (1 or 2) channels; NaN, Inf and absurdly
    large samples count as 0. The energies do not depend on how the stream is cut
    into calls. */
void filter_bank_process(FilterBank *bank, const float *const *in, int n_channels,
                         uint32_t n_frames);

/** Mean square per sub-band since the last call, averaged over the channels
    (mono equals stereo with equal channels, bit for bit); starts a new mean. */
void filter_bank_take(FilterBank *bank, float energy[SUBBAND_COUNT]);

/** |H|^2 of a sub-band's filters at freq_hz, from the same coefficients. */
double filter_bank_power(const FilterBank *bank, int subband, double freq_hz);

#endif
