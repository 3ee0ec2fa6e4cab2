/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For the benchmarks: a clock, and rows for the machine-readable copy of their tables, in the
 * file that GENRE_EQ_BENCH_TSV names.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_BENCH_H
#define GENRE_EQ_TESTS_SUPPORT_BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline double bench_now_s(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static inline int bench_compare(const void *a, const void *b)
{
  const double x = *(const double *)a;
  const double y = *(const double *)b;
  return (x > y) - (x < y);
}

/** One row: bench, what was measured, its value, its unit. */
static inline void bench_row(const char *bench, const char *what, double value, const char *unit)
{
  const char *path = getenv("GENRE_EQ_BENCH_TSV");
  FILE *file = path ? fopen(path, "a") : NULL;
  if (file) {
    fprintf(file, "%s\t%s\t%.6g\t%s\n", bench, what, value, unit);
    fclose(file);
  }
}

#endif
