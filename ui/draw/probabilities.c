/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of curve_plot.h: how probable each genre is.
 */
#include "ui/draw/curve_plot.h"

#include <math.h>
#include <stdio.h>

#include "ui/draw/text.h"

#define ROW_HEIGHT 44.0
#define BAR_HEIGHT 10.0

static void draw_bar(cairo_t *cr, double x, double y, double width, Color color)
{
  theme_set_color(cr, color);
  cairo_rectangle(cr, x, y, width, BAR_HEIGHT);
  cairo_fill(cr);
}

void curve_plot_draw_probabilities(cairo_t *cr, double x, double y, double width,
                                   const Theme *theme, const CurveView *view)
{
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    const bool heard = genre == view->label;
    const double part = fmin(1.0, fmax(0.0, view->probability[genre]));
    const double row = y + genre * ROW_HEIGHT;
    const TextStyle style = {theme, theme->text_size, heard,
                             heard ? theme->text : theme->faint_text};
    char percent[16];
    snprintf(percent, sizeof percent, "%.0f %%", 100.0 * part);
    text_draw(cr, &style, ALIGN_LEFT, x, row + 8.0, genre_name[genre]);
    draw_bar(cr, x, row + 20.0, width, theme->grid);
    if (view->has_answer) {
      text_draw(cr, &style, ALIGN_RIGHT, x + width, row + 8.0, percent);
      draw_bar(cr, x, row + 20.0, fmax(1.0, floor(part * width)),
               heard ? theme->bar_heard : theme->edge);
    }
  }
}
