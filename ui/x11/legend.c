/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/legend.h"

#include <math.h>
#include <stdio.h>

#include "ui/x11/mark.h"

#define SAMPLE_WIDTH 24.0
#define SAMPLE_HEIGHT 10.0

/* In Auto, before the first answer, no genre is likelier than another. */
void legend_zone_words(const View *view, char text[PLAIN_WORDS_BYTES])
{
  const bool in_auto = view->now.value[CONTROL_GENRE] == (float)GENRE_VALUE_AUTO;
  if (in_auto && !view_has_answer(view)) {
    snprintf(text, PLAIN_WORDS_BYTES, "where half of all masters lie");
  } else {
    plain_zone(text, &view->motion.goal, view->now.value);
  }
}

/* Draws a mark from x on; the width and height of a sample are given. */
typedef void Sample(const Painter *p, double x, double y, double width, double height);

static void sample_zone(const Painter *p, double x, double y, double width, double height)
{
  mark_zone(p, x, width, floor(y - 0.5 * height), floor(y + 0.5 * height));
}

static void sample_aim(const Painter *p, double x, double y, double width, double height)
{
  (void)height;
  mark_aim(p, x, width, y);
}

static void sample_song(const Painter *p, double x, double y, double width, double height)
{
  (void)height;
  mark_song(p, x, width, y);
}

static void sample_output(const Painter *p, double x, double y, double width, double height)
{
  (void)height;
  mark_output(p, x, width, y);
}

static void sample_playing(const Painter *p, double x, double y, double width, double height)
{
  mark_playing(p, x, width, y - 0.5 * height, y + 0.5 * height);
}

static void sample_curve(const Painter *p, double x, double y, double width, double height)
{
  (void)height;
  painter_level_line(p, x, y, width, painter_pixels(p, 3.0), p->theme.curve);
}

static void sample_goal(const Painter *p, double x, double y, double width, double height)
{
  (void)height;
  mark_goal(p, x, width, y);
}

typedef struct {
  Sample *sample;
  const char *name;
} Entry;

static TextStyle style_of(const Painter *p)
{
  return painter_style(p, p->theme.small_size, false, p->theme.faint_text);
}

static double width_of(const Painter *p, const Entry *entry)
{
  const TextStyle style = style_of(p);
  return painter_pixels(p, SAMPLE_WIDTH) + painter_pixels(p, 6.0) +
         text_width(p->cr, &style, entry->name) + painter_pixels(p, 14.0);
}

/* Draws a sample and its name, which may be cut, within `width` from x on. */
static void draw_entry(const Painter *p, const Rect *rect, double x, double width,
                       const Entry *entry)
{
  const TextStyle style = style_of(p);
  const double y = floor(painter_middle(rect->y, rect->height));
  const double words = x + painter_pixels(p, SAMPLE_WIDTH) + painter_pixels(p, 6.0);
  entry->sample(p, x, y, painter_pixels(p, SAMPLE_WIDTH), painter_pixels(p, SAMPLE_HEIGHT));
  text_draw_within(p->cr, &style, words, y, fmax(0.0, x + width - words), entry->name);
}

/* Draws entries from x on; leaves out the last ones if they do not fit. */
static void draw_entries(const Painter *p, const Rect *rect, double x, const Entry *entry,
                         int n_entries)
{
  for (int i = 0; i < n_entries; ++i) {
    const double width = width_of(p, &entry[i]);
    if (x + width > rect->x + rect->width + painter_pixels(p, 14.0)) {
      return;
    }
    draw_entry(p, rect, x, width, &entry[i]);
    x += width;
  }
}

/* The zone's words may hold a profile's name of any length. They get the room that aim, song and
   output leave. */
void legend_of_bands(const Painter *p)
{
  const Rect *rect = &p->layout->key;
  const bool on = painter_is_on(p, CONTROL_ENABLED);
  const bool heard = view_has_heard(p->view);
  const bool is_own = p->view->now.value[CONTROL_GENRE] == (float)GENRE_VALUE_OWN;
  char words[PLAIN_WORDS_BYTES];
  Entry entry[4];
  int n_entries = 0;
  if (heard && on && view_has_answer(p->view)) {
    entry[n_entries++] = (Entry){sample_aim, "aim"};
  }
  if (heard) {
    entry[n_entries++] = (Entry){sample_song, "song"};
  }
  if (heard && on) {
    entry[n_entries++] = (Entry){sample_output, "output"};
  }
  double room = rect->width;
  for (int i = 0; i < n_entries; ++i) {
    room -= width_of(p, &entry[i]);
  }
  if (heard) { /* when a song has been heard, the bars show its mean and not the moment */
    entry[n_entries++] =
        (Entry){sample_playing, p->view->song.heard ? "song in detail" : "playing now"};
  }
  legend_zone_words(p->view, words);
  const Entry zone = {sample_zone, words};
  double x = rect->x;
  if (heard || !is_own) { /* a profile's zone is not known before */
    const double width = fmin(room, width_of(p, &zone));
    draw_entry(p, rect, x, width, &zone);
    x += width;
  }
  draw_entries(p, rect, x, entry, n_entries);
}

void legend_of_curve(const Painter *p)
{
  static const Entry entry[] = {{sample_curve, "curve now"}, {sample_goal, "curve to come"}};
  if (view_has_heard(p->view)) {
    draw_entries(p, &p->layout->legend, p->layout->legend.x, entry, 2);
  }
}
