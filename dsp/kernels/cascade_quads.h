/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The equaliser's wavefront (run_cascade_wave.h) in two registers of four doubles:
 *
 *   low:  section 0 left, right, section 1 left, right
 *   high: section 2 left, right, section 3 left, right
 */
#ifndef GENRE_EQ_DSP_CASCADE_QUADS_H
#define GENRE_EQ_DSP_CASCADE_QUADS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "dsp/kernels/cascade.h"
#include "dsp/kernels/pair_section.h"

/* None of these vectors is ever handed over in a call: all functions here are inlined. */
#pragma GCC diagnostic ignored "-Wpsabi"

/** Frames between neighbouring sections: with more of them there are too few registers. */
enum { CASCADE_SKEW = 1 };

typedef double Quad __attribute__((vector_size(32)));
typedef int64_t QuadMask __attribute__((vector_size(32)));

typedef struct {
  Quad c1, c2, a1, a2;
} QuadCoefficients;

/** Two neighbouring sections. */
typedef struct {
  QuadCoefficients now;
  QuadCoefficients step;
  Quad s1, s2;
} QuadSection;

typedef struct {
  QuadSection low, high;
} WaveSections;

/** What the sections put out at a step. */
typedef struct {
  Quad low, high;
} WaveOut;

/** Which of them have a frame at hand: all bits of a lane or none. */
typedef struct {
  QuadMask low, high;
} WaveActive;

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

static inline Quad quad_choose(QuadMask mask, Quad there, Quad elsewhere)
{
  return (Quad)(((QuadMask)there & mask) | ((QuadMask)elsewhere & ~mask));
}

static inline WaveSections sections_load(const Cascade *cascade)
{
  return (WaveSections){quad_section(cascade, 0), quad_section(cascade, 4)};
}

static inline void sections_store(const WaveSections *sections, Cascade *cascade)
{
  quad_section_store(&sections->low, cascade, 0);
  quad_section_store(&sections->high, cascade, 4);
}

/** Of sections k and k + 1, the first n of all. */
static inline __attribute__((always_inline)) QuadMask quad_first(int k, int n)
{
  const int64_t one = k < n ? -1 : 0;
  const int64_t other = k + 1 < n ? -1 : 0;
  return (QuadMask){one, one, other, other};
}

static inline __attribute__((always_inline)) WaveActive first_sections(const int n)
{
  return (WaveActive){quad_first(0, n), quad_first(2, n)};
}

static inline __attribute__((always_inline)) WaveActive all_but_first_sections(const int n)
{
  return (WaveActive){~quad_first(0, n), ~quad_first(2, n)};
}

/** Two neighbouring sections, a frame each; those that are not active keep all. */
static inline __attribute__((always_inline)) Quad
quad_filter(QuadSection *section, Quad x, const QuadMask active, const bool moving)
{
  QuadCoefficients *h = &section->now;
  if (moving) {
    h->c1 = quad_choose(active, h->c1 + section->step.c1, h->c1);
    h->c2 = quad_choose(active, h->c2 + section->step.c2, h->c2);
    h->a1 = quad_choose(active, h->a1 + section->step.a1, h->a1);
    h->a2 = quad_choose(active, h->a2 + section->step.a2, h->a2);
  }
  const Quad s1 = section->s1;
  section->s1 = quad_choose(active, (h->c1 * x + section->s2) - h->a1 * s1, s1);
  section->s2 = quad_choose(active, h->c2 * x - h->a2 * s1, section->s2);
  return x + s1;
}

/** What two neighbouring sections hear: what comes from before them, and what the first of
    them put out. */
static inline Quad hear(Pair before, Quad y)
{
  return (Quad){before[0], before[1], y[0], y[1]};
}

static inline Pair put_out(Quad y)
{
  return (Pair){y[2], y[3]};
}

static inline Pair last_section(const WaveOut *y)
{
  return put_out(y->high);
}

/** The first section hears the frame, each other one what the one before it put out, y; which
    becomes what they put out now. */
static inline __attribute__((always_inline)) void sections_step(WaveSections *sections, WaveOut *y,
                                                                Pair frame, const WaveActive active,
                                                                const bool moving)
{
  y->high = quad_filter(&sections->high, hear(put_out(y->low), y->high), active.high, moving);
  y->low = quad_filter(&sections->low, hear(frame, y->low), active.low, moving);
}

#endif
