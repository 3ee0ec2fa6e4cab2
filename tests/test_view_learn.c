/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Learn in the window: pressed by mouse and by keyboard, pressed again, and what the window says
 * of it.
 */
#include <math.h>
#include <string.h>

#include "tests/support_view.h"

#include "plugin/learn.h"
#include "ui/x11/listened.h"

static void press_value(View *view, int value, uint32_t time_ms)
{
  const Rect *mode = &view->layout.widget[WIDGET_MODE];
  const double x = mode->x + (value + 0.5) * mode->width / MODE_COUNT;
  view_press(view, x, middle_y(mode), time_ms);
  view_release(view);
}

static void expect_mode(const Notes *notes, Mode mode)
{
  assert_int_equal((int)notes->value[CONTROL_MODE], mode);
  all_let_go(notes);
}

static void a_second_click_holds(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  press_value(&view, MODE_LEARN, 0);
  expect_mode(&notes, MODE_LEARN);
  press_value(&view, MODE_LEARN, 100); /* a double click is one: nothing was learned yet */
  expect_mode(&notes, MODE_LEARN);
  press_value(&view, MODE_LEARN, 1000);
  expect_mode(&notes, MODE_HOLD);
  press_value(&view, MODE_LEARN, 2000);
  expect_mode(&notes, MODE_LEARN);
  press_value(&view, MODE_ADAPT, 3000);
  expect_mode(&notes, MODE_ADAPT);
}

/* A pause has ended Learn, and the curve is held. For the next song Learn is pressed once. */
static void a_click_after_the_pause_begins_anew(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  press_value(&view, MODE_LEARN, 0);
  const Report report = {.listened_s = {221.0f}, .learn_phase = {(float)LEARN_ENDED}};
  view_report(&view, &report);
  press_value(&view, MODE_LEARN, 300000);
  assert_int_equal(notes.n_writes[CONTROL_RELEARN], 1);
  assert_int_equal((int)notes.value[CONTROL_RELEARN], 1);
  view_report(&view, &report);
  view_advance(&view, 1.0);
  assert_int_equal((int)notes.value[CONTROL_RELEARN], 0);
  expect_mode(&notes, MODE_LEARN);
}

/* Some hosts do not run the plugin while they are stopped. The trigger waits for it, and the window
 * says so. */
static void a_press_waits_until_the_host_plays(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  const Report report = {.listened_s = {221.0f}};
  press_value(&view, MODE_LEARN, 0);
  view_advance(&view, 1.0);
  assert_false(view_awaits_host(&view)); /* no report yet: the host may give none at all */
  press_value(&view, MODE_ADAPT, 1000);
  view_report(&view, &report);
  press_value(&view, MODE_LEARN, 2000);
  view_advance(&view, 0.3);
  assert_false(view_awaits_host(&view)); /* it may be between two reports */
  view.dirty = 0;
  view_advance(&view, 10.0);
  assert_true(view_awaits_host(&view));
  assert_true(view.dirty & REGION_BIT(REGION_HEARD));
  view.dirty = 0;
  view_report(&view, &report);
  assert_false(view_awaits_host(&view));
  assert_true(view.dirty & REGION_BIT(REGION_HEARD));
  view_advance(&view, 10.0);
  assert_false(view_awaits_host(&view)); /* the host stops: nothing was asked since */

  view_activate(&view, WIDGET_RELEARN);
  view_advance(&view, 10.0);
  assert_true(view_awaits_host(&view));
  assert_int_equal((int)notes.value[CONTROL_RELEARN], 1);
  press_value(&view, MODE_ADAPT, 3000);
  assert_true(view_awaits_host(&view));
  view_advance(&view, 10.0);
  assert_int_equal((int)notes.value[CONTROL_RELEARN], 1);
  view_report(&view, &report);
  view_advance(&view, 0.2);
  assert_int_equal((int)notes.value[CONTROL_RELEARN], 1); /* a block may be as long */
  view_advance(&view, 0.2);
  assert_int_equal((int)notes.value[CONTROL_RELEARN], 0);
  assert_false(view_awaits_host(&view));

  press_value(&view, MODE_LEARN, 4000);
  press_value(&view, MODE_ADAPT, 5000); /* taken back before the host plays */
  view_advance(&view, 10.0);
  assert_false(view_awaits_host(&view));
}

/* The plugin hears the trigger rise. A window that left it up would leave the next window's press
 * unheard. */
static void a_window_that_closes_releases_the_trigger(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  const Report report = {.listened_s = {221.0f}};
  view_report(&view, &report);
  view_activate(&view, WIDGET_RELEARN);
  assert_int_equal((int)notes.value[CONTROL_RELEARN], 1);
  view_finish(&view);
  assert_int_equal((int)notes.value[CONTROL_RELEARN], 0);
  all_let_go(&notes);
  view_finish(&view);
  assert_int_equal(notes.n_writes[CONTROL_RELEARN], 2);
}

static void the_keyboard_reaches_it(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  for (int tabs = 0; view.focus != WIDGET_MODE && tabs < WIDGET_COUNT; ++tabs) {
    view_key(&view, KEY_TAB, 0, false);
  }
  view_key(&view, KEY_RIGHT, 0, false);
  view_key(&view, KEY_RIGHT, 0, false);
  expect_mode(&notes, MODE_LEARN);
  view_key(&view, KEY_ENTER, 0, false);
  expect_mode(&notes, MODE_HOLD);
  view_key(&view, KEY_SPACE, 0, false);
  expect_mode(&notes, MODE_LEARN);
  view_key(&view, KEY_HOME, 0, false);
  expect_mode(&notes, MODE_ADAPT);
  view_key(&view, KEY_END, 0, false);
  expect_mode(&notes, MODE_LEARN);
}

/* Learn forgets: neither A and B nor undo may begin it. */
static void only_a_press_begins_it(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  press_value(&view, MODE_LEARN, 0);
  view_activate(&view, WIDGET_COMPARE);
  press_value(&view, MODE_ADAPT, 1000);
  view_activate(&view, WIDGET_COMPARE); /* back to A, which was in Learn */
  expect_mode(&notes, MODE_HOLD);
  view_set(&view, CONTROL_MODE, (float)MODE_LEARN);
  view_set(&view, CONTROL_MODE, (float)MODE_ADAPT);
  view_activate(&view, WIDGET_UNDO);
  expect_mode(&notes, MODE_HOLD);
}

static void expect_words(LearnPhase phase, float listened_s, const char *expected)
{
  Report report = {.listened_s = {listened_s}, .learn_phase = {(float)phase}};
  char text[64];
  listened_words(&report, text, sizeof text);
  assert_string_equal(text, expected);
}

static void the_window_says_what_was_learned(void **state)
{
  (void)state;
  expect_words(LEARN_OFF, 0.0f, "");
  expect_words(LEARN_OFF, 72.9f, "listened 1:12");
  expect_words(LEARN_LISTENS, 0.0f, "learning \xe2\x80\xa6 0:00");
  expect_words(LEARN_LISTENS, 72.9f, "learning \xe2\x80\xa6 1:12");
  expect_words(LEARN_ENDED, 221.0f, "learned from 3:41 of music, held");
  expect_words(LEARN_STOPPED, 221.0f, "learned from 3:41 of music, settling");
  expect_words(LEARN_HELD, 3723.0f, "learned from 1:02:03 of music, held");
}

/* What the report says is drawn anew. */
static void a_new_phase_is_shown(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  Report report = {.listened_s = {221.0f}, .learn_phase = {(float)LEARN_LISTENS}};
  view_report(&view, &report);
  assert_false(listened_is_held(&view.motion.shown));
  report.learn_phase[0] = (float)LEARN_STOPPED;
  view_report(&view, &report);
  assert_false(listened_is_held(&view.motion.shown));
  assert_true(listened_is_settling(&view.motion.shown));
  view.dirty = 0;
  report.learn_phase[0] = (float)LEARN_ENDED;
  view_report(&view, &report);
  assert_true(listened_is_held(&view.motion.shown));
  assert_true(view.dirty & REGION_BIT(REGION_HEARD));
  assert_true(view.dirty & REGION_BIT(REGION_CURVE));
  report.learn_phase[0] = (float)NAN;
  view_report(&view, &report);
  assert_false(listened_is_held(&view.motion.shown));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_second_click_holds),
      cmocka_unit_test(a_click_after_the_pause_begins_anew),
      cmocka_unit_test(a_press_waits_until_the_host_plays),
      cmocka_unit_test(a_window_that_closes_releases_the_trigger),
      cmocka_unit_test(the_keyboard_reaches_it),
      cmocka_unit_test(only_a_press_begins_it),
      cmocka_unit_test(the_window_says_what_was_learned),
      cmocka_unit_test(a_new_phase_is_shown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
