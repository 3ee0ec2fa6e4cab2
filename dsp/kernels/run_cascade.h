/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The loops over a cascade: one frame at a time through one section after the other. A processor
 * begins the next frame's first section before it has finished the last section of this frame.
 */
#ifndef GENRE_EQ_DSP_RUN_CASCADE_H
#define GENRE_EQ_DSP_RUN_CASCADE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "dsp/kernels/cascade.h"
#include "dsp/lanes.h"

/** A register of doubles: both pairs of lanes, or one. */
#define DOUBLE_COUNT (LANE_COUNT / 2)
_Static_assert(CASCADE_LANES % DOUBLE_COUNT == 0, "a cascade is a number of full registers");

typedef double Doubles __attribute__((vector_size(8 * DOUBLE_COUNT)));

/** A section's coefficients and states in one register of lanes. */
typedef struct {
  Doubles c1, c2, a1, a2, s1, s2;
} Section;

/** One value a channel: the first pair of lanes, the only one that the equaliser uses. */
typedef double Pair __attribute__((vector_size(16)));

/** The same with its coefficients, equal in both lanes, packed, so that they move in two sums. */
typedef struct {
  Pair c, a;                     /**< c1 and c2, a1 and a2 */
  Pair c_per_frame, a_per_frame; /**< their change */
  Pair s1, s2;
} PairSection;

/** One frame x through one section, in lanes of any number: x becomes its output. */
#define FILTER(x, c1, c2, a1, a2, s1, s2)                                                          \
  do {                                                                                             \
    const __typeof__(x) old = (s1);                                                                \
    (s1) = ((c1) * (x) + (s2)) - (a1)*old;                                                         \
    (s2) = (c2) * (x) - (a2)*old;                                                                  \
    (x) += old;                                                                                    \
  } while (0)

static inline Doubles doubles_load(const double from[DOUBLE_COUNT])
{
  Doubles doubles;
  memcpy(&doubles, from, sizeof doubles);
  return doubles;
}

static inline void doubles_store(double to[DOUBLE_COUNT], Doubles doubles)
{
  memcpy(to, &doubles, sizeof doubles);
}

static inline Pair pair_load(const double from[2])
{
  Pair pair;
  memcpy(&pair, from, sizeof pair);
  return pair;
}

/* --- the equaliser ---------------------------------------------------------------------- */

static inline PairSection load_pair(const Cascade *cascade, int k)
{
  const CascadeCoefficients *h = &cascade->now;
  const CascadeCoefficients *change = &cascade->per_frame;
  return (PairSection){.c = {h->c1[k][0], h->c2[k][0]},
                       .a = {h->a1[k][0], h->a2[k][0]},
                       .c_per_frame = {change->c1[k][0], change->c2[k][0]},
                       .a_per_frame = {change->a1[k][0], change->a2[k][0]},
                       .s1 = pair_load(cascade->s1[k]),
                       .s2 = pair_load(cascade->s2[k])};
}

static inline void store_pair(const PairSection *section, Cascade *cascade, int k)
{
  CascadeCoefficients *h = &cascade->now;
  for (int channel = 0; channel < 2; ++channel) {
    h->c1[k][channel] = section->c[0];
    h->c2[k][channel] = section->c[1];
    h->a1[k][channel] = section->a[0];
    h->a2[k][channel] = section->a[1];
    cascade->s1[k][channel] = section->s1[channel];
    cascade->s2[k][channel] = section->s2[channel];
  }
}

static inline Pair both(double value)
{
  return (Pair){value, value};
}

/* `moving` is a constant in each of the two calls below, so each compiles to a separate loop. */
static inline __attribute__((always_inline)) void
filter_frames(Cascade *cascade, const float *const in[2], float *const out[2], uint32_t n_frames,
              const bool moving)
{
  PairSection section[CASCADE_SECTIONS];
  for (int k = 0; k < CASCADE_SECTIONS; ++k) {
    section[k] = load_pair(cascade, k);
  }
  double gain = cascade->now.gain;
  const double gain_per_frame = cascade->per_frame.gain;
  for (uint32_t i = 0; i < n_frames; ++i) {
    Pair x = {(double)in[0][i], (double)in[1][i]};
    for (int k = 0; k < CASCADE_SECTIONS; ++k) {
      PairSection *h = &section[k];
      if (moving) {
        h->c += h->c_per_frame;
        h->a += h->a_per_frame;
      }
      FILTER(x, both(h->c[0]), both(h->c[1]), both(h->a[0]), both(h->a[1]), h->s1, h->s2);
    }
    if (moving) {
      gain += gain_per_frame;
    }
    out[0][i] = (float)(x[0] * gain);
    out[1][i] = (float)(x[1] * gain);
  }
  for (int k = 0; k < CASCADE_SECTIONS; ++k) {
    store_pair(&section[k], cascade, k);
  }
  cascade->now.gain = gain;
}

static void run_cascade(Cascade *cascade, const float *const in[2], float *const out[2],
                        uint32_t n_frames, bool moving)
{
  if (moving) {
    filter_frames(cascade, in, out, n_frames, true);
  } else {
    filter_frames(cascade, in, out, n_frames, false);
  }
}

/* --- crossovers --------------------------------------------------------------------------- */

static inline Section load_section(const Cascade *cascade, int k, int lane)
{
  const CascadeCoefficients *h = &cascade->now;
  return (Section){.c1 = doubles_load(&h->c1[k][lane]),
                   .c2 = doubles_load(&h->c2[k][lane]),
                   .a1 = doubles_load(&h->a1[k][lane]),
                   .a2 = doubles_load(&h->a2[k][lane]),
                   .s1 = doubles_load(&cascade->s1[k][lane]),
                   .s2 = doubles_load(&cascade->s2[k][lane])};
}

/** The same stereo frame in each pair of lanes. */
static inline Doubles frame_of(const float *const in[2], uint32_t i)
{
  const double left = (double)in[0][i];
  const double right = (double)in[1][i];
#if DOUBLE_COUNT == 4
  return (Doubles){left, right, left, right};
#else
  return (Doubles){left, right};
#endif
}

static void measure_cascade(Cascade *cascade, const float *const in[2], uint32_t n_frames,
                            double energy[CASCADE_LANES])
{
  for (int lane = 0; lane < CASCADE_LANES; lane += DOUBLE_COUNT) {
    Section section[CASCADE_SECTIONS];
    for (int k = 0; k < CASCADE_SECTIONS; ++k) {
      section[k] = load_section(cascade, k, lane);
    }
    Doubles sum = doubles_load(energy + lane);
    for (uint32_t i = 0; i < n_frames; ++i) {
      Doubles x = frame_of(in, i);
      for (int k = 0; k < CASCADE_SECTIONS; ++k) {
        Section *h = &section[k];
        FILTER(x, h->c1, h->c2, h->a1, h->a2, h->s1, h->s2);
      }
      sum += x * x;
    }
    doubles_store(energy + lane, sum);
    for (int k = 0; k < CASCADE_SECTIONS; ++k) {
      doubles_store(&cascade->s1[k][lane], section[k].s1);
      doubles_store(&cascade->s2[k][lane], section[k].s2);
    }
  }
}

#endif
