/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The window without a display: pointer, messages to the host, and that anything a host sends is
 * safe.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "tests/support_view.h"
#include "tests/support_window.h"

#define TOLERANCE 1e-4f

/* --- pointer ---------------------------------------------------------------------------------- */

static void a_drag_moves_a_knob_within_one_gesture(void **state)
{
  (void)state;
  static const double scale[] = {1.0, 1.25, 1.5, 2.0, 3.0};
  for (size_t i = 0; i < sizeof scale / sizeof scale[0]; ++i) {
    Notes notes;
    View view = open_view(&notes, scale[i]);
    view_port(&view, CONTROL_AMOUNT, 75.0f);
    const Rect *dial = &view.layout.dial[WIDGET_AMOUNT];
    const double x = middle_x(dial);
    const double y = middle_y(dial);
    view_press(&view, x, y, 1000);
    assert_int_equal(notes.held[CONTROL_AMOUNT], 1);
    for (int step = 1; step <= 10; ++step) { /* down by 18: a tenth of the range */
      view_pointer(&view, x, y + 1.8 * step * scale[i], false);
    }
    view_port(&view, CONTROL_AMOUNT, 3.0f); /* the host's echo does not tug at it */
    assert_true(fabsf(notes.value[CONTROL_AMOUNT] - 65.0f) < 0.01f);
    view_pointer(&view, x, y - 162.0 * scale[i], true); /* fine: 180 up are a hundredth */
    assert_true(fabsf(notes.value[CONTROL_AMOUNT] - 75.0f) < 0.01f);
    view_pointer(&view, x, y - 1e5, false);
    assert_true(fabsf(notes.value[CONTROL_AMOUNT] - 100.0f) < TOLERANCE);
    view_release(&view);
    assert_int_equal(notes.n_touches, 2);
    all_let_go(&notes);
    view_pointer(&view, x, y, false);
    assert_true(fabsf(notes.value[CONTROL_AMOUNT] - 100.0f) < TOLERANCE);
  }
}

static void a_logarithmic_knob_turns_in_ratios(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  view_set(&view, CONTROL_GLIDE, 1.0f);
  const Rect *dial = &view.layout.dial[WIDGET_GLIDE];
  press_at(&view, dial, 0);
  view_pointer(&view, middle_x(dial), middle_y(dial) - 90.0, false);
  view_release(&view);
  print_message("half way from 1 to 60 s: %.3f s\n", (double)notes.value[CONTROL_GLIDE]);
  assert_true(fabsf(notes.value[CONTROL_GLIDE] - sqrtf(60.0f)) < 0.01f);
}

static void wheel_and_double_click(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.5);
  const Rect *dial = &view.layout.dial[WIDGET_OUTPUT_GAIN];
  view_wheel(&view, middle_x(dial), middle_y(dial), 1.0, false);
  assert_true(fabsf(notes.value[CONTROL_OUTPUT_GAIN] - 0.48f) < TOLERANCE);
  view_wheel(&view, middle_x(dial), middle_y(dial), -5.0, true);
  assert_true(fabsf(notes.value[CONTROL_OUTPUT_GAIN] - 0.24f) < TOLERANCE);
  click(&view, dial, 5000);
  click(&view, dial, 5200);
  assert_true(fabsf(notes.value[CONTROL_OUTPUT_GAIN]) < TOLERANCE);
  view_set(&view, CONTROL_OUTPUT_GAIN, 3.0f);
  click(&view, dial, 9000);
  click(&view, dial, 9900); /* too slow to be one */
  assert_true(fabsf(notes.value[CONTROL_OUTPUT_GAIN] - 3.0f) < TOLERANCE);
  all_let_go(&notes);
}

/* Scrolling in a host's window must not change the genre, nor begin Learn, which forgets. */
static void the_wheel_turns_a_menu_only_after_a_click(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  for (int widget = 0; widget < WIDGET_COUNT; ++widget) {
    const Rect *rect = &view.layout.widget[widget];
    if (view_has(&view, widget) && widget_info[widget].shape != SHAPE_KNOB) {
      view_pointer(&view, middle_x(rect), middle_y(rect), false);
      view_wheel(&view, middle_x(rect), middle_y(rect), -1.0, false);
    }
  }
  assert_int_equal(notes.n_touches, 0);
  const Rect *genre = &view.layout.widget[WIDGET_GENRE];
  const Rect *mode = &view.layout.widget[WIDGET_MODE];
  view_pointer(&view, middle_x(genre), middle_y(genre), false);
  click(&view, genre, 1000);
  view_wheel(&view, middle_x(genre), middle_y(genre), -1.0, false); /* the menu is open */
  assert_int_equal(notes.n_writes[CONTROL_GENRE], 0);
  click(&view, genre, 2000);
  view_wheel(&view, middle_x(genre), middle_y(genre), -1.0, false);
  assert_int_equal(notes.n_writes[CONTROL_GENRE], 1);
  view_pointer(&view, middle_x(mode), middle_y(mode), false);
  view_pointer(&view, middle_x(genre), middle_y(genre), false); /* it was away */
  view_wheel(&view, middle_x(genre), middle_y(genre), -1.0, false);
  assert_int_equal(notes.n_writes[CONTROL_GENRE], 1);
  view_set_focus(&view, WIDGET_GENRE, true); /* by Tab */
  view_wheel(&view, middle_x(genre), middle_y(genre), -1.0, false);
  assert_int_equal(notes.n_writes[CONTROL_GENRE], 2);
  view_pointer(&view, middle_x(mode), middle_y(mode), false);
  click(&view, mode, 3000); /* on Hold, in the middle */
  assert_int_equal((int)notes.value[CONTROL_MODE], MODE_HOLD);
  view_wheel(&view, middle_x(mode), middle_y(mode), -1.0, false);
  view_set_focus(&view, WIDGET_MODE, true);
  view_wheel(&view, middle_x(mode), middle_y(mode), 1.0, false);
  assert_int_equal(notes.n_writes[CONTROL_MODE], 1);
  all_let_go(&notes);
}

static void switches_menu_and_choice_answer_clicks(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 2.0);
  click(&view, &view.layout.widget[WIDGET_ENABLED], 0);
  assert_true(notes.n_writes[CONTROL_ENABLED] == 1 && notes.value[CONTROL_ENABLED] < 0.5f);
  click(&view, &view.layout.widget[WIDGET_PEAK_SAFETY], 1000);
  assert_true(notes.n_writes[CONTROL_PEAK_SAFETY] == 1 && notes.value[CONTROL_PEAK_SAFETY] < 0.5f);
  const Rect *mode = &view.layout.widget[WIDGET_MODE];
  view_press(&view, mode->x + 0.5 * mode->width, middle_y(mode), 2000);
  view_release(&view);
  assert_true(fabsf(notes.value[CONTROL_MODE] - (float)MODE_HOLD) < TOLERANCE);

  click(&view, &view.layout.widget[WIDGET_GENRE], 3000);
  assert_true(view.menu_open);
  click(&view, &view.layout.menu_item[1 + GENRE_DISCO], 4000);
  assert_false(view.menu_open);
  assert_true(fabsf(notes.value[CONTROL_GENRE] - (float)genre_value[GENRE_DISCO]) < TOLERANCE);
  click(&view, &view.layout.widget[WIDGET_GENRE], 5000);
  view_press(&view, view.layout.width - 3.0, view.layout.height - 3.0, 6000); /* beside it */
  assert_false(view.menu_open);
  assert_int_equal(notes.n_writes[CONTROL_GENRE], 1);
  all_let_go(&notes);
}

static void relearn_is_pressed_and_let_go(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  click(&view, &view.layout.widget[WIDGET_RELEARN], 0);
  click(&view, &view.layout.widget[WIDGET_RELEARN], 50);
  assert_int_equal(notes.n_writes[CONTROL_RELEARN], 1);
  assert_true(notes.value[CONTROL_RELEARN] > 0.5f);
  for (int i = 0; i < 30; ++i) {
    view_advance(&view, 0.033);
  }
  assert_int_equal(notes.n_writes[CONTROL_RELEARN], 2);
  assert_true(notes.value[CONTROL_RELEARN] < 0.5f);
  all_let_go(&notes);
}

static void a_click_closes_the_card_that_explains(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  const Rect *button = &view.layout.widget[WIDGET_EXPLAIN];
  click(&view, button, 0);
  assert_true(view.explain_open);
  view.dirty = 0;
  click(&view, &view.layout.widget[WIDGET_ENABLED], 1000); /* does nothing else */
  assert_false(view.explain_open);
  assert_true(view.dirty == REGION_ALL);
  assert_int_equal(notes.n_touches, 0);
  click(&view, button, 2000);
  click(&view, button, 3000);
  assert_false(view.explain_open);
  view_set_focus(&view, WIDGET_EXPLAIN, true);
  view_key(&view, KEY_SPACE, 0, false);
  assert_true(view.explain_open);
  view_key(&view, KEY_SPACE, 0, false);
  assert_false(view.explain_open);
}

static void match_is_a_control_like_the_others(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  const Rect *dial = &view.layout.dial[WIDGET_MATCH];
  view_wheel(&view, middle_x(dial), middle_y(dial), 5.0, false);
  assert_true(fabsf(notes.value[CONTROL_MATCH] - 10.0f) < TOLERANCE);
  click(&view, &view.layout.widget[WIDGET_COMPARE], 0); /* to B */
  view_set_focus(&view, WIDGET_MATCH, true);
  view_key(&view, KEY_END, 0, false);
  assert_true(fabsf(notes.value[CONTROL_MATCH] - 100.0f) < TOLERANCE);
  view_activate(&view, WIDGET_UNDO);
  assert_true(fabsf(notes.value[CONTROL_MATCH] - 10.0f) < TOLERANCE);
  view_activate(&view, WIDGET_REDO);
  click(&view, &view.layout.widget[WIDGET_COMPARE], 1000); /* to A */
  assert_true(fabsf(notes.value[CONTROL_MATCH] - 10.0f) < TOLERANCE);
  view_set_focus(&view, WIDGET_MATCH, true);
  view_key(&view, KEY_TAB, 0, false);
  assert_int_equal(view.focus, WIDGET_AMOUNT);
  all_let_go(&notes);
}

/* --- from the host
 * ------------------------------------------------------------------------------------ */

static void wrong_port_values_are_made_good(void **state)
{
  (void)state;
  static const float wrong[] = {NAN, INFINITY, -INFINITY, 1e30f, -1e30f};
  Notes notes;
  View view = open_view(&notes, 1.0);
  for (int control = 0; control < CONTROL_COUNT + 2; ++control) {
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; ++i) {
      view_port(&view, (Control)control, wrong[i]);
    }
    if (control < CONTROL_COUNT) {
      assert_true(view.now.value[control] >= control_info[control].minimum);
      assert_true(view.now.value[control] <= control_info[control].maximum);
    }
  }
  Report report;
  float *number = (float *)&report;
  for (size_t i = 0; i < sizeof report / sizeof(float); ++i) {
    number[i] = wrong[i % 5];
  }
  view_report(&view, &report);
  view_advance(&view, (double)NAN);
  view_advance(&view, -1.0);
  view_advance(&view, 1e9);
  const float *shown = (const float *)&view.motion.shown;
  for (size_t i = 0; i < sizeof report / sizeof(float); ++i) {
    assert_true(isfinite(shown[i]));
  }
}

/* A field that motion.c has no rule for would be held at 0. */
static void every_field_of_a_report_is_shown(void **state)
{
  (void)state;
  View view;
  Report report = {.label = {0.0f}};
  for (int i = 0; i < REPORT_FIELD_COUNT; ++i) {
    float *value = (float *)(void *)((char *)&report + report_field[i].offset);
    for (int k = 0; k < report_field[i].count; ++k) {
      value[k] = 1.0f;
    }
  }
  view_init(&view, (ViewOutlet){.host = NULL}, 1.0);
  view_report(&view, &report);
  for (int i = 0; i < REPORT_FIELD_COUNT; ++i) {
    const float *shown =
        (const float *)(const void *)((const char *)&view.motion.shown + report_field[i].offset);
    for (int k = 0; k < report_field[i].count; ++k) {
      if (shown[k] != 1.0f) {
        fail_msg("%s is shown as %g", report_field[i].symbol, (double)shown[k]);
      }
    }
  }
}

static void nothing_is_redrawn_at_rest(void **state)
{
  (void)state;
  View view;
  Report report = sample_window_report();
  sample_window(&view, 1.0);
  view_port(&view, CONTROL_AMOUNT, 75.0f);
  for (int i = 0; i < 100; ++i) {
    view_advance(&view, 0.033);
  }
  view.dirty = 0;
  for (int i = 0; i < 100; ++i) { /* the host goes on telling what is known */
    view_report(&view, &report);
    view_port(&view, CONTROL_AMOUNT, 75.0f);
    view_port(&view, CONTROL_PEAK_IN, -1.3f);
    view_advance(&view, 0.033);
  }
  assert_int_equal(view.dirty, 0);

  report.subband_db[4] += 6.0f;
  view_report(&view, &report);
  int n_frames = 0;
  do {
    view.dirty = 0;
    view_advance(&view, 0.033);
    n_frames += view.dirty != 0;
  } while (view.dirty);
  print_message("a step of 6 dB takes %d frames to show\n", n_frames);
  assert_true(n_frames >= 3 && n_frames <= 30);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_drag_moves_a_knob_within_one_gesture),
      cmocka_unit_test(a_logarithmic_knob_turns_in_ratios),
      cmocka_unit_test(wheel_and_double_click),
      cmocka_unit_test(the_wheel_turns_a_menu_only_after_a_click),
      cmocka_unit_test(switches_menu_and_choice_answer_clicks),
      cmocka_unit_test(relearn_is_pressed_and_let_go),
      cmocka_unit_test(a_click_closes_the_card_that_explains),
      cmocka_unit_test(match_is_a_control_like_the_others),
      cmocka_unit_test(wrong_port_values_are_made_good),
      cmocka_unit_test(every_field_of_a_report_is_shown),
      cmocka_unit_test(nothing_is_redrawn_at_rest),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
