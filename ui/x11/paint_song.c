/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of paint_parts.h: the row of the song, in the window of `genre-eq open`.
 */
#include "ui/x11/paint_parts.h"

#include <math.h>
#include <stdio.h>

static void paint_action(const Painter *p, int widget, const char *name, bool main)
{
  const Rect *rect = &p->layout->widget[widget];
  const bool can = view_can(p->view, widget);
  const bool lit = main && can;
  const TextStyle style = painter_style(p, p->theme.text_size, lit,
                                        !can  ? p->theme.edge
                                        : lit ? p->theme.background
                                              : p->theme.text);
  painter_box(p, widget, rect, painter_pixels(p, 5.0), lit ? p->theme.after : p->theme.panel);
  text_draw(p->cr, &style, ALIGN_CENTER, painter_middle(rect->x, rect->width),
            painter_middle(rect->y, rect->height), name);
  painter_focus(p, widget, rect, painter_pixels(p, 5.0));
}

/* The progress bar, behind the words. */
static void paint_progress(const Painter *p, const Rect *rect)
{
  const double part = fmin(1.0, fmax(0.0, p->view->song.part));
  const Rect done = {rect->x, rect->y, fmax(1.0, floor(part * rect->width)), rect->height};
  painter_round_box(p, rect, painter_pixels(p, 5.0), 0.0);
  theme_set_color(p->cr, p->theme.panel);
  cairo_fill(p->cr);
  cairo_save(p->cr);
  painter_round_box(p, rect, painter_pixels(p, 5.0), 0.0);
  cairo_clip(p->cr);
  painter_fill_box(p, done.x, done.y, done.width, done.height, p->theme.zone);
  painter_fill_box(p, done.x, done.y + done.height - painter_pixels(p, 3.0), done.width,
                   painter_pixels(p, 3.0), p->theme.zone_line);
  cairo_restore(p->cr);
}

void paint_song(const Painter *p)
{
  const SongRow *song = &p->view->song;
  const Rect *rect = &p->layout->song;
  const TextStyle name = painter_style(p, p->theme.text_size, true,
                                       song->name[0] ? p->theme.text : p->theme.faint_text);
  const TextStyle state = painter_style(p, p->theme.text_size, false, p->theme.faint_text);
  const char *doing = song->failed ? "" : song->state; /* a fault is told in the line of words */
  const char *words = song->name[0] ? song->name : "Drop a song here, or open one";
  const double inset = painter_pixels(p, 10.0);
  const double y = painter_middle(rect->y, rect->height);
  paint_progress(p, rect);
  const double half = doing[0] ? 0.45 * rect->width : rect->width - inset;
  const double name_width = fmin(text_width(p->cr, &name, words), half - inset);
  text_draw_within(p->cr, &name, rect->x + inset, y, name_width, words);
  const double left = rect->x + 2.0 * inset + name_width;
  text_draw_within(p->cr, &state, left, y, rect->x + rect->width - inset - left, doing);
  paint_action(p, WIDGET_CHOOSE, widget_name(WIDGET_CHOOSE), !song->name[0]);
  paint_action(p, WIDGET_RUN, song->busy ? "Stop" : widget_name(WIDGET_RUN), !song->heard);
  paint_action(p, WIDGET_SAVE, widget_name(WIDGET_SAVE), song->heard);
}
