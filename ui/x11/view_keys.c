/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of view.h: the keyboard.
 */
#include <string.h>

#include "ui/x11/values.h"
#include "ui/x11/view.h"

/* How many steps a Page key moves. */
#define PAGE_STEPS 10.0
#define ZOOM_STEP 1.1

static bool can_be_typed(char character)
{
  return (character >= '0' && character <= '9') || strchr("+-.,", character);
}

static bool type(View *view, Key key, char character)
{
  switch (key) {
  case KEY_ENTER:
    view_end_typing(view, true);
    return true;
  case KEY_ESCAPE:
    view_end_typing(view, false);
    return true;
  case KEY_BACKSPACE:
    if (view->n_typed > 0) {
      view->typed[--view->n_typed] = '\0';
    }
    break;
  case KEY_SPACE:
  case KEY_TEXT:
    if (view->n_typed + 1 < TYPED_SIZE) {
      view->typed[view->n_typed++] = (char)(key == KEY_SPACE ? ' ' : character);
      view->typed[view->n_typed] = '\0';
    }
    break;
  default:
    return true;
  }
  view_redraw_widget(view, view->focus);
  return true;
}

static void move_focus(View *view, int way)
{
  view_end_typing(view, true);
  view_leave(view); /* the help is about the focus, until the pointer moves */
  const int from = view->focus != WIDGET_NONE ? view->focus : way > 0 ? WIDGET_COUNT - 1 : 0;
  int to = from;
  do {
    to = (to + way + WIDGET_COUNT) % WIDGET_COUNT;
  } while (!view_has(view, to));
  view_set_focus(view, to, true);
  view->hover_s = 0.0;
}

/* Arrows, Page keys, Home and End on a widget that has values; false for other keys. */
static bool step_key(View *view, Key key, bool fine)
{
  const Shape shape = widget_info[view->focus].shape;
  if (shape == SHAPE_BUTTON || shape == SHAPE_ACTION) {
    return false;
  }
  const Control control = widget_info[view->focus].control;
  const float now = view->now.value[control];
  /* In a list the larger values are down, elsewhere up. */
  const double up = shape == SHAPE_MENU ? -1.0 : 1.0;
  float next;
  switch (key) {
  case KEY_UP:
    next = value_stepped(control, now, up, fine);
    break;
  case KEY_DOWN:
    next = value_stepped(control, now, -up, fine);
    break;
  case KEY_RIGHT:
    next = value_stepped(control, now, 1.0, fine);
    break;
  case KEY_LEFT:
    next = value_stepped(control, now, -1.0, fine);
    break;
  case KEY_PAGE_UP:
    next = value_stepped(control, now, up * PAGE_STEPS, fine);
    break;
  case KEY_PAGE_DOWN:
    next = value_stepped(control, now, -up * PAGE_STEPS, fine);
    break;
  case KEY_HOME:
    next = value_first(control);
    break;
  case KEY_END:
    next = value_last(control);
    break;
  case KEY_DELETE:
  case KEY_BACKSPACE:
    next = control_info[control].default_value;
    break;
  default:
    return false;
  }
  view_nudge(view, control, next);
  return true;
}

/* Shortcuts that work whichever widget has the keyboard. */
static bool shortcut(View *view, Key key)
{
  switch (key) {
  case KEY_UNDO:
    view_activate(view, WIDGET_UNDO);
    return true;
  case KEY_REDO:
    view_activate(view, WIDGET_REDO);
    return true;
  case KEY_ZOOM_IN:
    view_set_zoom(view, view->zoom * ZOOM_STEP);
    return true;
  case KEY_ZOOM_OUT:
    view_set_zoom(view, view->zoom / ZOOM_STEP);
    return true;
  case KEY_ZOOM_RESET:
    view_set_zoom(view, 1.0);
    return true;
  case KEY_CHOOSE:
  case KEY_SAVE:
    view_activate(view, key == KEY_CHOOSE ? WIDGET_CHOOSE : WIDGET_SAVE);
    return view->with_song;
  default:
    return false;
  }
}

/* Whose the keys are. Of a menu or a card that was opened by a click Escape alone is ours. */
static bool takes_keys(const View *view, Key key)
{
  return view->has_keyboard || view->focus_shown || view->typing || key == KEY_TAB ||
         key == KEY_BACK_TAB || ((view->menu_open || view->explain_open) && key == KEY_ESCAPE);
}

bool view_key(View *view, Key key, char character, bool fine)
{
  if (!takes_keys(view, key)) {
    return false;
  }
  view_drop_tip(view);
  if (view->dragged != WIDGET_NONE) {
    return true;
  }
  if (view->menu_open) {
    return view_menu_key(view, key);
  }
  if (view->explain_open && key == KEY_ESCAPE) {
    view_explain(view, false);
    return true;
  }
  if (key == KEY_TAB || key == KEY_BACK_TAB) {
    move_focus(view, key == KEY_TAB ? 1 : -1);
    return true;
  }
  if (view->typing) {
    return type(view, key, character);
  }
  if (shortcut(view, key)) {
    return true;
  }
  if (view->focus == WIDGET_NONE) {
    return false;
  }
  if (step_key(view, key, fine)) {
    return true;
  }
  if (key == KEY_ENTER || key == KEY_SPACE) {
    view_activate(view, view->focus);
    return true;
  }
  if (key == KEY_TEXT && widget_info[view->focus].shape == SHAPE_KNOB && can_be_typed(character)) {
    view_begin_typing(view, view->focus);
    return type(view, key, character);
  }
  if (key == KEY_ESCAPE) {
    view_set_focus(view, WIDGET_NONE, false);
    return true;
  }
  return false;
}
