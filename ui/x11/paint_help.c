/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of paint_parts.h: the line at the bottom, and tooltips.
 */
#include "ui/x11/paint_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "ui/x11/lines.h"
#include "ui/x11/listened.h"
#include "ui/x11/values.h"

/* The largest width of a tooltip's line. */
#define TIP_WIDTH 300.0

/* Why a control does not move the curve now; "" if it does. */
static const char *without_effect(const View *view, Control control)
{
  const float mode = view->now.value[CONTROL_MODE];
  if (view->with_song) {
    return "";
  }
  if (control >= CONTROL_GENRE && control <= CONTROL_GLIDE &&
      listened_curve_rests(&view->motion.shown, mode)) {
    return "The curve is held, and follows in Adapt. ";
  }
  const bool in_adapt_alone = control == CONTROL_GLIDE || control == CONTROL_MEMORY;
  return in_adapt_alone && mode == (float)MODE_LEARN ? "Learn does not use it. " : "";
}

/* "Glide 12 s (1.0 s … 1:00 min): what it does" */
static void describe(const Painter *p, int widget, char *text, size_t size)
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

static void explain(const Painter *p, int widget, char *text, size_t size)
{
  snprintf(text, size, "%s", without_effect(p->view, widget_info[widget].control));
  const size_t used = strlen(text);
  describe(p, widget, text + used, size - used);
}

/* "-12.3 dB", with a real minus sign. */
static void put_level(char *text, size_t size, double db)
{
  const double tenths = floor(10.0 * fabs(db) + 0.5) / 10.0;
  snprintf(text, size, "%s%.1f", db < 0.0 && tenths > 0.0 ? "\xe2\x88\x92" : "", tenths);
}

/* "High mid, relative to all five bands: song -20.6 dB, zone -17.9 to -10.6 dB, aim …" */
static void tell_band(const View *view, int band, char *text, size_t size)
{
  const Report *shown = &view->motion.shown;
  if (!plain_has_level(&view->motion.goal, band)) {
    snprintf(text, size, "%s: the song holds nothing in this band.", band_info[band].name);
    return;
  }
  const float db[] = {shown->level_db[band], shown->zone_low_db[band], shown->zone_high_db[band],
                      shown->aim_db[band], shown->level_db[band] + shown->applied_db[band]};
  char level[5][16];
  for (int i = 0; i < 5; ++i) {
    put_level(level[i], sizeof level[i], (double)db[i]);
  }
  snprintf(text, size,
           "%s, relative to all five bands: song %s dB, zone %s to %s dB, aim %s dB, output %s dB.",
           band_info[band].name, level[0], level[1], level[2], level[3], level[4]);
  const size_t used = strlen(text);
  if (fabsf(shown->short_db[band]) > 0.1f) {
    snprintf(text + used - 1, size - used + 1, "; no curve comes nearer to the aim.");
  }
}

/* How the user moves the widget. */
static const char *handling(int widget)
{
  switch (widget_info[widget].shape) {
  case SHAPE_KNOB:
    return "Drag, or turn the wheel; Shift: fine; double-click: default; to type a value: "
           "double-click the figures.";
  case SHAPE_MENU:
    return "Click to choose from the list; or Tab, then the arrow keys or the wheel.";
  case SHAPE_CHOICE:
    return "Click; or Tab, then the arrow keys.";
  case SHAPE_SWITCH:
  case SHAPE_TOGGLE:
    return "Click, or press Space: on and off.";
  case SHAPE_BUTTON:
  case SHAPE_ACTION:
    break;
  }
  return "Click, or press Space.";
}

/* Hosts may mix two installed bundles: the plugin of one and the window of the other. */
static bool is_of_another_build(const View *view)
{
  return view->motion.started && strcmp(view->motion.shown.version, genre_eq_build) != 0;
}

static void tell_builds(const View *view, char *text, size_t size)
{
  const char *version = view->motion.shown.version;
  const int length = (int)strcspn(version, "+");
  const bool same_version = strncmp(version, GENRE_EQ_VERSION "+", sizeof GENRE_EQ_VERSION) == 0;
  if (same_version) {
    snprintf(text, size, "The plugin and this window are two builds of version ");
  } else if (length > 0) {
    snprintf(text, size, "The plugin is version %.*s, this window is version ", length, version);
  } else {
    snprintf(text, size, "The plugin is older than this window of version ");
  }
  const size_t used = strlen(text);
  snprintf(text + used, size - used,
           GENRE_EQ_VERSION ": keep one genre-eq.lv2 and remove the other.");
}

/* For the pointer, the line says how to move the widget, and the tooltip what it does. For
 * the keyboard, the line says what it does. */
void paint_help(const Painter *p)
{
  const Rect *rect = &p->layout->region[REGION_HELP];
  const View *view = p->view;
  const bool mixed = is_of_another_build(view);
  const TextStyle style =
      painter_style(p, p->theme.small_size, mixed, mixed ? p->theme.curve : p->theme.faint_text);
  char text[LINES_BYTES] = "Drag or turn the wheel; Shift: fine; double-click: default; "
                           "Tab: by keyboard, Ctrl and +, \xe2\x88\x92, 0: zoom";
  const size_t length = strlen(text);
  snprintf(text + length, sizeof text - length,
           view->has_keyboard ? "." : "; Esc: keys to the host.");
  if (mixed) {
    tell_builds(view, text, sizeof text);
  } else if (view->dragged != WIDGET_NONE) {
    explain(p, view->dragged, text, sizeof text);
  } else if (view->hover != WIDGET_NONE) {
    snprintf(text, sizeof text, "%s: %s", widget_name(view->hover), handling(view->hover));
  } else if (view->hover_band < BAND_COUNT && view_has_answer(view)) {
    tell_band(view, view->hover_band, text, sizeof text);
  } else if (view->focus != WIDGET_NONE && view->focus_shown) {
    explain(p, view->focus, text, sizeof text);
  }
  painter_fill_box(p, rect->x, rect->y, rect->width, rect->height, p->theme.panel);
  text_draw_within(p->cr, &style, rect->x + painter_pixels(p, 16.0),
                   painter_middle(rect->y, rect->height),
                   rect->width - 2.0 * painter_pixels(p, 16.0), text);
}

/* --- tooltip ---------------------------------------------------------------------------------- */

void paint_tip(const Painter *p)
{
  const int widget = p->view->tip;
  const Rect *at = &p->layout->widget[widget];
  const TextStyle style = painter_style(p, p->theme.small_size, false, p->theme.text);
  const double inset = painter_pixels(p, 9.0);
  const double row = floor(1.45 * p->theme.small_size);
  const double line = painter_pixels(p, 1.0);
  Lines lines = {.count = 0};
  explain(p, widget, lines.text, sizeof lines.text);
  lines_break(p, &style, painter_pixels(p, TIP_WIDTH), &lines);
  Rect box = {.width = ceil(lines.width) + 2.0 * inset, .height = lines.count * row + 1.5 * inset};
  box.x =
      fmin(fmax(painter_pixels(p, 4.0), floor(painter_middle(at->x, at->width) - 0.5 * box.width)),
           p->layout->width - box.width - painter_pixels(p, 4.0));
  const double below = at->y + at->height + painter_pixels(p, 6.0);
  box.y =
      below + box.height < p->layout->height ? below : at->y - box.height - painter_pixels(p, 6.0);
  painter_round_box(p, &box, painter_pixels(p, 5.0), 0.0);
  theme_set_color(p->cr, p->theme.background);
  cairo_fill(p->cr);
  painter_round_box(p, &box, painter_pixels(p, 5.0), line);
  theme_set_color(p->cr, p->theme.faint_text);
  cairo_set_line_width(p->cr, line);
  cairo_stroke(p->cr);
  lines_draw(p, &style, box.x + inset, box.y + 0.75 * inset, row, &lines);
}
