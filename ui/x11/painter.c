/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/painter.h"

#include <math.h>
#include <stdio.h>

static Theme scaled(const Theme *theme, double scale)
{
  Theme result = *theme;
  result.title_size *= scale;
  result.text_size = (theme->text_size - 1.0) * scale;
  result.small_size = (theme->small_size - 0.5) * scale;
  result.thin = fmax(1.0, floor(theme->thin * scale + 0.5));
  result.medium *= scale;
  result.thick *= scale;
  result.margin *= scale;
  result.gap *= scale;
  return result;
}

Painter painter_begin(cairo_t *cr, const View *view, const Theme *theme)
{
  return (Painter){cr, view, &view->layout, scaled(theme, view->layout.scale)};
}

/* --- small things ------------------------------------------------------------------- */

double painter_pixels(const Painter *p, double length)
{
  return fmax(1.0, floor(length * p->layout->scale + 0.5));
}

TextStyle painter_style(const Painter *p, double size, bool bold, Color color)
{
  return (TextStyle){&p->theme, size, bold, color};
}

Color painter_faded(Color color, double alpha)
{
  color.alpha *= alpha;
  return color;
}

void painter_fill_box(const Painter *p, double x, double y, double width, double height,
                      Color color)
{
  const double left = floor(x + 0.5);
  const double top = floor(y + 0.5);
  theme_set_color(p->cr, color);
  cairo_rectangle(p->cr, left, top, floor(x + width + 0.5) - left, floor(y + height + 0.5) - top);
  cairo_fill(p->cr);
}

void painter_round_box(const Painter *p, const Rect *rect, double radius, double line_width)
{
  const double half = 0.5 * line_width;
  const double left = rect->x + half;
  const double top = rect->y + half;
  const double right = rect->x + rect->width - half;
  const double bottom = rect->y + rect->height - half;
  const double r = fmax(0.0, fmin(radius, 0.5 * fmin(right - left, bottom - top)));
  const double quarter = 1.5707963267948966;
  cairo_new_sub_path(p->cr);
  cairo_arc(p->cr, right - r, top + r, r, -quarter, 0.0);
  cairo_arc(p->cr, right - r, bottom - r, r, 0.0, quarter);
  cairo_arc(p->cr, left + r, bottom - r, r, quarter, 2.0 * quarter);
  cairo_arc(p->cr, left + r, top + r, r, 2.0 * quarter, 3.0 * quarter);
  cairo_close_path(p->cr);
}

void painter_level_line(const Painter *p, double x, double y, double width, double thickness,
                        Color color)
{
  painter_fill_box(p, x, floor(y - 0.5 * thickness + 0.5), width, thickness, color);
}

void painter_signed_tenths(char *text, size_t size, double value)
{
  const double rounded = floor(10.0 * fabs(value) + 0.5) / 10.0;
  snprintf(text, size, "%s%.1f", rounded <= 0.0 ? "" : value < 0.0 ? "\xe2\x88\x92" : "+", rounded);
}

/* --- plots ---------------------------------------------------------------------------- */

Panel painter_plot(const Painter *p, const Rect *rect)
{
  return (Panel){
      .x = rect->x, .y = rect->y, .width = rect->width, .height = rect->height, .theme = &p->theme};
}

static void paint_band_edges(const Painter *p, const Panel *panel)
{
  const double line = painter_pixels(p, 1.0);
  const double dash[] = {painter_pixels(p, 2.0), painter_pixels(p, 3.0)};
  theme_set_color(p->cr, p->theme.edge);
  cairo_set_line_width(p->cr, line);
  cairo_set_dash(p->cr, dash, 2, 0.0);
  for (int band = 1; band < BAND_COUNT; ++band) {
    const double x = floor(panel_x(panel, band_info[band].low_hz)) + 0.5 * line;
    cairo_move_to(p->cr, x, panel->y);
    cairo_rel_line_to(p->cr, 0.0, panel->height);
  }
  cairo_stroke(p->cr);
  cairo_set_dash(p->cr, NULL, 0, 0.0);
}

void painter_grid(const Painter *p, const Panel *panel, bool signs)
{
  const TextStyle style = painter_style(p, p->theme.small_size, false, p->theme.faint_text);
  const double line = painter_pixels(p, 1.0);
  painter_fill_box(p, panel->x, panel->y, panel->width, panel->height, p->theme.panel);
  for (int i = panel_first_line(panel); i <= panel_last_line(panel); ++i) {
    const double db = i * panel->step_db;
    const double y = panel_y(panel, db);
    char label[16];
    snprintf(label, sizeof label, "%s%g",
             db < 0.0            ? "\xe2\x88\x92"
             : db > 0.0 && signs ? "+"
                                 : "",
             fabs(db));
    painter_level_line(p, panel->x, y, panel->width, line, i == 0 ? p->theme.edge : p->theme.grid);
    text_draw(p->cr, &style, ALIGN_RIGHT, panel->x - painter_pixels(p, 7.0), y, label);
  }
  paint_band_edges(p, panel);
}

/* --- widgets of any shape --------------------------------------------------------------- */

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
