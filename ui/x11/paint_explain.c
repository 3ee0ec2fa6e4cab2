/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of paint_parts.h: the card that explains zone, aim, evidence and Match, with the picture's own
 * marks.
 */
#include "ui/x11/paint_parts.h"

#include <math.h>
#include <stdio.h>

#include "ui/x11/lines.h"
#include "ui/x11/mark.h"

#define CARD_WIDTH 520.0
/* Width of the marks' column, and of a mark. */
#define MARKS 92.0
#define MARK_WIDTH 60.0
#define MARK_HEIGHT 30.0
#define BETWEEN 16.0

enum { ENTRY_COUNT = 4 };

static void draw_zone(const Painter *p, const Rect *rect)
{
  mark_zone(p, rect->x, rect->width, rect->y, rect->y + rect->height);
}

static void draw_aim(const Painter *p, const Rect *rect)
{
  mark_aim(p, rect->x + 0.2 * rect->width, 0.6 * rect->width,
           painter_middle(rect->y, rect->height));
}

static void draw_evidence(const Painter *p, const Rect *rect)
{
  const double axis = floor(rect->x + 0.4 * rect->width);
  const double height = painter_pixels(p, 6.0);
  const double y = floor(painter_middle(rect->y, rect->height));
  mark_evidence(p, axis, 0.6 * rect->width, y - height - 1.0, height, 0);
  mark_evidence(p, axis, -0.4 * rect->width, y + 1.0, height, 1);
  painter_fill_box(p, axis, rect->y, painter_pixels(p, 1.0), rect->height, p->theme.edge);
}

static void draw_match(const Painter *p, const Rect *rect)
{
  const double side = rect->height + painter_pixels(p, 8.0);
  const Rect dial = {floor(painter_middle(rect->x, rect->width) - 0.5 * side),
                     floor(painter_middle(rect->y, rect->height) - 0.5 * side), side, side};
  mark_dial(p, &dial, 0.0, 0.6, false);
}

static const struct {
  void (*draw)(const Painter *p, const Rect *rect);
  const char *name;
  const char *sentence;
} entry[ENTRY_COUNT] = {
    {draw_zone, "Zone",
     "Half of the genre's masters lie in it; in Auto, each genre counts as much as it is "
     "probable."},
    {draw_aim, "Aim",
     "This song is brought there; the aim need not lie in the zone, because a good song may differ "
     "from its genre."},
    {draw_evidence, "Why",
     "Each bar shows how much a part of the sound speaks for a genre (to the right) or against it "
     "(to the left)."},
    {draw_match, "Match",
     "0 % leaves the song its character; at 100 % the aim is the middle of the zone."},
};

/* A sentence, broken into lines. */
static Lines sentence(const Painter *p, int i, double width)
{
  const TextStyle style = painter_style(p, p->theme.text_size, false, p->theme.text);
  Lines lines = {.count = 0};
  snprintf(lines.text, sizeof lines.text, "%s", entry[i].sentence);
  lines_break(p, &style, width - painter_pixels(p, MARKS), &lines);
  return lines;
}

static double row_height(const Painter *p)
{
  return floor(1.4 * p->theme.text_size);
}

/* Draws an entry at y unless `draw` is false; returns its height. */
static double entry_at(const Painter *p, int i, double x, double y, double width, bool draw)
{
  const TextStyle name = painter_style(p, p->theme.text_size, true, p->theme.text);
  const TextStyle words = painter_style(p, p->theme.text_size, false, p->theme.text);
  const double row = row_height(p);
  const double left = x + painter_pixels(p, MARKS);
  const Rect mark = {x, floor(y + row - 0.5 * painter_pixels(p, MARK_HEIGHT)),
                     painter_pixels(p, MARK_WIDTH), painter_pixels(p, MARK_HEIGHT)};
  Lines lines = sentence(p, i, width);
  if (draw) {
    entry[i].draw(p, &mark);
    text_draw(p->cr, &name, ALIGN_LEFT, left, y + 0.5 * row, entry[i].name);
    lines_draw(p, &words, left, y + row, row, &lines);
  }
  return row * (lines.count + 1) + painter_pixels(p, BETWEEN);
}

/* Draws all entries from y on unless `draw` is false; returns their height. */
static double entries_at(const Painter *p, double x, double y, double width, bool draw)
{
  double height = 0.0;
  for (int i = 0; i < ENTRY_COUNT; ++i) {
    height += entry_at(p, i, x, y + height, width, draw);
  }
  return height;
}

void paint_explain(const Painter *p)
{
  const Rect *room = &p->layout->explain;
  const TextStyle small = painter_style(p, p->theme.small_size, false, p->theme.faint_text);
  const double line = painter_pixels(p, 1.0);
  const double inset = painter_pixels(p, 20.0);
  const double foot = painter_pixels(p, 14.0);
  const double width = fmin(room->width, painter_pixels(p, CARD_WIDTH));
  const double within = width - 2.0 * inset;
  const double height = entries_at(p, 0.0, 0.0, within, false) + inset + 1.5 * foot;
  const Rect card = {floor(painter_middle(room->x, room->width) - 0.5 * width),
                     floor(painter_middle(room->y, room->height) - 0.5 * height), width, height};
  painter_round_box(p, &card, painter_pixels(p, 6.0), 0.0);
  theme_set_color(p->cr, p->theme.background);
  cairo_fill(p->cr);
  painter_round_box(p, &card, painter_pixels(p, 6.0), line);
  theme_set_color(p->cr, p->theme.faint_text);
  cairo_set_line_width(p->cr, line);
  cairo_stroke(p->cr);
  entries_at(p, card.x + inset, card.y + inset, within, true);
  text_draw(p->cr, &small, ALIGN_RIGHT, card.x + card.width - inset, card.y + card.height - foot,
            "Click, or press Esc, to go on.");
}
