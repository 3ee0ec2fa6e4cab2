/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A plot area: dB upward over frequency on a logarithmic axis, with its grid.
 */
#ifndef GENRE_EQ_UI_DRAW_PANEL_H
#define GENRE_EQ_UI_DRAW_PANEL_H

#include <stdbool.h>

#include <cairo.h>

#include "ui/draw/response.h"
#include "ui/draw/theme.h"

typedef struct {
  double x, y, width, height; /**< pixels; y downward */
  double low_db, high_db;     /**< at the bottom and at the top */
  double step_db;             /**< between grid lines */
  const Theme *theme;         /**< NULL: nothing is drawn with Cairo */
} Panel;

/** How many frequencies have a mark under the axis. */
enum { PANEL_MARKS = 10 };
extern const double panel_mark_hz[PANEL_MARKS];

/** The frequency axis ends at the outer edges of the bands. */
double panel_x(const Panel *panel, double freq_hz);
double panel_freq_hz(const Panel *panel, double x);
double panel_y(const Panel *panel, double db);

/** The grid's lines lie at i * step_db, first ≤ i ≤ last. */
int panel_first_line(const Panel *panel);
int panel_last_line(const Panel *panel);

/** Sets a symmetric dB range that holds gains and cuts of up to most_db. */
void panel_fit_gains(Panel *panel, double most_db);

/** The response as Cairo's path from left to right, a point each step_px pixels and one at its
    end, whose x is returned. */
double panel_trace(cairo_t *cr, const Panel *panel, const Response *response, double step_px);

/** The area between the response and 0 dB, as a path. */
void panel_trace_area(cairo_t *cr, const Panel *panel, const Response *response, double step_px);

/** Background, grid lines, band edges and dB labels. signs: write +3, not 3. */
void panel_draw_grid(cairo_t *cr, const Panel *panel, const char *axis_name, bool signs);

/** Frequency labels under the panel. */
void panel_draw_frequencies(cairo_t *cr, const Panel *panel);

/** Band names in a row centered on y. */
void panel_draw_band_names(cairo_t *cr, const Panel *panel, double y);

#endif
