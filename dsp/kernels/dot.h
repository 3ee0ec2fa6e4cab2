/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Products, and a sum of them in sixteen partial sums for every register width, because the order
 * of additions decides the bits.
 */
#ifndef GENRE_EQ_DSP_DOT_H
#define GENRE_EQ_DSP_DOT_H

#include "dsp/lanes.h"

enum { DOT_SUMS = 16 };

/** The sum of the first n / DOT_SUMS · DOT_SUMS products. */
static inline void dot_many(const float *a, const float *b, int n, float sum[DOT_SUMS])
{
  enum { REGISTERS = DOT_SUMS / LANE_COUNT };
  Lanes all[REGISTERS] = {{0.0f}};
  for (int i = 0; i + DOT_SUMS <= n; i += DOT_SUMS) {
    for (int r = 0; r < REGISTERS; ++r) {
      all[r] += lanes_load(a + i + r * LANE_COUNT) * lanes_load(b + i + r * LANE_COUNT);
    }
  }
  for (int r = 0; r < REGISTERS; ++r) {
    lanes_store(sum + r * LANE_COUNT, all[r]);
  }
}

static float dot(const float *a, const float *b, int n)
{
  float sum[DOT_SUMS];
  dot_many(a, b, n, sum);
  Lanes4 first = lanes4_load(sum);
  int i = n / DOT_SUMS * DOT_SUMS;
  for (; i + 4 <= n; i += 4) {
    first += lanes4_load(a + i) * lanes4_load(b + i);
  }
  float rest = 0.0f;
  for (; i < n; ++i) {
    rest += a[i] * b[i];
  }
  const Lanes4 four =
      (first + lanes4_load(sum + 4)) + (lanes4_load(sum + 8) + lanes4_load(sum + 12));
  return ((four[0] + four[1]) + (four[2] + four[3])) + rest;
}

static void multiply(float *restrict product, const float *restrict a, const float *restrict b,
                     int n)
{
  for (int i = 0; i < n; ++i) {
    product[i] = a[i] * b[i];
  }
}

#endif
