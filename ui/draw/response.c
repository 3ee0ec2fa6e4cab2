/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of curve_plot.h: the equaliser's gain over frequency.
 */
#include "ui/draw/curve_plot.h"

#include <math.h>

#include "dsp/bands.h"

static double top_hz(const CurveView *view)
{
  return fmin(band_info[BAND_COUNT - 1].high_hz, 0.4999 * view->rate_hz);
}

/* The curve as a path from left to right; returns the x where it ends. */
static double trace(cairo_t *cr, const Panel *panel, const CurveView *view)
{
  const double end = panel_x(panel, top_hz(view));
  cairo_new_path(cr);
  for (double x = panel->x; x < end; x += 1.0) {
    cairo_line_to(cr, x, panel_y(panel, curve_view_gain_db(view, panel_freq_hz(panel, x))));
  }
  cairo_line_to(cr, end, panel_y(panel, curve_view_gain_db(view, top_hz(view))));
  return end;
}

void curve_plot_draw_response(cairo_t *cr, const Panel *panel, const CurveView *view)
{
  if (!(view->rate_hz > 0.0)) {
    return;
  }
  cairo_save(cr);
  cairo_rectangle(cr, panel->x, panel->y, panel->width, panel->height);
  cairo_clip(cr);
  const double zero = panel_y(panel, 0.0);
  const double end = trace(cr, panel, view);
  cairo_line_to(cr, end, zero);
  cairo_line_to(cr, panel->x, zero);
  cairo_close_path(cr);
  theme_set_color(cr, panel->theme->curve_fill);
  cairo_fill(cr);

  trace(cr, panel, view);
  theme_set_color(cr, panel->theme->curve);
  cairo_set_line_width(cr, panel->theme->thick);
  cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke(cr);
  cairo_restore(cr);
}

void curve_plot_fit_response(Panel *panel, const CurveView *view)
{
  double most_db = 0.0;
  if (view->rate_hz > 0.0) {
    for (double freq_hz = band_info[0].low_hz; freq_hz < top_hz(view); freq_hz *= 1.03) {
      most_db = fmax(most_db, fabs(curve_view_gain_db(view, freq_hz)));
    }
  }
  const double limit_db = most_db > 11.0 ? 18.0 : most_db > 5.5 ? 12.0 : most_db > 2.75 ? 6.0 : 3.0;
  panel->high_db = limit_db;
  panel->low_db = -limit_db;
  panel->step_db = limit_db / 3.0;
}
