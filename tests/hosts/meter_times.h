/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Statistics of many times: the mean, the slowest in ten thousand, and the worst.
 */
#ifndef GENRE_EQ_TESTS_HOSTS_METER_TIMES_H
#define GENRE_EQ_TESTS_HOSTS_METER_TIMES_H

#include <stdint.h>
#include <stdio.h>

enum { N_BINS = 4096, BIN_NS = 5000 };

/** A histogram in steps of 5 us, for the slowest in ten thousand. */
typedef struct {
  uint64_t count[N_BINS];
  int64_t sum_ns;
  int64_t max_ns;
} Times;

static inline void times_add(Times *times, int64_t ns)
{
  const int64_t bin = ns > 0 ? ns / BIN_NS : 0;
  ++times->count[bin < N_BINS ? bin : N_BINS - 1];
  times->sum_ns += ns;
  times->max_ns = ns > times->max_ns ? ns : times->max_ns;
}

static inline void times_print(const Times *times, uint64_t n_runs, FILE *to)
{
  uint64_t left = n_runs / 10000;
  int bin = N_BINS - 1;
  while (bin > 0 && times->count[bin] <= left) {
    left -= times->count[bin--];
  }
  fprintf(to, "%.4f %.3f %.3f", (double)times->sum_ns / (double)n_runs * 1e-6,
          (double)(bin + 1) * BIN_NS * 1e-6, (double)times->max_ns * 1e-6);
}

#endif
