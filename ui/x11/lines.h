/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A text broken into lines that fit a width.
 */
#ifndef GENRE_EQ_UI_X11_LINES_H
#define GENRE_EQ_UI_X11_LINES_H

#include "ui/x11/painter.h"

enum { LINES_BYTES = 320, LINES_MOST = 8 };

typedef struct {
  char text[LINES_BYTES]; /**< before: the text; behind: lines, each ended by a 0 */
  int start[LINES_MOST];  /**< of each line in `text` */
  int count;
  double width; /**< of the longest */
} Lines;

/** Breaks lines->text at spaces into at most LINES_MOST lines. A word that is too wide gets a
    separate line. `count` and `width` must be 0. */
void lines_break(const Painter *p, const TextStyle *style, double width, Lines *lines);

/** Draws them from y on, `row` apart. */
void lines_draw(const Painter *p, const TextStyle *style, double x, double y, double row,
                const Lines *lines);

#endif
