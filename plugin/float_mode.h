/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The floating-point mode that all arithmetic of the plugin runs in: round to nearest, no
 * traps, denormals flushed to zero. The last bits of a result depend on the mode, and
 * hosts differ: Ardour flushes denormals, a command line does not, a worker thread may
 * not. So run() and the worker set this mode and then restore the host's.
 *
 * Real-time safe; any thread (the mode belongs to the calling thread).
 */
#ifndef GENRE_EQ_PLUGIN_FLOAT_MODE_H
#define GENRE_EQ_PLUGIN_FLOAT_MODE_H

#include <stdint.h>

#if defined(__SSE2__)

#include <xmmintrin.h>

/** Sets our mode; returns the caller's, for float_mode_leave(). */
static inline uint64_t float_mode_enter(void)
{
  const uint64_t callers = _mm_getcsr();
  _mm_setcsr(0x9fc0u); /* all exceptions masked, flush to zero, denormals are zero */
  return callers;
}

static inline void float_mode_leave(uint64_t callers)
{
  _mm_setcsr((unsigned)callers);
}

#elif defined(__aarch64__)

static inline uint64_t float_mode_enter(void)
{
  uint64_t callers;
  const uint64_t ours = UINT64_C(1) << 24; /* FPCR.FZ */
  __asm__ __volatile__("mrs %0, fpcr" : "=r"(callers));
  __asm__ __volatile__("msr fpcr, %0" : : "r"(ours));
  return callers;
}

static inline void float_mode_leave(uint64_t callers)
{
  __asm__ __volatile__("msr fpcr, %0" : : "r"(callers));
}

#else

static inline uint64_t float_mode_enter(void)
{
  return 0;
}

static inline void float_mode_leave(uint64_t callers)
{
  (void)callers;
}

#endif

#endif
