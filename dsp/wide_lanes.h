/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Floats in the widest registers that this file is compiled for, for loops that only want
 * many of them (dsp/lanes.h has the usual ones).
 */
#ifndef GENRE_EQ_DSP_WIDE_LANES_H
#define GENRE_EQ_DSP_WIDE_LANES_H

#include <string.h>

#include "dsp/lanes.h"

#ifdef LANES16
#define WIDE_COUNT 16
typedef Lanes16 Wide;
typedef Lane16Mask WideMask;
#else
#define WIDE_COUNT LANE_COUNT
typedef Lanes Wide;
typedef LaneMask WideMask;
#endif

static inline Wide wide_load(const float from[WIDE_COUNT])
{
  Wide lanes;
  memcpy(&lanes, from, sizeof lanes);
  return lanes;
}

static inline Wide wide_magnitude(Wide x)
{
  return (Wide)((WideMask)x & 0x7fffffff);
}

/** Where either is NaN: b. */
static inline Wide wide_larger(Wide a, Wide b)
{
#ifdef LANES16
  return (Wide)_mm512_max_ps((__m512)a, (__m512)b);
#else
  return lanes_larger(a, b);
#endif
}

/** The first n lanes; 0 in the others. */
static inline Wide wide_first(Wide lanes, int n)
{
#if WIDE_COUNT == 16
  const WideMask index = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
#elif WIDE_COUNT == 8
  const WideMask index = {0, 1, 2, 3, 4, 5, 6, 7};
#else
  const WideMask index = {0, 1, 2, 3};
#endif
  return (Wide)((WideMask)lanes & (index < n));
}

/** Of lanes that are not negative; NaN where there is one. */
static inline float wide_largest(Wide lanes)
{
#ifdef LANES16
  const Lanes lower = (Lanes)_mm512_castps512_ps256((__m512)lanes);
  return largest_lane((Lanes)lane_bits_larger((LaneMask)lower, (LaneMask)lanes16_upper(lanes)));
#else
  return largest_lane(lanes);
#endif
}

#endif
