/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The filter bank's loop for a level at which one sub-band listens alone, as a
 * wavefront: its four sections fill the register that its two channels would leave
 * almost empty. Section k works on the frame WAVE_SKEW · k behind the newest, on what
 * the section before it put out WAVE_SKEW steps ago; so none waits for another.
 *
 *   lanes: section 0 left, right, section 1 left, right, … section 3 left, right
 *
 * The wave is filled at the first frames of a call and drained at its last: there the
 * sections that have no frame at hand yet, or no more, keep what they hold. So no delay
 * is left, and the bits are those of run_subbands.h.
 */
#ifndef GENRE_EQ_DSP_RUN_SUBBAND_WAVE_H
#define GENRE_EQ_DSP_RUN_SUBBAND_WAVE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "dsp/kernels/half_band_step.h"
#include "dsp/kernels/subband_lanes.h"
#include "dsp/lanes.h"

#if LANE_COUNT == 8
_Static_assert(2 * LONE_SECTIONS == LANE_COUNT, "one register holds the whole wave");

/** Frames between neighbouring sections; as many outputs are on their way at a time. */
enum { WAVE_SKEW = 2, SUBBAND_WAVE_EDGE = WAVE_SKEW * (LONE_SECTIONS - 1) };

/** Lanes of the last section. */
#define WAVE_LAST (2 * (LONE_SECTIONS - 1))

typedef struct {
  Lanes a1, a2, w1, w2, energy;
  Lanes y[WAVE_SKEW]; /**< put out at the last even step, and at the last odd one */
} SubbandWave;

/** The first two lanes of each section. */
static inline Lanes wave_gather(const float from[SUBBAND_SECTIONS][SUBBAND_LANES])
{
  float wave[LANE_COUNT];
  for (int k = 0; k < LONE_SECTIONS; ++k) {
    memcpy(wave + 2 * k, from[k], 2 * sizeof *wave);
  }
  return lanes_load(wave);
}

static inline void wave_scatter(float to[SUBBAND_SECTIONS][SUBBAND_LANES], Lanes lanes)
{
  float wave[LANE_COUNT];
  lanes_store(wave, lanes_without_tail(lanes));
  for (int k = 0; k < LONE_SECTIONS; ++k) {
    memcpy(to[k], wave + 2 * k, 2 * sizeof *wave);
  }
}

/** The last section's two lanes. */
static inline void wave_last(float to[2], Lanes lanes)
{
  float wave[LANE_COUNT];
  lanes_store(wave, lanes);
  memcpy(to, wave + WAVE_LAST, 2 * sizeof *to);
}

static inline SubbandWave wave_load(const SubbandLanes *lanes)
{
  float energy[LANE_COUNT] = {0.0f};
  memcpy(energy + WAVE_LAST, lanes->energy, 2 * sizeof *energy);
  return (SubbandWave){.a1 = wave_gather(lanes->a1),
                       .a2 = wave_gather(lanes->a2),
                       .w1 = wave_gather(lanes->w1),
                       .w2 = wave_gather(lanes->w2),
                       .energy = lanes_load(energy)};
}

static inline void wave_store(const SubbandWave *wave, SubbandLanes *lanes)
{
  wave_scatter(lanes->w1, wave->w1);
  wave_scatter(lanes->w2, wave->w2);
  wave_last(lanes->energy, wave->energy);
}

/** The sections that hear their first frame at step t of a call, or before. */
static inline LaneMask wave_begun(int t)
{
  const LaneMask behind = {0, 0, 2, 2, 4, 4, 6, 6};
  return behind <= t;
}

/** A step of all sections: the first hears the frame, each other one the one before. */
static inline void wave_step(SubbandWave *wave, const float frame[2], uint32_t t)
{
  const Lanes x = lanes_behind(frame, wave->y[t % WAVE_SKEW]);
  const Lanes y = x - wave->w1;
  wave->w1 = wave->w2 + wave->a1 * y;
  wave->w2 = x + wave->a2 * y;
  wave->energy += y * y;
  wave->y[t % WAVE_SKEW] = y;
}

/** At the edges of a call: of sections that are not active all stays. */
static inline __attribute__((always_inline)) void
wave_step_some(SubbandWave *wave, const float frame[2], uint32_t t, LaneMask active)
{
  const SubbandWave before = *wave;
  wave_step(wave, frame, t);
  wave->w1 = lanes_choose(active, wave->w1, before.w1);
  wave->w2 = lanes_choose(active, wave->w2, before.w2);
  wave->energy = lanes_choose(active, wave->energy, before.energy);
}

/** Steps t and t + 1 of the first SUBBAND_WAVE_EDGE, which fill the wave; t is a constant, and
    so are the masks. */
static inline __attribute__((always_inline)) void wave_fill(SubbandWave *wave,
                                                            const LevelTask *task, const uint32_t t)
{
  const float *stereo = task->stereo;
  wave_step_some(wave, stereo + 2 * t, t, wave_begun((int)t));
  wave_step_some(wave, stereo + 2 * t + 2, t + 1, wave_begun((int)t + 1));
}

static inline __attribute__((always_inline)) void
wave_keep(const SubbandWave *wave, const LevelTask *task, const bool keep, uint32_t t)
{
  if (keep) {
    wave_last(task->heard[t - SUBBAND_WAVE_EDGE], wave->y[0]);
    wave_last(task->heard[t - SUBBAND_WAVE_EDGE + 1], wave->y[1]);
  }
}

/** Two of the steps at which all sections have a frame at hand. */
static inline __attribute__((always_inline)) void
wave_steps(SubbandWave *wave, const LevelTask *task, const bool keep, uint32_t t)
{
  const float *stereo = task->stereo;
  wave_step(wave, stereo + 2 * t, t);
  wave_step(wave, stereo + 2 * t + 2, t + 1);
  wave_keep(wave, task, keep, t);
}

/** Steps n_frames + t and n_frames + t + 1, which drain it; t is a constant. */
static inline __attribute__((always_inline)) void wave_drain(SubbandWave *wave,
                                                             const LevelTask *task, const bool keep,
                                                             uint32_t n_frames, const uint32_t t)
{
  const float *stereo = task->stereo; /* the first section hears no more */
  wave_step_some(wave, stereo, t, ~wave_begun((int)t));
  wave_step_some(wave, stereo, t + 1, ~wave_begun((int)t + 1));
  wave_keep(wave, task, keep, n_frames + t);
}

/** More than SUBBAND_WAVE_EDGE frames, an even number, through the first two lanes and a
    steep half-band filter; for the rest see Kernels.run_subbands(). */
static inline __attribute__((always_inline)) void
run_subband_wave(const LevelTask *task, const bool keep, uint32_t n_frames)
{
  SubbandWave wave = wave_load(task->lanes);
  HalfBandLanes half;
  half_band_load(&half, task->half_band);
  wave_fill(&wave, task, 0);
  wave_fill(&wave, task, 2);
  wave_fill(&wave, task, 4);
  for (uint32_t t = 0; t < SUBBAND_WAVE_EDGE; t += 2) {
    half_band_step(&half, task->stereo + 2 * t, task->halved + t, STEEP_STAGES);
  }
  for (uint32_t t = SUBBAND_WAVE_EDGE; t < n_frames; t += 2) {
    wave_steps(&wave, task, keep, t);
    half_band_step(&half, task->stereo + 2 * t, task->halved + t, STEEP_STAGES);
  }
  wave_drain(&wave, task, keep, n_frames, 0);
  wave_drain(&wave, task, keep, n_frames, 2);
  wave_drain(&wave, task, keep, n_frames, 4);
  wave_store(&wave, task->lanes);
  half_band_store(&half, task->half_band);
}
#endif

#endif
