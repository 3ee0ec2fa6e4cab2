/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/legend.h"

#include <math.h>
#include <stdio.h>

#include "ui/x11/mark.h"

#define SAMPLE_WIDTH 24.0
#define SAMPLE_HEIGHT 10.0

/* In Auto the zone is blended of all genres, and the genre heard has the largest share. */
void legend_zone_words(const View *view, char text[ZONE_WORDS_SIZE])
{
  const char *name = view_zone_name(view);
  const int heard = genre_of_value((int)view->motion.shown.label[0]);
  if (view->now.value[CONTROL_GENRE] == (float)GENRE_VALUE_OWN) {
    snprintf(text, ZONE_WORDS_SIZE, "zone of %s", name ? name : "your profile");
  } else if (name) {
    snprintf(text, ZONE_WORDS_SIZE, "where half of %s masters lie", name);
  } else if (!view_has_answer(view)) {
    snprintf(text, ZONE_WORDS_SIZE, "where half of all masters lie");
  } else if (heard == GENRE_UNSURE) {
    snprintf(text, ZONE_WORDS_SIZE, "where half of the likely genres' masters lie");
  } else {
    snprintf(text, ZONE_WORDS_SIZE, "where half of the masters lie, mostly %s", genre_name[heard]);
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

/* Draws a sample and its name at x; returns where the next one begins. What does not fit is left
   out. */
static double entry(const Painter *p, const Rect *rect, double x, Sample *sample, const char *name)
{
  const TextStyle style = painter_style(p, p->theme.small_size, false, p->theme.faint_text);
  const double y = floor(painter_middle(rect->y, rect->height));
  const double width = painter_pixels(p, SAMPLE_WIDTH);
  const double words = x + width + painter_pixels(p, 6.0);
  const double room = rect->x + rect->width - words;
  const double needed = text_width(p->cr, &style, name);
  if (needed > room) {
    return x;
  }
  sample(p, x, y, width, painter_pixels(p, SAMPLE_HEIGHT));
  text_draw(p->cr, &style, ALIGN_LEFT, words, y, name);
  return words + needed + painter_pixels(p, 14.0);
}

void legend_of_bands(const Painter *p)
{
  const Rect *rect = &p->layout->key;
  const bool on = painter_is_on(p, CONTROL_ENABLED);
  char zone[ZONE_WORDS_SIZE];
  double x = rect->x;
  legend_zone_words(p->view, zone);
  if (view_has_heard(p->view) || p->view->now.value[CONTROL_GENRE] != (float)GENRE_VALUE_OWN) {
    x = entry(p, rect, x, sample_zone, zone); /* that of a profile is not known before */
  }
  if (!view_has_heard(p->view)) {
    return;
  }
  x = view_has_answer(p->view) && on ? entry(p, rect, x, sample_aim, "aim") : x;
  x = entry(p, rect, x, sample_song, "song");
  x = on ? entry(p, rect, x, sample_output, "output") : x;
  /* When a song has been heard, the bars show its mean and not the moment. */
  entry(p, rect, x, sample_playing, p->view->song.heard ? "its mean" : "playing now");
}

void legend_of_curve(const Painter *p)
{
  if (!view_has_heard(p->view)) {
    return;
  }
  const Rect *rect = &p->layout->legend;
  const double x = entry(p, rect, rect->x, sample_curve, "curve now");
  entry(p, rect, x, sample_goal, "curve to come");
}
