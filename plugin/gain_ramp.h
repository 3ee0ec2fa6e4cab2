/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A linear gain that moves on a straight line, sample by sample, and the two things
 * done with one: to take away, and to fade between dry and wet. The way does not
 * depend on how the stream is cut into calls. A mix of exactly 0 (all dry) or 1 (all
 * wet) leaves the bits alone.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_PLUGIN_GAIN_RAMP_H
#define GENRE_EQ_PLUGIN_GAIN_RAMP_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  double value;
  double step; /**< per frame */
  double end;
  uint32_t n_frames; /**< left of the ramp */
} GainRamp;

/** Stands at `value`. */
void gain_ramp_jump(GainRamp *ramp, double value);

/** Moves to `end` over the next n_frames. */
void gain_ramp_to(GainRamp *ramp, double end, uint32_t n_frames);

/** Stands, and there. */
bool gain_ramp_stands_at(const GainRamp *ramp, double value);

/** wet −= ramp · dry; 0 where that is not finite. A ramp of exactly 0 leaves the bits
    alone, and costs nothing. The buffers must not overlap. */
void gain_ramp_subtract(GainRamp *ramp, float *const *dry, float *const *wet, int n_channels,
                        uint32_t n_frames);

/** out = dry + ramp · (wet − dry). The buffers must not overlap. What the ramp stands
    far from (`dry` at 1) is not read. */
void gain_ramp_mix(GainRamp *ramp, float *const *dry, float *const *wet, float *const *out,
                   int n_channels, uint32_t n_frames);

#endif
