/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of paint_parts.h: the header and its menu.
 */
#include "ui/x11/paint_parts.h"

#include <math.h>
#include <stdio.h>

#include "ui/x11/values.h"

#define PI 3.14159265358979323846

static void paint_triangle(const Painter *p, double x, double y, double size)
{
  cairo_move_to(p->cr, x - size, y - 0.5 * size);
  cairo_line_to(p->cr, x + size, y - 0.5 * size);
  cairo_line_to(p->cr, x, y + 0.7 * size);
  cairo_close_path(p->cr);
  cairo_fill(p->cr);
}

static void paint_power(const Painter *p)
{
  const Rect *rect = &p->layout->widget[WIDGET_ENABLED];
  const bool on = painter_is_on(p, CONTROL_ENABLED);
  const double x = painter_middle(rect->x, rect->width);
  const double y = painter_middle(rect->y, rect->height);
  const double radius = 0.24 * rect->width;
  painter_box(p, WIDGET_ENABLED, rect, 0.5 * rect->width, on ? p->theme.after : p->theme.panel);
  theme_set_color(p->cr, on ? p->theme.background : p->theme.faint_text);
  cairo_set_line_width(p->cr, painter_pixels(p, 2.0));
  cairo_set_line_cap(p->cr, CAIRO_LINE_CAP_ROUND);
  cairo_new_path(p->cr);
  cairo_arc(p->cr, x, y, radius, -0.5 * PI + 0.7, 1.5 * PI - 0.7);
  cairo_stroke(p->cr);
  cairo_move_to(p->cr, x, y - 1.25 * radius);
  cairo_line_to(p->cr, x, y - 0.2 * radius);
  cairo_stroke(p->cr);
  cairo_set_line_cap(p->cr, CAIRO_LINE_CAP_BUTT);
  painter_focus(p, WIDGET_ENABLED, rect, 0.5 * rect->width);
}

static void paint_mode(const Painter *p)
{
  const Rect *rect = &p->layout->widget[WIDGET_MODE];
  const double radius = painter_pixels(p, 5.0);
  const int chosen = (int)p->view->now.value[CONTROL_MODE];
  int count;
  const ScalePoint *point = control_points(KIND_MODE, &count);
  painter_box(p, WIDGET_MODE, rect, radius, p->theme.panel);
  for (int i = 0; i < count; ++i) {
    const double inset = painter_pixels(p, 3.0);
    const Rect part = {floor(rect->x + i * rect->width / count) + inset, rect->y + inset,
                       floor(rect->width / count) - 2.0 * inset, rect->height - 2.0 * inset};
    const bool is_chosen = point[i].value == chosen;
    const bool hover = p->view->hover == WIDGET_MODE && p->view->hover_value == i;
    if (is_chosen || hover) {
      painter_round_box(p, &part, radius - painter_pixels(p, 1.0), 0.0);
      theme_set_color(p->cr, is_chosen ? p->theme.after : p->theme.grid);
      cairo_fill(p->cr);
    }
    const TextStyle style = painter_style(p, p->theme.text_size, is_chosen,
                                          is_chosen ? p->theme.background : p->theme.text);
    text_draw(p->cr, &style, ALIGN_CENTER, painter_middle(part.x, part.width),
              painter_middle(part.y, part.height), point[i].name);
  }
  painter_focus(p, WIDGET_MODE, rect, radius);
}

static void paint_genre(const Painter *p)
{
  const Rect *rect = &p->layout->widget[WIDGET_GENRE];
  const double radius = painter_pixels(p, 5.0);
  const double y = painter_middle(rect->y, rect->height);
  const TextStyle faint = painter_style(p, p->theme.text_size, false, p->theme.faint_text);
  const TextStyle plain = painter_style(p, p->theme.text_size, true, p->theme.text);
  char text[48];
  painter_box(p, WIDGET_GENRE, rect, radius, p->theme.panel);
  value_format(CONTROL_GENRE, p->view->now.value[CONTROL_GENRE], text, sizeof text);
  text_draw(p->cr, &faint, ALIGN_LEFT, rect->x + painter_pixels(p, 10.0), y, "Genre");
  text_draw(p->cr, &plain, ALIGN_LEFT, rect->x + painter_pixels(p, 58.0), y, text);
  theme_set_color(p->cr, p->theme.faint_text);
  paint_triangle(p, rect->x + rect->width - painter_pixels(p, 15.0), y, painter_pixels(p, 5.0));
  painter_focus(p, WIDGET_GENRE, rect, radius);
}

void paint_menu(const Painter *p)
{
  const double radius = painter_pixels(p, 5.0);
  const double line = painter_pixels(p, 1.0);
  const int chosen = control_nearest_point(KIND_GENRE_CHOICE, p->view->now.value[CONTROL_GENRE]);
  int count;
  const ScalePoint *point = control_points(KIND_GENRE_CHOICE, &count);
  painter_round_box(p, &p->layout->menu, radius, 0.0);
  theme_set_color(p->cr, p->theme.panel);
  cairo_fill(p->cr);
  painter_round_box(p, &p->layout->menu, radius, line);
  theme_set_color(p->cr, p->theme.faint_text);
  cairo_set_line_width(p->cr, line);
  cairo_stroke(p->cr);
  for (int item = 0; item < count && p->layout->menu_item[item].width > 0.0; ++item) {
    const Rect *row = &p->layout->menu_item[item];
    const bool lit = item == p->view->menu_item;
    const double inset = painter_pixels(p, 5.0);
    const TextStyle style = painter_style(p, p->theme.text_size, item == chosen,
                                          lit ? p->theme.background : p->theme.text);
    if (lit) {
      const Rect box = {row->x + inset, row->y, row->width - 2.0 * inset, row->height};
      painter_round_box(p, &box, radius - line, 0.0);
      theme_set_color(p->cr, p->theme.after);
      cairo_fill(p->cr);
    }
    text_draw(p->cr, &style, ALIGN_LEFT, row->x + painter_pixels(p, 58.0),
              painter_middle(row->y, row->height), point[item].name);
    if (item == chosen) {
      text_draw(p->cr, &style, ALIGN_CENTER, row->x + painter_pixels(p, 40.0),
                painter_middle(row->y, row->height), "\xe2\x9c\x93");
    }
  }
}

/* An arrow that turns back (undo) or on (redo). */
static void paint_turn(const Painter *p, int widget)
{
  const Rect *rect = &p->layout->widget[widget];
  const double side = widget == WIDGET_UNDO ? -1.0 : 1.0;
  const bool can = view_can(p->view, widget);
  const double x = painter_middle(rect->x, rect->width);
  const double y = painter_middle(rect->y, rect->height) + painter_pixels(p, 1.0);
  const double radius = painter_pixels(p, 6.0);
  const double head = painter_pixels(p, 4.0);
  if (can && p->view->hover == widget) {
    painter_round_box(p, rect, painter_pixels(p, 5.0), 0.0);
    theme_set_color(p->cr, p->theme.grid);
    cairo_fill(p->cr);
  }
  theme_set_color(p->cr, can ? p->theme.text : p->theme.edge);
  cairo_set_line_width(p->cr, painter_pixels(p, 2.0));
  cairo_new_path(p->cr);
  if (side < 0.0) {
    cairo_arc(p->cr, x, y, radius, PI, 2.5 * PI);
  } else {
    cairo_arc_negative(p->cr, x, y, radius, 0.0, -1.5 * PI);
  }
  cairo_stroke(p->cr);
  cairo_move_to(p->cr, x + side * (radius - head), y - 0.5 * head);
  cairo_line_to(p->cr, x + side * (radius + head), y - 0.5 * head);
  cairo_line_to(p->cr, x + side * radius, y + head);
  cairo_close_path(p->cr);
  cairo_fill(p->cr);
  painter_focus(p, widget, rect, painter_pixels(p, 5.0));
}

static void paint_segment(const Painter *p, const Rect *rect, const char *text, bool used,
                          Color used_fill, Color used_text)
{
  const double inset = painter_pixels(p, 3.0);
  const Rect part = {rect->x + inset, rect->y + inset, rect->width - 2.0 * inset,
                     rect->height - 2.0 * inset};
  if (used) {
    painter_round_box(p, &part, painter_pixels(p, 4.0), 0.0);
    theme_set_color(p->cr, used_fill);
    cairo_fill(p->cr);
  }
  const TextStyle style =
      painter_style(p, p->theme.text_size, used, used ? used_text : p->theme.faint_text);
  text_draw(p->cr, &style, ALIGN_CENTER, painter_middle(part.x, part.width),
            painter_middle(part.y, part.height), text);
}

/* A, B, and the difference: three ways to listen, in one row. */
static void paint_compare(const Painter *p)
{
  const Rect *sets = &p->layout->widget[WIDGET_COMPARE];
  const Rect *delta = &p->layout->widget[WIDGET_DELTA];
  const double radius = painter_pixels(p, 5.0);
  const double half = floor(0.5 * sets->width);
  const bool on_b = p->view->on_b;
  const Rect a = {sets->x, sets->y, half, sets->height};
  const Rect b = {sets->x + half, sets->y, sets->width - half, sets->height};
  painter_box(p, WIDGET_COMPARE, sets, radius, p->theme.panel);
  paint_segment(p, &a, "A", !on_b, p->theme.faint_text, p->theme.background);
  paint_segment(p, &b, "B", on_b, p->theme.faint_text, p->theme.background);
  painter_focus(p, WIDGET_COMPARE, sets, radius);
  if (p->layout->with_song) {
    return;
  }
  painter_box(p, WIDGET_DELTA, delta, radius, p->theme.panel);
  /* The difference stands out, because a user who forgets it would export only that. */
  paint_segment(p, delta, "\xce\x94", painter_is_on(p, CONTROL_DELTA), p->theme.curve,
                p->theme.background);
  painter_focus(p, WIDGET_COMPARE, sets, radius);
  painter_focus(p, WIDGET_DELTA, delta, radius);
}

static void paint_button(const Painter *p, int widget, bool pressed)
{
  const Rect *rect = &p->layout->widget[widget];
  const TextStyle style =
      painter_style(p, p->theme.text_size, false, pressed ? p->theme.background : p->theme.text);
  painter_box(p, widget, rect, painter_pixels(p, 5.0), pressed ? p->theme.after : p->theme.panel);
  text_draw(p->cr, &style, ALIGN_CENTER, painter_middle(rect->x, rect->width),
            painter_middle(rect->y, rect->height), widget_name(widget));
  painter_focus(p, widget, rect, painter_pixels(p, 5.0));
}

void paint_header(const Painter *p)
{
  const TextStyle title = painter_style(p, 0.82 * p->theme.title_size, true, p->theme.text);
  text_draw(p->cr, &title, ALIGN_LEFT, p->layout->title.x,
            painter_middle(p->layout->title.y, p->layout->title.height), "Genre EQ");
  if (!p->layout->with_song) {
    paint_power(p);
    paint_mode(p);
    paint_button(p, WIDGET_RELEARN, painter_is_on(p, CONTROL_RELEARN));
  }
  paint_button(p, WIDGET_EXPLAIN, p->view->explain_open);
  paint_genre(p);
  paint_turn(p, WIDGET_UNDO);
  paint_turn(p, WIDGET_REDO);
  paint_compare(p);
}
