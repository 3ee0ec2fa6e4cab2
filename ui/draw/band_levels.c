/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of curve_plot.h: the zone and the aim of each band, and the song before and after.
 */
#include "ui/draw/curve_plot.h"

#include <math.h>
#include <stdio.h>

#include "dsp/bands.h"
#include "ui/draw/text.h"

/* A smaller change has no arrow (dB). */
#define VISIBLE_CHANGE_DB 0.05

typedef struct {
  double left, right, middle; /* pixels */
} Column;

static Column column_of(const Panel *panel, int band)
{
  const double left = panel_x(panel, band_info[band].low_hz) + 5.0;
  const double right = panel_x(panel, band_info[band].high_hz) - 5.0;
  return (Column){left, right, 0.5 * (left + right)};
}

static void draw_zone(cairo_t *cr, const Panel *panel, const Column *column, double low_db,
                      double high_db)
{
  const double top = panel_y(panel, high_db);
  const double bottom = panel_y(panel, low_db);
  const double width = column->right - column->left;
  theme_set_color(cr, panel->theme->zone);
  cairo_rectangle(cr, column->left, top, width, bottom - top);
  cairo_fill(cr);
  theme_set_color(cr, panel->theme->zone_line);
  cairo_set_line_width(cr, panel->theme->thin);
  cairo_move_to(cr, column->left, floor(top) + 0.5);
  cairo_rel_line_to(cr, width, 0.0);
  cairo_move_to(cr, column->left, floor(bottom) + 0.5);
  cairo_rel_line_to(cr, width, 0.0);
  cairo_stroke(cr);
}

static void draw_level(cairo_t *cr, const Panel *panel, const Column *column, double db,
                       Color color, bool dashed)
{
  const double dash[] = {7.0, 5.0};
  const double y = panel_y(panel, db);
  theme_set_color(cr, color);
  cairo_set_line_width(cr, dashed ? panel->theme->medium : panel->theme->thick);
  cairo_set_dash(cr, dash, dashed ? 2 : 0, 0.0);
  cairo_move_to(cr, column->left, y);
  cairo_line_to(cr, column->right, y);
  cairo_stroke(cr);
  cairo_set_dash(cr, NULL, 0, 0.0);
}

void curve_plot_draw_aim(cairo_t *cr, const Theme *theme, double left, double right, double y)
{
  const double length = fmin(4.5 * theme->medium, 0.5 * (right - left));
  const double half = 3.0 * theme->medium;
  const double base[] = {left, right};
  const double tip[] = {left + length, right - length};
  for (int i = 0; i < 2; ++i) {
    cairo_move_to(cr, base[i], y - half);
    cairo_line_to(cr, tip[i], y);
    cairo_line_to(cr, base[i], y + half);
    cairo_close_path(cr);
  }
  /* The edge keeps it apart from the lines that it lies on. */
  theme_set_color(cr, theme->panel);
  cairo_set_line_width(cr, theme->medium);
  cairo_stroke_preserve(cr);
  theme_set_color(cr, theme->aim);
  cairo_fill(cr);
}

static void draw_arrow(cairo_t *cr, const Panel *panel, double x, double from_db, double to_db)
{
  const double from = panel_y(panel, from_db);
  const double to = panel_y(panel, to_db);
  const double head = fmin(7.0, fabs(to - from)) * (to > from ? 1.0 : -1.0);
  theme_set_color(cr, panel->theme->after);
  cairo_set_line_width(cr, panel->theme->medium);
  cairo_move_to(cr, x, from);
  cairo_line_to(cr, x, to - head);
  cairo_stroke(cr);
  cairo_move_to(cr, x - 5.0, to - head);
  cairo_line_to(cr, x + 5.0, to - head);
  cairo_line_to(cr, x, to);
  cairo_close_path(cr);
  cairo_fill(cr);
}

void curve_plot_draw_changes(cairo_t *cr, const Panel *panel, double y, const CurveView *view)
{
  const TextStyle style = {panel->theme, panel->theme->text_size, false, panel->theme->after};
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double change_db = view->change_db[band];
    const Column column = column_of(panel, band);
    char label[32];
    snprintf(label, sizeof label, "%s%.1f dB",
             change_db <= -VISIBLE_CHANGE_DB  ? "\xe2\x88\x92"
             : change_db >= VISIBLE_CHANGE_DB ? "+"
                                              : "",
             fabs(change_db));
    text_draw(cr, &style, ALIGN_CENTER, column.middle, y, label);
  }
}

void curve_plot_draw_levels(cairo_t *cr, const Panel *panel, const CurveView *view)
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Column column = column_of(panel, band);
    const double before_db = view->level_db[band];
    const double after_db = before_db + view->change_db[band];
    draw_zone(cr, panel, &column, view->zone_low_db[band], view->zone_high_db[band]);
    if (!view->has_level[band]) {
      continue;
    }
    if (view->has_heard) {
      draw_level(cr, panel, &column, after_db, panel->theme->after, false);
      draw_level(cr, panel, &column, before_db, panel->theme->before, true);
    }
    if (view->has_heard && fabs(view->change_db[band]) >= VISIBLE_CHANGE_DB) {
      draw_arrow(cr, panel, column.middle, before_db, after_db);
    }
    if (view->has_answer) {
      curve_plot_draw_aim(cr, panel->theme, column.left - 4.0, column.right + 4.0,
                          panel_y(panel, view->aim_db[band]));
    }
  }
}

void curve_plot_fit_levels(Panel *panel, const CurveView *view)
{
  double low_db = view->zone_low_db[0];
  double high_db = view->zone_high_db[0];
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double db[] = {view->zone_low_db[band], view->zone_high_db[band], view->aim_db[band],
                         view->level_db[band], view->level_db[band] + view->change_db[band]};
    const size_t count = view->has_level[band] ? sizeof db / sizeof db[0] : 2; /* or the zone's */
    for (size_t i = 0; i < count; ++i) {
      low_db = fmin(low_db, db[i]);
      high_db = fmax(high_db, db[i]);
    }
  }
  panel->high_db = ceil(high_db + 2.0);
  panel->low_db = floor(low_db - 2.5);
  panel->step_db = panel->high_db - panel->low_db > 40.0 ? 10.0 : 5.0;
}
