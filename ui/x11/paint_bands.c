/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of paint_parts.h: the five bands. For each its zone, the aim, the song's level (dashed) and
 * that of the output (solid); behind them what sounds now, sub-band by sub-band.
 */
#include "model/zones.h"
#include "ui/x11/listened.h"
#include "ui/x11/mark.h"
#include "ui/x11/paint_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A level this near to the zone counts as inside, because the text rounds (dB). */
#define INSIDE_DB 0.05
/* A wish that is missed by more is out of reach (dB). */
#define SHORT_DB 0.1f
/* Below this level no spectrum is shown (dB re full scale). */
#define SILENCE_DB (-75.0)

typedef struct {
  double left, width, middle; /* pixels */
} Column;

static Column column_of(const Painter *p, const Panel *panel, int band)
{
  const double inset = painter_pixels(p, 5.0);
  const double left = floor(panel_x(panel, band_info[band].low_hz) + 0.5) + inset;
  const double right = floor(panel_x(panel, band_info[band].high_hz) + 0.5) - inset;
  return (Column){left, fmax(1.0, right - left), 0.5 * (left + right)};
}

/* --- what sounds now ---------------------------------------------------------------------- */

/* The level of each sub-band relative to the whole, times the number of sub-bands in its
 * band. So the power mean of a band's bars is the band's level, and can be compared with its
 * zone. False in silence. */
static bool spectrum(const Report *report, double level_db[SUBBAND_COUNT])
{
  double total = 0.0;
  int n_parts[BAND_COUNT] = {0};
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    total += pow(10.0, 0.1 * (double)report->subband_db[i]);
    n_parts[subband_info[i].band] += 1;
  }
  const double total_db = 10.0 * log10(total);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    level_db[i] = (double)report->subband_db[i] - total_db +
                  10.0 * log10((double)n_parts[subband_info[i].band]);
  }
  return total_db > SILENCE_DB;
}

static void paint_spectrum(const Painter *p, const Panel *panel, const Report *report)
{
  double level_db[SUBBAND_COUNT];
  if (!p->view->motion.started || !spectrum(report, level_db)) {
    return;
  }
  const double gap = painter_pixels(p, 1.0);
  const double bottom = panel->y + panel->height;
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const double left = panel_x(panel, subband_info[i].low_hz) + gap;
    const double right = panel_x(panel, subband_info[i].high_hz);
    const double top = fmax(panel->y, panel_y(panel, level_db[i]));
    if (top < bottom) {
      mark_playing(p, left, right - left, top, bottom);
    }
  }
}

/* --- aims and levels ------------------------------------------------------------------------- */

/* A little wider than the column, so that its triangles stand beside what they point at. */
static void paint_aim(const Painter *p, const Panel *panel, const Column *column, double db)
{
  const double out = painter_pixels(p, 4.0);
  mark_aim(p, column->left - out, column->width + 2.0 * out, panel_y(panel, db));
}

static void paint_arrow(const Painter *p, const Panel *panel, const Column *column, double from_db,
                        double to_db)
{
  const double from = panel_y(panel, from_db);
  const double to = panel_y(panel, to_db);
  const double sign = to > from ? 1.0 : -1.0;
  const double head = fmin(painter_pixels(p, 6.0), fabs(to - from));
  if (fabs(to - from) < painter_pixels(p, 9.0)) {
    return;
  }
  theme_set_color(p->cr, p->theme.after);
  cairo_move_to(p->cr, column->middle - painter_pixels(p, 5.0), to - sign * head);
  cairo_rel_line_to(p->cr, 2.0 * painter_pixels(p, 5.0), 0.0);
  cairo_line_to(p->cr, column->middle, to);
  cairo_close_path(p->cr);
  cairo_fill(p->cr);
  cairo_rectangle(p->cr, column->middle - painter_pixels(p, 1.0), fmin(from, to - sign * head),
                  2.0 * painter_pixels(p, 1.0), fabs(to - sign * head - from));
  cairo_fill(p->cr);
}

/* Clamped, so that a line outside the plot is drawn at its edge. */
static double within(const Panel *panel, double db)
{
  const double inset = 2.0 * (panel->high_db - panel->low_db) / fmax(1.0, panel->height);
  return fmin(panel->high_db - inset, fmax(panel->low_db + inset, db));
}

/* --- words -------------------------------------------------------------------------------------
 */

/* Says that the song lies in the zone, or how far beside it: a mark, and words that may be left
   out where there is no room. */
static void verdict(char mark[16], char words[32], const Report *shown, int band)
{
  const double level_db = (double)shown->level_db[band];
  const double above_db = level_db - (double)shown->zone_high_db[band];
  const double below_db = (double)shown->zone_low_db[band] - level_db;
  if (above_db > INSIDE_DB || below_db > INSIDE_DB) {
    const bool above = above_db > INSIDE_DB;
    snprintf(mark, 16, "%s %.1f", above ? "\xe2\x96\xb2" : "\xe2\x96\xbc",
             above ? above_db : below_db);
    snprintf(words, 32, " dB %s", above ? "above" : "below");
  } else {
    snprintf(mark, 16, "\xe2\x97\x8f");
    snprintf(words, 32, " in the zone");
  }
}

static void paint_names(const Painter *p, const Panel *panel, int band)
{
  const Report *shown = &p->view->motion.shown;
  const TextStyle name = painter_style(p, p->theme.text_size, true, p->theme.text);
  const TextStyle words = painter_style(p, p->theme.small_size, false, p->theme.faint_text);
  const Column column = column_of(p, panel, band);
  const double width = column.width + 2.0 * painter_pixels(p, 4.0);
  text_draw(p->cr, &name, ALIGN_CENTER, column.middle, panel->y - painter_pixels(p, 29.0),
            band_info[band].name);
  if (shown->listened_s[0] < 1.0f || !plain_has_level(&p->view->motion.goal, band)) {
    return;
  }
  char mark[16];
  char more[32];
  char text[48];
  verdict(mark, more, shown, band);
  snprintf(text, sizeof text, "%s%s", mark, more);
  text_draw(p->cr, &words, ALIGN_CENTER, column.middle, panel->y - painter_pixels(p, 11.0),
            text_width(p->cr, &words, text) <= width ? text : mark);
}

/* Where the change of now goes: " → +3.2", but nowhere if the curve rests; or " of +3.2" where no
 * curve brings all of it. `now`: the text before it. */
static void put_goal(char goal[48], const Report *shown, int band, bool rests, const char *now)
{
  const bool is_short = fabsf(shown->short_db[band]) > SHORT_DB;
  const bool is_off = fabsf(shown->wanted_db[band] - shown->applied_db[band]) >= 0.05f;
  char wanted[32];
  goal[0] = '\0';
  painter_signed_tenths(wanted, sizeof wanted, (double)shown->wanted_db[band]);
  if (is_off && (is_short || !rests) && strcmp(wanted, now) != 0) {
    snprintf(goal, 48, " %s %s", is_short ? "of" : "\xe2\x86\x92", wanted);
  }
}

static void paint_change(const Painter *p, const Panel *panel, int band)
{
  const Report *shown = &p->view->motion.shown;
  const bool on = p->view->now.value[CONTROL_ENABLED] > 0.0f;
  const TextStyle now =
      painter_style(p, p->theme.text_size, true, on ? p->theme.after : p->theme.faint_text);
  const TextStyle later = painter_style(p, p->theme.small_size, false, p->theme.faint_text);
  const Column column = column_of(p, panel, band);
  const double y = panel->y + panel->height + painter_pixels(p, 15.0);
  char text[32];
  char goal[48];
  painter_signed_tenths(text, sizeof text, (double)shown->applied_db[band]);
  put_goal(goal, shown, band, listened_curve_rests(shown, p->view->now.value[CONTROL_MODE]), text);
  const double goal_width = goal[0] ? text_width(p->cr, &later, goal) : 0.0;
  const double width = text_width(p->cr, &now, text) + goal_width;
  if (width > column.width + 2.0 * painter_pixels(p, 4.0)) {
    text_draw(p->cr, &now, ALIGN_CENTER, column.middle, y, text);
    return;
  }
  text_draw(p->cr, &now, ALIGN_LEFT, column.middle - 0.5 * width, y, text);
  if (goal[0]) {
    text_draw(p->cr, &later, ALIGN_RIGHT, column.middle + 0.5 * width, y, goal);
  }
}

/* --- all -----------------------------------------------------------------------------------------
 */

/* False if it is not known: that of an own profile, before a host runs the plugin. */
static bool find_zone(const Painter *p, int band, Zone *zone)
{
  const Report *shown = &p->view->motion.shown;
  const int choice = (int)p->view->now.value[CONTROL_GENRE];
  const int genre = genre_of_value(choice);
  if (view_has_heard(p->view)) {
    *zone = (Zone){(double)shown->zone_low_db[band], (double)shown->zone_high_db[band]};
  } else {
    *zone = genre == GENRE_UNSURE ? all_genre_zone[band] : genre_zone[genre][band];
  }
  return view_has_heard(p->view) || choice != GENRE_VALUE_OWN;
}

/* The lowest line. There are only four ranges, so that the scale does not move with the
 * music. */
static double lowest_db(const Painter *p)
{
  const Report *shown = &p->view->motion.shown;
  double least_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    Zone zone;
    if (find_zone(p, band, &zone)) {
      const bool has_level = plain_has_level(&p->view->motion.goal, band);
      least_db = fmin(least_db, has_level ? (double)shown->level_db[band] : 0.0);
      least_db = fmin(least_db, zone.low_db);
    }
  }
  return least_db > -28.0 ? -30.0 : least_db > -33.0 ? -35.0 : least_db > -38.0 ? -40.0 : -60.0;
}

static void paint_band(const Painter *p, const Panel *panel, const Report *shown, int band)
{
  const Column column = column_of(p, panel, band);
  Zone zone;
  const bool on = p->view->now.value[CONTROL_ENABLED] > 0.0f;
  const double before_db = within(panel, (double)shown->level_db[band]);
  const double after_db =
      within(panel, (double)shown->level_db[band] + (double)shown->applied_db[band]);
  if (find_zone(p, band, &zone)) {
    mark_zone(p, column.left, column.width, panel_y(panel, within(panel, zone.high_db)),
              panel_y(panel, within(panel, zone.low_db)));
  }
  if (!plain_has_level(&p->view->motion.goal, band)) {
    return;
  }
  if (on) {
    mark_output(p, column.left, column.width, panel_y(panel, after_db));
  }
  mark_song(p, column.left, column.width, panel_y(panel, before_db));
  if (on) {
    paint_arrow(p, panel, &column, before_db, after_db);
  }
  if (on && view_has_answer(p->view)) {
    paint_aim(p, panel, &column, within(panel, (double)shown->aim_db[band]));
  }
}

void paint_bands(const Painter *p)
{
  const Report *shown = &p->view->motion.shown;
  const double low_db = lowest_db(p);
  Panel panel = painter_plot(p, &p->layout->levels);
  panel.low_db = low_db;
  panel.high_db = 3.0;
  panel.step_db = low_db < -40.0 ? 20.0 : 10.0;
  painter_grid(p, &panel, false);
  cairo_save(p->cr);
  cairo_rectangle(p->cr, panel.x, panel.y, panel.width, panel.height);
  cairo_clip(p->cr);
  paint_spectrum(p, &panel, shown);
  for (int band = 0; band < BAND_COUNT; ++band) {
    paint_band(p, &panel, shown, band);
  }
  cairo_restore(p->cr);
  for (int band = 0; band < BAND_COUNT; ++band) {
    paint_names(p, &panel, band);
    if (view_has_heard(p->view)) {
      paint_change(p, &panel, band);
    }
  }
  const TextStyle unit = painter_style(p, p->theme.small_size, false, p->theme.faint_text);
  text_draw(p->cr, &unit, ALIGN_RIGHT, panel.x - painter_pixels(p, 7.0),
            panel.y + panel.height + painter_pixels(p, 15.0), "dB");
  if (!view_has_answer(p->view)) {
    paint_first_words(p, &panel);
  }
}
