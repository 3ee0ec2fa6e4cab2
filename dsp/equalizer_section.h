/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Which filter serves which band: the one place that says it. Real-time safe, any
 * thread.
 */
#ifndef GENRE_EQ_DSP_EQUALIZER_SECTION_H
#define GENRE_EQ_DSP_EQUALIZER_SECTION_H

#include "dsp/bands.h"
#include "dsp/biquad.h"

/** Beyond this a section's gain is never set (the band gains end at ±6 dB; solving
    for the filters' overlap needs more in single sections). */
#define SECTION_GAIN_LIMIT_DB 23.0

/** Width of each band's bell; 0 for the shelves. */
extern const double equalizer_bell_q[BAND_COUNT];

/** The section of a band at a section gain: a shelf for the outer bands, a bell for
    each between. */
Biquad equalizer_section(Band band, double gain_db, double rate_hz);

#endif
