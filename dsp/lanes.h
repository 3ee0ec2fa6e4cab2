/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Four floats that are worked on at once (GCC's and Clang's vector extension:
 * plain C operators, the same bits with or without SIMD instructions).
 */
#ifndef GENRE_EQ_DSP_LANES_H
#define GENRE_EQ_DSP_LANES_H

#include <stdint.h>
#include <string.h>

typedef float Lanes __attribute__((vector_size(16)));
typedef int32_t LaneMask __attribute__((vector_size(16)));

static inline Lanes lanes_load(const float from[4])
{
  Lanes lanes;
  memcpy(&lanes, from, sizeof lanes);
  return lanes;
}

static inline void lanes_store(float to[4], Lanes lanes)
{
  memcpy(to, &lanes, sizeof lanes);
}

/** Frames between two looks for dying tails, on a grid of the stream's own. */
#define TAIL_GRID 32

/** Sets a filter state below −300 dB to 0: left alone it would decay into
    denormals, which many processors compute a hundred times slower. */
static inline void kill_tail(float state[4])
{
  const Lanes value = lanes_load(state);
  const LaneMask alive = (value > 1e-15f) | (value < -1e-15f);
  lanes_store(state, (Lanes)((LaneMask)value & alive));
}

#endif
