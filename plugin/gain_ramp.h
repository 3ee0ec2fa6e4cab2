/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A gain that moves on a straight line, sample by sample. It scales a sound, subtracts the dry
 * sound, or fades between dry and wet. The line does not depend on how the stream is cut into
 * calls. A gain of exactly 1, and a mix of exactly 0 (all dry) or 1 (all wet), do not change the
 * bits.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_PLUGIN_GAIN_RAMP_H
#define GENRE_EQ_PLUGIN_GAIN_RAMP_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  double end;
  double step;       /**< per frame */
  uint32_t n_frames; /**< left of the ramp */
} GainRamp;

/** Stands at `value`. */
void gain_ramp_jump(GainRamp *ramp, double value);

/** Moves to `end` over the next n_frames. */
void gain_ramp_to(GainRamp *ramp, double end, uint32_t n_frames);

/** The gain now. */
double gain_ramp_value(const GainRamp *ramp);

/** True if the gain does not move and is `value`. */
bool gain_ramp_stands_at(const GainRamp *ramp, double value);

/** sound *= ramp. */
void gain_ramp_scale(GainRamp *ramp, float *const *sound, int n_channels, uint32_t n_frames);

/** wet −= ramp · dry; 0 if that is not finite. A ramp of exactly 0 does nothing. The buffers
    must not overlap. */
void gain_ramp_subtract(GainRamp *ramp, float *const *dry, float *const *wet, int n_channels,
                        uint32_t n_frames);

/** out = dry + ramp · (wet − dry). The buffers must not overlap. While the ramp stands at
    1, `dry` is not read; while it stands at 0, `wet` is not. */
void gain_ramp_mix(GainRamp *ramp, float *const *dry, float *const *wet, float *const *out,
                   int n_channels, uint32_t n_frames);

#endif
