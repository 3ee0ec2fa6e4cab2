/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The filter bank's loop for a full group where registers hold 16 lanes, as a wavefront: two
 * neighbouring sections of all eight lanes share a register, and section k works on the frame
 * k behind the newest.
 *
 *   registers: sections 0 and 1, 2 and 3, 4 and 5
 *
 * The wave is filled at the first frames of a call and drained at its last: there the
 * sections that have no frame at hand yet, or no more, keep what they hold. So no delay
 * is left, and the bits are those of run_subbands.h.
 */
#ifndef GENRE_EQ_DSP_RUN_GROUP_WAVE_H
#define GENRE_EQ_DSP_RUN_GROUP_WAVE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "dsp/kernels/half_band_step.h"
#include "dsp/kernels/subband_lanes.h"
#include "dsp/lanes.h"

#ifdef LANES16

enum { GROUP_WAVE_EDGE = SUBBAND_SECTIONS };
_Static_assert(2 * SUBBAND_LANES == 16, "a register holds two sections of all lanes");
_Static_assert(SUBBAND_SECTIONS == 6 && PLAIN_SECTIONS == 2, "the first register's are plain");

/** Two neighbouring sections. */
typedef struct {
  Lanes16 a1, a2, b1, w1, w2;
  Lanes16 y; /**< what they put out at the last step */
} SectionPair;

typedef struct {
  SectionPair first, middle, last;
  Lanes16 energy; /**< of the last register: the upper half counts */
} GroupWave;

/** Two rows, one section's behind the other's. */
static inline Lanes16 rows_load(const float (*rows)[SUBBAND_LANES])
{
  Lanes16 lanes;
  memcpy(&lanes, rows, sizeof lanes);
  return lanes;
}

static inline void rows_store(float (*rows)[SUBBAND_LANES], Lanes16 lanes)
{
  memcpy(rows, &lanes, sizeof lanes);
}

static inline SectionPair pair_begin(const SubbandLanes *lanes, int k)
{
  return (SectionPair){.a1 = rows_load(&lanes->a1[k]),
                       .a2 = rows_load(&lanes->a2[k]),
                       .b1 = rows_load(&lanes->b1[k]),
                       .w1 = rows_load(&lanes->w1[k]),
                       .w2 = rows_load(&lanes->w2[k])};
}

static inline void pair_end(const SectionPair *pair, SubbandLanes *lanes, int k)
{
  rows_store(&lanes->w1[k], lanes16_without_tail(pair->w1));
  rows_store(&lanes->w2[k], lanes16_without_tail(pair->w2));
}

static inline GroupWave group_begin(const SubbandLanes *lanes)
{
  return (GroupWave){.first = pair_begin(lanes, 0),
                     .middle = pair_begin(lanes, 2),
                     .last = pair_begin(lanes, 4),
                     .energy = lanes16_raised(lanes_load(lanes->energy))};
}

static inline void group_end(const GroupWave *wave, SubbandLanes *lanes)
{
  pair_end(&wave->first, lanes, 0);
  pair_end(&wave->middle, lanes, 2);
  pair_end(&wave->last, lanes, 4);
  lanes_store(lanes->energy, lanes16_upper(wave->energy));
}

/** As section_filter() in run_subbands.h; what is not active keeps what it holds. */
static inline __attribute__((always_inline)) void
pair_step(SectionPair *pair, Lanes16 x, const bool is_plain, const Lane16Mask active)
{
  const Lanes16 y = x - pair->w1;
  const Lanes16 w1 = is_plain ? pair->w2 + pair->a1 * y : (pair->w2 - pair->b1 * x) + pair->a1 * y;
  const Lanes16 w2 = is_plain ? x + pair->a2 * y : pair->a2 * y - x;
  pair->w1 = lanes16_choose(active, w1, pair->w1);
  pair->w2 = lanes16_choose(active, w2, pair->w2);
  pair->y = y;
}

/** Which sections have a frame at hand. */
typedef struct {
  Lane16Mask first, middle, last;
} GroupActive;

/** Each section hears what was put out a step before. */
static inline __attribute__((always_inline)) void group_step(GroupWave *wave, const float frame[2],
                                                             const GroupActive active)
{
  const Lanes16 to_last = lanes16_between(wave->middle.y, wave->last.y);
  const Lanes16 to_middle = lanes16_between(wave->first.y, wave->middle.y);
  const Lanes16 to_first = lanes16_behind(frame, wave->first.y);
  pair_step(&wave->last, to_last, false, active.last);
  pair_step(&wave->middle, to_middle, false, active.middle);
  pair_step(&wave->first, to_first, true, active.first);
  const Lanes16 y = wave->last.y;
  wave->energy = lanes16_choose(active.last, wave->energy + y * y, wave->energy);
}

/* The masks below are of constants, and so constants themselves. */
#define HALF_OF_16(x) x, x, x, x, x, x, x, x
static const Lane16Mask no_section = {HALF_OF_16(0), HALF_OF_16(0)};
static const Lane16Mask one_section = {HALF_OF_16(-1), HALF_OF_16(0)};
static const Lane16Mask other_section = {HALF_OF_16(0), HALF_OF_16(-1)};
static const Lane16Mask both_sections = {HALF_OF_16(-1), HALF_OF_16(-1)};
#undef HALF_OF_16

/** Of sections k and k + 1, those that hear their first frame at step t of a call, or before. */
static inline __attribute__((always_inline)) Lane16Mask begun(int k, int t)
{
  return t < k ? no_section : t == k ? one_section : both_sections;
}

/** … that hear a frame at the step t after the call's last frame was read, or later. */
static inline __attribute__((always_inline)) Lane16Mask going_on(int k, int t)
{
  return t < k ? both_sections : t == k ? other_section : no_section;
}

static inline __attribute__((always_inline)) void
group_keep(const GroupWave *wave, const LevelTask *task, const bool keep, uint32_t t)
{
  if (keep) {
    lanes_store(task->heard[t + 1 - GROUP_WAVE_EDGE], lanes16_upper(wave->last.y));
  }
}

/** Steps t and t + 1 of the first GROUP_WAVE_EDGE, which fill the wave; t is a constant. At the
    last of them all sections have a frame at hand. */
static inline __attribute__((always_inline)) void group_fill(GroupWave *wave, const LevelTask *task,
                                                             const bool keep, const int t)
{
  const float *frame = task->stereo + 2 * t;
  group_step(wave, frame, (GroupActive){begun(0, t), begun(2, t), begun(4, t)});
  group_step(wave, frame + 2, (GroupActive){begun(0, t + 1), begun(2, t + 1), begun(4, t + 1)});
  if (t + 2 == GROUP_WAVE_EDGE) {
    group_keep(wave, task, keep, GROUP_WAVE_EDGE - 1);
  }
}

/** Two of the steps between. */
static inline __attribute__((always_inline)) void
group_steps(GroupWave *wave, const LevelTask *task, const bool keep, uint32_t t)
{
  const GroupActive all = {both_sections, both_sections, both_sections};
  const float *frame = task->stereo + 2 * t;
  group_step(wave, frame, all);
  group_keep(wave, task, keep, t);
  group_step(wave, frame + 2, all);
  group_keep(wave, task, keep, t + 1);
}

/** Steps n_frames + t and n_frames + t + 1, which drain it; t is a constant. At the last of them
    no section has a frame any more. */
static inline __attribute__((always_inline)) void
group_drain(GroupWave *wave, const LevelTask *task, const bool keep, uint32_t n_frames, const int t)
{
  const float *frame = task->stereo; /* the first section hears no more */
  const uint32_t step = n_frames + (uint32_t)t;
  group_step(wave, frame, (GroupActive){going_on(0, t), going_on(2, t), going_on(4, t)});
  group_keep(wave, task, keep, step);
  if (t + 2 < GROUP_WAVE_EDGE) {
    group_step(wave, frame,
               (GroupActive){going_on(0, t + 1), going_on(2, t + 1), going_on(4, t + 1)});
    group_keep(wave, task, keep, step + 1);
  }
}

/** At least GROUP_WAVE_EDGE frames, an even number. */
static inline __attribute__((always_inline)) void
run_group_wave(const LevelTask *task, const int n_stages, const bool keep, uint32_t n_frames)
{
  GroupWave wave = group_begin(task->lanes);
  HalfBandLanes half;
  if (n_stages > 0) {
    half_band_load(&half, task->half_band);
  }
  group_fill(&wave, task, keep, 0);
  group_fill(&wave, task, keep, 2);
  group_fill(&wave, task, keep, 4);
  for (uint32_t t = 0; n_stages > 0 && t < GROUP_WAVE_EDGE; t += 2) {
    half_band_step(&half, task->stereo + 2 * t, task->halved + t, n_stages);
  }
  for (uint32_t t = GROUP_WAVE_EDGE; t < n_frames; t += 2) {
    group_steps(&wave, task, keep, t);
    if (n_stages > 0) {
      half_band_step(&half, task->stereo + 2 * t, task->halved + t, n_stages);
    }
  }
  group_drain(&wave, task, keep, n_frames, 0);
  group_drain(&wave, task, keep, n_frames, 2);
  group_drain(&wave, task, keep, n_frames, 4);
  group_end(&wave, task->lanes);
  if (n_stages > 0) {
    half_band_store(&half, task->half_band);
  }
}

#endif

#endif
