/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of view.h: what a widget does when it is pressed; A and B, undo.
 */
#include "ui/x11/values.h"
#include "ui/x11/view.h"

/* After so long a rest the wheel and the arrow keys begin a new step of undo. */
#define NUDGE_S 0.8

/* Learn forgets, so it begins only when it is pressed. Another set, or a step back, holds. */
static float adopted(Control control, float value)
{
  const bool would_learn = control == CONTROL_MODE && value == (float)MODE_LEARN;
  return would_learn ? (float)MODE_HOLD : value;
}

/* The step so far is taken out of the history, and added anew with the new value. */
void view_nudge(View *view, Control control, float value)
{
  const bool goes_on = view->nudge_left_s > 0.0 && view->nudged == control;
  view_grab(view, control);
  if (goes_on) {
    view->before.value[control] = history_undo(&view->history)->before.value[control];
    view->history.count = view->history.at;
    view->note_is_new = true;
    view->dirty |= REGION_BIT(REGION_HEADER);
  }
  view_move(view, control, value);
  view_let_go(view, control);
  view->nudged = control;
  view->nudge_left_s = view->before.value[control] != view->now.value[control] ? NUDGE_S : 0.0;
}

/* Sets only the controls that differ between the two sets, because the host may have moved
 * the others. Does not press the trigger. */
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
    view_move(view, (Control)control, adopted((Control)control, to->value[control]));
    if (view->outlet.touch) {
      view->outlet.touch(view->outlet.host, (Control)control, false);
    }
  }
  view->dirty |= REGION_BIT(REGION_HEADER);
}

/* Bypass and difference do not belong to A or B: they are ways to listen to either. */
static void switch_sets(View *view)
{
  const ControlSet left = view->now;
  view->nudge_left_s = 0.0;
  if (view->other_used) {
    view->other.value[CONTROL_ENABLED] = left.value[CONTROL_ENABLED];
    view->other.value[CONTROL_DELTA] = left.value[CONTROL_DELTA];
    adopt(view, &left, &view->other);
  }
  view->other = left;
  view->other_used = true;
  view->on_b = !view->on_b;
  view->note_is_new = true;
  view->dirty |= REGION_BIT(REGION_HEADER);
}

static void compare(View *view)
{
  switch_sets(view);
  history_add(&view->history, &(Step){.switches = true});
}

/* A switch is undone by switching back, so that each set keeps its values. */
static void undo_or_redo(View *view, bool redo)
{
  const Step *step = redo ? history_redo(&view->history) : history_undo(&view->history);
  view->nudge_left_s = 0.0;
  if (step && step->switches) {
    switch_sets(view);
  } else if (step) {
    view->note_is_new = true;
    adopt(view, redo ? &step->before : &step->after, redo ? &step->after : &step->before);
  }
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

/* The next value; after Learn comes Hold. */
static void press_next(View *view, int widget)
{
  const Control control = widget_info[widget].control;
  const int at = control_nearest_point(control_info[control].kind, view->now.value[control]);
  const bool is_last = view->now.value[control] == value_last(control);
  view_press_choice(view, widget, is_last ? at : at + 1);
}

void view_activate(View *view, int widget)
{
  const Control control = widget_info[widget].control;
  switch (widget_info[widget].shape) {
  case SHAPE_SWITCH:
  case SHAPE_TOGGLE:
    view_set(view, control, view->now.value[control] > 0.0f ? 0.0f : 1.0f);
    break;
  case SHAPE_CHOICE:
    press_next(view, widget);
    break;
  case SHAPE_MENU:
    view_open_menu(view);
    break;
  case SHAPE_KNOB:
    view_begin_typing(view, widget);
    break;
  case SHAPE_BUTTON:
    view_press_relearn(view);
    break;
  case SHAPE_ACTION:
    if (widget_info[widget].place == PLACE_SONG) {
      act(view, widget);
    } else if (widget == WIDGET_COMPARE) {
      compare(view);
    } else if (widget == WIDGET_EXPLAIN) {
      view_explain(view, !view->explain_open);
    } else {
      undo_or_redo(view, widget == WIDGET_REDO);
    }
    break;
  }
}
