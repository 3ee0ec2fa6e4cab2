/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A, B and undo outlive the window: one view writes them, and another reads them. Invalid texts do
 * no harm.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "tests/support_view.h"

#define TOLERANCE 1e-4f

/* The window is closed, another one opens, and the host sends its ports' values. */
static View reopened(const View *closed, Notes *notes)
{
  char note[WINDOW_NOTE_BYTES];
  view_write_note(closed, note);
  assert_true(window_note_is_fine(note));
  View view = open_view(notes, 1.0);
  for (int control = 0; control < CONTROL_COUNT; ++control) {
    view_port(&view, (Control)control, closed->now.value[control]);
  }
  view_read_note(&view, note);
  return view;
}

static void a_and_b_outlive_the_window(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  view_activate(&view, WIDGET_COMPARE);
  view_set(&view, CONTROL_AMOUNT, 0.0f);
  view_set(&view, CONTROL_GENRE, 3.0f);
  assert_true(view.note_is_new);
  View next = reopened(&view, &notes);
  assert_false(next.note_is_new);
  assert_true(next.on_b);
  view_activate(&next, WIDGET_COMPARE);
  assert_false(next.on_b);
  assert_true(fabsf(notes.value[CONTROL_AMOUNT] - 100.0f) < TOLERANCE);
  assert_true(fabsf(notes.value[CONTROL_GENRE]) < TOLERANCE);
  assert_int_equal(notes.n_writes[CONTROL_RANGE], 0);
  View last = reopened(&next, &notes);
  assert_false(last.on_b);
  view_activate(&last, WIDGET_COMPARE);
  assert_true(last.on_b);
  assert_true(fabsf(notes.value[CONTROL_AMOUNT]) < TOLERANCE);
  assert_true(fabsf(notes.value[CONTROL_GENRE] - 3.0f) < TOLERANCE);
  all_let_go(&notes);
}

static void one_that_was_never_compared_is_a_alone(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  View next = reopened(&view, &notes);
  assert_false(next.on_b || next.other_used);
  view_activate(&next, WIDGET_COMPARE); /* B begins as a copy of A */
  assert_int_equal(notes.n_touches, 0);
}

static void what_can_be_undone_outlives_the_window(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  view_set(&view, CONTROL_AMOUNT, 10.0f);
  view_set(&view, CONTROL_RANGE, 1.1f);
  view_set(&view, CONTROL_OUTPUT_GAIN, -1.0f / 3.0f);
  view_activate(&view, WIDGET_UNDO);
  View next = reopened(&view, &notes);
  view_activate(&next, WIDGET_REDO);
  assert_true(notes.value[CONTROL_OUTPUT_GAIN] == -1.0f / 3.0f); /* to the last bit */
  view_activate(&next, WIDGET_UNDO);
  view_activate(&next, WIDGET_UNDO);
  View last = reopened(&next, &notes);
  view_activate(&last, WIDGET_UNDO);
  assert_true(fabsf(notes.value[CONTROL_AMOUNT] - 100.0f) < TOLERANCE);
  assert_false(view_can(&last, WIDGET_UNDO));
  for (int i = 0; i < 3; ++i) {
    view_activate(&last, WIDGET_REDO);
  }
  assert_false(view_can(&last, WIDGET_REDO));
  assert_true(last.now.value[CONTROL_RANGE] == 1.1f);
  assert_true(last.now.value[CONTROL_OUTPUT_GAIN] == -1.0f / 3.0f);
  all_let_go(&notes);
}

static void the_oldest_steps_are_left_out_when_there_are_too_many(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  view_activate(&view, WIDGET_COMPARE);
  for (int i = 0; i < HISTORY_SIZE; ++i) {
    view_set(&view, CONTROL_OUTPUT_GAIN, -0.1f * (float)(i + 1));
  }
  View next = reopened(&view, &notes);
  assert_true(next.on_b);
  int n_undone = 0;
  while (view_can(&next, WIDGET_UNDO)) {
    view_activate(&next, WIDGET_UNDO);
    ++n_undone;
    assert_true(fabsf(next.now.value[CONTROL_OUTPUT_GAIN] +
                      0.1f * (float)(HISTORY_SIZE - n_undone)) < TOLERANCE);
  }
  print_message("%d of %d steps\n", n_undone, HISTORY_SIZE);
  assert_true(n_undone >= 24 && n_undone <= HISTORY_SIZE);
}

static void a_text_that_is_none_does_no_harm(void **state)
{
  (void)state;
  static const char *const wrong[] = {
      "",
      " ",
      "c",
      "bb",
      "b nothing=00000000 amount",
      "b amount= range=zzzzzzzz - > - amount=7fc00000>7fc00000", /* NaN */
      "a amount=ff800000 range=7f7fffff",
      "a - - - - + + - amount=42c80000>42480000",
      "b peak_in=42c80000 relearn=3f800000 freewheel=3f800000",
      "a amount=-1 range=4080000041000000",
      "b loudness_match_loudness_match_loudness_match=00000000",
  };
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; ++i) {
    Notes notes;
    View view = open_view(&notes, 1.0);
    view_read_note(&view, wrong[i]);
    assert_true(view.history.at >= 0 && view.history.at <= view.history.count);
    for (int k = 0; k < 4; ++k) {
      view_activate(&view, WIDGET_COMPARE);
      view_activate(&view, k % 2 ? WIDGET_UNDO : WIDGET_REDO);
    }
    for (int control = 0; control < CONTROL_COUNT; ++control) {
      assert_true(view.now.value[control] >= control_info[control].minimum &&
                  view.now.value[control] <= control_info[control].maximum);
    }
    assert_int_equal(notes.n_writes[CONTROL_RELEARN] + notes.n_writes[CONTROL_FREEWHEEL] +
                         notes.n_writes[CONTROL_PEAK_IN],
                     0);
  }
  char many[WINDOW_NOTE_BYTES];
  memset(many, ' ', sizeof many);
  for (size_t i = 2; i + 1 < sizeof many; i += 2) {
    many[i] = i % 3 ? '-' : '+';
  }
  many[0] = 'b';
  many[sizeof many - 1] = '\0';
  Notes notes;
  View view = open_view(&notes, 1.0);
  view_read_note(&view, many);
  assert_true(view.history.count <= HISTORY_SIZE && view.history.at <= view.history.count);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_and_b_outlive_the_window),
      cmocka_unit_test(one_that_was_never_compared_is_a_alone),
      cmocka_unit_test(what_can_be_undone_outlives_the_window),
      cmocka_unit_test(the_oldest_steps_are_left_out_when_there_are_too_many),
      cmocka_unit_test(a_text_that_is_none_does_no_harm),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
