/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The report as it is shown. Ten reports arrive a second; the values move between them, so
 * that the eye sees motion. At the newest report they rest. Pure: any thread.
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

/** Sets a new report to move to; the first one is shown at once. Values that are not finite
    become 0; the others are clamped to what can be drawn. Returns the regions (REGION_BIT)
    to redraw at once. */
unsigned motion_goal(Motion *motion, const Report *report);

/** Moves by dt_s (>= 0). Returns the regions to redraw; 0 at rest. */
unsigned motion_step(Motion *motion, double dt_s);

#endif
