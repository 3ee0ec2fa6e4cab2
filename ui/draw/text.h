/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Lines of text at a place. Bytes that are not UTF-8, and control characters, become "?".
 */
#ifndef GENRE_EQ_UI_DRAW_TEXT_H
#define GENRE_EQ_UI_DRAW_TEXT_H

#include <stdbool.h>

#include <cairo.h>

#include "ui/draw/theme.h"

/** Which point of the text x is. y is always the middle of its height. */
typedef enum { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } Align;

typedef struct {
  const Theme *theme;
  double size; /**< font size */
  bool bold;
  Color color;
} TextStyle;

/** Width of the text in user units. */
double text_width(cairo_t *cr, const TextStyle *style, const char *text);

/** Draws a text. */
void text_draw(cairo_t *cr, const TextStyle *style, Align align, double x, double y,
               const char *text);

/** Draws a text; if it is wider than max_width, its end becomes "…". */
void text_draw_within(cairo_t *cr, const TextStyle *style, double x, double y, double max_width,
                      const char *text);

/** Draws text that runs upward, centered on (x, y). */
void text_draw_upward(cairo_t *cr, const TextStyle *style, double x, double y, const char *text);

#endif
