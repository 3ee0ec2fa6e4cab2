/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The filter bank's loop over as many lanes as one register holds, and beside them the
 * half-band filter that hands the stream on. Each recursion waits for itself only; while
 * one waits, the processor works on the others.
 *
 * run_subbands.h includes this file once for each width of registers that it uses, with
 * PART_LANES set: what is called `name` here is name_PART_LANES there. So no guard.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "dsp/kernels/half_band_step.h"
#include "dsp/kernels/subband_lanes.h"
#include "dsp/lanes.h"

#ifndef PART_LANES
#define PART_LANES LANE_COUNT
#endif
#define PART_JOIN(a, b) a##_##b
#define PART_NAME(name, lanes) PART_JOIN(name, lanes)

#define Part PART_NAME(Part, PART_LANES)
#define PartMask PART_NAME(PartMask, PART_LANES)
#define PartSection PART_NAME(PartSection, PART_LANES)
#define part_load PART_NAME(part_load, PART_LANES)
#define part_store PART_NAME(part_store, PART_LANES)
#define part_spread PART_NAME(part_spread, PART_LANES)
#define part_store_state PART_NAME(part_store_state, PART_LANES)
#define section_load PART_NAME(section_load, PART_LANES)
#define section_store PART_NAME(section_store, PART_LANES)
#define section_filter PART_NAME(section_filter, PART_LANES)
#define run_part_beside PART_NAME(run_part_beside, PART_LANES)
#define run_part PART_NAME(run_part, PART_LANES)

typedef float Part __attribute__((vector_size(4 * PART_LANES)));
typedef int32_t PartMask __attribute__((vector_size(4 * PART_LANES)));

static inline Part part_load(const float from[PART_LANES])
{
  Part part;
  memcpy(&part, from, sizeof part);
  return part;
}

static inline void part_store(float to[PART_LANES], Part part)
{
  memcpy(to, &part, sizeof part);
}

/** Without the tails that lanes_without_tail() tells of. */
static inline void part_store_state(float to[PART_LANES], Part state)
{
  const PartMask alive = (state > 1e-15f) | (state < -1e-15f);
  part_store(to, (Part)((PartMask)state & alive));
}

/** The same stereo frame in all pairs of lanes. */
static inline Part part_spread(const float stereo[2])
{
  typedef int64_t Frames __attribute__((vector_size(4 * PART_LANES)));
  int64_t frame;
  memcpy(&frame, stereo, sizeof frame);
  return (Part)((Frames){0} | frame);
}

/** One section in all lanes. */
typedef struct {
  Part a1, a2, w1, w2;
} PartSection;

static inline PartSection section_load(const SubbandLanes *lanes, int k, int first)
{
  return (PartSection){part_load(&lanes->a1[k][first]), part_load(&lanes->a2[k][first]),
                       part_load(&lanes->w1[k][first]), part_load(&lanes->w2[k][first])};
}

static inline void section_store(const PartSection *section, SubbandLanes *lanes, int k, int first)
{
  part_store_state(&lanes->w1[k][first], section->w1);
  part_store_state(&lanes->w2[k][first], section->w2);
}

static inline Part section_filter(PartSection *section, Part x)
{
  /* In this order only one product and one difference wait for the frame before. */
  const Part w = (x - section->a2 * section->w2) - section->a1 * section->w1;
  const Part y = w - section->w2;
  section->w2 = section->w1;
  section->w1 = w;
  return y;
}

/* Each call with other constants compiles to a loop of its own. */
static inline __attribute__((always_inline)) void
run_part_beside(SubbandLanes *lanes, int first, HalfBand *half_band, const int n_stages,
                const float *stereo, uint32_t n_frames, float *halved,
                float (*heard)[SUBBAND_LANES], const bool keep)
{
  PartSection section[SUBBAND_SECTIONS];
  for (int k = 0; k < SUBBAND_SECTIONS; ++k) {
    section[k] = section_load(lanes, k, first);
  }
  Part energy = part_load(&lanes->energy[first]);
  HalfBandLanes half;
  if (n_stages > 0) {
    half_band_load(&half, half_band);
  }
  for (uint32_t i = 0; i + 1 < n_frames; i += 2) {
    for (uint32_t frame = i; frame < i + 2; ++frame) {
      Part x = part_spread(stereo + 2 * frame);
      for (int k = 0; k < SUBBAND_SECTIONS; ++k) {
        x = section_filter(&section[k], x);
      }
      energy += x * x;
      if (keep) {
        part_store(&heard[frame][first], x);
      }
    }
    if (n_stages > 0) {
      half_band_step(&half, stereo + 2 * i, halved + i, n_stages);
    }
  }
  for (int k = 0; k < SUBBAND_SECTIONS; ++k) {
    section_store(&section[k], lanes, k, first);
  }
  part_store(&lanes->energy[first], energy);
  if (n_stages > 0) {
    half_band_store(&half, half_band);
  }
}

static inline __attribute__((always_inline)) void
run_part(SubbandLanes *lanes, int first, HalfBand *half_band, const float *stereo,
         uint32_t n_frames, float *halved, float (*heard)[SUBBAND_LANES], const bool keep)
{
  if (!half_band) {
    run_part_beside(lanes, first, NULL, 0, stereo, n_frames, NULL, heard, keep);
  } else if (half_band->kind == HALF_BAND_STEEP) {
    run_part_beside(lanes, first, half_band, 3, stereo, n_frames, halved, heard, keep);
  } else {
    run_part_beside(lanes, first, half_band, 1, stereo, n_frames, halved, heard, keep);
  }
}

#undef Part
#undef PartMask
#undef PartSection
#undef part_load
#undef part_store
#undef part_spread
#undef part_store_state
#undef section_load
#undef section_store
#undef section_filter
#undef run_part_beside
#undef run_part
#undef PART_NAME
#undef PART_JOIN
#undef PART_LANES
