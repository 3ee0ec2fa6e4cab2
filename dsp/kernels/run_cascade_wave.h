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
 * The wave is filled at the first frames of a call and drained at its last: there the
 * sections that have no frame at hand yet, or no more, keep what they hold. So no delay
 * is left, and the bits are those of run_cascade.h.
 */
#ifndef GENRE_EQ_DSP_RUN_CASCADE_WAVE_H
#define GENRE_EQ_DSP_RUN_CASCADE_WAVE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "dsp/kernels/run_cascade.h"
#include "dsp/kernels/wave_frames.h"

typedef double Quad __attribute__((vector_size(32)));
typedef int64_t QuadMask __attribute__((vector_size(32)));
#define WAVE_EDGE (CASCADE_SECTIONS - 1)

typedef struct {
  Quad c1, c2, a1, a2;
} QuadCoefficients;

/** Two neighbouring sections. */
typedef struct {
  QuadCoefficients now;
  QuadCoefficients step;
  Quad s1, s2;
} QuadSection;

/** Which of two sections have a frame at hand: all bits of a lane or none. */
static const QuadMask both_active = {-1, -1, -1, -1};
static const QuadMask first_active = {-1, -1, 0, 0};
static const QuadMask second_active = {0, 0, -1, -1};

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
  return (QuadCoefficients){quad_load(h->c1 + lane), quad_load(h->c2 + lane),
                            quad_load(h->a1 + lane), quad_load(h->a2 + lane)};
}

static inline QuadSection quad_section(const Cascade *cascade, int lane)
{
  return (QuadSection){quad_coefficients(&cascade->now, lane),
                       quad_coefficients(&cascade->step, lane), quad_load(cascade->s1 + lane),
                       quad_load(cascade->s2 + lane)};
}

static inline void quad_section_store(const QuadSection *section, Cascade *cascade, int lane)
{
  CascadeCoefficients *h = &cascade->now;
  quad_store(h->c1 + lane, section->now.c1);
  quad_store(h->c2 + lane, section->now.c2);
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

/** Two neighbouring sections, a frame each; those that are not active keep all. */
static inline __attribute__((always_inline)) Quad quad_filter(QuadSection *section, Quad x,
                                                              QuadMask active, const bool moving)
{
  QuadCoefficients *h = &section->now;
  if (moving) {
    h->c1 += quad_where(active, section->step.c1);
    h->c2 += quad_where(active, section->step.c2);
    h->a1 += quad_where(active, section->step.a1);
    h->a2 += quad_where(active, section->step.a2);
  }
  const Quad s1 = section->s1;
  section->s1 = quad_choose(active, (h->c1 * x + section->s2) - h->a1 * s1, s1);
  section->s2 = quad_choose(active, h->c2 * x - h->a2 * s1, section->s2);
  return x + s1;
}

/** What two neighbouring sections hear: a frame from before them, and what the first of
    them put out. */
static inline Quad hear(Pair before, Quad y)
{
  return (Quad){before[0], before[1], y[0], y[1]};
}

static inline Pair put_out(Quad y)
{
  return (Pair){y[2], y[3]};
}

/** More than WAVE_EDGE frames. A section hears what was put out a step before. */
static inline __attribute__((always_inline)) void run_wave(Cascade *cascade,
                                                           const float *const in[2],
                                                           float *const out[2], uint32_t n_frames,
                                                           const bool moving)
{
  QuadSection low = quad_section(cascade, 0);
  QuadSection high = quad_section(cascade, 4);
  WaveGain gain = {cascade->now.gain, cascade->step.gain};
  const Pair none = {0.0};
  Quad y_low = {0.0};
  Quad y_high = {0.0};

  y_low = quad_filter(&low, hear(frame_at(in, 0), y_low), first_active, moving);
  y_low = quad_filter(&low, hear(frame_at(in, 1), y_low), both_active, moving);
  y_high = quad_filter(&high, hear(put_out(y_low), y_high), first_active, moving);
  y_low = quad_filter(&low, hear(frame_at(in, 2), y_low), both_active, moving);

  for (uint32_t i = WAVE_EDGE; i < n_frames; ++i) {
    y_high = quad_filter(&high, hear(put_out(y_low), y_high), both_active, moving);
    y_low = quad_filter(&low, hear(frame_at(in, i), y_low), both_active, moving);
    wave_out(&gain, put_out(y_high), out, i - WAVE_EDGE, moving);
  }

  y_high = quad_filter(&high, hear(put_out(y_low), y_high), both_active, moving);
  y_low = quad_filter(&low, hear(none, y_low), second_active, moving);
  wave_out(&gain, put_out(y_high), out, n_frames - 3, moving);
  y_high = quad_filter(&high, hear(put_out(y_low), y_high), both_active, moving);
  wave_out(&gain, put_out(y_high), out, n_frames - 2, moving);
  y_high = quad_filter(&high, hear(none, y_high), second_active, moving);
  wave_out(&gain, put_out(y_high), out, n_frames - 1, moving);

  quad_section_store(&low, cascade, 0);
  quad_section_store(&high, cascade, 4);
  cascade->now.gain = gain.value;
}

static void run_cascade_wave(Cascade *cascade, const float *const in[2], float *const out[2],
                             uint32_t n_frames, bool moving)
{
  if (n_frames <= WAVE_EDGE) {
    run_cascade_pairs(cascade, in, out, n_frames, moving);
  } else if (moving) {
    run_wave(cascade, in, out, n_frames, true);
  } else {
    run_wave(cascade, in, out, n_frames, false);
  }
}

#endif
