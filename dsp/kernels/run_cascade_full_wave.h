/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The equaliser's loop for registers of eight doubles: all four sections of both channels fill
 * one. As run_cascade_wave.h, but section k works on the frame FULL_WAVE_SKEW · k behind the
 * newest, since to move what a section puts out to the next one's lanes takes longer than to
 * compute it.
 *
 *   lanes: section 0 left, right, section 1 left, right, … section 3 left, right
 */
#ifndef GENRE_EQ_DSP_RUN_CASCADE_FULL_WAVE_H
#define GENRE_EQ_DSP_RUN_CASCADE_FULL_WAVE_H

#include <stdbool.h>
#include <stdint.h>

#include "dsp/kernels/run_cascade.h"
#include "dsp/kernels/wave_frames.h"

typedef double Octet __attribute__((vector_size(64)));
typedef __mmask8 OctetMask; /**< a bit a lane */
_Static_assert(CASCADE_LANES == 8, "one register holds the whole wave");

/** Frames between neighbouring sections; as many outputs are on their way at a time. */
enum { FULL_WAVE_SKEW = 2, FULL_WAVE_EDGE = FULL_WAVE_SKEW * (CASCADE_SECTIONS - 1) };

typedef struct {
  Octet c1, c2, a1, a2;
} OctetCoefficients;

typedef struct {
  OctetCoefficients now;
  OctetCoefficients step;
  Octet s1, s2;
  Octet even, odd; /**< put out at the last even step of a call, and at the last odd one */
  WaveGain gain;
} FullWave;

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

static inline FullWave full_wave_begin(const Cascade *cascade)
{
  return (FullWave){.now = octet_coefficients(&cascade->now),
                    .step = octet_coefficients(&cascade->step),
                    .s1 = octet_load(cascade->s1),
                    .s2 = octet_load(cascade->s2),
                    .gain = {cascade->now.gain, cascade->step.gain}};
}

static inline void full_wave_end(const FullWave *wave, Cascade *cascade)
{
  octet_store(cascade->now.c1, wave->now.c1);
  octet_store(cascade->now.c2, wave->now.c2);
  octet_store(cascade->now.a1, wave->now.a1);
  octet_store(cascade->now.a2, wave->now.a2);
  cascade->now.gain = wave->gain.value;
  octet_store(cascade->s1, wave->s1);
  octet_store(cascade->s2, wave->s2);
}

static inline Octet octet_choose(OctetMask mask, Octet there, Octet elsewhere)
{
  return (Octet)_mm512_mask_blend_pd(mask, (__m512d)elsewhere, (__m512d)there);
}

/** What the sections hear: the newest frame, and what those before them put out. */
static inline Octet full_wave_hear(Pair frame, Octet y)
{
  const __m512d moved = (__m512d)_mm512_alignr_epi64((__m512i)y, (__m512i)y, 6);
  return (Octet)_mm512_mask_blend_pd(3, moved, _mm512_castpd128_pd512((__m128d)frame));
}

static inline Pair full_wave_last(Octet y)
{
  return (Pair)_mm512_castpd512_pd128(
      (__m512d)_mm512_alignr_epi64((__m512i)y, (__m512i)y, CASCADE_LANES - 2));
}

/** A frame through each section; those that are not active keep all. */
static inline __attribute__((always_inline)) Octet
full_wave_filter(FullWave *wave, Octet x, const OctetMask active, const bool moving)
{
  OctetCoefficients *h = &wave->now;
  if (moving) {
    h->c1 = octet_choose(active, h->c1 + wave->step.c1, h->c1);
    h->c2 = octet_choose(active, h->c2 + wave->step.c2, h->c2);
    h->a1 = octet_choose(active, h->a1 + wave->step.a1, h->a1);
    h->a2 = octet_choose(active, h->a2 + wave->step.a2, h->a2);
  }
  const Octet s1 = wave->s1;
  wave->s1 = octet_choose(active, (h->c1 * x + wave->s2) - h->a1 * s1, s1);
  wave->s2 = octet_choose(active, h->c2 * x - h->a2 * s1, wave->s2);
  return x + s1;
}

/** The sections that hear their first frame at step t of a call, or before: the first
    1 + t / FULL_WAVE_SKEW. */
static inline __attribute__((always_inline)) OctetMask full_wave_begun(const uint32_t t)
{
  return (OctetMask)(0xff >> (CASCADE_LANES - 2 * (1 + t / FULL_WAVE_SKEW)));
}

static inline __attribute__((always_inline)) void
full_wave_step(FullWave *wave, Octet *y, Pair frame, const OctetMask active, const bool moving)
{
  *y = full_wave_filter(wave, full_wave_hear(frame, *y), active, moving);
}

/** Steps t and t + 1 of the first FULL_WAVE_EDGE, which fill the wave. */
static inline __attribute__((always_inline)) void
full_wave_fill(FullWave *wave, const float *const in[2], const uint32_t t, const bool moving)
{
  full_wave_step(wave, &wave->even, frame_at(in, t), full_wave_begun(t), moving);
  full_wave_step(wave, &wave->odd, frame_at(in, t + 1), full_wave_begun(t + 1), moving);
}

/** The step t after the last frame was read. */
static inline __attribute__((always_inline)) void
full_wave_drain(FullWave *wave, Octet *y, float *const out[2], uint32_t n_frames, const uint32_t t,
                const bool moving)
{
  const Pair none = {0.0};
  full_wave_step(wave, y, none, (OctetMask)~full_wave_begun(t), moving);
  wave_out(&wave->gain, full_wave_last(*y), out, n_frames + t - FULL_WAVE_EDGE, moving);
}

static inline __attribute__((always_inline)) void
full_wave_drain_all(FullWave *wave, Octet *next, Octet *after, float *const out[2],
                    uint32_t n_frames, const bool moving)
{
  full_wave_drain(wave, next, out, n_frames, 0, moving);
  full_wave_drain(wave, after, out, n_frames, 1, moving);
  full_wave_drain(wave, next, out, n_frames, 2, moving);
  full_wave_drain(wave, after, out, n_frames, 3, moving);
  full_wave_drain(wave, next, out, n_frames, 4, moving);
  full_wave_drain(wave, after, out, n_frames, 5, moving);
}

/** At least FULL_WAVE_EDGE frames. A section hears what was put out two steps before. */
static inline __attribute__((always_inline)) void
run_full_wave(Cascade *cascade, const float *const in[2], float *const out[2], uint32_t n_frames,
              const bool moving)
{
  const OctetMask all = 0xff;
  FullWave wave = full_wave_begin(cascade);
  full_wave_fill(&wave, in, 0, moving);
  full_wave_fill(&wave, in, 2, moving);
  full_wave_fill(&wave, in, 4, moving);
  uint32_t t = FULL_WAVE_EDGE;
  for (; t + 2 <= n_frames; t += 2) {
    full_wave_step(&wave, &wave.even, frame_at(in, t), all, moving);
    wave_out(&wave.gain, full_wave_last(wave.even), out, t - FULL_WAVE_EDGE, moving);
    full_wave_step(&wave, &wave.odd, frame_at(in, t + 1), all, moving);
    wave_out(&wave.gain, full_wave_last(wave.odd), out, t + 1 - FULL_WAVE_EDGE, moving);
  }
  if (t < n_frames) {
    full_wave_step(&wave, &wave.even, frame_at(in, t), all, moving);
    wave_out(&wave.gain, full_wave_last(wave.even), out, t - FULL_WAVE_EDGE, moving);
    full_wave_drain_all(&wave, &wave.odd, &wave.even, out, n_frames, moving);
  } else {
    full_wave_drain_all(&wave, &wave.even, &wave.odd, out, n_frames, moving);
  }
  full_wave_end(&wave, cascade);
}

static void run_cascade_full_wave(Cascade *cascade, const float *const in[2], float *const out[2],
                                  uint32_t n_frames, bool moving)
{
  if (n_frames < FULL_WAVE_EDGE) {
    run_cascade_pairs(cascade, in, out, n_frames, moving);
  } else if (moving) {
    run_full_wave(cascade, in, out, n_frames, true);
  } else {
    run_full_wave(cascade, in, out, n_frames, false);
  }
}

#endif
