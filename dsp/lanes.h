/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Numbers that are worked on side by side (GCC's and Clang's vector extension: plain
 * C operators, for any processor). Each lane computes what a scalar would, so the
 * bits are the same however many lanes a register holds.
 */
#ifndef GENRE_EQ_DSP_LANES_H
#define GENRE_EQ_DSP_LANES_H

#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <immintrin.h>
#endif

/** As many floats as the registers hold that this file is compiled for. */
#if defined __AVX2__
#define LANE_COUNT 8
#else
#define LANE_COUNT 4
#endif

typedef float Lanes __attribute__((vector_size(4 * LANE_COUNT)));
typedef int32_t LaneMask __attribute__((vector_size(4 * LANE_COUNT)));

typedef float Lanes4 __attribute__((vector_size(16)));
typedef int32_t Lane4Mask __attribute__((vector_size(16)));

static inline Lanes lanes_load(const float from[LANE_COUNT])
{
  Lanes lanes;
  memcpy(&lanes, from, sizeof lanes);
  return lanes;
}

static inline void lanes_store(float to[LANE_COUNT], Lanes lanes)
{
  memcpy(to, &lanes, sizeof lanes);
}

static inline Lanes4 lanes4_load(const float from[4])
{
  Lanes4 lanes;
  memcpy(&lanes, from, sizeof lanes);
  return lanes;
}

static inline void lanes4_store(float to[4], Lanes4 lanes)
{
  memcpy(to, &lanes, sizeof lanes);
}

/** The sum of n numbers, in four partial sums. */
static inline float lanes4_sum(const float *x, int n)
{
  Lanes4 four = {0.0f};
  float rest = 0.0f;
  int i = 0;
  for (; i + 4 <= n; i += 4) {
    four += lanes4_load(x + i);
  }
  for (; i < n; ++i) {
    rest += x[i];
  }
  return ((four[0] + four[1]) + (four[2] + four[3])) + rest;
}

/** The lower halves of a and b, alternating, and the upper ones. */
static inline Lanes lanes_zip_low(Lanes a, Lanes b)
{
#if LANE_COUNT == 8
  return (Lanes){a[0], b[0], a[1], b[1], a[2], b[2], a[3], b[3]};
#else
  return (Lanes){a[0], b[0], a[1], b[1]};
#endif
}

static inline Lanes lanes_zip_high(Lanes a, Lanes b)
{
#if LANE_COUNT == 8
  return (Lanes){a[4], b[4], a[5], b[5], a[6], b[6], a[7], b[7]};
#else
  return (Lanes){a[2], b[2], a[3], b[3]};
#endif
}

static inline Lanes lanes_choose(LaneMask mask, Lanes there, Lanes elsewhere)
{
  return (Lanes)(((LaneMask)there & mask) | ((LaneMask)elsewhere & ~mask));
}

#ifdef __AVX2__
/** A pair, and behind it all lanes but the last two. */
static inline Lanes lanes_behind(const float pair[2], Lanes lanes)
{
  double first; /* 64 bits to be copied, never a number */
  memcpy(&first, pair, sizeof first);
  const __m256d moved = _mm256_permute4x64_pd((__m256d)lanes, 0x90);
  return (Lanes)_mm256_blend_pd(moved, _mm256_set1_pd(first), 1);
}
#endif

#ifdef __AVX2__
static inline Lanes lanes_of_halves(Lanes4 lower, Lanes4 upper)
{
  return (Lanes)_mm256_set_m128((__m128)upper, (__m128)lower);
}

static inline Lanes4 lanes_lower(Lanes lanes)
{
  return (Lanes4)_mm256_castps256_ps128((__m256)lanes);
}

static inline Lanes4 lanes_upper(Lanes lanes)
{
  return (Lanes4)_mm256_extractf128_ps((__m256)lanes, 1);
}
#endif

static inline Lanes lanes_magnitude(Lanes x)
{
  return (Lanes)((LaneMask)x & 0x7fffffff);
}

/** Where either is NaN: b. */
static inline Lanes lanes_larger(Lanes a, Lanes b)
{
#if defined __AVX2__
  return _mm256_max_ps(a, b);
#elif defined __SSE2__
  return _mm_max_ps(a, b);
#else
  return lanes_choose(a > b, a, b);
#endif
}

/** Of bits as signed numbers: of magnitudes the larger, of a NaN and a number the NaN. */
static inline LaneMask lane_bits_larger(LaneMask a, LaneMask b)
{
#if defined __AVX2__
  return (LaneMask)_mm256_max_epi32((__m256i)a, (__m256i)b);
#else
  const LaneMask first = a > b;
  return (a & first) | (b & ~first);
#endif
}

static inline Lane4Mask lane4_bits_larger(Lane4Mask a, Lane4Mask b)
{
#if defined __AVX2__
  return (Lane4Mask)_mm_max_epi32((__m128i)a, (__m128i)b);
#else
  const Lane4Mask first = a > b;
  return (a & first) | (b & ~first);
#endif
}

/** Of lanes that are not negative; NaN where there is one. */
static inline float largest_lane(Lanes lanes)
{
#if defined __AVX2__
  const Lane4Mask four =
      lane4_bits_larger((Lane4Mask)lanes_lower(lanes), (Lane4Mask)lanes_upper(lanes));
#else
  const Lane4Mask four = (Lane4Mask)lanes;
#endif
  const Lane4Mask two = lane4_bits_larger(four, (Lane4Mask){four[2], four[3], four[2], four[3]});
  const Lane4Mask one = lane4_bits_larger(two, (Lane4Mask){two[1], two[1], two[1], two[1]});
  return ((Lanes4)one)[0];
}

/** A filter state below −300 dB is as good as none: left alone it would decay into
    denormals, which many processors compute a hundred times slower. */
static inline Lanes lanes_without_tail(Lanes state)
{
  const LaneMask alive = (state > 1e-15f) | (state < -1e-15f);
  return (Lanes)((LaneMask)state & alive);
}

static inline Lanes4 lanes4_without_tail(Lanes4 state)
{
  const Lane4Mask alive = (state > 1e-15f) | (state < -1e-15f);
  return (Lanes4)((Lane4Mask)state & alive);
}

#endif
