/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of paint_parts.h: the knobs and the switches beside them.
 */
#include "ui/x11/mark.h"
#include "ui/x11/paint_parts.h"

#include <math.h>

#include "ui/x11/values.h"

#define PI 3.14159265358979323846

static void paint_dial(const Painter *p, int widget)
{
  const Control control = widget_info[widget].control;
  const double at = value_position(control, p->view->now.value[control]);
  const double zero = control_info[control].minimum < 0.0f ? value_position(control, 0.0f) : 0.0;
  const bool lit = p->view->hover == widget || p->view->dragged == widget;
  mark_dial(p, &p->layout->dial[widget], zero, at, lit);
}

static void paint_typed(const Painter *p, int widget)
{
  const Rect *rect = &p->layout->value[widget];
  const TextStyle style = painter_style(p, p->theme.text_size, false, p->theme.text);
  const double x = painter_middle(rect->x, rect->width);
  const double y = painter_middle(rect->y, rect->height);
  const double half = 0.5 * text_width(p->cr, &style, p->view->typed);
  painter_box(p, widget, rect, painter_pixels(p, 3.0), p->theme.background);
  text_draw(p->cr, &style, ALIGN_CENTER, x, y, p->view->typed);
  painter_fill_box(p, x + half + painter_pixels(p, 1.0), y - 0.6 * p->theme.text_size,
                   painter_pixels(p, 1.0), 1.2 * p->theme.text_size, p->theme.after);
}

static void paint_knob(const Painter *p, int widget)
{
  const Rect *cell = &p->layout->widget[widget];
  const Rect *value = &p->layout->value[widget];
  const Control control = widget_info[widget].control;
  const double x = painter_middle(cell->x, cell->width);
  const TextStyle name = painter_style(p, p->theme.text_size, false, p->theme.faint_text);
  const TextStyle figures = painter_style(p, p->theme.text_size, true, p->theme.text);
  text_draw(p->cr, &name, ALIGN_CENTER, x, cell->y + painter_pixels(p, 14.0), widget_name(widget));
  paint_dial(p, widget);
  if (p->view->typing && p->view->focus == widget) {
    paint_typed(p, widget);
  } else {
    char text[32];
    value_format(control, p->view->now.value[control], text, sizeof text);
    text_draw(p->cr, &figures, ALIGN_CENTER, x, painter_middle(value->y, value->height), text);
  }
  const Rect ring = {p->layout->value[widget].x, cell->y + painter_pixels(p, 5.0),
                     p->layout->value[widget].width, cell->height - painter_pixels(p, 10.0)};
  painter_focus(p, widget, &ring, painter_pixels(p, 5.0));
}

static void paint_toggle(const Painter *p, int widget)
{
  const Rect *rect = &p->layout->widget[widget];
  const bool on = painter_is_on(p, widget_info[widget].control);
  const double height = painter_pixels(p, 16.0);
  const Rect track = {rect->x, floor(painter_middle(rect->y, rect->height) - 0.5 * height),
                      painter_pixels(p, 30.0), height};
  const TextStyle style = painter_style(p, p->theme.text_size, false, p->theme.text);
  const double inset = painter_pixels(p, 3.0);
  const double radius = 0.5 * height - inset;
  painter_box(p, widget, &track, 0.5 * height, on ? p->theme.after : p->theme.panel);
  cairo_new_path(p->cr);
  cairo_arc(p->cr, on ? track.x + track.width - inset - radius : track.x + inset + radius,
            painter_middle(track.y, track.height), radius, 0.0, 2.0 * PI);
  theme_set_color(p->cr, on ? p->theme.background : p->theme.faint_text);
  cairo_fill(p->cr);
  text_draw(p->cr, &style, ALIGN_LEFT, track.x + track.width + painter_pixels(p, 9.0),
            painter_middle(rect->y, rect->height), widget_name(widget));
  painter_focus(p, widget, &track, 0.5 * height);
}

void paint_controls(const Painter *p)
{
  for (int widget = 0; widget < WIDGET_COUNT; ++widget) {
    if (!view_has(p->view, widget)) {
      continue;
    }
    if (widget_info[widget].shape == SHAPE_KNOB) {
      paint_knob(p, widget);
    } else if (widget_info[widget].shape == SHAPE_TOGGLE) {
      paint_toggle(p, widget);
    }
  }
}
