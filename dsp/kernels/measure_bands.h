/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The crossovers' loop: one stereo frame at a time through all bands side by side.
 */
#ifndef GENRE_EQ_DSP_MEASURE_BANDS_H
#define GENRE_EQ_DSP_MEASURE_BANDS_H

#include <stdint.h>

#include "dsp/kernels/band_lanes.h"
#include "dsp/kernels/filter_section.h"
#include "dsp/lanes.h"

_Static_assert(BAND_LANES % LANE_COUNT == 0, "the bands fill whole registers");

/** One section in one register of lanes. */
typedef struct {
  Lanes c1, c2, a1, a2, s1, s2;
} BandSection;

static inline BandSection band_section(const BandLanes *lanes, int k, int lane)
{
  return (BandSection){lanes_load(&lanes->c1[k][lane]), lanes_load(&lanes->c2[k][lane]),
                       lanes_load(&lanes->a1[k][lane]), lanes_load(&lanes->a2[k][lane]),
                       lanes_load(&lanes->s1[k][lane]), lanes_load(&lanes->s2[k][lane])};
}

/** The same frame in each pair of lanes. */
static inline Lanes in_each_pair(float left, float right)
{
#if LANE_COUNT == 8
  return (Lanes){left, right, left, right, left, right, left, right};
#else
  return (Lanes){left, right, left, right};
#endif
}

static void measure_bands(BandLanes *lanes, const float *const in[2], uint32_t n_frames)
{
  for (int lane = 0; lane < BAND_LANES; lane += LANE_COUNT) {
    BandSection section[BAND_SECTIONS];
    for (int k = 0; k < BAND_SECTIONS; ++k) {
      section[k] = band_section(lanes, k, lane);
    }
    Lanes energy = lanes_load(lanes->energy + lane);
    for (uint32_t i = 0; i < n_frames; ++i) {
      Lanes x = in_each_pair(in[0][i], in[1][i]);
      for (int k = 0; k < BAND_SECTIONS; ++k) {
        BandSection *h = &section[k];
        FILTER(x, h->c1, h->c2, h->a1, h->a2, h->s1, h->s2);
      }
      energy += x * x;
    }
    lanes_store(lanes->energy + lane, energy);
    for (int k = 0; k < BAND_SECTIONS; ++k) {
      lanes_store(&lanes->s1[k][lane], section[k].s1);
      lanes_store(&lanes->s2[k][lane], section[k].s2);
    }
  }
}

#endif
