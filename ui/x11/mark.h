/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The marks of the picture: how the zone, the aim, the song and the rest are drawn. The plots, the
 * names of their marks, and the explanation draw them with these functions, so that they look
 * alike.
 */
#ifndef GENRE_EQ_UI_X11_MARK_H
#define GENRE_EQ_UI_X11_MARK_H

#include "ui/x11/painter.h"

/** A band from top to bottom, with a line at either edge. */
void mark_zone(const Painter *p, double x, double width, double top, double bottom);

/** A dashed line. */
void mark_song(const Painter *p, double x, double width, double y);

/** A thick line. */
void mark_output(const Painter *p, double x, double width, double y);

/** Two triangles that point at each other, from both ends of the width. */
void mark_aim(const Painter *p, double x, double width, double y);

/** A grey bar. */
void mark_playing(const Painter *p, double x, double width, double top, double bottom);

/** A thin dashed line: a sample of the curve to come. */
void mark_goal(const Painter *p, double x, double width, double y);

/** A bar from the axis on; `way` is negative for one to the left. Solid for the most probable genre
    (place 0), hollow for the next one. */
void mark_evidence(const Painter *p, double axis, double way, double y, double height, int place);

/** A knob in a square. zero, at: 0 … 1, where its value 0 and its value are. */
void mark_dial(const Painter *p, const Rect *rect, double zero, double at, bool lit);

#endif
