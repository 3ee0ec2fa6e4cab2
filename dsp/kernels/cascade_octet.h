/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The equaliser's wavefront (run_cascade_wave.h) in one register of eight doubles:
 *
 *   lanes: section 0 left, right, section 1 left, right, … section 3 left, right
 */
#ifndef GENRE_EQ_DSP_CASCADE_OCTET_H
#define GENRE_EQ_DSP_CASCADE_OCTET_H

#include <stdbool.h>
#include <string.h>

#include "dsp/kernels/cascade.h"
#include "dsp/kernels/pair_section.h"
#include "dsp/lanes.h"

#ifdef LANES16

/** Frames between neighbouring sections: to move what one puts out to the next one's lanes takes
    longer than to compute it. */
enum { CASCADE_SKEW = 2 };

typedef double Octet __attribute__((vector_size(64)));
_Static_assert(CASCADE_LANES == 8, "one register holds the whole wave");

typedef struct {
  Octet c1, c2, a1, a2;
} OctetCoefficients;

typedef struct {
  OctetCoefficients now;
  OctetCoefficients step;
  Octet s1, s2;
} WaveSections;

/** What the sections put out at a step. */
typedef Octet WaveOut;

/** Which of them have a frame at hand: a bit a lane. */
typedef __mmask8 WaveActive;

static inline Octet octet_load(const double from[8])
{
  Octet octet;
  memcpy(&octet, from, sizeof octet);
  return octet;
}

static inline void octet_store(double to[8], Octet octet)
{
  memcpy(to, &octet, sizeof octet);
}

static inline OctetCoefficients octet_coefficients(const CascadeCoefficients *h)
{
  return (OctetCoefficients){octet_load(h->c1), octet_load(h->c2), octet_load(h->a1),
                             octet_load(h->a2)};
}

static inline WaveSections sections_load(const Cascade *cascade)
{
  return (WaveSections){.now = octet_coefficients(&cascade->now),
                        .step = octet_coefficients(&cascade->step),
                        .s1 = octet_load(cascade->s1),
                        .s2 = octet_load(cascade->s2)};
}

static inline void sections_store(const WaveSections *sections, Cascade *cascade)
{
  octet_store(cascade->now.c1, sections->now.c1);
  octet_store(cascade->now.c2, sections->now.c2);
  octet_store(cascade->now.a1, sections->now.a1);
  octet_store(cascade->now.a2, sections->now.a2);
  octet_store(cascade->s1, sections->s1);
  octet_store(cascade->s2, sections->s2);
}

static inline __attribute__((always_inline)) WaveActive first_sections(const int n)
{
  return (WaveActive)(0xff >> (CASCADE_LANES - 2 * n));
}

static inline __attribute__((always_inline)) WaveActive all_but_first_sections(const int n)
{
  return (WaveActive)~first_sections(n);
}

static inline Octet octet_choose(WaveActive mask, Octet there, Octet elsewhere)
{
  return (Octet)_mm512_mask_blend_pd(mask, (__m512d)elsewhere, (__m512d)there);
}

/** What the sections hear: the frame, and what those before them put out. */
static inline Octet hear(Pair frame, Octet y)
{
  const __m512d moved = (__m512d)_mm512_alignr_epi64((__m512i)y, (__m512i)y, CASCADE_LANES - 2);
  return (Octet)_mm512_mask_blend_pd(3, moved, _mm512_castpd128_pd512((__m128d)frame));
}

static inline Pair last_section(const WaveOut *y)
{
  const __m512i bits = (__m512i)*y;
  return (Pair)_mm512_castpd512_pd128((__m512d)_mm512_alignr_epi64(bits, bits, CASCADE_LANES - 2));
}

/** The first section hears the frame, each other one what the one before it put out, y; which
    becomes what they put out now. Those that are not active keep all. */
static inline __attribute__((always_inline)) void sections_step(WaveSections *sections, WaveOut *y,
                                                                Pair frame, const WaveActive active,
                                                                const bool moving)
{
  OctetCoefficients *h = &sections->now;
  if (moving) {
    h->c1 = octet_choose(active, h->c1 + sections->step.c1, h->c1);
    h->c2 = octet_choose(active, h->c2 + sections->step.c2, h->c2);
    h->a1 = octet_choose(active, h->a1 + sections->step.a1, h->a1);
    h->a2 = octet_choose(active, h->a2 + sections->step.a2, h->a2);
  }
  const Octet x = hear(frame, *y);
  const Octet s1 = sections->s1;
  sections->s1 = octet_choose(active, (h->c1 * x + sections->s2) - h->a1 * s1, s1);
  sections->s2 = octet_choose(active, h->c2 * x - h->a2 * s1, sections->s2);
  *y = x + s1;
}

#endif

#endif
