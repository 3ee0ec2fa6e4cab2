/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * One value in dB on its way to a target: never faster than its slew limit, with
 * rounded starts and landings, and exactly on the target in the end. It moves once a
 * tick (grid.h).
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_GLIDE_H
#define GENRE_EQ_DSP_GLIDE_H

typedef struct {
  double value_db;  /**< what is applied now */
  double follow_db; /**< slew-limited, before rounding the corners */
} Glide;

/** Stands still at value_db. */
void glide_jump(Glide *glide, double value_db);

/** Moves one tick toward target_db at no more than slew_db_per_s (> 0).
    Returns the new value. */
double glide_tick(Glide *glide, double target_db, double slew_db_per_s);

#endif
