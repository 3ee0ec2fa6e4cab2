/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The equaliser: the shelves of shelves.h in series. Minimum phase, latency 0, channels linked.
 * Coefficients move on straight lines from tick to tick of the control grid, so a gliding gain
 * makes no clicks.
 *
 * When all gains are 0 dB and its tails have died away, output equals input bit for bit.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_EQUALIZER_H
#define GENRE_EQ_DSP_EQUALIZER_H

#include <stdbool.h>
#include <stdint.h>

#include "dsp/bands.h"
#include "dsp/kernels/kernels.h"
#include "dsp/shelves.h"

#define MAX_CHANNELS 2

/** A sample beyond this (180 dB over full scale) is a fault and not sound. */
#define EQUALIZER_SANE_MAGNITUDE 1e9f

/** A section of the cascade (kernels/cascade.h). */
typedef struct {
  double c1, c2, a1, a2;
} CurveSection;

typedef struct {
  const Kernels *kernels;
  double rate_hz;
  double section_db[BAND_COUNT]; /**< of the curve, at the ramp's end */
  CurveSection end[SHELF_COUNT]; /**< where the ramp ends: the shelves, */
  double end_gain;               /**< and what is the same at all frequencies */
  Cascade cascade;               /**< coefficients now, their change a frame, and states */
  uint32_t ramp_frames;          /**< left of the ramp */
  uint32_t tidy_phase;           /**< sample within the grid of tidying up */
  bool idle;                     /**< flat, and all states are 0: copies the input */
  ShelfTable table;
} Equalizer;

/** Flat. Designs all shelves: about 100 us, not for run(). */
void equalizer_init(Equalizer *eq, double rate_hz);

/** Clears the states; keeps the gains. */
void equalizer_clear(Equalizer *eq);

/** Sets the section gains (within +-SECTION_GAIN_LIMIT_DB) at once. Coefficients are interpolated
    between designs. The response is that of shelves_design() within 0.0001 dB. */
void equalizer_jump(Equalizer *eq, const double section_db[BAND_COUNT]);

/** Moves to the section gains on straight lines over the next n_frames (> 0). */
void equalizer_ramp(Equalizer *eq, const double section_db[BAND_COUNT], uint32_t n_frames);

/** Filters n_channels (1 or 2) buffers of any n_frames, also 0. In-place works: in[i] may be
    out[i]. Mono is stereo with equal channels, bit for bit. NaN, Inf and samples beyond 180 dB
    over full scale count as 0. When a ramp ends within the frames, the curve is steady from
    there on. The result does not depend on how the stream is cut into calls. */
void equalizer_process(Equalizer *eq, const float *const *in, float *const *out, int n_channels,
                       uint32_t n_frames);

/** The same for samples that are known to lie within ±EQUALIZER_SANE_MAGNITUDE. */
void equalizer_process_sane(Equalizer *eq, const float *const *in, float *const *out,
                            int n_channels, uint32_t n_frames);

#endif
