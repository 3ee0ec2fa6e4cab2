/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The picture of what was heard and done: the genres' probabilities, each band before and
 * after with its zone and its aim, and the equaliser's curve over frequency.
 */
#ifndef GENRE_EQ_UI_DRAW_CURVE_PLOT_H
#define GENRE_EQ_UI_DRAW_CURVE_PLOT_H

#include <cairo.h>

#include "ui/draw/curve_view.h"
#include "ui/draw/panel.h"
#include "ui/draw/theme.h"

/** The whole picture. It is designed for 1200 x 720, and crowded below 800 x 500. */
void curve_plot_draw(cairo_t *cr, double width, double height, const Theme *theme,
                     const CurveView *view);

/* Its parts, for a window that lays them out itself. */

/** For each band its zone (filled), its aim (two triangles), and the song's level before (dashed)
    and after (solid). */
void curve_plot_draw_levels(cairo_t *cr, const Panel *panel, const CurveView *view);

/** The mark of an aim at height y: two triangles that point at each other from both sides. Its size
    goes with the theme's line widths. */
void curve_plot_draw_aim(cairo_t *cr, const Theme *theme, double left, double right, double y);

/** The change of each band's level as a number, in a row centered on y. */
void curve_plot_draw_changes(cairo_t *cr, const Panel *panel, double y, const CurveView *view);

/** The equaliser's gain over frequency, up to half the sample rate. */
void curve_plot_draw_response(cairo_t *cr, const Panel *panel, const CurveView *view);

/** A bar with its number for each genre; the genre heard stands out. */
void curve_plot_draw_probabilities(cairo_t *cr, double x, double y, double width,
                                   const Theme *theme, const CurveView *view);

/** A panel's dB range that holds all levels, zones and aims. */
void curve_plot_fit_levels(Panel *panel, const CurveView *view);

#endif
