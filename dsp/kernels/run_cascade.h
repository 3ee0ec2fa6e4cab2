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
#include "dsp/kernels/filter_section.h"

/** One value a channel. */
typedef double Pair __attribute__((vector_size(16)));

/** The same with its coefficients, equal in both lanes, packed, so that they move in two sums. */
typedef struct {
  Pair c, a;                     /**< c1 and c2, a1 and a2 */
  Pair c_per_frame, a_per_frame; /**< their change */
  Pair s1, s2;
} PairSection;

static inline Pair pair_load(const double from[2])
{
  Pair pair;
  memcpy(&pair, from, sizeof pair);
  return pair;
}

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

#endif
