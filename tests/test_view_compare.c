/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A and B in the window, and what undo makes of a switch between them.
 */
#include "tests/support_view.h"

#include <math.h>

#define TOLERANCE 1e-4f

static void a_and_b_keep_their_settings(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  view_set(&view, CONTROL_AMOUNT, 20.0f);
  click(&view, &view.layout.widget[WIDGET_COMPARE], 0);
  assert_true(view.on_b);
  assert_true(fabsf(view.now.value[CONTROL_AMOUNT] - 20.0f) < TOLERANCE);
  view_set(&view, CONTROL_AMOUNT, 90.0f);
  click(&view, &view.layout.widget[WIDGET_COMPARE], 1000);
  assert_true(fabsf(notes.value[CONTROL_AMOUNT] - 20.0f) < TOLERANCE);
  view_set(&view, CONTROL_ENABLED, 0.0f); /* the bypass is of both */
  click(&view, &view.layout.widget[WIDGET_COMPARE], 2000);
  assert_true(fabsf(notes.value[CONTROL_AMOUNT] - 90.0f) < TOLERANCE);
  assert_true(notes.value[CONTROL_ENABLED] < 0.5f);
  all_let_go(&notes);
}

/* Seen to fail: undone, the switch to A took B's values into A. */
static void a_switch_is_undone_by_switching_back(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  view_set(&view, CONTROL_AMOUNT, 20.0f);
  view_activate(&view, WIDGET_COMPARE); /* to B, a copy */
  view_set(&view, CONTROL_AMOUNT, 90.0f);
  view_activate(&view, WIDGET_COMPARE); /* to A */
  view_activate(&view, WIDGET_UNDO);
  assert_true(view.on_b && view.now.value[CONTROL_AMOUNT] == 90.0f);
  assert_true(view.other.value[CONTROL_AMOUNT] == 20.0f);
  char note[WINDOW_NOTE_BYTES];
  view_write_note(&view, note); /* in a window opened again, too */
  print_message("%s\n", note);
  View next = open_view(&notes, 1.0);
  view_port(&next, CONTROL_AMOUNT, 90.0f);
  view_read_note(&next, note);
  view_activate(&next, WIDGET_REDO);
  assert_true(!next.on_b && next.now.value[CONTROL_AMOUNT] == 20.0f);
  assert_true(next.other.value[CONTROL_AMOUNT] == 90.0f);
  view_activate(&next, WIDGET_UNDO);
  view_activate(&next, WIDGET_UNDO); /* B's own change */
  assert_true(next.on_b && next.now.value[CONTROL_AMOUNT] == 20.0f);
  view_activate(&next, WIDGET_UNDO); /* the first switch */
  view_activate(&next, WIDGET_UNDO);
  assert_true(!next.on_b && next.now.value[CONTROL_AMOUNT] == 100.0f);
  assert_true(next.other.value[CONTROL_AMOUNT] == 20.0f); /* A's first change was A's alone */
  assert_false(view_can(&next, WIDGET_UNDO));
  all_let_go(&notes);
}

static void the_difference_is_listened_to_under_either(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  const Rect *delta = &view.layout.widget[WIDGET_DELTA];
  click(&view, &view.layout.widget[WIDGET_COMPARE], 0);
  view_set(&view, CONTROL_AMOUNT, 30.0f);
  click(&view, delta, 1000); /* under B: A knows nothing of it */
  assert_true(notes.value[CONTROL_DELTA] > 0.5f);
  click(&view, &view.layout.widget[WIDGET_COMPARE], 2000);
  assert_int_equal(notes.n_writes[CONTROL_DELTA], 1); /* A and B left it alone */
  assert_true(view.now.value[CONTROL_DELTA] > 0.5f);
  click(&view, delta, 3000);
  assert_true(notes.value[CONTROL_DELTA] < 0.5f);
  all_let_go(&notes);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_and_b_keep_their_settings),
      cmocka_unit_test(a_switch_is_undone_by_switching_back),
      cmocka_unit_test(the_difference_is_listened_to_under_either),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
