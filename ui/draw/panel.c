/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/draw/panel.h"

#include <math.h>
#include <stdio.h>

#include "dsp/bands.h"
#include "ui/draw/text.h"

const double panel_mark_hz[PANEL_MARKS] = {20.0,   50.0,   100.0,  250.0,   500.0,
                                           1000.0, 2000.0, 6000.0, 10000.0, 20000.0};

static double lowest_hz(void)
{
  return band_info[0].low_hz;
}

static double highest_hz(void)
{
  return band_info[BAND_COUNT - 1].high_hz;
}

double panel_x(const Panel *panel, double freq_hz)
{
  return panel->x + panel->width * log(freq_hz / lowest_hz()) / log(highest_hz() / lowest_hz());
}

double panel_freq_hz(const Panel *panel, double x)
{
  return lowest_hz() * pow(highest_hz() / lowest_hz(), (x - panel->x) / panel->width);
}

double panel_y(const Panel *panel, double db)
{
  return panel->y + panel->height * (panel->high_db - db) / (panel->high_db - panel->low_db);
}

int panel_first_line(const Panel *panel)
{
  return (int)ceil(panel->low_db / panel->step_db - 1e-9);
}

int panel_last_line(const Panel *panel)
{
  return (int)floor(panel->high_db / panel->step_db + 1e-9);
}

void panel_fit_gains(Panel *panel, double most_db)
{
  const double limit_db = most_db > 11.0 ? 24.0 : most_db > 5.5 ? 12.0 : most_db > 2.75 ? 6.0 : 3.0;
  panel->high_db = limit_db;
  panel->low_db = -limit_db;
  panel->step_db = limit_db > 12.0 ? 6.0 : limit_db / 3.0;
}

double panel_trace(cairo_t *cr, const Panel *panel, const Response *response, double step_px)
{
  const double end = panel_x(panel, response->top_hz);
  double x = panel->x;
  cairo_new_path(cr);
  for (int i = 0; x < end - 1e-6; x = panel->x + ++i * step_px) {
    cairo_line_to(cr, x, panel_y(panel, response_gain_db(response, panel_freq_hz(panel, x))));
  }
  cairo_line_to(cr, end, panel_y(panel, response_gain_db(response, response->top_hz)));
  return end;
}

void panel_trace_area(cairo_t *cr, const Panel *panel, const Response *response, double step_px)
{
  const double zero = panel_y(panel, 0.0);
  cairo_line_to(cr, panel_trace(cr, panel, response, step_px), zero);
  cairo_line_to(cr, panel->x, zero);
  cairo_close_path(cr);
}

/* Moves to the middle of a pixel, so that thin lines are sharp. */
static double sharp(double position)
{
  return floor(position) + 0.5;
}

static void horizontal(cairo_t *cr, const Panel *panel, double db)
{
  cairo_move_to(cr, panel->x, sharp(panel_y(panel, db)));
  cairo_rel_line_to(cr, panel->width, 0.0);
  cairo_stroke(cr);
}

static void vertical(cairo_t *cr, const Panel *panel, double freq_hz)
{
  cairo_move_to(cr, sharp(panel_x(panel, freq_hz)), panel->y);
  cairo_rel_line_to(cr, 0.0, panel->height);
  cairo_stroke(cr);
}

static void draw_level_lines(cairo_t *cr, const Panel *panel, bool signs)
{
  const TextStyle style = {panel->theme, panel->theme->small_size, false, panel->theme->faint_text};
  for (int i = panel_first_line(panel); i <= panel_last_line(panel); ++i) {
    const double db = i * panel->step_db;
    char label[16];
    snprintf(label, sizeof label,
             db > 0.0 && signs ? "+%.0f"
             : db < 0.0        ? "\xe2\x88\x92%.0f"
                               : "%.0f",
             fabs(db));
    theme_set_color(cr, i == 0 ? panel->theme->edge : panel->theme->grid);
    horizontal(cr, panel, db);
    text_draw(cr, &style, ALIGN_RIGHT, panel->x - 8.0, panel_y(panel, db), label);
  }
}

static void draw_band_edges(cairo_t *cr, const Panel *panel)
{
  const double dash[] = {2.0, 3.0};
  theme_set_color(cr, panel->theme->edge);
  cairo_set_dash(cr, dash, 2, 0.0);
  for (int band = 1; band < BAND_COUNT; ++band) {
    vertical(cr, panel, band_info[band].low_hz);
  }
  cairo_set_dash(cr, NULL, 0, 0.0);
}

void panel_draw_grid(cairo_t *cr, const Panel *panel, const char *axis_name, bool signs)
{
  const Theme *theme = panel->theme;
  theme_set_color(cr, theme->panel);
  cairo_rectangle(cr, panel->x, panel->y, panel->width, panel->height);
  cairo_fill(cr);
  cairo_set_line_width(cr, theme->thin);
  draw_level_lines(cr, panel, signs);
  draw_band_edges(cr, panel);
  const TextStyle style = {theme, theme->small_size, false, theme->faint_text};
  text_draw_upward(cr, &style, panel->x - 46.0, panel->y + 0.5 * panel->height, axis_name);
}

void panel_draw_frequencies(cairo_t *cr, const Panel *panel)
{
  const TextStyle style = {panel->theme, panel->theme->small_size, false, panel->theme->faint_text};
  const double bottom = panel->y + panel->height;
  cairo_set_line_width(cr, panel->theme->thin);
  for (int i = 0; i < PANEL_MARKS; ++i) {
    const double freq_hz = panel_mark_hz[i];
    if (freq_hz < lowest_hz() || freq_hz > highest_hz()) {
      continue;
    }
    char label[16];
    snprintf(label, sizeof label, freq_hz < 1000.0 ? "%.0f Hz" : "%.0f kHz",
             freq_hz < 1000.0 ? freq_hz : freq_hz / 1000.0);
    theme_set_color(cr, panel->theme->edge);
    cairo_move_to(cr, sharp(panel_x(panel, freq_hz)), bottom);
    cairo_rel_line_to(cr, 0.0, 5.0);
    cairo_stroke(cr);
    text_draw(cr, &style, ALIGN_CENTER, panel_x(panel, freq_hz), bottom + 16.0, label);
  }
}

void panel_draw_band_names(cairo_t *cr, const Panel *panel, double y)
{
  const TextStyle style = {panel->theme, panel->theme->text_size, true, panel->theme->text};
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double middle_hz = sqrt(band_info[band].low_hz * band_info[band].high_hz);
    text_draw(cr, &style, ALIGN_CENTER, panel_x(panel, middle_hz), y, band_info[band].name);
  }
}
