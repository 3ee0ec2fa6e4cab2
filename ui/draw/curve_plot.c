/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of curve_plot.h: the whole picture.
 */
#include "ui/draw/curve_plot.h"

#include <math.h>
#include <stdio.h>

#include "ui/draw/text.h"

#define HEADER_HEIGHT 68.0
#define NAMES_HEIGHT 48.0
#define AXIS_WIDTH 58.0
#define AXIS_HEIGHT 34.0
#define LEGEND_HEIGHT 40.0
#define LEGEND_GAP 24.0
#define SIDE_WIDTH 210.0

/* --- header --------------------------------------------------------------------- */

static void draw_header(cairo_t *cr, double width, const Theme *theme, const CurveView *view)
{
  const TextStyle title = {theme, theme->title_size, true, theme->text};
  const TextStyle heard = {theme, theme->title_size, false, theme->text};
  char text[96];
  if (view->label == GENRE_UNSURE) {
    snprintf(text, sizeof text, "heard: %s", view->genre);
  } else {
    snprintf(text, sizeof text, "heard: %s, %.0f %%", view->genre, 100.0 * view->confidence);
  }
  const double y = theme->margin + 12.0;
  const double right = width - theme->margin;
  text_draw(cr, &heard, ALIGN_RIGHT, right, y, text);
  text_draw_within(cr, &title, theme->margin, y,
                   right - text_width(cr, &heard, text) - 3.0 * theme->gap - theme->margin,
                   view->title ? view->title : "Genre EQ");
  const TextStyle words = {theme, theme->text_size + 1.0, false, theme->text};
  text_draw_within(cr, &words, theme->margin, y + 28.0, right - theme->margin, view->words);
}

/* --- legend ---------------------------------------------------------------------- */

typedef enum {
  SAMPLE_ZONE,
  SAMPLE_AIM,
  SAMPLE_BEFORE,
  SAMPLE_AFTER,
  SAMPLE_CURVE,
  SAMPLE_COUNT
} Sample;

/* The zone has its name from the view. */
static const char *const sample_name[SAMPLE_COUNT] = {[SAMPLE_AIM] = "aim of this song",
                                                      [SAMPLE_BEFORE] = "song before",
                                                      [SAMPLE_AFTER] = "song after",
                                                      [SAMPLE_CURVE] = "equaliser"};

#define SAMPLE_WIDTH 34.0

static void draw_sample(cairo_t *cr, const Theme *theme, Sample sample, double x, double y)
{
  const double dash[] = {7.0, 5.0};
  if (sample == SAMPLE_ZONE) {
    theme_set_color(cr, theme->zone);
    cairo_rectangle(cr, x, y - 7.0, SAMPLE_WIDTH, 14.0);
    cairo_fill(cr);
    theme_set_color(cr, theme->zone_line);
    cairo_set_line_width(cr, theme->thin);
    cairo_move_to(cr, x, floor(y - 7.0) + 0.5);
    cairo_rel_line_to(cr, SAMPLE_WIDTH, 0.0);
    cairo_rel_move_to(cr, -SAMPLE_WIDTH, 14.0);
    cairo_rel_line_to(cr, SAMPLE_WIDTH, 0.0);
    cairo_stroke(cr);
    return;
  }
  if (sample == SAMPLE_AIM) {
    curve_plot_draw_aim(cr, theme, x, x + SAMPLE_WIDTH, y);
    return;
  }
  theme_set_color(cr, sample == SAMPLE_BEFORE  ? theme->before
                      : sample == SAMPLE_AFTER ? theme->after
                                               : theme->curve);
  cairo_set_line_width(cr, sample == SAMPLE_BEFORE ? theme->medium : theme->thick);
  cairo_set_dash(cr, dash, sample == SAMPLE_BEFORE ? 2 : 0, 0.0);
  cairo_move_to(cr, x, y);
  if (sample == SAMPLE_CURVE) {
    cairo_rel_curve_to(cr, 12.0, -14.0, 22.0, 14.0, SAMPLE_WIDTH, 0.0);
  } else {
    cairo_rel_line_to(cr, SAMPLE_WIDTH, 0.0);
  }
  cairo_stroke(cr);
  cairo_set_dash(cr, NULL, 0, 0.0);
}

static const char *name_of(Sample sample, const CurveView *view)
{
  return sample == SAMPLE_ZONE ? view->zone_is : sample_name[sample];
}

static bool is_there(Sample sample, const CurveView *view)
{
  return sample == SAMPLE_AIM ? view->has_answer
                              : view->has_heard || sample == SAMPLE_ZONE || sample == SAMPLE_CURVE;
}

/* The zone's name may have any length. It gets the room that the others leave. */
static void draw_legend(cairo_t *cr, double x, double y, double right, const Theme *theme,
                        const CurveView *view)
{
  const TextStyle style = {theme, theme->text_size, false, theme->text};
  double zone_right = right;
  for (int i = SAMPLE_COUNT - 1; i > SAMPLE_ZONE; --i) {
    zone_right -= !is_there((Sample)i, view)
                      ? 0.0
                      : LEGEND_GAP + SAMPLE_WIDTH + 8.0 + text_width(cr, &style, sample_name[i]);
  }
  for (int i = 0; i < SAMPLE_COUNT; ++i) {
    if (!is_there((Sample)i, view)) {
      continue;
    }
    const char *name = name_of((Sample)i, view);
    const double words = x + SAMPLE_WIDTH + 8.0;
    const double room = i == SAMPLE_ZONE ? zone_right - words : right - words;
    draw_sample(cr, theme, (Sample)i, x, y);
    text_draw_within(cr, &style, words, y, room, name);
    x = words + fmin(room, text_width(cr, &style, name)) + LEGEND_GAP;
  }
}

/* --- side ------------------------------------------------------------------------ */

static void draw_side(cairo_t *cr, double x, double y, const Theme *theme, const CurveView *view)
{
  const TextStyle head = {theme, theme->text_size, true, theme->text};
  const TextStyle plain = {theme, theme->text_size, false, theme->text};
  char makeup[48];
  text_draw(cr, &head, ALIGN_LEFT, x, y + 0.25 * NAMES_HEIGHT, "Probability");
  curve_plot_draw_probabilities(cr, x, y + NAMES_HEIGHT, SIDE_WIDTH, theme, view);
  const double below = y + NAMES_HEIGHT + 44.0 * GENRE_COUNT + 24.0;
  snprintf(makeup, sizeof makeup, "%s%.1f dB",
           view->makeup_db < -0.05  ? "\xe2\x88\x92"
           : view->makeup_db > 0.05 ? "+"
                                    : "",
           fabs(view->makeup_db));
  text_draw(cr, &head, ALIGN_LEFT, x, below, "Makeup gain");
  text_draw(cr, &plain, ALIGN_RIGHT, x + SIDE_WIDTH, below, makeup);
}

/* --- all -------------------------------------------------------------------------- */

void curve_plot_draw(cairo_t *cr, double width, double height, const Theme *theme,
                     const CurveView *view)
{
  theme_set_color(cr, theme->background);
  cairo_paint(cr);
  draw_header(cr, width, theme, view);

  const double top = theme->margin + HEADER_HEIGHT;
  const double left = theme->margin + AXIS_WIDTH;
  const double plot_width = width - left - SIDE_WIDTH - 2.5 * theme->margin;
  const double plot_height =
      height - top - NAMES_HEIGHT - AXIS_HEIGHT - LEGEND_HEIGHT - theme->gap - theme->margin;
  Panel levels = {.x = left,
                  .y = floor(top + NAMES_HEIGHT),
                  .width = plot_width,
                  .height = floor(0.56 * plot_height),
                  .theme = theme};
  const Response curve = response_of(view->section_db, view->rate_hz);
  Panel response = levels;
  response.y = levels.y + levels.height + theme->gap;
  response.height = floor(plot_height - levels.height);
  curve_plot_fit_levels(&levels, view);
  panel_fit_gains(&response, response_most_db(&curve));

  panel_draw_band_names(cr, &levels, top + 0.25 * NAMES_HEIGHT);
  curve_plot_draw_changes(cr, &levels, top + 0.67 * NAMES_HEIGHT, view);
  panel_draw_grid(cr, &levels, "Band level, dB of all", false);
  curve_plot_draw_levels(cr, &levels, view);
  panel_draw_grid(cr, &response, "Equaliser, dB", true);
  panel_draw_frequencies(cr, &response);
  curve_plot_draw_response(cr, &response, view);
  draw_legend(cr, left, height - theme->margin - 8.0, width - theme->margin, theme, view);
  draw_side(cr, left + plot_width + 1.5 * theme->margin, top, theme, view);
}
