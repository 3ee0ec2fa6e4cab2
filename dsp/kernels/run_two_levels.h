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
static inline bool hands_on_steeply(const LevelTask *task)
{
  return task->half_band && task->half_band->kind == HALF_BAND_STEEP;
}

static inline bool can_run_beside(const LevelTask *lone, const LevelTask *other, uint32_t n_frames)
{
  return lone->lanes && lone->lanes->is_lone && other->lanes && !other->lanes->is_lone &&
         hands_on_steeply(lone) && hands_on_steeply(other) && n_frames > SUBBAND_WAVE_EDGE &&
         n_frames % 2 == 0;
}

static inline __attribute__((always_inline)) void hand_on(HalfBandPair *pair, const LevelTask *lone,
                                                          const LevelTask *other, uint32_t i)
{
  half_band_pair_step(pair, lone->stereo + 2 * i, other->stereo + 2 * i, lone->halved + i,
                      other->halved + i);
}

static inline __attribute__((always_inline)) void run_beside(const LevelTask *lone,
                                                             const LevelTask *other,
                                                             const bool keep_lone, const bool keep,
                                                             uint32_t n_frames)
{
  SubbandWave wave = wave_load(lone->lanes);
  LanesRun run = lanes_run_begin(other, 0, SUBBAND_SECTIONS, 0);
  HalfBandPair half;
  half_band_pair_load(&half, lone->half_band, other->half_band);
  wave_fill(&wave, lone, 0);
  wave_fill(&wave, lone, 2);
  wave_fill(&wave, lone, 4);
  for (uint32_t i = 0; i < SUBBAND_WAVE_EDGE; i += 2) {
    lanes_run_pair(&run, other, 0, SUBBAND_SECTIONS, 0, keep, i);
    hand_on(&half, lone, other, i);
  }
  for (uint32_t i = SUBBAND_WAVE_EDGE; i < n_frames; i += 2) {
    wave_steps(&wave, lone, keep_lone, i);
    lanes_run_pair(&run, other, 0, SUBBAND_SECTIONS, 0, keep, i);
    hand_on(&half, lone, other, i);
  }
  wave_drain(&wave, lone, keep_lone, n_frames, 0);
  wave_drain(&wave, lone, keep_lone, n_frames, 2);
  wave_drain(&wave, lone, keep_lone, n_frames, 4);
  wave_store(&wave, lone->lanes);
  lanes_run_end(&run, other, 0, SUBBAND_SECTIONS, 0);
  half_band_pair_store(&half, lone->half_band, other->half_band);
}
#endif

static void run_two_levels(const LevelTask *lone, const LevelTask *other, uint32_t n_frames)
{
#if LANE_COUNT == 8
  if (can_run_beside(lone, other, n_frames)) {
    if (lone->heard && other->heard) {
      run_beside(lone, other, true, true, n_frames);
    } else if (lone->heard) {
      run_beside(lone, other, true, false, n_frames);
    } else if (other->heard) {
      run_beside(lone, other, false, true, n_frames);
    } else {
      run_beside(lone, other, false, false, n_frames);
    }
    return;
  }
#endif
  run_subbands(lone, n_frames);
  run_subbands(other, n_frames);
}

#endif
