/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The loops over a cascade: one frame at a time through one section after the other. The
 * processor works on the next frame's first section while the last section of the frame
 * before is still under way.
 */
#ifndef GENRE_EQ_DSP_RUN_CASCADE_H
#define GENRE_EQ_DSP_RUN_CASCADE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "dsp/kernels/cascade.h"
#include "dsp/lanes.h"

/** As many doubles as a register holds: both pairs of lanes, or one. */
#define DOUBLE_COUNT (LANE_COUNT / 2)
_Static_assert(CASCADE_LANES % DOUBLE_COUNT == 0, "a cascade is a number of full registers");

typedef double Doubles __attribute__((vector_size(8 * DOUBLE_COUNT)));

/** The coefficients of one section, or their change from frame to frame. */
typedef struct {
  Doubles c1, c2, a1, a2;
} SectionCoefficients;

/** One section in one register of lanes. */
typedef struct {
  SectionCoefficients now, per_frame;
  Doubles s1, s2;
} Section;

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

static inline SectionCoefficients load_coefficients(const CascadeCoefficients *h, int k, int lane)
{
  return (SectionCoefficients){doubles_load(&h->c1[k][lane]), doubles_load(&h->c2[k][lane]),
                               doubles_load(&h->a1[k][lane]), doubles_load(&h->a2[k][lane])};
}

static inline void load_sections(Section section[CASCADE_SECTIONS], const Cascade *cascade,
                                 int lane)
{
  for (int k = 0; k < CASCADE_SECTIONS; ++k) {
    section[k] = (Section){.now = load_coefficients(&cascade->now, k, lane),
                           .per_frame = load_coefficients(&cascade->per_frame, k, lane),
                           .s1 = doubles_load(&cascade->s1[k][lane]),
                           .s2 = doubles_load(&cascade->s2[k][lane])};
  }
}

static inline void store_sections(const Section section[CASCADE_SECTIONS], Cascade *cascade,
                                  int lane)
{
  CascadeCoefficients *h = &cascade->now;
  for (int k = 0; k < CASCADE_SECTIONS; ++k) {
    doubles_store(&h->c1[k][lane], section[k].now.c1);
    doubles_store(&h->c2[k][lane], section[k].now.c2);
    doubles_store(&h->a1[k][lane], section[k].now.a1);
    doubles_store(&h->a2[k][lane], section[k].now.a2);
    doubles_store(&cascade->s1[k][lane], section[k].s1);
    doubles_store(&cascade->s2[k][lane], section[k].s2);
  }
}

static inline void move_coefficients(Section *section)
{
  section->now.c1 += section->per_frame.c1;
  section->now.c2 += section->per_frame.c2;
  section->now.a1 += section->per_frame.a1;
  section->now.a2 += section->per_frame.a2;
}

/** One frame through all sections. */
static inline __attribute__((always_inline)) Doubles filter_frame(Section section[CASCADE_SECTIONS],
                                                                  Doubles x, const bool moving)
{
  for (int k = 0; k < CASCADE_SECTIONS; ++k) {
    if (moving) {
      move_coefficients(&section[k]);
    }
    const SectionCoefficients *h = &section[k].now;
    const Doubles s1 = section[k].s1;
    section[k].s1 = (h->c1 * x + section[k].s2) - h->a1 * s1;
    section[k].s2 = h->c2 * x - h->a2 * s1;
    x += s1;
  }
  return x;
}

/* `moving` is a constant in each of the two calls below, so each becomes a loop of its own. */
static inline __attribute__((always_inline)) void
filter_frames(Cascade *cascade, const float *const in[2], float *const out[2], uint32_t n_frames,
              const bool moving)
{
  Section section[CASCADE_SECTIONS];
  load_sections(section, cascade, 0);
  double gain = cascade->now.gain;
  const double gain_per_frame = cascade->per_frame.gain;
  for (uint32_t i = 0; i < n_frames; ++i) {
    const Doubles y = filter_frame(section, frame_of(in, i), moving);
    if (moving) {
      gain += gain_per_frame;
    }
    out[0][i] = (float)(y[0] * gain);
    out[1][i] = (float)(y[1] * gain);
  }
  store_sections(section, cascade, 0);
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

static void measure_cascade(Cascade *cascade, const float *const in[2], uint32_t n_frames,
                            double energy[CASCADE_LANES])
{
  for (int lane = 0; lane < CASCADE_LANES; lane += DOUBLE_COUNT) {
    Section section[CASCADE_SECTIONS];
    load_sections(section, cascade, lane);
    Doubles sum = doubles_load(energy + lane);
    for (uint32_t i = 0; i < n_frames; ++i) {
      const Doubles y = filter_frame(section, frame_of(in, i), false);
      sum += y * y;
    }
    doubles_store(energy + lane, sum);
    store_sections(section, cascade, lane);
  }
}

#endif
