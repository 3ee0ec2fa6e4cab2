/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/paint.h"

#include "ui/x11/legend.h"
#include "ui/x11/paint_parts.h"

/* Paints what lies over several regions. If only one is painted, only its part shows. */
static void paint_overlays(const Painter *p)
{
  if (p->view->explain_open) {
    paint_explain(p);
  }
  if (p->view->menu_open) {
    paint_menu(p);
  }
  if (p->view->tip != WIDGET_NONE) {
    paint_tip(p);
  }
}

void paint_view(cairo_t *cr, const View *view, const Theme *theme, unsigned regions)
{
  static void (*const part[REGION_COUNT])(const Painter *) = {
      [REGION_HEADER] = paint_header,     [REGION_SONG] = paint_song,
      [REGION_WORDS] = paint_words,       [REGION_KEY] = legend_of_bands,
      [REGION_BANDS] = paint_bands,       [REGION_CURVE] = paint_curve,
      [REGION_HEARD] = paint_heard,       [REGION_METERS] = paint_meters,
      [REGION_CONTROLS] = paint_controls, [REGION_HELP] = paint_help,
  };
  const Painter p = painter_begin(cr, view, theme);
  if (regions == REGION_ALL) { /* what lies between the regions too */
    theme_set_color(cr, p.theme.background);
    cairo_paint(cr);
  }
  for (int region = 0; region < REGION_COUNT; ++region) {
    const Rect *rect = &view->layout.region[region];
    if (!(regions & REGION_BIT(region)) || rect->width < 1.0 || rect->height < 1.0) {
      continue;
    }
    cairo_save(cr);
    cairo_rectangle(cr, rect->x, rect->y, rect->width, rect->height);
    cairo_clip(cr);
    theme_set_color(cr, p.theme.background);
    cairo_paint(cr);
    part[region](&p);
    if (regions != REGION_ALL) {
      paint_overlays(&p);
    }
    cairo_restore(cr);
  }
  if (regions == REGION_ALL) {
    paint_overlays(&p);
  }
}
