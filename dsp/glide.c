/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/glide.h"

#include <math.h>

#include "dsp/grid.h"

/* The follower moves on straight lines at the slew limit. A one-pole smoother behind it rounds
 * the corners, so that the slope is continuous, and never moves faster than the follower. 32
 * ticks are 50 ms. */
#define ROUNDING_TICKS 32.0

/* A value this near to the target lands on it. */
#define LANDED_DB 1e-6

void glide_jump(Glide *glide, double value_db)
{
  glide->value_db = value_db;
  glide->follow_db = value_db;
}

double glide_tick(Glide *glide, double target_db, double slew_db_per_s)
{
  const double most_db = slew_db_per_s * (1.0 / TICKS_PER_SECOND);
  const double way_db = target_db - glide->follow_db;
  if (fabs(way_db) <= most_db) {
    glide->follow_db = target_db;
  } else {
    glide->follow_db += way_db > 0.0 ? most_db : -most_db;
  }
  glide->value_db += (glide->follow_db - glide->value_db) * (1.0 / ROUNDING_TICKS);
  if (glide->follow_db == target_db && fabs(target_db - glide->value_db) < LANDED_DB) {
    glide->value_db = target_db;
  }
  return glide->value_db;
}
