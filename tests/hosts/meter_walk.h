/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A loop that does nothing but walk through memory, as a plugin does.
 */
#ifndef GENRE_EQ_TESTS_HOSTS_METER_WALK_H
#define GENRE_EQ_TESTS_HOSTS_METER_WALK_H

#include <stddef.h>

enum { WALK_FLOATS = 1 << 16 };

typedef struct {
  float *memory; /**< [WALK_FLOATS] */
  size_t at;
} Walk;

/** Takes 64 steps. */
static inline void walk_on(Walk *walk)
{
  for (int i = 0; i < 64; ++i) {
    float *value = &walk->memory[walk->at++ % WALK_FLOATS];
    *value = *value * 0.5f + 1.0f;
  }
}

#endif
