/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The equaliser's loop as a wavefront: section k works on the frame CASCADE_SKEW · k behind the
 * newest, so that all sections work at the same time, and none waits for the one before it.
 *
 * The wave is filled at the first frames of a call and drained at its last: there the
 * sections that have no frame at hand yet, or no more, keep what they hold. So no delay
 * is left, and the bits are those of run_cascade.h.
 */
#ifndef GENRE_EQ_DSP_RUN_CASCADE_WAVE_H
#define GENRE_EQ_DSP_RUN_CASCADE_WAVE_H

#include <stdbool.h>
#include <stdint.h>

#include "dsp/kernels/run_cascade.h"
#include "dsp/lanes.h"
#ifdef LANES16
#include "dsp/kernels/cascade_octet.h"
#else
#include "dsp/kernels/cascade_quads.h"
#endif

enum { CASCADE_EDGE = CASCADE_SKEW * (CASCADE_SECTIONS - 1) };
_Static_assert(CASCADE_SKEW == 1 || CASCADE_SKEW == 2, "see wave_y()");

typedef struct {
  WaveSections sections;
  WaveOut even, odd; /**< put out at the last even step of a call, and at the last odd one; with
                          a skew of 1 at the last one, in `even` */
  double gain, gain_step;
} CascadeWave;

/** What the sections put out CASCADE_SKEW steps before step t. */
static inline WaveOut *wave_y(CascadeWave *wave, const int t)
{
  return t % CASCADE_SKEW == 0 ? &wave->even : &wave->odd;
}

static inline Pair frame_at(const float *const in[2], uint32_t i)
{
  return (Pair)_mm_cvtps_pd(_mm_unpacklo_ps(_mm_load_ss(in[0] + i), _mm_load_ss(in[1] + i)));
}

static inline __attribute__((always_inline)) void
put_out_frame(CascadeWave *wave, Pair y, float *const out[2], uint32_t i, const bool moving)
{
  if (moving) {
    wave->gain += wave->gain_step;
  }
  const Lanes4 frame = (Lanes4)_mm_cvtpd_ps((__m128d)(y * wave->gain));
  out[0][i] = frame[0];
  out[1][i] = frame[1];
}

/** Sections that hear their first frame at step t of a call, or before. */
static inline __attribute__((always_inline)) int sections_begun(const int t)
{
  return 1 + t / CASCADE_SKEW;
}

/** Step t of the first CASCADE_EDGE, which fill the wave; t is a constant, and so is what is
    active. */
static inline __attribute__((always_inline)) void
cascade_fill(CascadeWave *wave, const float *const in[2], const int t, const bool moving)
{
  if (t < CASCADE_EDGE) {
    sections_step(&wave->sections, wave_y(wave, t), frame_at(in, (uint32_t)t),
                  first_sections(sections_begun(t)), moving);
  }
}

/** A step at which all sections have a frame at hand: t, or one that is even or odd as t is. */
static inline __attribute__((always_inline)) void cascade_go_on(CascadeWave *wave,
                                                                const float *const in[2],
                                                                float *const out[2], uint32_t i,
                                                                const int t, const bool moving)
{
  sections_step(&wave->sections, wave_y(wave, t), frame_at(in, i), first_sections(CASCADE_SECTIONS),
                moving);
  put_out_frame(wave, last_section(wave_y(wave, t)), out, i - CASCADE_EDGE, moving);
}

/** The step t after the last frame was read, which was at an odd step; t is a constant. */
static inline __attribute__((always_inline)) void cascade_drain(CascadeWave *wave,
                                                                float *const out[2],
                                                                uint32_t n_frames, const int t,
                                                                const bool moving)
{
  const Pair none = {0.0};
  if (t < CASCADE_EDGE) {
    sections_step(&wave->sections, wave_y(wave, t), none, all_but_first_sections(sections_begun(t)),
                  moving);
    put_out_frame(wave, last_section(wave_y(wave, t)), out, n_frames - CASCADE_EDGE + (uint32_t)t,
                  moving);
  }
}

/** At least CASCADE_EDGE frames. */
static inline __attribute__((always_inline)) void run_wave(Cascade *cascade,
                                                           const float *const in[2],
                                                           float *const out[2], uint32_t n_frames,
                                                           const bool moving)
{
  CascadeWave wave = {.sections = sections_load(cascade),
                      .gain = cascade->now.gain,
                      .gain_step = cascade->step.gain};
  cascade_fill(&wave, in, 0, moving);
  cascade_fill(&wave, in, 1, moving);
  cascade_fill(&wave, in, 2, moving);
  cascade_fill(&wave, in, 3, moving);
  cascade_fill(&wave, in, 4, moving);
  cascade_fill(&wave, in, 5, moving);
  uint32_t i = CASCADE_EDGE;
  for (; i + 2 <= n_frames; i += 2) {
    cascade_go_on(&wave, in, out, i, 0, moving);
    cascade_go_on(&wave, in, out, i + 1, 1, moving);
  }
  if (i < n_frames) {
    cascade_go_on(&wave, in, out, i, 0, moving);
    if (CASCADE_SKEW == 2) { /* as if it had been at an odd step */
      const WaveOut last = wave.even;
      wave.even = wave.odd;
      wave.odd = last;
    }
  }
  cascade_drain(&wave, out, n_frames, 0, moving);
  cascade_drain(&wave, out, n_frames, 1, moving);
  cascade_drain(&wave, out, n_frames, 2, moving);
  cascade_drain(&wave, out, n_frames, 3, moving);
  cascade_drain(&wave, out, n_frames, 4, moving);
  cascade_drain(&wave, out, n_frames, 5, moving);
  sections_store(&wave.sections, cascade);
  cascade->now.gain = wave.gain;
}

static void run_cascade_wave(Cascade *cascade, const float *const in[2], float *const out[2],
                             uint32_t n_frames, bool moving)
{
  if (n_frames < CASCADE_EDGE) {
    run_cascade_pairs(cascade, in, out, n_frames, moving);
  } else if (moving) {
    run_wave(cascade, in, out, n_frames, true);
  } else {
    run_wave(cascade, in, out, n_frames, false);
  }
}

#endif
