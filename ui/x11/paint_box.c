/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of paint.c: what widgets of any shape are made of.
 */
#include "ui/x11/painter.h"

bool painter_is_on(const Painter *p, Control control)
{
  return p->view->now.value[control] > 0.0f;
}

double painter_middle(double at, double length)
{
  return at + 0.5 * length;
}

void painter_box(const Painter *p, int widget, const Rect *rect, double radius, Color fill)
{
  painter_round_box(p, rect, radius, 0.0);
  theme_set_color(p->cr, fill);
  cairo_fill(p->cr);
  const bool hover = p->view->hover == widget;
  const double line = painter_pixels(p, 1.0);
  painter_round_box(p, rect, radius, line);
  theme_set_color(p->cr, hover ? p->theme.faint_text : p->theme.edge);
  cairo_set_line_width(p->cr, line);
  cairo_stroke(p->cr);
}

void painter_focus(const Painter *p, int widget, const Rect *rect, double radius)
{
  if (p->view->focus != widget || !p->view->focus_shown) {
    return;
  }
  const double out = painter_pixels(p, 3.0);
  const double line = painter_pixels(p, 2.0);
  const Rect ring = {rect->x - out, rect->y - out, rect->width + 2.0 * out,
                     rect->height + 2.0 * out};
  painter_round_box(p, &ring, radius + out, line);
  theme_set_color(p->cr, p->theme.after);
  cairo_set_line_width(p->cr, line);
  cairo_stroke(p->cr);
}
