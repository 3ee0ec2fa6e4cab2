/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For tests: what a process has used, and how its processor takes denormals.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_PROCESS_H
#define GENRE_EQ_TESTS_SUPPORT_PROCESS_H

#include <float.h>
#include <stdio.h>
#include <time.h>

/** Processor time of this thread. */
static inline double seconds_now(void)
{
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static inline long resident_pages(void)
{
  long total = 0;
  long resident = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (!file || fscanf(file, "%ld %ld", &total, &resident) != 2) {
    resident = 0;
  }
  if (file) {
    fclose(file);
  }
  return resident;
}

/* Some processors take a hundred times as long for denormals, but perhaps not this one. So the
 * test also checks that denormals count as 0 inside run(). */
static inline int lets_denormals_live(void)
{
#if defined(__SSE2__) || defined(__aarch64__)
  const volatile float smallest = FLT_MIN;
  const volatile float below = 1e-39f;
  const volatile float result = 0.5f * smallest;
  const volatile float product = 1e20f * below;
  return result != 0.0f || product != 0.0f;
#else
  return 0; /* plugin/float_mode.h has no way on this processor */
#endif
}

#endif
