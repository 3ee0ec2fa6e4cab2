/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of paint_parts.h: the line that says what is done and why, or why the work on a song failed.
 */
#include "ui/x11/paint_parts.h"

#include <math.h>

void paint_words(const Painter *p)
{
  const Rect *rect = &p->layout->words;
  const bool failed = p->view->song.failed;
  const char *words = failed ? p->view->song.state : p->view->words;
  const TextStyle style =
      painter_style(p, p->theme.text_size, false, failed ? p->theme.curve : p->theme.text);
  const double inset = painter_pixels(p, 10.0);
  const double line = painter_pixels(p, 3.0);
  const Rect box = {rect->x, rect->y, rect->width, rect->height - painter_pixels(p, 6.0)};
  if (!words[0]) {
    const TextStyle faint = painter_style(p, p->theme.text_size, false, p->theme.faint_text);
    text_draw_within(p->cr, &faint, box.x, floor(painter_middle(box.y, box.height)), box.width,
                     "The button ? at the upper right explains the picture.");
    return;
  }
  painter_fill_box(p, box.x, box.y, box.width, box.height, p->theme.panel);
  painter_fill_box(p, box.x, box.y, line, box.height, failed ? p->theme.curve : p->theme.after);
  text_draw_within(p->cr, &style, box.x + inset, floor(painter_middle(box.y, box.height)),
                   box.width - 2.0 * inset, words);
}
