/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of paint.c: the header, the knobs, the menu and the line that explains them.
 */
#include <math.h>
#include <stdio.h>

#include "ui/x11/painter.h"
#include "ui/x11/values.h"

#define PI 3.14159265358979323846
/* A knob turns from half past seven to half past four. */
#define DIAL_START (0.75 * PI)
#define DIAL_SWEEP (1.5 * PI)

static bool is_on(const Painter *p, Control control)
{
  return p->view->now.value[control] > 0.0f;
}

static double middle(double at, double length)
{
  return at + 0.5 * length;
}

/* A box that can be pressed: its fill tells hover and state, its ring the focus. */
static void paint_box(const Painter *p, int widget, const Rect *rect, double radius, Color fill)
{
  round_box(p, rect, radius, 0.0);
  set_color(p->cr, fill);
  cairo_fill(p->cr);
  const bool hover = p->view->hover == widget;
  const double line = pixels(p, 1.0);
  round_box(p, rect, radius, line);
  set_color(p->cr, hover ? p->theme.faint_text : p->theme.edge);
  cairo_set_line_width(p->cr, line);
  cairo_stroke(p->cr);
}

static void paint_focus(const Painter *p, int widget, const Rect *rect, double radius)
{
  if (p->view->focus != widget || !p->view->focus_shown) {
    return;
  }
  const double out = pixels(p, 3.0);
  const double line = pixels(p, 2.0);
  const Rect ring = {rect->x - out, rect->y - out, rect->width + 2.0 * out,
                     rect->height + 2.0 * out};
  round_box(p, &ring, radius + out, line);
  set_color(p->cr, p->theme.after);
  cairo_set_line_width(p->cr, line);
  cairo_stroke(p->cr);
}

static void paint_triangle(const Painter *p, double x, double y, double size)
{
  cairo_move_to(p->cr, x - size, y - 0.5 * size);
  cairo_line_to(p->cr, x + size, y - 0.5 * size);
  cairo_line_to(p->cr, x, y + 0.7 * size);
  cairo_close_path(p->cr);
  cairo_fill(p->cr);
}

/* --- header ------------------------------------------------------------------------------ */

static void paint_power(const Painter *p)
{
  const Rect *rect = &p->layout->widget[WIDGET_ENABLED];
  const bool on = is_on(p, CONTROL_ENABLED);
  const double x = middle(rect->x, rect->width);
  const double y = middle(rect->y, rect->height);
  const double radius = 0.24 * rect->width;
  paint_box(p, WIDGET_ENABLED, rect, 0.5 * rect->width, on ? p->theme.after : p->theme.panel);
  set_color(p->cr, on ? p->theme.background : p->theme.faint_text);
  cairo_set_line_width(p->cr, pixels(p, 2.0));
  cairo_set_line_cap(p->cr, CAIRO_LINE_CAP_ROUND);
  cairo_new_path(p->cr);
  cairo_arc(p->cr, x, y, radius, -0.5 * PI + 0.7, 1.5 * PI - 0.7);
  cairo_stroke(p->cr);
  cairo_move_to(p->cr, x, y - 1.25 * radius);
  cairo_line_to(p->cr, x, y - 0.2 * radius);
  cairo_stroke(p->cr);
  cairo_set_line_cap(p->cr, CAIRO_LINE_CAP_BUTT);
  paint_focus(p, WIDGET_ENABLED, rect, 0.5 * rect->width);
}

static void paint_mode(const Painter *p)
{
  const Rect *rect = &p->layout->widget[WIDGET_MODE];
  const double radius = pixels(p, 5.0);
  const int chosen = (int)p->view->now.value[CONTROL_MODE];
  int count;
  const char *const *names = control_values(KIND_MODE, &count);
  paint_box(p, WIDGET_MODE, rect, radius, p->theme.panel);
  for (int value = 0; value < count; ++value) {
    const double inset = pixels(p, 3.0);
    const Rect part = {floor(rect->x + value * rect->width / count) + inset, rect->y + inset,
                       floor(rect->width / count) - 2.0 * inset, rect->height - 2.0 * inset};
    const bool is_chosen = value == chosen;
    const bool hover = p->view->hover == WIDGET_MODE && p->view->hover_value == value;
    if (is_chosen || hover) {
      round_box(p, &part, radius - pixels(p, 1.0), 0.0);
      set_color(p->cr, is_chosen ? p->theme.after : p->theme.grid);
      cairo_fill(p->cr);
    }
    const TextStyle style =
        style_of(p, p->theme.text_size, is_chosen, is_chosen ? p->theme.background : p->theme.text);
    text_draw(p->cr, &style, ALIGN_CENTER, middle(part.x, part.width), middle(part.y, part.height),
              names[value]);
  }
  paint_focus(p, WIDGET_MODE, rect, radius);
}

static void genre_text(const Painter *p, int choice, char *text, size_t size)
{
  int count;
  const char *const *names = control_values(KIND_GENRE_CHOICE, &count);
  (void)p;
  snprintf(text, size, "%s", names[choice < 0 || choice >= count ? 0 : choice]);
}

static void paint_genre(const Painter *p)
{
  const Rect *rect = &p->layout->widget[WIDGET_GENRE];
  const double radius = pixels(p, 5.0);
  const double y = middle(rect->y, rect->height);
  const TextStyle faint = style_of(p, p->theme.text_size, false, p->theme.faint_text);
  const TextStyle plain = style_of(p, p->theme.text_size, true, p->theme.text);
  char text[48];
  paint_box(p, WIDGET_GENRE, rect, radius, p->theme.panel);
  genre_text(p, (int)p->view->now.value[CONTROL_GENRE], text, sizeof text);
  text_draw(p->cr, &faint, ALIGN_LEFT, rect->x + pixels(p, 10.0), y, "Genre");
  text_draw(p->cr, &plain, ALIGN_LEFT, rect->x + pixels(p, 58.0), y, text);
  set_color(p->cr, p->theme.faint_text);
  paint_triangle(p, rect->x + rect->width - pixels(p, 15.0), y, pixels(p, 5.0));
  paint_focus(p, WIDGET_GENRE, rect, radius);
}

void paint_menu(const Painter *p)
{
  const double radius = pixels(p, 5.0);
  const double line = pixels(p, 1.0);
  const int chosen = (int)p->view->now.value[CONTROL_GENRE];
  round_box(p, &p->layout->menu, radius, 0.0);
  set_color(p->cr, p->theme.panel);
  cairo_fill(p->cr);
  round_box(p, &p->layout->menu, radius, line);
  set_color(p->cr, p->theme.faint_text);
  cairo_set_line_width(p->cr, line);
  cairo_stroke(p->cr);
  for (int item = 0; item < MENU_ITEMS; ++item) {
    const Rect *row = &p->layout->menu_item[item];
    const bool lit = item == p->view->menu_item;
    const double inset = pixels(p, 5.0);
    const TextStyle style =
        style_of(p, p->theme.text_size, item == chosen, lit ? p->theme.background : p->theme.text);
    char text[48];
    if (lit) {
      const Rect box = {row->x + inset, row->y, row->width - 2.0 * inset, row->height};
      round_box(p, &box, radius - line, 0.0);
      set_color(p->cr, p->theme.after);
      cairo_fill(p->cr);
    }
    genre_text(p, item, text, sizeof text);
    text_draw(p->cr, &style, ALIGN_LEFT, row->x + pixels(p, 58.0), middle(row->y, row->height),
              text);
    if (item == chosen) {
      text_draw(p->cr, &style, ALIGN_CENTER, row->x + pixels(p, 40.0), middle(row->y, row->height),
                "\xe2\x9c\x93");
    }
  }
}

/* An arrow that turns back (undo) or on (redo). */
static void paint_turn(const Painter *p, int widget)
{
  const Rect *rect = &p->layout->widget[widget];
  const double side = widget == WIDGET_UNDO ? -1.0 : 1.0;
  const bool can = view_can(p->view, widget);
  const double x = middle(rect->x, rect->width);
  const double y = middle(rect->y, rect->height) + pixels(p, 1.0);
  const double radius = pixels(p, 6.0);
  const double head = pixels(p, 4.0);
  if (can && p->view->hover == widget) {
    round_box(p, rect, pixels(p, 5.0), 0.0);
    set_color(p->cr, p->theme.grid);
    cairo_fill(p->cr);
  }
  set_color(p->cr, can ? p->theme.text : p->theme.bar);
  cairo_set_line_width(p->cr, pixels(p, 2.0));
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
  paint_focus(p, widget, rect, pixels(p, 5.0));
}

static void paint_compare(const Painter *p)
{
  const Rect *rect = &p->layout->widget[WIDGET_COMPARE];
  const double radius = pixels(p, 5.0);
  paint_box(p, WIDGET_COMPARE, rect, radius, p->theme.panel);
  for (int b = 0; b < 2; ++b) {
    const bool used = p->view->on_b == (b == 1);
    const double inset = pixels(p, 3.0);
    const Rect part = {floor(rect->x + b * 0.5 * rect->width) + inset, rect->y + inset,
                       floor(0.5 * rect->width) - 2.0 * inset, rect->height - 2.0 * inset};
    if (used) {
      round_box(p, &part, radius - pixels(p, 1.0), 0.0);
      set_color(p->cr, p->theme.bar);
      cairo_fill(p->cr);
    }
    const TextStyle style =
        style_of(p, p->theme.text_size, used, used ? p->theme.text : p->theme.faint_text);
    text_draw(p->cr, &style, ALIGN_CENTER, middle(part.x, part.width), middle(part.y, part.height),
              b ? "B" : "A");
  }
  paint_focus(p, WIDGET_COMPARE, rect, radius);
}

static void paint_relearn(const Painter *p)
{
  const Rect *rect = &p->layout->widget[WIDGET_RELEARN];
  const bool pressed = is_on(p, CONTROL_RELEARN);
  const TextStyle style =
      style_of(p, p->theme.text_size, false, pressed ? p->theme.background : p->theme.text);
  paint_box(p, WIDGET_RELEARN, rect, pixels(p, 5.0), pressed ? p->theme.after : p->theme.panel);
  text_draw(p->cr, &style, ALIGN_CENTER, middle(rect->x, rect->width),
            middle(rect->y, rect->height), widget_name(WIDGET_RELEARN));
  paint_focus(p, WIDGET_RELEARN, rect, pixels(p, 5.0));
}

void paint_header(const Painter *p)
{
  const TextStyle title = style_of(p, 0.82 * p->theme.title_size, true, p->theme.text);
  paint_power(p);
  text_draw(p->cr, &title, ALIGN_LEFT, p->layout->title.x,
            middle(p->layout->title.y, p->layout->title.height), "Genre EQ");
  paint_mode(p);
  paint_genre(p);
  paint_turn(p, WIDGET_UNDO);
  paint_turn(p, WIDGET_REDO);
  paint_compare(p);
  paint_relearn(p);
}

/* --- knobs and toggles ---------------------------------------------------------------------- */

static void paint_arc(const Painter *p, double x, double y, double radius, double from, double to,
                      Color color)
{
  cairo_new_path(p->cr);
  cairo_arc(p->cr, x, y, radius, DIAL_START + DIAL_SWEEP * fmin(from, to),
            DIAL_START + DIAL_SWEEP * fmax(from, to));
  set_color(p->cr, color);
  cairo_stroke(p->cr);
}

static void paint_dial(const Painter *p, int widget)
{
  const Rect *rect = &p->layout->dial[widget];
  const Control control = widget_info[widget].control;
  const double x = middle(rect->x, rect->width);
  const double y = middle(rect->y, rect->height);
  const double line = pixels(p, 5.0);
  const double radius = 0.5 * rect->width - 0.5 * line;
  const double at = value_position(control, p->view->now.value[control]);
  const double zero = control_info[control].minimum < 0.0f ? value_position(control, 0.0f) : 0.0;
  const bool lit = p->view->hover == widget || p->view->dragged == widget;
  cairo_set_line_width(p->cr, line);
  cairo_set_line_cap(p->cr, CAIRO_LINE_CAP_BUTT);
  paint_arc(p, x, y, radius, 0.0, 1.0, p->theme.grid);
  if (fabs(at - zero) > 1e-3) {
    paint_arc(p, x, y, radius, zero, at, p->theme.after);
  }
  cairo_new_path(p->cr);
  cairo_arc(p->cr, x, y, radius - line, 0.0, 2.0 * PI);
  set_color(p->cr, lit ? p->theme.bar : p->theme.grid);
  cairo_fill(p->cr);
  const double angle = DIAL_START + DIAL_SWEEP * at;
  cairo_move_to(p->cr, x + 0.35 * radius * cos(angle), y + 0.35 * radius * sin(angle));
  cairo_line_to(p->cr, x + 0.76 * radius * cos(angle), y + 0.76 * radius * sin(angle));
  set_color(p->cr, p->theme.text);
  cairo_set_line_width(p->cr, pixels(p, 3.0));
  cairo_set_line_cap(p->cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke(p->cr);
  cairo_set_line_cap(p->cr, CAIRO_LINE_CAP_BUTT);
}

static void paint_typed(const Painter *p, int widget)
{
  const Rect *rect = &p->layout->value[widget];
  const TextStyle style = style_of(p, p->theme.text_size, false, p->theme.text);
  const double x = middle(rect->x, rect->width);
  const double y = middle(rect->y, rect->height);
  const double half = 0.5 * text_width(p->cr, &style, p->view->typed);
  paint_box(p, widget, rect, pixels(p, 3.0), p->theme.background);
  text_draw(p->cr, &style, ALIGN_CENTER, x, y, p->view->typed);
  fill_box(p, x + half + pixels(p, 1.0), y - 0.6 * p->theme.text_size, pixels(p, 1.0),
           1.2 * p->theme.text_size, p->theme.after);
}

static void paint_knob(const Painter *p, int widget)
{
  const Rect *cell = &p->layout->widget[widget];
  const Rect *value = &p->layout->value[widget];
  const Control control = widget_info[widget].control;
  const double x = middle(cell->x, cell->width);
  const TextStyle name = style_of(p, p->theme.text_size, false, p->theme.faint_text);
  const TextStyle figures = style_of(p, p->theme.text_size, true, p->theme.text);
  text_draw(p->cr, &name, ALIGN_CENTER, x, cell->y + pixels(p, 14.0), widget_name(widget));
  paint_dial(p, widget);
  if (p->view->typing && p->view->focus == widget) {
    paint_typed(p, widget);
  } else {
    char text[32];
    value_format(control, p->view->now.value[control], text, sizeof text);
    text_draw(p->cr, &figures, ALIGN_CENTER, x, middle(value->y, value->height), text);
  }
  const Rect ring = {p->layout->value[widget].x, cell->y + pixels(p, 5.0),
                     p->layout->value[widget].width, cell->height - pixels(p, 10.0)};
  paint_focus(p, widget, &ring, pixels(p, 5.0));
}

static void paint_toggle(const Painter *p, int widget)
{
  const Rect *rect = &p->layout->widget[widget];
  const bool on = is_on(p, widget_info[widget].control);
  const double height = pixels(p, 16.0);
  const Rect track = {rect->x, floor(middle(rect->y, rect->height) - 0.5 * height), pixels(p, 30.0),
                      height};
  const TextStyle style = style_of(p, p->theme.text_size, false, p->theme.text);
  const double inset = pixels(p, 3.0);
  const double radius = 0.5 * height - inset;
  paint_box(p, widget, &track, 0.5 * height, on ? p->theme.after : p->theme.panel);
  cairo_new_path(p->cr);
  cairo_arc(p->cr, on ? track.x + track.width - inset - radius : track.x + inset + radius,
            middle(track.y, track.height), radius, 0.0, 2.0 * PI);
  set_color(p->cr, on ? p->theme.background : p->theme.faint_text);
  cairo_fill(p->cr);
  text_draw(p->cr, &style, ALIGN_LEFT, track.x + track.width + pixels(p, 9.0),
            middle(rect->y, rect->height), widget_name(widget));
  paint_focus(p, widget, &track, 0.5 * height);
}

void paint_controls(const Painter *p)
{
  for (int widget = 0; widget < WIDGET_COUNT; ++widget) {
    if (widget_info[widget].shape == SHAPE_KNOB) {
      paint_knob(p, widget);
    } else if (widget_info[widget].shape == SHAPE_TOGGLE) {
      paint_toggle(p, widget);
    }
  }
}

/* --- the line that explains ------------------------------------------------------------------- */

/* "Glide 12 s (1.0 s … 1:00 min): what it does" */
static void explain(const Painter *p, int widget, char *text, size_t size)
{
  const Control control = widget_info[widget].control;
  if (control == CONTROL_COUNT || widget_info[widget].shape == SHAPE_BUTTON) {
    snprintf(text, size, "%s: %s", widget_name(widget), widget_help(widget));
    return;
  }
  char value[32];
  value_format(control, p->view->now.value[control], value, sizeof value);
  if (widget_info[widget].shape != SHAPE_KNOB) {
    snprintf(text, size, "%s: %s. %s", widget_name(widget), value, widget_help(widget));
    return;
  }
  char low[32];
  char high[32];
  value_format(control, control_info[control].minimum, low, sizeof low);
  value_format(control, control_info[control].maximum, high, sizeof high);
  snprintf(text, size, "%s: %s (%s \xe2\x80\xa6 %s). %s", widget_name(widget), value, low, high,
           widget_help(widget));
}

void paint_help(const Painter *p)
{
  const Rect *rect = &p->layout->region[REGION_HELP];
  const TextStyle style = style_of(p, p->theme.small_size, false, p->theme.faint_text);
  const int widget = p->view->dragged != WIDGET_NONE ? p->view->dragged
                     : p->view->hover != WIDGET_NONE ? p->view->hover
                                                     : p->view->focus;
  char text[320] = "Drag a knob or turn the wheel over it; Shift: fine; double-click: default; "
                   "click its figures to type.";
  if (widget != WIDGET_NONE) {
    explain(p, widget, text, sizeof text);
  }
  fill_box(p, rect->x, rect->y, rect->width, rect->height, p->theme.panel);
  text_draw_within(p->cr, &style, rect->x + pixels(p, 16.0), middle(rect->y, rect->height),
                   rect->width - 2.0 * pixels(p, 16.0), text);
}
