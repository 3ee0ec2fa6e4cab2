/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Measures a thread between two moments: the clock, the thread's own time, and how often it
 * waited, was preempted or had a page fault.
 */
#ifndef GENRE_EQ_TESTS_HOSTS_METER_SPAN_H
#define GENRE_EQ_TESTS_HOSTS_METER_SPAN_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* RUSAGE_THREAD */
#endif
#include <stdint.h>
#include <sys/resource.h>
#include <time.h>

/** The figures of a thread since it began, or between two moments. */
typedef struct {
  int64_t wall_ns;
  int64_t cpu_ns;
  int64_t waits;
  int64_t preempted;
  int64_t faults;
} Span;

static inline int64_t now_ns(clockid_t clock)
{
  struct timespec time;
  clock_gettime(clock, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/** Reads the clocks last at the start and first at the end, so that they measure the least of this
   code. */
static inline Span span_begin(void)
{
  struct rusage usage;
  getrusage(RUSAGE_THREAD, &usage);
  Span span = {.waits = usage.ru_nvcsw,
               .preempted = usage.ru_nivcsw,
               .faults = usage.ru_minflt + usage.ru_majflt};
  span.cpu_ns = now_ns(CLOCK_THREAD_CPUTIME_ID);
  span.wall_ns = now_ns(CLOCK_MONOTONIC);
  return span;
}

static inline Span span_since(const Span *begin)
{
  Span span = {.wall_ns = now_ns(CLOCK_MONOTONIC) - begin->wall_ns};
  span.cpu_ns = now_ns(CLOCK_THREAD_CPUTIME_ID) - begin->cpu_ns;
  struct rusage usage;
  getrusage(RUSAGE_THREAD, &usage);
  span.waits = usage.ru_nvcsw - begin->waits;
  span.preempted = usage.ru_nivcsw - begin->preempted;
  span.faults = usage.ru_minflt + usage.ru_majflt - begin->faults;
  return span;
}

static inline void span_add(Span *sum, const Span *span, int sign)
{
  sum->wall_ns += sign * span->wall_ns;
  sum->cpu_ns += sign * span->cpu_ns;
  sum->waits += sign * span->waits;
  sum->preempted += sign * span->preempted;
  sum->faults += sign * span->faults;
}

#endif
