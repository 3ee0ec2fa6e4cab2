/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Two levels of the filter bank side by side: the part that listens alone, at the highest
 * rate, each of whose sections can do nothing but wait for its last product, and meanwhile
 * a level of many parts, at one of the halved rates. The bits are those of run_subbands.h,
 * one after the other.
 */
#ifndef GENRE_EQ_DSP_RUN_TWO_LEVELS_H
#define GENRE_EQ_DSP_RUN_TWO_LEVELS_H

#include "dsp/kernels/run_subbands.h"

#if LANE_COUNT == 8
static inline bool can_run_beside(const LevelTask *lone, const LevelTask *other, uint32_t n_frames)
{
  return lone->lanes && lone->lanes->is_lone && !lone->heard && lone->half_band &&
         lone->half_band->kind == HALF_BAND_STEEP && other->lanes && !other->lanes->is_lone &&
         n_frames > SUBBAND_WAVE_EDGE && n_frames % 2 == 0;
}

#ifdef LANES16
_Static_assert((int)GROUP_WAVE_EDGE == (int)SUBBAND_WAVE_EDGE, "both are filled and drained at once");

static inline __attribute__((always_inline)) void run_beside(const LevelTask *lone,
                                                             const LevelTask *other,
                                                             const int n_stages, const bool keep,
                                                             uint32_t n_frames)
{
  SubbandWave wave = wave_load(lone->lanes);
  HalfBandLanes half;
  half_band_load(&half, lone->half_band);
  GroupWave group = group_begin(other, n_stages);
  wave_fill(&wave, &half, lone, 0);
  group_fill(&group, other, n_stages, keep, 0);
  wave_fill(&wave, &half, lone, 2);
  group_fill(&group, other, n_stages, keep, 2);
  wave_fill(&wave, &half, lone, 4);
  group_fill(&group, other, n_stages, keep, 4);
  for (uint32_t i = SUBBAND_WAVE_EDGE; i < n_frames; i += 2) {
    wave_steps(&wave, &half, lone, false, i);
    group_steps(&group, other, n_stages, keep, i);
  }
  wave_drain(&wave, lone, false, n_frames, 0);
  group_drain(&group, other, keep, n_frames, 0);
  wave_drain(&wave, lone, false, n_frames, 2);
  group_drain(&group, other, keep, n_frames, 2);
  wave_drain(&wave, lone, false, n_frames, 4);
  group_drain(&group, other, keep, n_frames, 4);
  group_end(&group, other, n_stages);
  wave_store(&wave, lone->lanes);
  half_band_store(&half, lone->half_band);
}
#else
static inline __attribute__((always_inline)) void run_beside(const LevelTask *lone,
                                                             const LevelTask *other,
                                                             const int n_stages, const bool keep,
                                                             uint32_t n_frames)
{
  SubbandWave wave = wave_load(lone->lanes);
  HalfBandLanes half;
  half_band_load(&half, lone->half_band);
  LanesRun run = lanes_run_begin(other, 0, SUBBAND_SECTIONS, n_stages);
  wave_fill(&wave, &half, lone, 0);
  wave_fill(&wave, &half, lone, 2);
  wave_fill(&wave, &half, lone, 4);
  for (uint32_t i = SUBBAND_WAVE_EDGE; i < n_frames; i += 2) {
    lanes_run_pair(&run, other, 0, SUBBAND_SECTIONS, n_stages, keep, i - SUBBAND_WAVE_EDGE);
    wave_steps(&wave, &half, lone, false, i);
  }
  for (uint32_t i = n_frames - SUBBAND_WAVE_EDGE; i < n_frames; i += 2) {
    lanes_run_pair(&run, other, 0, SUBBAND_SECTIONS, n_stages, keep, i);
  }
  wave_drain(&wave, lone, false, n_frames, 0);
  wave_drain(&wave, lone, false, n_frames, 2);
  wave_drain(&wave, lone, false, n_frames, 4);
  lanes_run_end(&run, other, 0, SUBBAND_SECTIONS, n_stages);
  wave_store(&wave, lone->lanes);
  half_band_store(&half, lone->half_band);
}
#endif

static inline __attribute__((always_inline)) void
run_beside_stages(const LevelTask *lone, const LevelTask *other, const bool keep, uint32_t n_frames)
{
  if (!other->half_band) {
    run_beside(lone, other, 0, keep, n_frames);
  } else if (other->half_band->kind == HALF_BAND_STEEP) {
    run_beside(lone, other, STEEP_STAGES, keep, n_frames);
  } else {
    run_beside(lone, other, RELAXED_STAGES, keep, n_frames);
  }
}
#endif

static void run_two_levels(const LevelTask *lone, const LevelTask *other, uint32_t n_frames)
{
#if LANE_COUNT == 8
  if (can_run_beside(lone, other, n_frames)) {
    if (other->heard) {
      run_beside_stages(lone, other, true, n_frames);
    } else {
      run_beside_stages(lone, other, false, n_frames);
    }
    return;
  }
#endif
  run_subbands(lone, n_frames);
  run_subbands(other, n_frames);
}

#endif
