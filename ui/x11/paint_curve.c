/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of paint_parts.h: the equaliser's curve now (solid, filled) and the one that it glides to
 * (dashed).
 */
#include "ui/x11/legend.h"
#include "ui/x11/listened.h"
#include "ui/x11/paint_parts.h"

#include <math.h>
#include <stdio.h>

/* How many straight lines a curve is drawn with, over the whole width. */
enum { TRACE_LINES = 192 };
/* In how many places it is asked whether the curve crosses words. */
enum { ROW_PLACES = 24 };

static Response response_for(const Report *report, const float section_db[BAND_COUNT])
{
  double gain_db[BAND_COUNT];
  for (int band = 0; band < BAND_COUNT; ++band) {
    gain_db[band] = (double)section_db[band];
  }
  return response_of(gain_db, (double)report->rate_hz[0]);
}

static void paint_now(const Painter *p, const Panel *panel, const Response *response)
{
  const bool on = p->view->now.value[CONTROL_ENABLED] > 0.0f;
  if (on) {
    panel_trace_area(p->cr, panel, response, panel->width / TRACE_LINES);
    theme_set_color(p->cr, p->theme.curve_fill);
    cairo_fill(p->cr);
  }
  panel_trace(p->cr, panel, response, panel->width / TRACE_LINES);
  theme_set_color(p->cr, on ? p->theme.curve : p->theme.edge);
  cairo_set_line_width(p->cr, painter_pixels(p, 3.0));
  cairo_set_line_join(p->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke(p->cr);
}

static void paint_goal(const Painter *p, const Panel *panel, const Response *response)
{
  const double dash[] = {painter_pixels(p, 5.0), painter_pixels(p, 4.0)};
  const bool on = p->view->now.value[CONTROL_ENABLED] > 0.0f;
  panel_trace(p->cr, panel, response, panel->width / TRACE_LINES);
  theme_set_color(p->cr, on ? p->theme.text : p->theme.edge);
  cairo_set_line_width(p->cr, 1.5 * painter_pixels(p, 1.0));
  cairo_set_dash(p->cr, dash, 2, 0.0);
  cairo_stroke(p->cr);
  cairo_set_dash(p->cr, NULL, 0, 0.0);
}

static void paint_frequencies(const Painter *p, const Panel *panel)
{
  const TextStyle style = painter_style(p, p->theme.small_size, false, p->theme.faint_text);
  const double bottom = panel->y + panel->height;
  const double line = painter_pixels(p, 1.0);
  for (int i = 0; i < PANEL_MARKS; ++i) {
    const double freq_hz = panel_mark_hz[i];
    const double x = panel_x(panel, freq_hz);
    char label[16];
    snprintf(label, sizeof label,
             i == 0             ? "%.0f Hz"
             : freq_hz < 1000.0 ? "%.0f"
                                : "%.0fk",
             freq_hz < 1000.0 ? freq_hz : freq_hz / 1000.0);
    painter_fill_box(p, floor(x - 0.5 * line), bottom, line, painter_pixels(p, 4.0), p->theme.edge);
    /* The outer labels stay within the plot's width. */
    text_draw(p->cr, &style,
              i == 0                 ? ALIGN_LEFT
              : i + 1 == PANEL_MARKS ? ALIGN_RIGHT
                                     : ALIGN_CENTER,
              x, bottom + painter_pixels(p, 13.0), label);
  }
}

/* The middle of the row for words from x on: at the upper edge, or at the lower one where the curve
 * is at the upper one. */
static double free_row(const Painter *p, const Panel *panel, const Response *now, double x,
                       double width)
{
  const double row = painter_pixels(p, 13.0);
  double highest_db = 0.0;
  double lowest_db = 0.0;
  for (int i = 0; i <= ROW_PLACES; ++i) {
    const double freq_hz = panel_freq_hz(panel, x + width * i / ROW_PLACES);
    const double gain_db = freq_hz < now->top_hz ? response_gain_db(now, freq_hz) : 0.0;
    highest_db = fmax(highest_db, gain_db);
    lowest_db = fmin(lowest_db, gain_db);
  }
  const bool is_taken = panel_y(panel, highest_db) < panel->y + 2.0 * row;
  return is_taken && highest_db > -lowest_db ? panel->y + panel->height - row : panel->y + row;
}

static void paint_state(const Painter *p, const Panel *panel, const Response *now)
{
  const Report *shown = &p->view->motion.shown;
  const bool settling = listened_is_settling(shown);
  const bool hold = listened_curve_rests(shown, p->view->now.value[CONTROL_MODE]);
  const bool on = p->view->now.value[CONTROL_ENABLED] > 0.0f;
  const bool delta = on && p->view->now.value[CONTROL_DELTA] > 0.0f;
  const TextStyle style =
      painter_style(p, p->theme.text_size, true, delta ? p->theme.curve : p->theme.faint_text);
  const char *words = !on        ? "bypassed"
                      : delta    ? "the difference alone"
                      : settling ? "settling"
                      : hold     ? "held"
                                 : NULL;
  if (words) {
    const double width = text_width(p->cr, &style, words);
    const double x = panel->x + panel->width - painter_pixels(p, 8.0) - width;
    text_draw(p->cr, &style, ALIGN_LEFT, x, free_row(p, panel, now, x, width), words);
  }
}

/* "1.2 kHz: +0.8 dB" where the pointer is. */
static void paint_probe(const Painter *p, const Panel *panel, const Response *now)
{
  const double x = p->view->probe_x;
  const double freq_hz = panel_freq_hz(panel, x + 0.5);
  if (x <= panel->x || x >= panel->x + panel->width || freq_hz > now->top_hz) {
    return;
  }
  const double gain_db = response_gain_db(now, freq_hz);
  const double dot = painter_pixels(p, 4.0);
  const TextStyle style = painter_style(p, p->theme.text_size, true, p->theme.text);
  char gain[16];
  char text[48];
  painter_signed_tenths(gain, sizeof gain, gain_db);
  snprintf(text, sizeof text, freq_hz < 1000.0 ? "%.0f Hz: %s dB" : "%.1f kHz: %s dB",
           freq_hz < 1000.0 ? freq_hz : freq_hz / 1000.0, gain);
  painter_fill_box(p, x, panel->y, painter_pixels(p, 1.0), panel->height, p->theme.edge);
  cairo_new_path(p->cr);
  cairo_arc(p->cr, x + 0.5, panel_y(panel, gain_db), dot, 0.0, 6.2831853071795865);
  theme_set_color(p->cr, p->theme.text);
  cairo_fill(p->cr);
  const double left = panel->x + painter_pixels(p, 8.0);
  const double width = text_width(p->cr, &style, text);
  text_draw(p->cr, &style, ALIGN_LEFT, left, free_row(p, panel, now, left, width), text);
}

void paint_curve(const Painter *p)
{
  const Report *shown = &p->view->motion.shown;
  const Response now = response_for(shown, shown->section_db);
  const Response goal = response_for(shown, shown->section_to_db);
  Panel panel = painter_plot(p, &p->layout->response);
  panel_fit_gains(&panel, fmax(response_most_db(&now), response_most_db(&goal)));
  painter_grid(p, &panel, true);
  paint_frequencies(p, &panel);
  cairo_save(p->cr);
  cairo_rectangle(p->cr, panel.x, panel.y, panel.width, panel.height);
  cairo_clip(p->cr);
  if (now.top_hz > 0.0) {
    paint_goal(p, &panel, &goal);
    paint_now(p, &panel, &now); /* over the goal, so that at the goal one curve shows */
  }
  paint_probe(p, &panel, &now);
  paint_state(p, &panel, &now);
  cairo_restore(p->cr);
  legend_of_curve(p);
}
