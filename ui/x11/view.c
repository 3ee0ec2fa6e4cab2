/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/view.h"

#include <math.h>
#include <string.h>

#include "ui/x11/values.h"

/* How long the trigger stays pressed: longer than a process block of any host. */
#define RELEARN_S 0.3
#define NO_PEAK_DB (-120.0f)
/* How long the pointer rests before it is told where. */
#define TIP_S 0.6
#define TIP_END_S 12.0
#define ZOOM_LEAST 0.5
#define ZOOM_MOST 3.0

void view_init(View *view, ViewOutlet outlet, double host_scale)
{
  *view = (View){.host_scale = host_scale,
                 .zoom = 1.0,
                 .outlet = outlet,
                 .hover = WIDGET_NONE,
                 .hover_value = -1,
                 .tip = WIDGET_NONE,
                 .focus = WIDGET_NONE,
                 .dragged = WIDGET_NONE,
                 .pressed_last = WIDGET_NONE,
                 .peak_held_db = {NO_PEAK_DB, NO_PEAK_DB}};
  for (int control = 0; control < CONTROL_COUNT; ++control) {
    view->now.value[control] = control_info[control].default_value;
  }
  view_resize(view, LAYOUT_DEFAULT_WIDTH * host_scale, LAYOUT_DEFAULT_HEIGHT * host_scale);
}

void view_resize(View *view, double width, double height)
{
  layout_find(&view->layout, width, height, view->host_scale * view->zoom, view->with_song);
  view->dirty = REGION_ALL;
}

void view_show_song_row(View *view)
{
  view->with_song = true;
  view_resize(view, view->layout.width,
              view->layout.height + LAYOUT_SONG_HEIGHT * view->host_scale * view->zoom);
}

void view_set_song(View *view, const SongRow *song)
{
  const SongRow *now = &view->song;
  const bool same = strcmp(song->name, now->name) == 0 && strcmp(song->state, now->state) == 0 &&
                    song->failed == now->failed && song->busy == now->busy &&
                    song->heard == now->heard && song->part == now->part;
  if (!same) {
    view->song = *song;
    view->dirty |= REGION_BIT(REGION_SONG);
  }
}

void view_set_zoom(View *view, double zoom)
{
  const double good = fmin(ZOOM_MOST, fmax(ZOOM_LEAST, zoom));
  const double ratio = good / view->zoom;
  if (!isfinite(zoom) || fabs(ratio - 1.0) < 1e-6) {
    return;
  }
  const double width = view->layout.width * ratio;
  const double height = view->layout.height * ratio;
  view->zoom = good;
  view_resize(view, view->layout.width, view->layout.height);
  if (view->outlet.resize) {
    view->outlet.resize(view->outlet.host, (int)fmin(LAYOUT_LARGEST, width + 0.5),
                        (int)fmin(LAYOUT_LARGEST, height + 0.5));
  }
}

void view_redraw_widget(View *view, int widget)
{
  if (widget != WIDGET_NONE) {
    const Shape shape = widget_info[widget].shape;
    view->dirty |= REGION_BIT(shape == SHAPE_KNOB || shape == SHAPE_TOGGLE ? REGION_CONTROLS
                              : widget_info[widget].place == PLACE_SONG    ? REGION_SONG
                                                                           : REGION_HEADER);
  }
  view->dirty |= REGION_BIT(REGION_HELP);
}

/* --- from the host -------------------------------------------------------------------- */

static void redraw_control(View *view, Control control)
{
  const int widget = widget_of_control(control);
  if (widget != WIDGET_NONE) {
    view_redraw_widget(view, widget);
  }
  switch (control) {
  case CONTROL_ENABLED: /* a picture of an equaliser that is off is fainter */
  case CONTROL_MODE:
    view->dirty |= REGION_BIT(REGION_CURVE) | REGION_BIT(REGION_BANDS);
    break;
  case CONTROL_GENRE:
    view->dirty |= REGION_BIT(REGION_BANDS) | REGION_BIT(REGION_HEARD);
    break;
  case CONTROL_PEAK_IN:
  case CONTROL_PEAK_OUT:
  case CONTROL_LOUDNESS_MATCH:
    view->dirty |= REGION_BIT(REGION_METERS);
    break;
  default:
    break;
  }
}

void view_port(View *view, Control control, float value)
{
  if (control >= CONTROL_COUNT ||
      (view->dragged != WIDGET_NONE && widget_info[view->dragged].control == control)) {
    return;
  }
  const float good = control_clamp(control, value);
  if (control == CONTROL_PEAK_IN || control == CONTROL_PEAK_OUT) {
    const int which = control == CONTROL_PEAK_OUT;
    view->peak_sent[which] = true;
    if (fabsf(view->peak_held_db[which] - good) >= 0.05f) {
      view->peak_held_db[which] = good;
      redraw_control(view, control);
    }
  }
  if (good != view->now.value[control]) {
    view->now.value[control] = good;
    redraw_control(view, control);
  }
}

void view_forget(View *view)
{
  view->motion = (Motion){.started = false};
  for (int i = 0; i < 2; ++i) {
    view->peak_held_db[i] = NO_PEAK_DB;
    view->peak_sent[i] = false;
  }
  view->dirty = REGION_ALL;
}

void view_report(View *view, const Report *report)
{
  view->dirty |= motion_goal(&view->motion, report);
  for (int i = 0; i < 2; ++i) {
    if (!view->peak_sent[i] && view->motion.goal.peak_db[i] > view->peak_held_db[i]) {
      view->peak_held_db[i] = view->motion.goal.peak_db[i];
      view->dirty |= REGION_BIT(REGION_METERS);
    }
  }
}

static void wait_for_tip(View *view, double dt_s)
{
  if (view->hover == WIDGET_NONE || view->menu_open || view->typing ||
      view->dragged != WIDGET_NONE || !(dt_s > 0.0) || view->hover_s >= TIP_END_S) {
    return;
  }
  view->hover_s += dt_s;
  if (view->hover_s >= TIP_END_S) {
    view_drop_tip(view);
  } else if (view->hover_s >= TIP_S && view->tip != view->hover) {
    view->tip = view->hover;
    view->dirty = REGION_ALL;
  }
}

void view_drop_tip(View *view)
{
  view->hover_s = TIP_END_S; /* who has used it, or read it, knows it */
  if (view->tip != WIDGET_NONE) {
    view->tip = WIDGET_NONE;
    view->dirty = REGION_ALL;
  }
}

void view_advance(View *view, double dt_s)
{
  wait_for_tip(view, dt_s);
  if (view->motion.started) {
    view->dirty |= motion_step(&view->motion, dt_s);
  }
  if (view->relearn_left_s > 0.0) {
    view->relearn_left_s -= dt_s;
    if (view->relearn_left_s <= 0.0) {
      view_move(view, CONTROL_RELEARN, 0.0f);
      if (view->outlet.touch) {
        view->outlet.touch(view->outlet.host, CONTROL_RELEARN, false);
      }
    }
  }
}

/* --- gestures ------------------------------------------------------------------------------ */

void view_grab(View *view, Control control)
{
  view->before = view->now;
  if (view->outlet.touch) {
    view->outlet.touch(view->outlet.host, control, true);
  }
}

void view_move(View *view, Control control, float value)
{
  const float good = control_clamp(control, value);
  if (good == view->now.value[control]) {
    return;
  }
  view->now.value[control] = good;
  redraw_control(view, control);
  if (view->outlet.write) {
    view->outlet.write(view->outlet.host, control, good);
  }
}

void view_let_go(View *view, Control control)
{
  if (view->outlet.touch) {
    view->outlet.touch(view->outlet.host, control, false);
  }
  if (view->before.value[control] != view->now.value[control]) {
    history_add(&view->history, &view->before, &view->now);
    view->dirty |= REGION_BIT(REGION_HEADER);
  }
}

void view_set(View *view, Control control, float value)
{
  view_grab(view, control);
  view_move(view, control, value);
  view_let_go(view, control);
}

/* Moves what differs between two sets, and only that: the host may have moved the
 * rest. The trigger is not pressed again. */
static void adopt(View *view, const ControlSet *from, const ControlSet *to)
{
  for (int control = 0; control < CONTROL_COUNT; ++control) {
    if (widget_of_control((Control)control) == WIDGET_NONE || control == CONTROL_RELEARN ||
        to->value[control] == from->value[control]) {
      continue;
    }
    if (view->outlet.touch) {
      view->outlet.touch(view->outlet.host, (Control)control, true);
    }
    view_move(view, (Control)control, to->value[control]);
    if (view->outlet.touch) {
      view->outlet.touch(view->outlet.host, (Control)control, false);
    }
  }
  view->dirty |= REGION_BIT(REGION_HEADER);
}

/* The bypass and the difference are no part of the two sets: they are ways to listen to
 * either. */
static void compare(View *view)
{
  const ControlSet left = view->now;
  if (view->other_used) {
    view->other.value[CONTROL_ENABLED] = left.value[CONTROL_ENABLED];
    view->other.value[CONTROL_DELTA] = left.value[CONTROL_DELTA];
    adopt(view, &left, &view->other);
    history_add(&view->history, &left, &view->now);
  }
  view->other = left;
  view->other_used = true;
  view->on_b = !view->on_b;
  view->dirty |= REGION_BIT(REGION_HEADER);
}

static void undo_or_redo(View *view, bool redo)
{
  const Step *step = redo ? history_redo(&view->history) : history_undo(&view->history);
  if (step) {
    adopt(view, redo ? &step->before : &step->after, redo ? &step->after : &step->before);
  }
}

static void press_relearn(View *view)
{
  if (view->relearn_left_s > 0.0) {
    return;
  }
  if (view->outlet.touch) {
    view->outlet.touch(view->outlet.host, CONTROL_RELEARN, true);
  }
  view->now.value[CONTROL_RELEARN] = 0.0f; /* a host that left it at 1 */
  view_move(view, CONTROL_RELEARN, 1.0f);
  view->relearn_left_s = RELEARN_S;
  for (int i = 0; i < 2; ++i) {
    view->peak_held_db[i] = NO_PEAK_DB;
  }
  view->dirty |= REGION_BIT(REGION_METERS);
}

bool view_has(const View *view, int widget)
{
  return widget_is_in(widget, view->with_song);
}

bool view_can(const View *view, int widget)
{
  switch (widget) {
  case WIDGET_UNDO:
    return history_can_undo(&view->history);
  case WIDGET_REDO:
    return history_can_redo(&view->history);
  case WIDGET_CHOOSE:
    return !view->song.busy;
  case WIDGET_RUN: /* or stop */
    return view->song.busy || view->song.name[0];
  case WIDGET_SAVE:
    return view->song.heard && !view->song.busy;
  default:
    return true;
  }
}

static void act(View *view, int widget)
{
  if (view_has(view, widget) && view_can(view, widget) && view->outlet.act) {
    view->outlet.act(view->outlet.host, widget);
  }
}

void view_activate(View *view, int widget)
{
  const Control control = widget_info[widget].control;
  switch (widget_info[widget].shape) {
  case SHAPE_SWITCH:
  case SHAPE_TOGGLE:
    view_set(view, control, view->now.value[control] > 0.0f ? 0.0f : 1.0f);
    break;
  case SHAPE_CHOICE: /* the next value */
    view_set(view, control,
             view->now.value[control] >= control_info[control].maximum
                 ? control_info[control].minimum
                 : view->now.value[control] + 1.0f);
    break;
  case SHAPE_MENU:
    view_open_menu(view);
    break;
  case SHAPE_KNOB:
    view_begin_typing(view, widget);
    break;
  case SHAPE_BUTTON:
    press_relearn(view);
    break;
  case SHAPE_ACTION:
    if (widget_info[widget].place == PLACE_SONG) {
      act(view, widget);
    } else if (widget == WIDGET_COMPARE) {
      compare(view);
    } else {
      undo_or_redo(view, widget == WIDGET_REDO);
    }
    break;
  }
}

/* --- menu, typing, focus ------------------------------------------------------------------------
 */

void view_open_menu(View *view)
{
  view->menu_open = true;
  view->menu_item = (int)view->now.value[CONTROL_GENRE];
  view->dirty |= REGION_ALL;
}

void view_close_menu(View *view)
{
  if (view->menu_open) {
    view->menu_open = false;
    view->dirty |= REGION_ALL;
  }
}

void view_choose(View *view, int item)
{
  view_close_menu(view);
  view_set(view, CONTROL_GENRE, (float)item);
}

void view_begin_typing(View *view, int widget)
{
  view_set_focus(view, widget, view->focus_shown);
  view->typing = true;
  view->n_typed = 0;
  view->typed[0] = '\0';
  view_redraw_widget(view, widget);
}

void view_end_typing(View *view, bool take)
{
  if (!view->typing) {
    return;
  }
  view->typing = false;
  view_redraw_widget(view, view->focus);
  const Control control = widget_info[view->focus].control;
  float value;
  if (take && value_parse(control, view->typed, &value)) {
    view_set(view, control, value);
  }
}

void view_set_focus(View *view, int widget, bool shown)
{
  if (widget != view->focus) {
    view_end_typing(view, true);
  }
  view_redraw_widget(view, view->focus);
  view_redraw_widget(view, widget);
  view->focus = widget;
  view->focus_shown = shown;
}
