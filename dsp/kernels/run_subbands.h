/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The filter bank's loop: as many parts of sub-bands at once as registers have lanes, and
 * beside them the half-band filter that hands the stream on. Each recursion waits for itself
 * only; while one waits, the processor works on the others.
 */
#ifndef GENRE_EQ_DSP_RUN_SUBBANDS_H
#define GENRE_EQ_DSP_RUN_SUBBANDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dsp/kernels/half_band_step.h"
#include "dsp/kernels/run_cascade.h"
#include "dsp/kernels/run_subband_wave.h"
#include "dsp/kernels/subband_lanes.h"

/** The same stereo frame in all pairs of lanes. */
static inline Lanes spread_frame(const float stereo[2])
{
  double frame; /* 64 bits to be copied, never a number */
  memcpy(&frame, stereo, sizeof frame);
#if LANE_COUNT == 8
  return (Lanes)(Doubles){frame, frame, frame, frame};
#else
  return (Lanes)(Doubles){frame, frame};
#endif
}

/** One section in all lanes. */
typedef struct {
  Lanes a1, a2, b1, w1, w2;
} LanesSection;

static inline LanesSection section_load(const SubbandLanes *lanes, int k, int first)
{
  return (LanesSection){lanes_load(&lanes->a1[k][first]), lanes_load(&lanes->a2[k][first]),
                        lanes_load(&lanes->b1[k][first]), lanes_load(&lanes->w1[k][first]),
                        lanes_load(&lanes->w2[k][first])};
}

static inline void section_store(const LanesSection *section, SubbandLanes *lanes, int k, int first)
{
  lanes_store(&lanes->w1[k][first], lanes_without_tail(section->w1));
  lanes_store(&lanes->w2[k][first], lanes_without_tail(section->w2));
}

static inline __attribute__((always_inline)) Lanes section_filter(LanesSection *section, Lanes x,
                                                                  const bool is_plain)
{
  /* Transposed: a frame goes through a section in one subtraction; the rest waits for the
     next frame. What has to wait for y is added last. */
  const Lanes y = x - section->w1;
  if (is_plain) {
    section->w1 = section->w2 + section->a1 * y;
    section->w2 = x + section->a2 * y;
  } else {
    section->w1 = (section->w2 - section->b1 * x) + section->a1 * y;
    section->w2 = section->a2 * y - x;
  }
  return y;
}

/** What a register of lanes does, and the half-band filter beside it (n_stages: 0 where there
    is none). Each call with other constants compiles to a loop of its own. */
typedef struct {
  LanesSection section[SUBBAND_SECTIONS];
  Lanes energy;
  HalfBandLanes half;
} LanesRun;

static inline __attribute__((always_inline)) LanesRun
lanes_run_begin(const LevelTask *task, int first, const int n_sections, const int n_stages)
{
  LanesRun run;
  for (int k = 0; k < n_sections; ++k) {
    run.section[k] = section_load(task->lanes, k, first);
  }
  run.energy = lanes_load(&task->lanes->energy[first]);
  if (n_stages > 0) {
    half_band_load(&run.half, task->half_band);
  }
  return run;
}

static inline __attribute__((always_inline)) void lanes_run_frame(LanesRun *run,
                                                                  const LevelTask *task, int first,
                                                                  const int n_sections,
                                                                  const bool keep, uint32_t frame)
{
  Lanes x = spread_frame(task->stereo + 2 * frame);
  for (int k = 0; k < n_sections; ++k) {
    x = section_filter(&run->section[k], x, n_sections == LONE_SECTIONS || k < PLAIN_SECTIONS);
  }
  run->energy += x * x;
  if (keep) {
    lanes_store(&task->heard[frame][first], x);
  }
}

/** Frames i and i + 1, and the half-band filter beside them. */
static inline __attribute__((always_inline)) void
lanes_run_pair(LanesRun *run, const LevelTask *task, int first, const int n_sections,
               const int n_stages, const bool keep, uint32_t i)
{
  lanes_run_frame(run, task, first, n_sections, keep, i);
  lanes_run_frame(run, task, first, n_sections, keep, i + 1);
  if (n_stages > 0) {
    half_band_step(&run->half, task->stereo + 2 * i, task->halved + i, n_stages);
  }
}

static inline __attribute__((always_inline)) void lanes_run_end(const LanesRun *run,
                                                                const LevelTask *task, int first,
                                                                const int n_sections,
                                                                const int n_stages)
{
  for (int k = 0; k < n_sections; ++k) {
    section_store(&run->section[k], task->lanes, k, first);
  }
  lanes_store(&task->lanes->energy[first], run->energy);
  if (n_stages > 0) {
    half_band_store(&run->half, task->half_band);
  }
}

static inline __attribute__((always_inline)) void run_lanes(const LevelTask *task, int first,
                                                            const int n_sections,
                                                            const int n_stages, const bool keep,
                                                            uint32_t n_frames)
{
  LanesRun run = lanes_run_begin(task, first, n_sections, n_stages);
  uint32_t i = 0;
  for (; i + 2 <= n_frames; i += 2) {
    lanes_run_pair(&run, task, first, n_sections, n_stages, keep, i);
  }
  if (i < n_frames) {
    lanes_run_frame(&run, task, first, n_sections, keep, i);
  }
  lanes_run_end(&run, task, first, n_sections, n_stages);
}

/** With all of the lanes, and the half-band filter, if there is one, beside the first register. */
static inline __attribute__((always_inline)) void run_registers(const LevelTask *task,
                                                                const int n_sections,
                                                                const int n_stages, const bool keep,
                                                                uint32_t n_frames)
{
  run_lanes(task, 0, n_sections, n_stages, keep, n_frames);
  for (int first = LANE_COUNT; first < task->lanes->n_lanes; first += LANE_COUNT) {
    run_lanes(task, first, n_sections, 0, keep, n_frames);
  }
}

static inline __attribute__((always_inline)) void
run_sections(const LevelTask *task, const int n_sections, const bool keep, uint32_t n_frames)
{
  if (!task->half_band) {
    run_registers(task, n_sections, 0, keep, n_frames);
  } else if (task->half_band->kind == HALF_BAND_STEEP) {
    run_registers(task, n_sections, STEEP_STAGES, keep, n_frames);
  } else {
    run_registers(task, n_sections, RELAXED_STAGES, keep, n_frames);
  }
}

static inline __attribute__((always_inline)) void run_parts(const LevelTask *task, const bool keep,
                                                            uint32_t n_frames)
{
  if (!task->lanes->is_lone) {
    run_sections(task, SUBBAND_SECTIONS, keep, n_frames);
    return;
  }
#if LANE_COUNT == 8
  if (task->half_band && task->half_band->kind == HALF_BAND_STEEP && n_frames > SUBBAND_WAVE_EDGE) {
    run_subband_wave(task, keep, n_frames);
    return;
  }
#endif
  run_sections(task, LONE_SECTIONS, keep, n_frames);
}

static inline __attribute__((always_inline)) void
run_half_band(const LevelTask *task, const int n_stages, uint32_t n_frames)
{
  HalfBandLanes half;
  half_band_load(&half, task->half_band);
  for (uint32_t i = 0; i + 2 <= n_frames; i += 2) {
    half_band_step(&half, task->stereo + 2 * i, task->halved + i, n_stages);
  }
  half_band_store(&half, task->half_band);
}

static void run_subbands(const LevelTask *task, uint32_t n_frames)
{
  if (task->lanes && task->heard) {
    run_parts(task, true, n_frames);
  } else if (task->lanes) {
    run_parts(task, false, n_frames);
  } else if (task->half_band && task->half_band->kind == HALF_BAND_STEEP) {
    run_half_band(task, STEEP_STAGES, n_frames);
  } else if (task->half_band) {
    run_half_band(task, RELAXED_STAGES, n_frames);
  }
}

#endif
