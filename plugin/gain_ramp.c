/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/gain_ramp.h"

#include <math.h>
#include <string.h>

void gain_ramp_jump(GainRamp *ramp, double value)
{
  *ramp = (GainRamp){.value = value, .end = value};
}

void gain_ramp_to(GainRamp *ramp, double end, uint32_t n_frames)
{
  if (n_frames == 0 || end == ramp->value) {
    gain_ramp_jump(ramp, end);
    return;
  }
  ramp->end = end;
  ramp->step = (end - ramp->value) / n_frames;
  ramp->n_frames = n_frames;
}

bool gain_ramp_stands_at(const GainRamp *ramp, double value)
{
  return ramp->n_frames == 0 && ramp->value == value;
}

/* Moves by one frame; the last step lands exactly on the goal. */
static void advance(GainRamp *ramp)
{
  --ramp->n_frames;
  ramp->value = ramp->n_frames == 0 ? ramp->end : ramp->value + ramp->step;
}

/* 0 if the sound is not finite: the wet sound was cleaned, the dry sound was not. */
static float difference(float wet, float dry, double part)
{
  const float rest = (float)((double)wet - part * (double)dry);
  return isfinite(rest) ? rest : 0.0f;
}

void gain_ramp_subtract(GainRamp *ramp, float *const *dry, float *const *wet, int n_channels,
                        uint32_t n_frames)
{
  uint32_t i = 0;
  for (; i < n_frames && ramp->n_frames > 0; ++i) {
    advance(ramp);
    for (int channel = 0; channel < n_channels; ++channel) {
      wet[channel][i] = difference(wet[channel][i], dry[channel][i], ramp->value);
    }
  }
  if (ramp->value == 0.0) {
    return;
  }
  for (int channel = 0; channel < n_channels; ++channel) {
    for (uint32_t k = i; k < n_frames; ++k) {
      wet[channel][k] = difference(wet[channel][k], dry[channel][k], ramp->value);
    }
  }
}

void gain_ramp_mix(GainRamp *ramp, float *const *dry, float *const *wet, float *const *out,
                   int n_channels, uint32_t n_frames)
{
  uint32_t i = 0;
  for (; i < n_frames && ramp->n_frames > 0; ++i) {
    advance(ramp);
    for (int channel = 0; channel < n_channels; ++channel) {
      const double d = (double)dry[channel][i];
      out[channel][i] = (float)(d + ramp->value * ((double)wet[channel][i] - d));
    }
  }
  float *const *rest = ramp->value > 0.5 ? wet : dry;
  for (int channel = 0; channel < n_channels; ++channel) {
    memcpy(out[channel] + i, rest[channel] + i, (n_frames - i) * sizeof(float));
  }
}
