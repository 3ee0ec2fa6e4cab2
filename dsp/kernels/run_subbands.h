/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The filter bank's kernel: one level's sub-bands, as many at once as registers have
 * lanes, and the half-band filter that hands the stream on.
 */
#ifndef GENRE_EQ_DSP_RUN_SUBBANDS_H
#define GENRE_EQ_DSP_RUN_SUBBANDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dsp/kernels/half_band_step.h"
#include "dsp/kernels/run_subband_wave.h"
#include "dsp/kernels/subband_lanes.h"

#ifdef WIDE_LANE_COUNT
#define PART_LANES 16
#include "dsp/kernels/run_subband_part.h"
#endif
#if LANE_COUNT == 8
#define PART_LANES 8
#include "dsp/kernels/run_subband_part.h"
#define run_part run_part_8
#else
#define PART_LANES 4
#include "dsp/kernels/run_subband_part.h"
#define run_part run_part_4
#endif

/** A register's lanes after the other, the half-band filter beside the first. */
static inline __attribute__((always_inline)) void
run_all_parts(SubbandLanes *lanes, HalfBand *half_band, const float *stereo, uint32_t n_frames,
              float *halved, float (*heard)[SUBBAND_LANES], const bool keep)
{
  int first = 0;
#ifdef WIDE_LANE_COUNT
  for (; first + WIDE_LANE_COUNT <= lanes->n_lanes; first += WIDE_LANE_COUNT) {
    run_part_16(lanes, first, half_band, stereo, n_frames, halved, heard, keep);
    half_band = NULL;
  }
#endif
  for (; first < lanes->n_lanes; first += LANE_COUNT) {
    run_part(lanes, first, half_band, stereo, n_frames, halved, heard, keep);
    half_band = NULL;
  }
}

static void run_half_band(HalfBand *half_band, const float *stereo, uint32_t n_frames,
                          float *halved)
{
  const int n_stages = half_band->kind == HALF_BAND_STEEP ? 3 : 1;
  HalfBandLanes half;
  half_band_load(&half, half_band);
  for (uint32_t i = 0; i + 1 < n_frames; i += 2) {
    half_band_step(&half, stereo + 2 * i, halved + i, n_stages);
  }
  half_band_store(&half, half_band);
}

/* With `keep` or without: a loop of its own. */
static inline __attribute__((always_inline)) void
run_lanes(SubbandLanes *lanes, HalfBand *half_band, const float *stereo, uint32_t n_frames,
          float *halved, float (*heard)[SUBBAND_LANES], const bool keep)
{
#if LANE_COUNT == 8
  if (lanes->n_lanes == 2 && half_band && half_band->kind == HALF_BAND_STEEP &&
      n_frames > SUBBAND_WAVE_EDGE) {
    run_subband_wave(lanes, half_band, stereo, n_frames, halved, heard, keep);
    return;
  }
#endif
  run_all_parts(lanes, half_band, stereo, n_frames, halved, heard, keep);
}

static void run_subbands(SubbandLanes *lanes, HalfBand *half_band, const float *stereo,
                         uint32_t n_frames, float *halved, float (*heard)[SUBBAND_LANES])
{
  if (lanes->n_lanes > 0 && heard) {
    run_lanes(lanes, half_band, stereo, n_frames, halved, heard, true);
  } else if (lanes->n_lanes > 0) {
    run_lanes(lanes, half_band, stereo, n_frames, halved, NULL, false);
  } else if (half_band) {
    run_half_band(half_band, stereo, n_frames, halved);
  }
}

#endif
