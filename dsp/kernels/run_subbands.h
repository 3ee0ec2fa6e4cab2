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
#include "dsp/kernels/run_subband_wave.h"
#include "dsp/kernels/subband_lanes.h"

/** The same stereo frame in all pairs of lanes. */
static inline Lanes spread_frame(const float stereo[2])
{
  typedef double Doubles __attribute__((vector_size(4 * LANE_COUNT)));
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
     next frame. */
  const Lanes y = x - section->w1;
  if (is_plain) {
    section->w1 = section->w2 + section->a1 * y;
    section->w2 = x + section->a2 * y;
  } else {
    section->w1 = section->w2 + (section->a1 * y - section->b1 * x);
    section->w2 = section->a2 * y - x;
  }
  return y;
}

/* Each call with other constants compiles to a loop of its own. */
static inline __attribute__((always_inline)) void
run_lanes(SubbandLanes *lanes, int first, const bool is_lone, HalfBand *half_band,
          const int n_stages, const float *stereo, uint32_t n_frames, float *halved,
          float (*heard)[SUBBAND_LANES], const bool keep)
{
  const int n_sections = is_lone ? LONE_SECTIONS : SUBBAND_SECTIONS;
  LanesSection section[SUBBAND_SECTIONS];
  for (int k = 0; k < n_sections; ++k) {
    section[k] = section_load(lanes, k, first);
  }
  Lanes energy = lanes_load(&lanes->energy[first]);
  HalfBandLanes half;
  if (n_stages > 0) {
    half_band_load(&half, half_band);
  }
  for (uint32_t i = 0; i < n_frames; i += 2) {
    /* Only where nothing is handed on there may be an odd last frame. */
    const uint32_t end = n_stages > 0 || i + 2 <= n_frames ? i + 2 : n_frames;
    for (uint32_t frame = i; frame < end; ++frame) {
      Lanes x = spread_frame(stereo + 2 * frame);
      for (int k = 0; k < n_sections; ++k) {
        x = section_filter(&section[k], x, is_lone || k < PLAIN_SECTIONS);
      }
      energy += x * x;
      if (keep) {
        lanes_store(&heard[frame][first], x);
      }
    }
    if (n_stages > 0) {
      half_band_step(&half, stereo + 2 * i, halved + i, n_stages);
    }
  }
  for (int k = 0; k < n_sections; ++k) {
    section_store(&section[k], lanes, k, first);
  }
  lanes_store(&lanes->energy[first], energy);
  if (n_stages > 0) {
    half_band_store(&half, half_band);
  }
}

/** The half-band filter, if there is one, beside the first register. */
static inline __attribute__((always_inline)) void
run_sections(SubbandLanes *lanes, const bool is_lone, HalfBand *half_band, const float *stereo,
             uint32_t n_frames, float *halved, float (*heard)[SUBBAND_LANES], const bool keep)
{
  if (!half_band) {
    run_lanes(lanes, 0, is_lone, NULL, 0, stereo, n_frames, NULL, heard, keep);
  } else if (half_band->kind == HALF_BAND_STEEP) {
    run_lanes(lanes, 0, is_lone, half_band, 3, stereo, n_frames, halved, heard, keep);
  } else {
    run_lanes(lanes, 0, is_lone, half_band, 1, stereo, n_frames, halved, heard, keep);
  }
  for (int first = LANE_COUNT; first < lanes->n_lanes; first += LANE_COUNT) {
    run_lanes(lanes, first, is_lone, NULL, 0, stereo, n_frames, NULL, heard, keep);
  }
}

static inline __attribute__((always_inline)) void
run_parts(SubbandLanes *lanes, HalfBand *half_band, const float *stereo, uint32_t n_frames,
          float *halved, float (*heard)[SUBBAND_LANES], const bool keep)
{
  if (!lanes->is_lone) {
    run_sections(lanes, false, half_band, stereo, n_frames, halved, heard, keep);
    return;
  }
#if LANE_COUNT == 8
  if (half_band && half_band->kind == HALF_BAND_STEEP && n_frames > SUBBAND_WAVE_EDGE) {
    run_subband_wave(lanes, half_band, stereo, n_frames, halved, heard, keep);
    return;
  }
#endif
  run_sections(lanes, true, half_band, stereo, n_frames, halved, heard, keep);
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

static void run_subbands(SubbandLanes *lanes, HalfBand *half_band, const float *stereo,
                         uint32_t n_frames, float *halved, float (*heard)[SUBBAND_LANES])
{
  if (lanes && heard) {
    run_parts(lanes, half_band, stereo, n_frames, halved, heard, true);
  } else if (lanes) {
    run_parts(lanes, half_band, stereo, n_frames, halved, NULL, false);
  } else if (half_band) {
    run_half_band(half_band, stereo, n_frames, halved);
  }
}

#endif
