/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The glide law: how a value in dB moves to its target. It moves once a tick (grid.h), never
 * faster than its slew limit. Its start and its landing are rounded, and it ends exactly on
 * the target.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_GLIDE_H
#define GENRE_EQ_DSP_GLIDE_H

typedef struct {
  double value_db;  /**< what is applied now */
  double follow_db; /**< slew-limited, before rounding the corners */
} Glide;

/** Sets the value at once. */
void glide_jump(Glide *glide, double value_db);

/** Moves one tick toward target_db at no more than slew_db_per_s (0 or more).
    Returns the new value. */
double glide_tick(Glide *glide, double target_db, double slew_db_per_s);

#endif
