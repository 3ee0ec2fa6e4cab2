/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of view.h: the pointer.
 */
#include <math.h>

#include "ui/x11/values.h"
#include "ui/x11/view.h"

/* A drag over this length moves a knob through its whole range; if fine, ten times as far. */
#define DRAG_LENGTH 180.0
#define DOUBLE_CLICK_MS 400u

int view_widget_at(const View *view, double x, double y)
{
  for (int widget = 0; widget < WIDGET_COUNT; ++widget) {
    if (rect_holds(&view->layout.widget[widget], x, y)) {
      return widget;
    }
  }
  return WIDGET_NONE;
}

/* The value at x, of a SHAPE_CHOICE's values side by side. */
static int choice_at(const View *view, int widget, double x)
{
  const Rect *rect = &view->layout.widget[widget];
  const ControlInfo *info = &control_info[widget_info[widget].control];
  const int count = (int)(info->maximum - info->minimum) + 1;
  const int at = (int)floor((x - rect->x) / rect->width * count);
  return at < 0 ? 0 : at >= count ? count - 1 : at;
}

static void drag(View *view, double x, double y, bool fine)
{
  const Control control = widget_info[view->dragged].control;
  const double way = (x - view->drag_x) - (y - view->drag_y);
  const double length = DRAG_LENGTH * view->layout.scale * (fine ? 10.0 : 1.0);
  view->drag_x = x;
  view->drag_y = y;
  if (way == 0.0) { /* NOLINT: nothing to do, exactly */
    return;
  }
  view->drag_position += way / length;
  view_move(view, control, value_at(control, view->drag_position));
}

/* The band at this place in the plot of the bands, whose axis is logarithmic, or BAND_COUNT. */
static int band_at(const View *view, double x, double y)
{
  const Rect *rect = &view->layout.levels;
  const double low_hz = band_info[0].low_hz;
  const double octaves = log2(band_info[BAND_COUNT - 1].high_hz / low_hz);
  const double freq_hz = low_hz * exp2(octaves * (x - rect->x) / rect->width);
  int band = 0;
  if (!rect_holds(rect, x, y)) {
    return BAND_COUNT;
  }
  while (band + 1 < BAND_COUNT && freq_hz >= band_info[band].high_hz) {
    ++band;
  }
  return band;
}

/* Over the curve, shows its gain at the pointer's frequency; over the bands, the figures of a
   band. */
static void probe(View *view, double x, double y)
{
  const int band = band_at(view, x, y);
  if (band != view->hover_band) {
    view->hover_band = band;
    view->dirty |= REGION_BIT(REGION_HELP);
  }
  const double at = rect_holds(&view->layout.response, x, y) ? floor(x) : 0.0;
  if (at != view->probe_x) {
    view->probe_x = at;
    view->dirty |= REGION_BIT(REGION_CURVE);
  }
}

void view_pointer(View *view, double x, double y, bool fine)
{
  if (view->dragged != WIDGET_NONE) {
    drag(view, x, y, fine);
    return;
  }
  if (view->menu_open) {
    const int item = view_menu_item_at(view, x, y);
    if (item >= 0 && item != view->menu_item) {
      view->menu_item = item;
      view->dirty |= REGION_ALL;
    }
    return;
  }
  probe(view, x, y);
  const int over = view_widget_at(view, x, y);
  const int value = over != WIDGET_NONE && widget_info[over].shape == SHAPE_CHOICE
                        ? choice_at(view, over, x)
                        : -1;
  if (over != view->hover || value != view->hover_value) {
    view_redraw_widget(view, view->hover);
    view_redraw_widget(view, over);
    if (over != view->hover) {
      view_drop_tip(view);
      view->hover_s = 0.0;
    }
    view->clicked = over == view->clicked ? over : WIDGET_NONE;
    view->hover = over;
    view->hover_value = value;
  }
}

void view_leave(View *view)
{
  probe(view, 0.0, 0.0);
  if (view->dragged == WIDGET_NONE && view->hover != WIDGET_NONE) {
    view_redraw_widget(view, view->hover);
    view_drop_tip(view);
    view->hover = WIDGET_NONE;
    view->hover_value = -1;
    view->clicked = WIDGET_NONE;
  }
}

static void press_knob(View *view, int widget, double x, double y, bool again)
{
  const Control control = widget_info[widget].control;
  if (again) {
    view->pressed_last = WIDGET_NONE;
    if (rect_holds(&view->layout.value[widget], x, y)) {
      view_begin_typing(view, widget);
    } else {
      view_end_typing(view, false);
      view_set(view, control, control_info[control].default_value);
    }
    return;
  }
  view->dragged = widget;
  view->drag_x = x;
  view->drag_y = y;
  view->drag_position = value_position(control, view->now.value[control]);
  view_grab(view, control);
}

/* Run and Learn begin something that a second press ends. The second press of a double click does
   not. */
static bool ends_what_it_began(const View *view, int widget, double x)
{
  const Control control = widget_info[widget].control;
  return widget_info[widget].place == PLACE_SONG ||
         (widget_info[widget].shape == SHAPE_CHOICE &&
          control_nearest_point(control_info[control].kind, view->now.value[control]) ==
              choice_at(view, widget, x));
}

void view_press(View *view, double x, double y, uint32_t time_ms)
{
  view_drop_tip(view);
  if (view->menu_open) {
    const int item = view_menu_item_at(view, x, y);
    if (item >= 0) {
      view_choose(view, item);
    } else if (!rect_holds(&view->layout.menu, x, y)) {
      view_close_menu(view);
    }
    return;
  }
  if (view->explain_open) {
    view_explain(view, false);
    return;
  }
  view_release(view); /* a second button while the first is down */
  const int widget = view_widget_at(view, x, y);
  const bool again =
      widget == view->pressed_last && (uint32_t)(time_ms - view->pressed_ms) <= DOUBLE_CLICK_MS;
  view->pressed_last = widget;
  view->pressed_ms = time_ms;
  view_set_focus(view, widget, false);
  view->clicked = widget;
  if (widget == WIDGET_NONE || (again && ends_what_it_began(view, widget, x))) {
    return;
  }
  if (widget_info[widget].shape == SHAPE_KNOB) {
    press_knob(view, widget, x, y, again);
  } else if (widget_info[widget].shape == SHAPE_CHOICE) {
    view_press_choice(view, widget, choice_at(view, widget, x));
  } else {
    view_activate(view, widget);
  }
}

void view_release(View *view)
{
  if (view->dragged != WIDGET_NONE) {
    const Control control = widget_info[view->dragged].control;
    view_redraw_widget(view, view->dragged);
    view->dragged = WIDGET_NONE;
    view_let_go(view, control);
  }
}

void view_wheel(View *view, double x, double y, double n_steps, bool fine)
{
  const int widget = view_widget_at(view, x, y);
  view_drop_tip(view);
  if (view->menu_open || view->dragged != WIDGET_NONE || widget == WIDGET_NONE ||
      !isfinite(n_steps)) {
    return;
  }
  const Control control = widget_info[widget].control;
  switch (widget_info[widget].shape) {
  case SHAPE_KNOB:
    view_nudge(view, control, value_stepped(control, view->now.value[control], n_steps, fine));
    break;
  case SHAPE_MENU: /* down the list; a wheel that turns the page of a host changes no genre */
    if (widget == view->clicked || (widget == view->focus && view->focus_shown)) {
      view_nudge(view, control, value_stepped(control, view->now.value[control], -n_steps, false));
    }
    break;
  default: /* one notch more than Hold would be Learn, which forgets */
    break;
  }
}
