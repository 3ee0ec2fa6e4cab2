/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The audio path: a low shelf, three bells and a high shelf in series, one section
 * a band, minimum phase, latency 0, channels linked. Coefficients move on straight
 * lines from tick to tick of the control grid, so a gliding gain leaves no steps.
 *
 * With all gains at 0 dB and its tails died away it leaves the samples alone, bit
 * for bit.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_EQUALIZER_H
#define GENRE_EQ_DSP_EQUALIZER_H

#include <stdbool.h>
#include <stdint.h>

#include "dsp/bands.h"
#include "dsp/biquad.h"

#define MAX_CHANNELS 2

/** Beyond this a section's gain is never set (the band gains end at ±6 dB; solving
    for the filters' overlap needs more in single sections). */
#define SECTION_GAIN_LIMIT_DB 23.0

/** Gains at which the sections are designed beforehand; others lie between. */
#define DESIGNS_PER_DB 2
#define DESIGN_COUNT (DESIGNS_PER_DB * (int)SECTION_GAIN_LIMIT_DB + 1)

typedef struct {
  double rate_hz;
  double gain_db[BAND_COUNT];                /**< of the sections, at the ramp's end */
  Biquad now[BAND_COUNT];                    /**< coefficients at this sample */
  Biquad step[BAND_COUNT];                   /**< their change per sample */
  Biquad end[BAND_COUNT];                    /**< where the ramp ends */
  uint32_t ramp_frames;                      /**< left of the ramp */
  double state[BAND_COUNT][2][MAX_CHANNELS]; /**< transposed direct form II */
  uint32_t tidy_phase;                       /**< sample within the grid of tidying up */
  bool idle;                                 /**< all flat and died away: pass through */
  Biquad design[BAND_COUNT][DESIGN_COUNT];   /**< boosts; cuts are their inverses */
} Equalizer;

/** Flat. Designs all sections: about 60 us, not for run(). */
void equalizer_init(Equalizer *eq, double rate_hz);

/** Forgets the sound that went through; keeps the gains. */
void equalizer_clear(Equalizer *eq);

/** Width of each band's bell; 0 for the shelves. */
extern const double equalizer_bell_q[BAND_COUNT];

/** The section of a band at a section gain (the one place that says which filter
    serves which band). */
Biquad equalizer_section(Band band, double gain_db, double rate_hz);

/** Sets the section gains (within +-SECTION_GAIN_LIMIT_DB) at once. Coefficients are
    interpolated between the designs; the response is that of equalizer_section()
    within 0.0001 dB. */
void equalizer_jump(Equalizer *eq, const double gain_db[BAND_COUNT]);

/** Moves to the section gains on a straight line over the next n_frames (> 0). */
void equalizer_ramp(Equalizer *eq, const double gain_db[BAND_COUNT], uint32_t n_frames);

/** Filters n_channels (1 or 2) buffers in place; mono is stereo with equal channels,
    bit for bit. NaN, Inf and samples beyond 180 dB over full scale count as 0. Any n_frames, 0 too;
   a ramp that ends within them is followed by a steady curve. The result does not depend on how the
   stream is cut into calls. */
void equalizer_process(Equalizer *eq, float *const *io, int n_channels, uint32_t n_frames);

#endif
