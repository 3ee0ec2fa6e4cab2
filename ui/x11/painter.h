/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The tools that the parts of the picture are painted with.
 */
#ifndef GENRE_EQ_UI_X11_PAINTER_H
#define GENRE_EQ_UI_X11_PAINTER_H

#include "ui/draw/panel.h"
#include "ui/draw/text.h"
#include "ui/x11/view.h"

typedef struct {
  cairo_t *cr;
  const View *view;
  const Layout *layout;
  Theme theme; /**< sizes in pixels */
} Painter;

/** theme: sizes at scale 1. The view must outlive the painter. */
Painter painter_begin(cairo_t *cr, const View *view, const Theme *theme);

/** A length at scale 1 in whole pixels, at least 1. */
double painter_pixels(const Painter *p, double length);

TextStyle painter_style(const Painter *p, double size, bool bold, Color color);
Color painter_faded(Color color, double alpha);

/** Fills a box whose edges lie on whole pixels. */
void painter_fill_box(const Painter *p, double x, double y, double width, double height,
                      Color color);
/** A path with round corners. For a fill, line_width is 0; for a stroke of line_width, the
    whole stroke lies within the rectangle. */
void painter_round_box(const Painter *p, const Rect *rect, double radius, double line_width);
/** A horizontal line, sharp, centered on y. */
void painter_level_line(const Painter *p, double x, double y, double width, double thickness,
                        Color color);

/** "+1.2", with a real minus sign, and no sign if the value rounds to 0. */
void painter_signed_tenths(char *text, size_t size, double value);

/** True if a switch is on. */
bool painter_is_on(const Painter *p, Control control);

/** The middle of a length. */
double painter_middle(double at, double length);

/** A box that can be pressed. Its fill shows the state, its edge shows that the pointer is
    there, and its ring shows that the keyboard is. */
void painter_box(const Painter *p, int widget, const Rect *rect, double radius, Color fill);
void painter_focus(const Painter *p, int widget, const Rect *rect, double radius);

/** A plot at a place; the caller sets its dB range. */
Panel painter_plot(const Painter *p, const Rect *rect);
/** Its background, and dB lines with figures at its left. */
void painter_grid(const Painter *p, const Panel *panel, bool signs);

#endif
