/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * One value in dB on its way to a target: never faster than its slew limit, with
 * rounded starts and landings, and exactly on the target in the end. It moves on
 * a fixed grid of ticks (never with the block size), so the way is the same live
 * and in an export.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_GLIDE_H
#define GENRE_EQ_DSP_GLIDE_H

/** Ticks of the control grid in a hop of 100 ms: 640 a second, at any rate. */
#define TICKS_PER_HOP 64
#define TICKS_PER_SECOND 640

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
