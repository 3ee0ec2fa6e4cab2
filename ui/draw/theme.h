/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Colours, fonts and sizes, in one place. The hues are those of Okabe & Ito, "Color
 * Universal Design" (2008): people with any kind of colour vision can tell them apart. No
 * meaning depends on hue alone; dashes, fills and markers differ too.
 */
#ifndef GENRE_EQ_UI_DRAW_THEME_H
#define GENRE_EQ_UI_DRAW_THEME_H

#include <cairo.h>

typedef struct {
  double red, green, blue, alpha;
} Color;

typedef struct {
  Color background;
  Color panel; /**< behind a plot */
  Color grid;
  Color edge; /**< outlines of controls, band edges, zero lines, bars on `grid` */
  Color text;
  Color faint_text;
  Color zone; /**< fill of the zone */
  Color zone_line;
  Color aim;
  Color before;
  Color after;
  Color curve;
  Color curve_fill;
  Color bar_heard; /**< of the genre that is heard */
  const char *font;
  double title_size; /**< font sizes and lengths in pixels at scale 1 */
  double text_size;
  double small_size;
  double thin; /**< line widths */
  double medium;
  double thick;
  double margin;
  double gap;
} Theme;

extern const Theme theme_light; /**< for pictures and print */
extern const Theme theme_dark;  /**< for a window beside a mixer */

void theme_set_color(cairo_t *cr, Color color);

#endif
