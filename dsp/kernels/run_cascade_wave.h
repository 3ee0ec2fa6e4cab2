/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The equaliser's loop for registers of four doubles, as a wavefront: section k works
 * on the frame k behind the newest, so that all sections work at the same time, and
 * none waits for the one before it.
 *
 *   low:  section 0 left, right, section 1 left, right
 *   high: section 2 left, right, section 3 left, right
 *
 * The wave is filled at the first frames of a call and drained at its last: there
 * sections that have nothing to do yet, or no more, keep what they hold. So no delay
 * is left, and the bits are those of run_cascade.h.
 */
#ifndef GENRE_EQ_DSP_RUN_CASCADE_WAVE_H
#define GENRE_EQ_DSP_RUN_CASCADE_WAVE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "dsp/kernels/pair_section.h"

/* None of these vectors is ever handed over in a call: all functions here are inlined. */
#pragma GCC diagnostic ignored "-Wpsabi"

typedef double Quad __attribute__((vector_size(32)));
typedef int64_t QuadMask __attribute__((vector_size(32)));

#define WAVE_EDGE (CASCADE_SECTIONS - 1)

typedef struct {
  Quad b0, b1, b2, a1, a2;
} QuadCoefficients;

/** Two neighbouring sections. */
typedef struct {
  QuadCoefficients now;
  QuadCoefficients step;
  Quad s1, s2;
  Quad y; /**< what they put out at the last step */
} QuadSection;

typedef struct {
  QuadSection low;
  QuadSection high;
} Wave;

/** Which sections have a frame at hand; all bits of a lane or none. */
typedef struct {
  QuadMask low;
  QuadMask high;
} Active;

static inline Quad quad_load(const double from[4])
{
  Quad quad;
  memcpy(&quad, from, sizeof quad);
  return quad;
}

static inline void quad_store(double to[4], Quad quad)
{
  memcpy(to, &quad, sizeof quad);
}

static inline QuadCoefficients quad_coefficients(const CascadeCoefficients *h, int lane)
{
  return (QuadCoefficients){quad_load(h->b0 + lane), quad_load(h->b1 + lane),
                            quad_load(h->b2 + lane), quad_load(h->a1 + lane),
                            quad_load(h->a2 + lane)};
}

static inline QuadSection quad_section(const Cascade *cascade, int lane)
{
  return (QuadSection){quad_coefficients(&cascade->now, lane),
                       quad_coefficients(&cascade->step, lane), quad_load(cascade->s1 + lane),
                       quad_load(cascade->s2 + lane), (Quad){0.0}};
}

static inline void quad_section_store(const QuadSection *section, Cascade *cascade, int lane)
{
  CascadeCoefficients *h = &cascade->now;
  quad_store(h->b0 + lane, section->now.b0);
  quad_store(h->b1 + lane, section->now.b1);
  quad_store(h->b2 + lane, section->now.b2);
  quad_store(h->a1 + lane, section->now.a1);
  quad_store(h->a2 + lane, section->now.a2);
  quad_store(cascade->s1 + lane, section->s1);
  quad_store(cascade->s2 + lane, section->s2);
}

static inline Quad quad_where(QuadMask mask, Quad value)
{
  return (Quad)((QuadMask)value & mask);
}

static inline Quad quad_choose(QuadMask mask, Quad there, Quad elsewhere)
{
  return (Quad)(((QuadMask)there & mask) | ((QuadMask)elsewhere & ~mask));
}

static inline void quad_advance(QuadSection *section, QuadMask active)
{
  section->now.b0 += quad_where(active, section->step.b0);
  section->now.b1 += quad_where(active, section->step.b1);
  section->now.b2 += quad_where(active, section->step.b2);
  section->now.a1 += quad_where(active, section->step.a1);
  section->now.a2 += quad_where(active, section->step.a2);
}

static inline void quad_filter(QuadSection *section, Quad x, QuadMask active)
{
  const QuadCoefficients *h = &section->now;
  const Quad y = h->b0 * x + section->s1;
  const Quad s1 = h->b1 * x - h->a1 * y + section->s2;
  const Quad s2 = h->b2 * x - h->a2 * y;
  section->s1 = quad_choose(active, s1, section->s1);
  section->s2 = quad_choose(active, s2, section->s2);
  section->y = y;
}

/** One step of the wave: a frame in, the frame WAVE_EDGE steps before it out. */
static inline __attribute__((always_inline)) Pair wave_step(Wave *wave, Pair x,
                                                            const Active *active, const bool moving)
{
  QuadSection *low = &wave->low;
  QuadSection *high = &wave->high;
  const Quad into_low = {x[0], x[1], low->y[0], low->y[1]};
  const Quad into_high = {low->y[2], low->y[3], high->y[0], high->y[1]};
  if (moving) {
    quad_advance(low, active->low);
    quad_advance(high, active->high);
  }
  quad_filter(low, into_low, active->low);
  quad_filter(high, into_high, active->high);
  return (Pair){high->y[2], high->y[3]};
}

static const Active all_active = {{-1, -1, -1, -1}, {-1, -1, -1, -1}};

/** At the edges of a call of n_frames: section k is active at steps k … n_frames − 1 + k. */
static inline Active active_at(uint32_t step, uint32_t n_frames)
{
  int64_t mask[CASCADE_SECTIONS];
  for (uint32_t k = 0; k < CASCADE_SECTIONS; ++k) {
    mask[k] = step >= k && step - k < n_frames ? -1 : 0;
  }
  return (Active){{mask[0], mask[0], mask[1], mask[1]}, {mask[2], mask[2], mask[3], mask[3]}};
}

typedef struct {
  double value;
  double step;
} WaveGain;

static inline __attribute__((always_inline)) void
wave_out(WaveGain *gain, Pair y, float *const out[2], uint32_t i, const bool moving)
{
  if (moving) {
    gain->value += gain->step;
  }
  out[0][i] = (float)(y[0] * gain->value);
  out[1][i] = (float)(y[1] * gain->value);
}

static inline __attribute__((always_inline)) void run_wave(Cascade *cascade,
                                                           const float *const in[2],
                                                           float *const out[2], uint32_t n_frames,
                                                           const bool moving)
{
  Wave wave = {quad_section(cascade, 0), quad_section(cascade, 4)};
  WaveGain gain = {cascade->now.gain, cascade->step.gain};
  const uint32_t n_steps = n_frames + WAVE_EDGE;
  uint32_t step = 0;
  for (; step < WAVE_EDGE; ++step) {
    const Active active = active_at(step, n_frames);
    const uint32_t i = step < n_frames ? step : n_frames - 1;
    wave_step(&wave, (Pair){(double)in[0][i], (double)in[1][i]}, &active, moving);
  }
  for (; step < n_frames; ++step) {
    const Pair x = {(double)in[0][step], (double)in[1][step]};
    wave_out(&gain, wave_step(&wave, x, &all_active, moving), out, step - WAVE_EDGE, moving);
  }
  for (; step < n_steps; ++step) {
    const Active active = active_at(step, n_frames);
    wave_out(&gain, wave_step(&wave, (Pair){0.0}, &active, moving), out, step - WAVE_EDGE, moving);
  }
  quad_section_store(&wave.low, cascade, 0);
  quad_section_store(&wave.high, cascade, 4);
  cascade->now.gain = gain.value;
}

static void run_cascade_wave(Cascade *cascade, const float *const in[2], float *const out[2],
                             uint32_t n_frames, bool moving)
{
  if (n_frames == 0) {
    return;
  }
  if (moving) {
    run_wave(cascade, in, out, n_frames, true);
  } else {
    run_wave(cascade, in, out, n_frames, false);
  }
}

#endif
