/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/gain_ramp.h"

#include <math.h>
#include <string.h>

#include "dsp/lanes.h"

void gain_ramp_jump(GainRamp *ramp, double value)
{
  *ramp = (GainRamp){.end = value};
}

void gain_ramp_to(GainRamp *ramp, double end, uint32_t n_frames)
{
  const double way = end - gain_ramp_value(ramp);
  if (n_frames == 0 || way == 0.0) {
    gain_ramp_jump(ramp, end);
    return;
  }
  *ramp = (GainRamp){.end = end, .step = way / n_frames, .n_frames = n_frames};
}

/* So many frames before the end. Counted from there, the line does not depend on how the stream is
 * cut, and lands exactly. */
static double value_before_end(const GainRamp *ramp, uint32_t n_frames)
{
  return ramp->end - ramp->step * (double)n_frames;
}

double gain_ramp_value(const GainRamp *ramp)
{
  return value_before_end(ramp, ramp->n_frames);
}

bool gain_ramp_stands_at(const GainRamp *ramp, double value)
{
  return ramp->n_frames == 0 && ramp->end == value;
}

/* How many of n_frames belong to the ramp. */
static uint32_t moving_frames(const GainRamp *ramp, uint32_t n_frames)
{
  return n_frames < ramp->n_frames ? n_frames : ramp->n_frames;
}

/* x times a line that reaches `end` in the frame `last`, and moves by `step` a frame. */
static void scale(float *x, int n, float end, float step, int last)
{
  const Lanes4 index = {0.0f, 1.0f, 2.0f, 3.0f};
  int i = 0;
  for (; i + 4 <= n; i += 4) {
    const Lanes4 left = (float)(last - i) - index;
    lanes4_store(x + i, lanes4_load(x + i) * (end - step * left));
  }
  for (; i < n; ++i) {
    x[i] *= end - step * (float)(last - i);
  }
}

void gain_ramp_scale(GainRamp *ramp, float *const *sound, int n_channels, uint32_t n_frames)
{
  const uint32_t n_moving = moving_frames(ramp, n_frames);
  const float end = (float)ramp->end;
  for (int channel = 0; channel < n_channels; ++channel) {
    float *x = sound[channel];
    scale(x, (int)n_moving, end, (float)ramp->step, (int)ramp->n_frames - 1);
    if (end != 1.0f) {
      scale(x + n_moving, (int)(n_frames - n_moving), end, 0.0f, 0);
    }
  }
  ramp->n_frames -= n_moving;
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
  const uint32_t n_moving = moving_frames(ramp, n_frames);
  for (int channel = 0; channel < n_channels; ++channel) {
    for (uint32_t i = 0; i < n_moving; ++i) {
      const double part = value_before_end(ramp, ramp->n_frames - 1 - i);
      wet[channel][i] = difference(wet[channel][i], dry[channel][i], part);
    }
    for (uint32_t i = n_moving; i < n_frames && ramp->end != 0.0; ++i) {
      wet[channel][i] = difference(wet[channel][i], dry[channel][i], ramp->end);
    }
  }
  ramp->n_frames -= n_moving;
}

void gain_ramp_mix(GainRamp *ramp, float *const *dry, float *const *wet, float *const *out,
                   int n_channels, uint32_t n_frames)
{
  const uint32_t n_moving = moving_frames(ramp, n_frames);
  float *const *rest = ramp->end > 0.5 ? wet : dry;
  for (int channel = 0; channel < n_channels; ++channel) {
    for (uint32_t i = 0; i < n_moving; ++i) {
      const double d = (double)dry[channel][i];
      const double part = value_before_end(ramp, ramp->n_frames - 1 - i);
      out[channel][i] = (float)(d + part * ((double)wet[channel][i] - d));
    }
    memcpy(out[channel] + n_moving, rest[channel] + n_moving,
           (n_frames - n_moving) * sizeof(float));
  }
  ramp->n_frames -= n_moving;
}
