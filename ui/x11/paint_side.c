/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of paint_parts.h: what is heard and why, and what comes out.
 */
#include "ui/x11/paint_parts.h"

#include <math.h>
#include <stdio.h>

#include "model/decision.h"
#include "ui/x11/listened.h"
#include "ui/x11/mark.h"

/* A meter's range (dBTP). */
#define METER_LOW_DB (-48.0)
#define METER_HIGH_DB 6.0
/* The absolute gate of ITU-R BS.1770-5: no loudness at or below it. */
#define SILENCE_LUFS (-70.0)

/* The part of the card that lies in this region. */
static void paint_card(const Painter *p)
{
  painter_round_box(p, &p->layout->side, painter_pixels(p, 6.0), 0.0);
  theme_set_color(p->cr, p->theme.panel);
  cairo_fill(p->cr);
}

static double row_middle(const Painter *p, const Rect *rect, int row)
{
  return rect->y + p->layout->row * (row + 0.5);
}

static void heading(const Painter *p, const Rect *rect, const char *text)
{
  const TextStyle style = painter_style(p, p->theme.text_size, true, p->theme.text);
  text_draw(p->cr, &style, ALIGN_LEFT, rect->x, row_middle(p, rect, 0), text);
}

/* --- the genre -------------------------------------------------------------------------- */

static int label_of(const Report *report)
{
  return genre_of_value((int)report->label[0]);
}

/* "jazz?": probable now, but not for long enough to be the label. */
static void put_headline(char text[32], const Painter *p, const Report *shown)
{
  const int label = label_of(shown);
  const int most = genre_most_probable(shown->probability);
  if (label != GENRE_UNSURE) {
    snprintf(text, 32, "%s", genre_name[label]);
  } else if (!view_has_answer(p->view)) {
    /* the whole song, or what was learned, of less than 3 s */
    const bool ended = p->view->song.heard || listened_is_done(shown);
    snprintf(text, 32, "%s",
             !view_has_heard(p->view) ? "nothing heard"
             : ended                  ? "unsure"
                                      : "listening");
  } else if ((double)shown->probability[most] >= LABEL_PROBABILITY) {
    snprintf(text, 32, "%s?", genre_name[most]);
  } else {
    snprintf(text, 32, "unsure");
  }
}

static void paint_listened(const Painter *p, const Report *shown)
{
  const Rect *rect = &p->layout->label;
  const TextStyle style = painter_style(p, p->theme.small_size, false, p->theme.faint_text);
  const double y = rect->y + 0.82 * rect->height;
  double room = rect->width;
  const bool is_own = p->view->now.value[CONTROL_GENRE] == (float)GENRE_VALUE_OWN;
  /* A song's window has one where it offers it, but does not know its name before Run. */
  if (is_own && !view_zone_name(p->view) && !p->view->with_song) {
    const char *missing = "no profile loaded";
    text_draw(p->cr, &style, ALIGN_RIGHT, rect->x + rect->width, y, missing);
    room -= text_width(p->cr, &style, missing) + painter_pixels(p, 8.0);
  }
  char text[64];
  if (view_awaits_host(p->view)) {
    const bool learns = p->view->now.value[CONTROL_MODE] == (float)MODE_LEARN;
    snprintf(text, sizeof text, "%s when the host plays", learns ? "learns" : "forgets");
  } else {
    listened_words(shown, text, sizeof text);
  }
  text_draw_within(p->cr, &style, rect->x, y, room, text);
}

static void paint_label(const Painter *p, const Report *shown)
{
  const Rect *rect = &p->layout->label;
  const int label = label_of(shown);
  const TextStyle name = painter_style(p, 1.15 * p->theme.title_size, true,
                                       label == GENRE_UNSURE ? p->theme.faint_text : p->theme.text);
  const TextStyle percent = painter_style(p, p->theme.title_size, false, p->theme.text);
  const double y = rect->y + 0.3 * rect->height;
  char text[32];
  put_headline(text, p, shown);
  text_draw(p->cr, &name, ALIGN_LEFT, rect->x, y, text);
  if (label != GENRE_UNSURE) {
    snprintf(text, sizeof text, "%.0f %%", 100.0 * (double)shown->confidence[0]);
    text_draw(p->cr, &percent, ALIGN_RIGHT, rect->x + rect->width, y, text);
  }
  paint_listened(p, shown);
}

/* Before the first answer there is a place for each genre, and no figure. */
static void paint_probability(const Painter *p, const Report *shown, int genre)
{
  const Rect *rect = &p->layout->bars;
  const bool heard = genre == label_of(shown);
  const bool told = view_has_answer(p->view);
  const double part = fmin(1.0, fmax(0.0, (double)shown->probability[genre]));
  const double y = row_middle(p, rect, genre);
  const double name_width = p->layout->bar_name;
  const double figure_width = painter_pixels(p, 44.0);
  const double height = painter_pixels(p, 8.0);
  const double room = rect->width - name_width - figure_width;
  const TextStyle style =
      painter_style(p, p->theme.text_size, heard, heard ? p->theme.text : p->theme.faint_text);
  char percent[16];
  snprintf(percent, sizeof percent, "%.0f %%", 100.0 * part);
  text_draw(p->cr, &style, ALIGN_LEFT, rect->x, y, genre_name[genre]);
  const double top = floor(y - 0.5 * height);
  painter_fill_box(p, rect->x + name_width, top, room, height, p->theme.grid);
  if (told) {
    text_draw(p->cr, &style, ALIGN_RIGHT, rect->x + rect->width, y, percent);
    painter_fill_box(p, rect->x + name_width, top, fmax(1.0, part * room), height,
                     heard ? p->theme.bar_heard : p->theme.edge);
  }
}

/* --- why --------------------------------------------------------------------------------- */

/* The two most probable genres. */
static void find_leaders(const Report *report, int leader[2])
{
  leader[0] = 0;
  leader[1] = 1;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    const float probability = report->probability[genre];
    if (probability > report->probability[leader[0]]) {
      leader[1] = leader[0];
      leader[0] = genre;
    } else if (genre != leader[0] &&
               (leader[1] == leader[0] || probability > report->probability[leader[1]])) {
      leader[1] = genre;
    }
  }
}

static double largest_evidence(const Report *report, const int leader[2])
{
  double largest = 1e-3;
  for (int i = 0; i < 2; ++i) {
    for (int column = 0; column < EVIDENCE_COLUMNS; ++column) {
      const float evidence = report->evidence[leader[i] * EVIDENCE_COLUMNS + column];
      largest = fmax(largest, fabs((double)evidence));
    }
  }
  return largest;
}

static void evidence_key(const Painter *p, const int leader[2])
{
  const Rect *rect = &p->layout->evidence;
  const TextStyle style = painter_style(p, p->theme.small_size, false, p->theme.faint_text);
  const double y = row_middle(p, rect, 0);
  const double height = painter_pixels(p, 7.0);
  double x = rect->x + rect->width;
  for (int place = 1; place >= 0; --place) {
    const char *name = genre_name[leader[place]];
    text_draw(p->cr, &style, ALIGN_RIGHT, x, y, name);
    x -= text_width(p->cr, &style, name) + painter_pixels(p, 16.0);
    mark_evidence(p, x, painter_pixels(p, 11.0), y - 0.5 * height, height, place);
    x -= painter_pixels(p, 12.0);
  }
}

static void paint_evidence(const Painter *p, const Report *shown)
{
  const Rect *rect = &p->layout->evidence;
  const TextStyle style = painter_style(p, p->theme.text_size, false, p->theme.faint_text);
  const double left = rect->x + painter_pixels(p, 76.0);
  const double half = 0.5 * (rect->x + rect->width - left);
  const double axis = floor(left + half);
  const double height = fmax(3.0, floor(0.3 * p->layout->row));
  int leader[2];
  find_leaders(shown, leader);
  const double largest = largest_evidence(shown, leader);
  heading(p, rect, "Why");
  if (view_has_answer(p->view)) {
    evidence_key(p, leader);
  }
  for (int column = 0; column < EVIDENCE_COLUMNS; ++column) {
    const double y = row_middle(p, rect, column + 1);
    text_draw(p->cr, &style, ALIGN_LEFT, rect->x, y, evidence_name(column));
    for (int place = 0; place < 2; ++place) {
      const double evidence = (double)shown->evidence[leader[place] * EVIDENCE_COLUMNS + column];
      if (evidence != 0.0) { /* NOLINT: none at all */
        mark_evidence(p, axis, evidence / largest * half, y + (place == 0 ? -height - 0.5 : 0.5),
                      height, place);
      }
    }
  }
  painter_fill_box(p, axis - 0.5 * painter_pixels(p, 1.0), rect->y + p->layout->row,
                   painter_pixels(p, 1.0), EVIDENCE_COLUMNS * p->layout->row, p->theme.edge);
}

void paint_heard(const Painter *p)
{
  const Report *shown = &p->view->motion.shown;
  paint_card(p);
  paint_label(p, shown);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    paint_probability(p, shown, genre);
  }
  paint_evidence(p, shown);
}

/* --- loudness and peaks ---------------------------------------------------------------------- */

static double meter_part(double db)
{
  return fmin(1.0, fmax(0.0, (db - METER_LOW_DB) / (METER_HIGH_DB - METER_LOW_DB)));
}

static void paint_peak(const Painter *p, int row, const char *name, double now_db, double held_db)
{
  const Rect *rect = &p->layout->meters;
  const double y = row_middle(p, rect, row);
  const double left = rect->x + painter_pixels(p, 34.0);
  const double room = rect->width - painter_pixels(p, 34.0) - painter_pixels(p, 84.0);
  const double height = painter_pixels(p, 8.0);
  const double top = floor(y - 0.5 * height);
  const bool over = held_db > 0.0;
  const TextStyle words = painter_style(p, p->theme.text_size, false, p->theme.faint_text);
  const TextStyle figures = painter_style(p, p->theme.text_size, over, p->theme.text);
  char text[32] = "\xe2\x80\x93";
  if (held_db > -119.0) {
    char number[16];
    painter_signed_tenths(number, sizeof number, held_db);
    snprintf(text, sizeof text, "%s dBTP", number);
  }
  text_draw(p->cr, &words, ALIGN_LEFT, rect->x, y, name);
  text_draw(p->cr, &figures, ALIGN_RIGHT, rect->x + rect->width, y, text);
  painter_fill_box(p, left, top, room, height, p->theme.grid);
  if (p->view->motion.started) {
    painter_fill_box(p, left, top, room * meter_part(now_db), height, p->theme.edge);
  }
  painter_fill_box(p, left + room * meter_part(0.0), top - painter_pixels(p, 2.0),
                   painter_pixels(p, 1.0), height + 2.0 * painter_pixels(p, 2.0), p->theme.text);
  if (held_db > METER_LOW_DB) {
    painter_fill_box(p, left + room * meter_part(held_db) - painter_pixels(p, 2.0), top,
                     painter_pixels(p, 2.0), height, over ? p->theme.curve : p->theme.after);
  }
}

static void format_lufs(char *text, size_t size, double lufs)
{
  if (lufs > SILENCE_LUFS) {
    snprintf(text, size, "%s%.1f", lufs < 0.0 ? "\xe2\x88\x92" : "", fabs(lufs));
  } else {
    snprintf(text, size, "\xe2\x80\x93");
  }
}

/* "-14.2 > -14.1 LUFS", with a real minus and a real arrow. */
static void paint_loudness(const Painter *p, int row, const Report *shown)
{
  const Rect *rect = &p->layout->meters;
  const double y = row_middle(p, rect, row);
  const TextStyle words = painter_style(p, p->theme.text_size, false, p->theme.faint_text);
  const TextStyle figures = painter_style(p, p->theme.text_size, false, p->theme.text);
  char in[16];
  char out[16];
  char text[64];
  const bool told = p->view->motion.started;
  format_lufs(in, sizeof in, told ? (double)shown->loudness_lufs[0] : SILENCE_LUFS);
  format_lufs(out, sizeof out, told ? (double)shown->loudness_lufs[1] : SILENCE_LUFS);
  snprintf(text, sizeof text, "%s \xe2\x86\x92 %s LUFS", in, out);
  text_draw(p->cr, &words, ALIGN_LEFT, rect->x, y, "Loudness");
  text_draw(p->cr, &figures, ALIGN_RIGHT, rect->x + rect->width, y, text);
}

void paint_meters(const Painter *p)
{
  const Rect *rect = &p->layout->meters;
  const Report *shown = &p->view->motion.shown;
  const bool match = p->view->now.value[CONTROL_LOUDNESS_MATCH] > 0.0f;
  const TextStyle words = painter_style(p, p->theme.text_size, false, p->theme.faint_text);
  const TextStyle figures = painter_style(p, p->theme.text_size, false, p->theme.text);
  char text[32];
  char number[16];
  paint_card(p);
  heading(p, rect, "True peak");
  paint_peak(p, 1, "In", (double)shown->peak_db[0], (double)p->view->peak_held_db[0]);
  paint_peak(p, 2, "Out", (double)shown->peak_db[1], (double)p->view->peak_held_db[1]);
  paint_loudness(p, 3, shown);
  painter_signed_tenths(number, sizeof number, (double)shown->makeup_db[0]);
  snprintf(text, sizeof text, "%s dB", number);
  text_draw(p->cr, &words, ALIGN_LEFT, rect->x, row_middle(p, rect, 4),
            match ? "Makeup gain" : "Makeup (match is off)");
  text_draw(p->cr, &figures, ALIGN_RIGHT, rect->x + rect->width, row_middle(p, rect, 4), text);
}
