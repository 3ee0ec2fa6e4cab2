/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/lines.h"

#include <math.h>
#include <string.h>

/* The end of the line that begins at start: a space, or the text's end. */
static char *line_end(const Painter *p, const TextStyle *style, char *start, double width)
{
  char *end = start + strcspn(start, " ");
  while (*end) {
    char *next = end + 1 + strcspn(end + 1, " ");
    const char kept = *next;
    *next = '\0';
    const bool fits = text_width(p->cr, style, start) <= width;
    *next = kept;
    if (!fits) {
      break;
    }
    end = next;
  }
  return end;
}

void lines_break(const Painter *p, const TextStyle *style, double width, Lines *lines)
{
  char *start = lines->text;
  while (*start && lines->count < LINES_MOST) {
    char *end = line_end(p, style, start, width);
    const bool last = *end == '\0';
    *end = '\0';
    lines->width = fmax(lines->width, text_width(p->cr, style, start));
    lines->start[lines->count++] = (int)(start - lines->text);
    start = last ? end : end + 1;
  }
}

void lines_draw(const Painter *p, const TextStyle *style, double x, double y, double row,
                const Lines *lines)
{
  for (int i = 0; i < lines->count; ++i) {
    text_draw(p->cr, style, ALIGN_LEFT, x, y + row * (i + 0.5), lines->text + lines->start[i]);
  }
}
