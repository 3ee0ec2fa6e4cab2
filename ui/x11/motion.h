/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The report as it is shown: ten reports a second, moved between so that the eye
 * sees motion, and at rest once it has caught up. Pure: any thread.
 */
#ifndef GENRE_EQ_UI_X11_MOTION_H
#define GENRE_EQ_UI_X11_MOTION_H

#include <stdbool.h>

#include "plugin/report.h"

typedef struct {
  Report shown;
  Report goal;
  bool started;
} Motion;

/** A new report to move to; the first one is shown at once. Values that are not
    finite count as 0, others are held within what can be drawn. Returns the regions
    (REGION_BIT) to redraw at once. */
unsigned motion_goal(Motion *motion, const Report *report);

/** Moves on by dt_s (>= 0). Returns the regions to redraw; 0 at rest. */
unsigned motion_step(Motion *motion, double dt_s);

#endif
