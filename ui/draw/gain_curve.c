/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of curve_plot.h: the equaliser's gain over frequency.
 */
#include "ui/draw/curve_plot.h"

#define TRACE_STEP_PX 1.0

void curve_plot_draw_response(cairo_t *cr, const Panel *panel, const CurveView *view)
{
  const Response response = response_of(view->section_db, view->rate_hz);
  if (!(response.top_hz > 0.0)) {
    return;
  }
  cairo_save(cr);
  cairo_rectangle(cr, panel->x, panel->y, panel->width, panel->height);
  cairo_clip(cr);
  panel_trace_area(cr, panel, &response, TRACE_STEP_PX);
  theme_set_color(cr, panel->theme->curve_fill);
  cairo_fill(cr);

  panel_trace(cr, panel, &response, TRACE_STEP_PX);
  theme_set_color(cr, panel->theme->curve);
  cairo_set_line_width(cr, panel->theme->thick);
  cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke(cr);
  cairo_restore(cr);
}
