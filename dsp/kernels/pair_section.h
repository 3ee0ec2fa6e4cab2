/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * One section of the cascade, both channels side by side.
 */
#ifndef GENRE_EQ_DSP_PAIR_SECTION_H
#define GENRE_EQ_DSP_PAIR_SECTION_H

#include <string.h>

#include "dsp/kernels/cascade.h"

/** One value a channel. */
typedef double Pair __attribute__((vector_size(16)));

typedef struct {
  Pair c1, c2, a1, a2;
} PairCoefficients;

typedef struct {
  PairCoefficients now;
  PairCoefficients step;
  Pair s1, s2;
} PairSection;

static inline Pair pair_load(const double from[2])
{
  Pair pair;
  memcpy(&pair, from, sizeof pair);
  return pair;
}

static inline void pair_store(double to[2], Pair pair)
{
  memcpy(to, &pair, sizeof pair);
}

static inline PairCoefficients pair_coefficients(const CascadeCoefficients *h, int lane)
{
  return (PairCoefficients){pair_load(h->c1 + lane), pair_load(h->c2 + lane),
                            pair_load(h->a1 + lane), pair_load(h->a2 + lane)};
}

static inline PairSection pair_section(const Cascade *cascade, int lane)
{
  return (PairSection){pair_coefficients(&cascade->now, lane),
                       pair_coefficients(&cascade->step, lane), pair_load(cascade->s1 + lane),
                       pair_load(cascade->s2 + lane)};
}

static inline void pair_section_store(const PairSection *section, Cascade *cascade, int lane)
{
  CascadeCoefficients *h = &cascade->now;
  pair_store(h->c1 + lane, section->now.c1);
  pair_store(h->c2 + lane, section->now.c2);
  pair_store(h->a1 + lane, section->now.a1);
  pair_store(h->a2 + lane, section->now.a2);
  pair_store(cascade->s1 + lane, section->s1);
  pair_store(cascade->s2 + lane, section->s2);
}

static inline void pair_advance(PairSection *section)
{
  section->now.c1 += section->step.c1;
  section->now.c2 += section->step.c2;
  section->now.a1 += section->step.a1;
  section->now.a2 += section->step.a2;
}

static inline Pair pair_filter(PairSection *section, Pair x)
{
  const PairCoefficients *h = &section->now;
  const Pair s1 = section->s1;
  section->s1 = (h->c1 * x + section->s2) - h->a1 * s1;
  section->s2 = h->c2 * x - h->a2 * s1;
  return x + s1;
}

#endif
