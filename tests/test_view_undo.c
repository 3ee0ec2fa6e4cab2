/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Undo in the window: what one step is, and that it is of the user's changes alone.
 */
#include "tests/support_view.h"

#include <math.h>

#define TOLERANCE 1e-4f

static void undo_goes_back_gesture_by_gesture(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  view.has_keyboard = true;
  view_set(&view, CONTROL_AMOUNT, 10.0f);
  view_port(&view, CONTROL_GLIDE, 30.0f); /* the host's own: not ours to undo */
  view_set(&view, CONTROL_RANGE, 1.0f);
  assert_true(view_key(&view, KEY_UNDO, 0, true));
  assert_true(fabsf(notes.value[CONTROL_RANGE] - 4.0f) < TOLERANCE);
  view_activate(&view, WIDGET_UNDO);
  assert_true(fabsf(notes.value[CONTROL_AMOUNT] - control_info[CONTROL_AMOUNT].default_value) <
              TOLERANCE);
  assert_int_equal(notes.n_writes[CONTROL_GLIDE], 0);
  assert_false(view_can(&view, WIDGET_UNDO));
  view_activate(&view, WIDGET_UNDO); /* nothing left: nothing happens */
  view_activate(&view, WIDGET_REDO);
  view_activate(&view, WIDGET_REDO);
  assert_true(fabsf(notes.value[CONTROL_RANGE] - 1.0f) < TOLERANCE);
  assert_false(view_can(&view, WIDGET_REDO));
  for (int i = 0; i < 3 * HISTORY_SIZE; ++i) {
    view_set(&view, CONTROL_AMOUNT, (float)(i % 100));
  }
  int n_undone = 0;
  while (view_can(&view, WIDGET_UNDO)) {
    view_activate(&view, WIDGET_UNDO);
    n_undone += 1;
  }
  assert_int_equal(n_undone, HISTORY_SIZE);
  all_let_go(&notes);
}

/* Seen to fail: a swipe over a touchpad filled the history, and each of its 30 steps was undone
   by itself. */
static void the_wheel_and_arrow_keys_are_undone_as_one(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  const Rect *dial = &view.layout.dial[WIDGET_MATCH];
  view_set(&view, CONTROL_RANGE, 1.0f);
  for (int i = 0; i < 30; ++i) {
    view_wheel(&view, middle_x(dial), middle_y(dial), 1.0, false);
    view_advance(&view, 0.02);
  }
  assert_true(fabsf(notes.value[CONTROL_MATCH] - 60.0f) < TOLERANCE);
  view_advance(&view, 1.0); /* a rest: then a new step */
  view_set_focus(&view, WIDGET_MATCH, true);
  for (int i = 0; i < 5; ++i) {
    view_key(&view, KEY_UP, 0, false);
  }
  assert_true(fabsf(notes.value[CONTROL_MATCH] - 70.0f) < TOLERANCE);
  view_activate(&view, WIDGET_UNDO);
  assert_true(fabsf(notes.value[CONTROL_MATCH] - 60.0f) < TOLERANCE);
  view_key(&view, KEY_UP, 0, false); /* after an undo, too, a new one */
  view_key(&view, KEY_DOWN, 0, false);
  assert_false(view_can(&view, WIDGET_REDO));
  view_activate(&view, WIDGET_UNDO);
  assert_true(fabsf(notes.value[CONTROL_MATCH]) < TOLERANCE);
  assert_true(view.now.value[CONTROL_RANGE] == 1.0f);
  view_activate(&view, WIDGET_UNDO);
  assert_true(view.now.value[CONTROL_RANGE] == 4.0f);
  assert_false(view_can(&view, WIDGET_UNDO));
  all_let_go(&notes);
}

static void what_the_host_moves_in_a_drag_is_not_undone(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  const Rect *dial = &view.layout.dial[WIDGET_AMOUNT];
  view_press(&view, middle_x(dial), middle_y(dial), 0);
  view_port(&view, CONTROL_GLIDE, 30.0f); /* automation */
  view_pointer(&view, middle_x(dial), middle_y(dial) + 18.0, false);
  view_release(&view);
  assert_true(fabsf(notes.value[CONTROL_AMOUNT] - 90.0f) < 0.01f);
  view_activate(&view, WIDGET_UNDO);
  assert_true(fabsf(notes.value[CONTROL_AMOUNT] - 100.0f) < TOLERANCE);
  assert_true(view.now.value[CONTROL_GLIDE] == 30.0f);
  assert_int_equal(notes.n_writes[CONTROL_GLIDE], 0);
  all_let_go(&notes);
}

/* --- any acts ---------------------------------------------------------------------------- */

static unsigned seed;

static unsigned below(unsigned limit)
{
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % limit;
}

/* A press, a move, a turn of the wheel, a key, or time that passes. */
static void act_at_random(View *view, uint32_t time_ms)
{
  const Rect *rect = &view->layout.widget[below(WIDGET_COUNT)];
  const double x = rect->x + 0.1 * below(10) * rect->width;
  const double y = rect->y + 0.1 * below(10) * rect->height;
  switch (below(6)) {
  case 0:
    view_pointer(view, x, y, false);
    view_press(view, x, y, time_ms);
    break;
  case 1:
    view_pointer(view, x, y, below(2));
    break;
  case 2:
    view_release(view);
    break;
  case 3:
    view_wheel(view, x, y, (double)below(7) - 3.0, below(2));
    break;
  case 4:
    view_key(view, (Key)below(KEY_TEXT + 1), "0123456789.,-x:"[below(15)], below(2));
    break;
  default:
    view_advance(view, 0.1 * below(15));
    break;
  }
}

/* Learn begins only when it is pressed, and bypass and difference are of both sets. */
static bool is_undone(int control)
{
  return widget_of_control((Control)control) != WIDGET_NONE && control != CONTROL_RELEARN &&
         control != CONTROL_MODE && control != CONTROL_ENABLED && control != CONTROL_DELTA;
}

static void assert_sets_are_alike(const ControlSet *a, const ControlSet *b)
{
  for (int control = 0; control < CONTROL_COUNT; ++control) {
    assert_true(!is_undone(control) || a->value[control] == b->value[control]);
  }
}

static void press_all(View *view, int widget, int *n_steps)
{
  for (*n_steps = 0; view_can(view, widget); ++*n_steps) {
    view_activate(view, widget);
  }
}

static void any_acts_are_undone_and_done_again(void **state)
{
  (void)state;
  int n_undone = 0;
  for (unsigned trial = 1; trial <= 400; ++trial) {
    Notes notes;
    View view = open_view(&notes, 1.0);
    view.has_keyboard = true;
    seed = trial;
    uint32_t time_ms = 0;
    for (int i = 0; i < 100; ++i, time_ms += below(700)) {
      act_at_random(&view, time_ms);
    }
    view_release(&view);
    view_end_typing(&view, false);
    int n_steps;
    press_all(&view, WIDGET_REDO, &n_steps);
    const View end = view;
    press_all(&view, WIDGET_UNDO, &n_steps);
    n_undone += n_steps;
    press_all(&view, WIDGET_REDO, &n_steps);
    assert_int_equal(view.on_b, end.on_b);
    assert_sets_are_alike(&view.now, &end.now);
    assert_sets_are_alike(&view.other, &end.other);
    view_advance(&view, 1.0); /* Relearn is let go */
    all_let_go(&notes);
  }
  print_message("%d steps were undone\n", n_undone);
  assert_true(n_undone > 2000);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(undo_goes_back_gesture_by_gesture),
      cmocka_unit_test(the_wheel_and_arrow_keys_are_undone_as_one),
      cmocka_unit_test(what_the_host_moves_in_a_drag_is_not_undone),
      cmocka_unit_test(any_acts_are_undone_and_done_again),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
