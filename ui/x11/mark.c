/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/mark.h"

#include <math.h>

#include "ui/draw/curve_plot.h"

#define PI 3.14159265358979323846
/* A knob turns from half past seven to half past four. */
#define DIAL_START (0.75 * PI)
#define DIAL_SWEEP (1.5 * PI)

void mark_zone(const Painter *p, double x, double width, double top, double bottom)
{
  const double line = painter_pixels(p, 1.0);
  painter_fill_box(p, x, top, width, bottom - top, p->theme.zone);
  painter_level_line(p, x, top, width, line, p->theme.zone_line);
  painter_level_line(p, x, bottom, width, line, p->theme.zone_line);
}

static void dashed(const Painter *p, double x, double width, double y, double line, Color color)
{
  const double dash[] = {painter_pixels(p, 6.0), painter_pixels(p, 4.0)};
  theme_set_color(p->cr, color);
  cairo_set_line_width(p->cr, line);
  cairo_set_dash(p->cr, dash, 2, 0.0);
  cairo_move_to(p->cr, x, y);
  cairo_rel_line_to(p->cr, width, 0.0);
  cairo_stroke(p->cr);
  cairo_set_dash(p->cr, NULL, 0, 0.0);
}

void mark_song(const Painter *p, double x, double width, double y)
{
  const double line = painter_pixels(p, 2.0);
  dashed(p, x, width, floor(y) + 0.5 * line, line, p->theme.text);
}

void mark_goal(const Painter *p, double x, double width, double y)
{
  dashed(p, x, width, floor(y) + 0.5, 1.5 * painter_pixels(p, 1.0), p->theme.text);
}

void mark_output(const Painter *p, double x, double width, double y)
{
  const double height = painter_pixels(p, 4.0);
  const Rect box = {x, floor(y - 0.5 * height), width, height};
  painter_round_box(p, &box, 0.5 * height, 0.0);
  theme_set_color(p->cr, p->theme.after);
  cairo_fill(p->cr);
}

void mark_aim(const Painter *p, double x, double width, double y)
{
  curve_plot_draw_aim(p->cr, &p->theme, x, x + width, floor(y) + 0.5);
}

void mark_playing(const Painter *p, double x, double width, double top, double bottom)
{
  painter_fill_box(p, x, top, width, bottom - top, painter_faded(p->theme.edge, 0.25));
  painter_fill_box(p, x, top, width, painter_pixels(p, 1.0), p->theme.edge);
}

void mark_evidence(const Painter *p, double axis, double way, double y, double height, int place)
{
  const Rect box = {floor(fmin(axis, axis + way) + 0.5), floor(y + 0.5),
                    fmax(1.0, floor(fabs(way) + 0.5)), height};
  const double line = painter_pixels(p, 1.0);
  painter_round_box(p, &box, 0.0, place == 0 ? 0.0 : line);
  theme_set_color(p->cr, place == 0 ? p->theme.bar_heard : p->theme.curve);
  if (place == 0) {
    cairo_fill(p->cr);
  } else {
    cairo_set_line_width(p->cr, line);
    cairo_stroke(p->cr);
  }
}

static void arc(const Painter *p, double x, double y, double radius, double from, double to,
                Color color)
{
  cairo_new_path(p->cr);
  cairo_arc(p->cr, x, y, radius, DIAL_START + DIAL_SWEEP * fmin(from, to),
            DIAL_START + DIAL_SWEEP * fmax(from, to));
  theme_set_color(p->cr, color);
  cairo_stroke(p->cr);
}

void mark_dial(const Painter *p, const Rect *rect, double zero, double at, bool lit)
{
  const double x = painter_middle(rect->x, rect->width);
  const double y = painter_middle(rect->y, rect->height);
  const double line = fmax(1.0, floor(0.1 * rect->width + 0.5));
  const double radius = 0.5 * rect->width - 0.5 * line;
  cairo_set_line_cap(p->cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_width(p->cr, painter_pixels(p, 1.0));
  arc(p, x, y, radius, 0.0, 1.0, lit ? p->theme.text : p->theme.edge);
  if (fabs(at - zero) > 1e-3) {
    cairo_set_line_width(p->cr, line);
    arc(p, x, y, radius, zero, at, p->theme.after);
  }
  cairo_new_path(p->cr);
  cairo_arc(p->cr, x, y, radius - line, 0.0, 2.0 * PI);
  theme_set_color(p->cr, p->theme.grid);
  cairo_fill(p->cr);
  const double angle = DIAL_START + DIAL_SWEEP * at;
  cairo_move_to(p->cr, x + 0.35 * radius * cos(angle), y + 0.35 * radius * sin(angle));
  cairo_line_to(p->cr, x + 0.76 * radius * cos(angle), y + 0.76 * radius * sin(angle));
  theme_set_color(p->cr, p->theme.text);
  cairo_set_line_width(p->cr, fmax(1.0, floor(0.06 * rect->width + 0.5)));
  cairo_set_line_cap(p->cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke(p->cr);
  cairo_set_line_cap(p->cr, CAIRO_LINE_CAP_BUTT);
}
