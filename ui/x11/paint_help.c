/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of paint.c: the line that explains.
 */
#include <stdio.h>

#include "ui/x11/painter.h"
#include "ui/x11/values.h"

/* "Glide 12 s (1.0 s … 1:00 min): what it does" */
static void explain(const Painter *p, int widget, char *text, size_t size)
{
  const Control control = widget_info[widget].control;
  if (control == CONTROL_COUNT || widget_info[widget].shape == SHAPE_BUTTON) {
    snprintf(text, size, "%s: %s", widget_name(widget), widget_help(widget));
    return;
  }
  char value[32];
  value_format(control, p->view->now.value[control], value, sizeof value);
  if (widget_info[widget].shape != SHAPE_KNOB) {
    snprintf(text, size, "%s: %s. %s", widget_name(widget), value, widget_help(widget));
    return;
  }
  char low[32];
  char high[32];
  value_format(control, control_info[control].minimum, low, sizeof low);
  value_format(control, control_info[control].maximum, high, sizeof high);
  snprintf(text, size, "%s: %s (%s \xe2\x80\xa6 %s). %s", widget_name(widget), value, low, high,
           widget_help(widget));
}

void paint_help(const Painter *p)
{
  const Rect *rect = &p->layout->region[REGION_HELP];
  const TextStyle style = style_of(p, p->theme.small_size, false, p->theme.faint_text);
  const int widget = p->view->dragged != WIDGET_NONE ? p->view->dragged
                     : p->view->hover != WIDGET_NONE ? p->view->hover
                                                     : p->view->focus;
  char text[320] = "Drag a knob or turn the wheel over it; Shift: fine; double-click: default; "
                   "click its figures to type.";
  if (widget != WIDGET_NONE) {
    explain(p, widget, text, sizeof text);
  }
  fill_box(p, rect->x, rect->y, rect->width, rect->height, p->theme.panel);
  text_draw_within(p->cr, &style, rect->x + pixels(p, 16.0), middle(rect->y, rect->height),
                   rect->width - 2.0 * pixels(p, 16.0), text);
}
