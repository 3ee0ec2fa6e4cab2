/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of paint_parts.h: the words in the plot of the bands before the first answer. They say
 * what to do, and, until the song's own marks are there, whose zone is drawn.
 */
#include <stdio.h>

#include "ui/x11/next_step.h"
#include "ui/x11/paint_parts.h"

static void name_zone(const Painter *p, const Panel *panel)
{
  const char *name = view_zone_name(p->view);
  const bool is_own = p->view->now.value[CONTROL_GENRE] == (float)GENRE_VALUE_OWN;
  const TextStyle title = painter_style(p, p->theme.text_size, true, p->theme.zone_line);
  const TextStyle words = painter_style(p, p->theme.small_size, false, p->theme.faint_text);
  const double x = panel->x + panel->width - painter_pixels(p, 12.0);
  const double y = panel_y(panel, 0.0) + painter_pixels(p, 16.0);
  char text[PROFILE_NAME_BYTES + 16];
  if (is_own && !name) {
    return;
  }
  snprintf(text, sizeof text, "Zone of %s", name ? name : "all genres");
  text_draw(p->cr, &title, ALIGN_RIGHT, x, y, text);
  if (!name) {
    text_draw(p->cr, &words, ALIGN_RIGHT, x, y + painter_pixels(p, 18.0),
              "until it hears which one it is");
  }
}

void paint_first_words(const Painter *p, const Panel *panel)
{
  const NextStep step = next_step(p->view);
  const TextStyle what = painter_style(p, p->theme.title_size, true, p->theme.text);
  const TextStyle then = painter_style(p, p->theme.text_size, false, p->theme.text);
  const double x = panel->x + painter_pixels(p, 18.0);
  const double y = panel->y + panel->height - painter_pixels(p, 24.0);
  if (!view_has_heard(p->view)) {
    name_zone(p, panel);
  }
  text_draw(p->cr, &what, ALIGN_LEFT, x, step.then[0] ? y - painter_pixels(p, 22.0) : y, step.what);
  text_draw(p->cr, &then, ALIGN_LEFT, x, y, step.then);
}
