/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/equalizer.h"

#include <math.h>
#include <string.h>

#include "dsp/portable_math.h"

/* Every so many samples, counted from the start and not at the edges of calls, states below
 * SILENT_STATE become 0. So no denormals arise. */
#define TIDY_FRAMES 256
#define SILENT_STATE 1e-20 /* -400 dB */

_Static_assert(CASCADE_SECTIONS == SHELF_COUNT, "the cascade is as long as the curve needs");

/* --- gains -------------------------------------------------------------------------- */

static void set_lanes(CascadeCoefficients *lanes, int shelf, const CurveSection *h)
{
  for (int channel = 0; channel < 2; ++channel) {
    lanes->c1[shelf][channel] = h->c1;
    lanes->c2[shelf][channel] = h->c2;
    lanes->a1[shelf][channel] = h->a1;
    lanes->a2[shelf][channel] = h->a2;
  }
}

/** Ends the ramp exactly at its goal. */
static void arrive(Equalizer *eq)
{
  for (int i = 0; i < SHELF_COUNT; ++i) {
    set_lanes(&eq->cascade.now, i, &eq->end[i]);
  }
  eq->cascade.now.gain = eq->end_gain;
  eq->ramp_frames = 0;
}

void equalizer_init(Equalizer *eq, double rate_hz)
{
  memset(eq, 0, sizeof *eq);
  eq->kernels = kernels_best();
  eq->rate_hz = rate_hz;
  eq->end_gain = 1.0;
  arrive(eq);
  shelf_table_init(&eq->table, rate_hz);
  eq->idle = true;
}

static bool ends_at(const Equalizer *eq, const double section_db[BAND_COUNT])
{
  return memcmp(section_db, eq->section_db, sizeof eq->section_db) == 0;
}

static void set_end(Equalizer *eq, const double section_db[BAND_COUNT])
{
  if (ends_at(eq, section_db)) {
    return;
  }
  memcpy(eq->section_db, section_db, sizeof eq->section_db);
  Biquad shelf[SHELF_COUNT];
  const double all_db = shelf_table_shelves(&eq->table, section_db, shelf);
  eq->end_gain = fabs(all_db) >= FLAT_DB ? db_to_gain(all_db) : 1.0;
  for (int i = 0; i < SHELF_COUNT; ++i) {
    const Biquad *h = &shelf[i];
    const double per_b0 = 1.0 / h->b0;
    eq->end[i] = (CurveSection){h->b1 * per_b0 - h->a1, h->b2 * per_b0 - h->a2, h->a1, h->a2};
    eq->end_gain *= h->b0;
  }
}

/** True if no ramp is running and all sections pass every sample unchanged. */
static bool all_flat(const Equalizer *eq)
{
  for (int i = 0; i < SHELF_COUNT; ++i) {
    if (eq->end[i].c1 != 0.0 || eq->end[i].c2 != 0.0) {
      return false;
    }
  }
  return eq->end_gain == 1.0 && eq->ramp_frames == 0;
}

void equalizer_clear(Equalizer *eq)
{
  memset(eq->cascade.s1, 0, sizeof eq->cascade.s1);
  memset(eq->cascade.s2, 0, sizeof eq->cascade.s2);
  eq->tidy_phase = 0;
  eq->idle = all_flat(eq);
}

void equalizer_jump(Equalizer *eq, const double section_db[BAND_COUNT])
{
  set_end(eq, section_db);
  arrive(eq);
  eq->idle = eq->idle && all_flat(eq);
}

void equalizer_ramp(Equalizer *eq, const double section_db[BAND_COUNT], uint32_t n_frames)
{
  if (eq->ramp_frames == 0 && ends_at(eq, section_db)) {
    return;
  }
  set_end(eq, section_db);
  const double per_frame = 1.0 / (double)n_frames;
  const CascadeCoefficients *now = &eq->cascade.now;
  for (int i = 0; i < SHELF_COUNT; ++i) {
    const CurveSection *to = &eq->end[i];
    const CurveSection change = {
        (to->c1 - now->c1[i][0]) * per_frame, (to->c2 - now->c2[i][0]) * per_frame,
        (to->a1 - now->a1[i][0]) * per_frame, (to->a2 - now->a2[i][0]) * per_frame};
    set_lanes(&eq->cascade.per_frame, i, &change);
  }
  eq->cascade.per_frame.gain = (eq->end_gain - now->gain) * per_frame;
  eq->ramp_frames = n_frames;
  eq->idle = false;
}

/* --- sound -------------------------------------------------------------------------- */

/** Sets a state below SILENT_STATE to 0. True if it is 0. */
static bool tidy_state(double *state)
{
  if (!(fabs(*state) < SILENT_STATE)) {
    return false;
  }
  *state = 0.0;
  return true;
}

/** Sets the states that have died away to 0, and finds out whether the equaliser is idle. */
static void tidy(Equalizer *eq)
{
  bool silent = true;
  for (int i = 0; i < CASCADE_SECTIONS; ++i) {
    for (int channel = 0; channel < 2; ++channel) {
      silent &= tidy_state(&eq->cascade.s1[i][channel]);
      silent &= tidy_state(&eq->cascade.s2[i][channel]);
    }
  }
  eq->idle = silent && all_flat(eq);
}

static void make_sane(float *samples, uint32_t n_frames)
{
  for (uint32_t i = 0; i < n_frames; ++i) {
    if (!(fabsf(samples[i]) <= EQUALIZER_SANE_MAGNITUDE)) { /* NaN compares false */
      samples[i] = 0.0f;
    }
  }
}

static uint32_t least(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

/** Processes frames that lie between two tidyings, and within one ramp or none. */
static void process_span(Equalizer *eq, const float *const in[2], float *const out[2],
                         uint32_t n_frames)
{
  if (eq->idle) {
    for (int channel = 0; channel < 2; ++channel) {
      memmove(out[channel], in[channel], n_frames * sizeof(float));
    }
    return;
  }
  const bool moving = eq->ramp_frames > 0;
  eq->kernels->run_cascade(&eq->cascade, in, out, n_frames, moving);
  if (moving) {
    eq->ramp_frames -= n_frames;
    if (eq->ramp_frames == 0) {
      arrive(eq);
    }
  }
}

void equalizer_process_sane(Equalizer *eq, const float *const *in, float *const *out,
                            int n_channels, uint32_t n_frames)
{
  /* Mono: both lanes do the same work. */
  const float *from[2] = {in[0], in[n_channels - 1]};
  float *to[2] = {out[0], out[n_channels - 1]};
  while (n_frames > 0) {
    uint32_t span = least(n_frames, TIDY_FRAMES - eq->tidy_phase);
    if (eq->ramp_frames > 0) {
      span = least(span, eq->ramp_frames);
    }
    process_span(eq, from, to, span);
    for (int channel = 0; channel < 2; ++channel) {
      from[channel] += span;
      to[channel] += span;
    }
    n_frames -= span;
    eq->tidy_phase += span;
    if (eq->tidy_phase == TIDY_FRAMES) {
      eq->tidy_phase = 0;
      tidy(eq);
    }
  }
}

/* Faulty samples become 0 at the input, so that none gets into a state. */
void equalizer_process(Equalizer *eq, const float *const *in, float *const *out, int n_channels,
                       uint32_t n_frames)
{
  const float *from[MAX_CHANNELS];
  for (int channel = 0; channel < n_channels; ++channel) {
    from[channel] = in[channel];
    if (!eq->kernels->all_within(in[channel], n_frames, EQUALIZER_SANE_MAGNITUDE)) {
      memmove(out[channel], in[channel], n_frames * sizeof(float));
      make_sane(out[channel], n_frames);
      from[channel] = out[channel];
    }
  }
  equalizer_process_sane(eq, from, out, n_channels, n_frames);
}
