/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Draws the picture in the mixer strip, since the plugin links to no graphics library.
 * Pixels are opaque, edges are smooth. Any thread; no allocation.
 */
#ifndef GENRE_EQ_PLUGIN_INLINE_CANVAS_H
#define GENRE_EQ_PLUGIN_INLINE_CANVAS_H

#include <stdint.h>

/** Pixels 0xffRRGGBB, row by row, without gaps; of the caller. */
typedef struct {
  uint32_t *pixel;
  int width, height;
} Canvas;

/** Colours are 0xRRGGBB; alpha and coverage are 0 … 1. Coordinates are in pixels, y points
    down, and integers lie between pixels. What lies outside the canvas is not drawn. */
void canvas_clear(Canvas *canvas, uint32_t color);

void canvas_fill(Canvas *canvas, double left, double top, double right, double bottom,
                 uint32_t color, double alpha);

/** The area between the graph y[x + 0.5] (one value a column) and a level. */
void canvas_fill_graph(Canvas *canvas, const float *y, double level, uint32_t color, double alpha);

/** The graph itself as a line of this width. */
void canvas_stroke_graph(Canvas *canvas, const float *y, double line_width, uint32_t color);

#endif
