/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of view.h: Learn and relearn, which a plugin that does not run hears when it runs again.
 */
#include "ui/x11/listened.h"
#include "ui/x11/values.h"
#include "ui/x11/view.h"

/* The trigger stays pressed until the plugin has run, and then for this time, longer than a process
   block of any host. */
#define RELEARN_S 0.3
/* A plugin that runs reports ten times a second. */
#define REPORTS_WITHIN_S 0.5

void view_press_relearn(View *view)
{
  if (view->relearn_left_s > 0.0) {
    return;
  }
  if (view->outlet.touch) {
    view->outlet.touch(view->outlet.host, CONTROL_RELEARN, true);
  }
  view->now.value[CONTROL_RELEARN] = 0.0f; /* the host may have left it at 1 */
  view->relearn_left_s = RELEARN_S;
  view_move(view, CONTROL_RELEARN, 1.0f);
  for (int i = 0; i < 2; ++i) {
    view->peak_held_db[i] = NO_PEAK_DB;
  }
  view->dirty |= REGION_BIT(REGION_METERS);
}

/* Learn that is pressed again ends: the mode becomes Hold. If a pause has ended it already, it
 * begins anew, for the next song. */
void view_press_choice(View *view, int widget, int place)
{
  const Control control = widget_info[widget].control;
  const float pressed = value_stepped(control, value_first(control), place, false);
  const bool ends_learn = control == CONTROL_MODE && pressed == (float)MODE_LEARN &&
                          view->now.value[control] == pressed;
  if (ends_learn && listened_has_ended(&view->motion.shown)) {
    view_press_relearn(view);
    return;
  }
  view_set(view, control, ends_learn ? (float)MODE_HOLD : pressed);
}

void view_ask_to_learn(View *view, Control control)
{
  const bool learns = view->now.value[CONTROL_MODE] == (float)MODE_LEARN;
  if (control == CONTROL_MODE || control == CONTROL_RELEARN) {
    view->learn_is_asked =
        view->motion.started && (view->relearn_left_s > 0.0 || (learns && control == CONTROL_MODE));
    view->dirty |= REGION_BIT(REGION_HEARD);
  }
}

bool view_awaits_host(const View *view)
{
  return view->learn_is_asked && view->silent_s > REPORTS_WITHIN_S;
}

static void release_relearn(View *view)
{
  view_move(view, CONTROL_RELEARN, 0.0f);
  if (view->outlet.touch) {
    view->outlet.touch(view->outlet.host, CONTROL_RELEARN, false);
  }
}

void view_finish(View *view)
{
  view_release(view);
  if (view->relearn_left_s > 0.0) {
    view->relearn_left_s = 0.0;
    release_relearn(view);
  }
}

void view_take_answer(View *view)
{
  view->dirty |= view_awaits_host(view) ? REGION_BIT(REGION_HEARD) : 0u;
  view->silent_s = 0.0;
  view->learn_is_asked = false;
}

void view_await_answer(View *view, double dt_s)
{
  const bool awaited = view_awaits_host(view);
  view->silent_s += dt_s;
  view->dirty |= view_awaits_host(view) != awaited ? REGION_BIT(REGION_HEARD) : 0u;
  if (view->relearn_left_s > 0.0 && !view->learn_is_asked) {
    view->relearn_left_s -= dt_s;
    if (view->relearn_left_s <= 0.0) {
      release_relearn(view);
    }
  }
}
