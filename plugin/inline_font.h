/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A small dot-matrix font, for the genres' names and a percentage in the mixer strip. Any
 * thread; no allocation.
 */
#ifndef GENRE_EQ_PLUGIN_INLINE_FONT_H
#define GENRE_EQ_PLUGIN_INLINE_FONT_H

#include "plugin/inline_canvas.h"

/** Rows of dots above the baseline, and rows in all. */
enum { FONT_ASCENT = 7, FONT_ROWS = 9 };

/** Width of a line in dots. */
int font_width(const char *text);

/** Draws a line with its upper left corner at (x, y), each dot dot_size pixels wide. A
    character without a glyph shows as an empty box. */
void font_draw(Canvas *canvas, const char *text, int x, int y, int dot_size, uint32_t color);

#endif
