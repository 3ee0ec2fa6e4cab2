/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/dense.h"

#include <math.h>
#include <stddef.h>

#include "model/network.h"

/* The number of columns that are computed at a time. These columns of all rows fit into a core's
 * cache. */
enum { PANEL = 512 };

bool dense_factor(float *a, int n)
{
  for (int i = 0; i < n; ++i) {
    float *row = &a[(size_t)i * (size_t)n];
    for (int j = 0; j < i; ++j) {
      const float *other = &a[(size_t)j * (size_t)n];
      row[j] = (row[j] - network_dot(row, other, j)) / other[j];
    }
    const float square = row[i] - network_dot(row, row, i);
    if (!(square > 0.0F)) {
      return false;
    }
    row[i] = sqrtf(square);
  }
  return true;
}

void dense_forward(const float *l, int n, float *x)
{
  for (int i = 0; i < n; ++i) {
    const float *row = &l[(size_t)i * (size_t)n];
    x[i] = (x[i] - network_dot(row, x, i)) / row[i];
  }
}

void dense_backward(const float *l, int n, float *x)
{
  for (int i = n - 1; i >= 0; --i) {
    const float *row = &l[(size_t)i * (size_t)n];
    x[i] /= row[i];
    for (int k = 0; k < i; ++k) {
      x[k] -= row[k] * x[i];
    }
  }
}

void dense_gram(float *a, const float *b, int n, int width)
{
  for (int first = 0; first < width; first += PANEL) {
    const int size = width - first < PANEL ? width - first : PANEL;
    for (int i = 0; i < n; ++i) {
      const float *row = &b[(size_t)i * (size_t)width + (size_t)first];
      for (int j = 0; j <= i; ++j) {
        const float *other = &b[(size_t)j * (size_t)width + (size_t)first];
        float *sum = &a[(size_t)i * (size_t)n + (size_t)j];
        *sum = (first > 0 ? *sum : 0.0F) + network_dot(row, other, size);
      }
    }
  }
}

void dense_transpose(float *to, const float *from, int n, int width)
{
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < width; ++k) {
      to[(size_t)k * (size_t)n + (size_t)i] = from[(size_t)i * (size_t)width + (size_t)k];
    }
  }
}
