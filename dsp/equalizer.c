/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/equalizer.h"

#include <math.h>
#include <string.h>

/* States are looked at on this grid of samples, counted from the start (never at
 * the edges of calls): too small to matter becomes 0, and with it denormals. */
#define TIDY_FRAMES 64
#define SILENT_STATE 1e-20 /* -400 dB */

/* Beyond this (180 dB over full scale) a sample is a fault, not sound: it counts as
 * 0, as NaN and Inf do, here at the entrance, so that none ever gets into a state. */
#define SANE_MAGNITUDE 1e9f

Biquad equalizer_section(Band band, double gain_db, double rate_hz)
{
  switch (band) {
  case BAND_LOW:
    return biquad_low_shelf(band_info[BAND_LOW].high_hz, gain_db, rate_hz);
  case BAND_HIGH:
    return biquad_high_shelf(band_info[BAND_HIGH].low_hz, gain_db, rate_hz);
  default: {
    const BandInfo *info = &band_info[band];
    const double centre_hz = sqrt(info->low_hz * info->high_hz);
    return biquad_bell(centre_hz, centre_hz / (info->high_hz - info->low_hz), gain_db, rate_hz);
  }
  }
}

void equalizer_init(Equalizer *eq, double rate_hz)
{
  memset(eq, 0, sizeof *eq);
  eq->rate_hz = rate_hz;
  for (int band = 0; band < BAND_COUNT; ++band) {
    eq->now[band] = biquad_identity;
    eq->end[band] = biquad_identity;
  }
  eq->idle = true;
}

void equalizer_clear(Equalizer *eq)
{
  memset(eq->state, 0, sizeof eq->state);
}

static void set_end(Equalizer *eq, const double gain_db[BAND_COUNT])
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    if (gain_db[band] != eq->gain_db[band]) {
      eq->gain_db[band] = gain_db[band];
      eq->end[band] = equalizer_section((Band)band, gain_db[band], eq->rate_hz);
    }
  }
}

static bool all_flat(const Equalizer *eq)
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    if (eq->gain_db[band] != 0.0) {
      return false;
    }
  }
  return eq->ramp_frames == 0;
}

void equalizer_jump(Equalizer *eq, const double gain_db[BAND_COUNT])
{
  set_end(eq, gain_db);
  memcpy(eq->now, eq->end, sizeof eq->now);
  eq->ramp_frames = 0;
  eq->idle = eq->idle && all_flat(eq);
}

void equalizer_ramp(Equalizer *eq, const double gain_db[BAND_COUNT], uint32_t n_frames)
{
  const bool still = eq->ramp_frames == 0 && memcmp(gain_db, eq->gain_db, sizeof eq->gain_db) == 0;
  if (still) {
    return;
  }
  set_end(eq, gain_db);
  const double per_frame = 1.0 / (double)n_frames;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Biquad *from = &eq->now[band];
    const Biquad *to = &eq->end[band];
    eq->step[band] = (Biquad){(to->b0 - from->b0) * per_frame, (to->b1 - from->b1) * per_frame,
                              (to->b2 - from->b2) * per_frame, (to->a1 - from->a1) * per_frame,
                              (to->a2 - from->a2) * per_frame};
  }
  eq->ramp_frames = n_frames;
  eq->idle = false;
}

static void advance(Biquad *h, const Biquad *step)
{
  h->b0 += step->b0;
  h->b1 += step->b1;
  h->b2 += step->b2;
  h->a1 += step->a1;
  h->a2 += step->a2;
}

static double filter(const Biquad *h, double state[2], double x)
{
  const double y = h->b0 * x + state[0];
  state[0] = h->b1 * x - h->a1 * y + state[1];
  state[1] = h->b2 * x - h->a2 * y;
  return y;
}

static void process_span(Equalizer *eq, float *const *io, int n_channels, uint32_t from,
                         uint32_t to)
{
  for (uint32_t i = from; i < to; ++i) {
    if (eq->ramp_frames > 0) {
      --eq->ramp_frames;
      for (int band = 0; band < BAND_COUNT; ++band) {
        if (eq->ramp_frames == 0) {
          eq->now[band] = eq->end[band];
        } else {
          advance(&eq->now[band], &eq->step[band]);
        }
      }
    }
    for (int channel = 0; channel < n_channels; ++channel) {
      double x = (double)io[channel][i];
      for (int band = 0; band < BAND_COUNT; ++band) {
        x = filter(&eq->now[band], eq->state[channel][band], x);
      }
      io[channel][i] = (float)x;
    }
  }
}

static void clean(float *samples, uint32_t n_frames)
{
  for (uint32_t i = 0; i < n_frames; ++i) {
    if (!(fabsf(samples[i]) <= SANE_MAGNITUDE)) { /* NaN compares false */
      samples[i] = 0.0f;
    }
  }
}

/** Drops what has died away; finds out whether there is anything left to do. */
static void tidy(Equalizer *eq)
{
  double *state = &eq->state[0][0][0];
  bool silent = true;
  for (int i = 0; i < MAX_CHANNELS * BAND_COUNT * 2; ++i) {
    if (fabs(state[i]) < SILENT_STATE) {
      state[i] = 0.0;
    } else {
      silent = false;
    }
  }
  eq->idle = silent && all_flat(eq);
}

void equalizer_process(Equalizer *eq, float *const *io, int n_channels, uint32_t n_frames)
{
  for (int channel = 0; channel < n_channels; ++channel) {
    clean(io[channel], n_frames);
  }
  for (uint32_t done = 0; done < n_frames;) {
    const uint32_t left = n_frames - done;
    const uint32_t to_grid = TIDY_FRAMES - eq->tidy_phase;
    const uint32_t span = left < to_grid ? left : to_grid;
    if (!eq->idle) {
      process_span(eq, io, n_channels, done, done + span);
    }
    done += span;
    eq->tidy_phase += span;
    if (eq->tidy_phase == TIDY_FRAMES) {
      eq->tidy_phase = 0;
      tidy(eq);
    }
  }
}
