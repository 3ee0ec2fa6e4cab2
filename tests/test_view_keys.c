/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The window without a display: keyboard and typed values.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support_view.h"
#include "ui/x11/values.h"

#define TOLERANCE 1e-4f

/* --- keyboard -----------------------------------------------------------------------------------
 */

static void type(View *view, const char *text)
{
  for (; *text; ++text) {
    view_key(view, *text == ' ' ? KEY_SPACE : KEY_TEXT, *text, false);
  }
}

static void reach_every_control(bool with_song)
{
  Notes notes;
  View view = open_view(&notes, 1.0);
  if (with_song) {
    view_show_song_row(&view);
  }
  int n_widgets = 0;
  for (int widget = 0; widget < WIDGET_COUNT; ++widget) {
    n_widgets += view_has(&view, widget);
  }
  const int first = with_song ? WIDGET_CHOOSE : WIDGET_ENABLED;
  bool reached[WIDGET_COUNT] = {false};
  for (int i = 0; i < n_widgets; ++i) {
    view_key(&view, KEY_TAB, 0, false);
    assert_true(view.focus != WIDGET_NONE && view.focus_shown);
    reached[view.focus] = true;
    const Control control = widget_info[view.focus].control;
    if (control == CONTROL_COUNT) {
      continue;
    }
    const int before = notes.n_writes[control];
    view_key(&view, widget_info[view.focus].shape == SHAPE_BUTTON ? KEY_SPACE : KEY_HOME, 0, false);
    view_key(&view, KEY_END, 0, false);
    if (notes.n_writes[control] == before) {
      print_message("%s does not answer\n", widget_name(view.focus));
    }
    assert_true(notes.n_writes[control] > before);
  }
  for (int control = 0; control < CONTROL_COUNT; ++control) {
    if (!control_info[control].is_output && control_info[control].kind != KIND_FREEWHEEL) {
      const int widget = widget_of_control((Control)control);
      assert_true(widget != WIDGET_NONE);
      assert_int_equal(reached[widget], view_has(&view, widget));
    }
  }
  assert_int_equal(view.focus, WIDGET_COUNT - 1);
  view_key(&view, KEY_TAB, 0, false);
  assert_int_equal(view.focus, first);
  view_key(&view, KEY_BACK_TAB, 0, false);
  assert_int_equal(view.focus, WIDGET_COUNT - 1);
}

static void every_control_is_reached_by_keyboard(void **state)
{
  (void)state;
  reach_every_control(false);
  reach_every_control(true);
}

/* The help is about what is under the pointer; seen to fail for who had clicked before. */
static void tab_turns_the_help_to_the_focus(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  const Rect *amount = &view.layout.dial[WIDGET_AMOUNT];
  view_pointer(&view, middle_x(amount), middle_y(amount), false);
  click(&view, amount, 0);
  assert_int_equal(view.hover, WIDGET_AMOUNT);
  view_key(&view, KEY_TAB, 0, false);
  assert_int_equal(view.focus, WIDGET_RANGE);
  assert_int_equal(view.hover, WIDGET_NONE);
  view_advance(&view, 0.3);
  assert_int_equal(view.tip, WIDGET_NONE);
  view_advance(&view, 0.4); /* the tip, which has room for all words */
  assert_int_equal(view.tip, WIDGET_RANGE);
  view_key(&view, KEY_UP, 0, false);
  view_advance(&view, 5.0);
  assert_int_equal(view.tip, WIDGET_NONE);
  view_pointer(&view, middle_x(amount) + 1.0, middle_y(amount), false);
  assert_int_equal(view.hover, WIDGET_AMOUNT);
  const Rect *levels = &view.layout.levels;
  view_pointer(&view, middle_x(levels), middle_y(levels), false);
  assert_true(view.hover_band < BAND_COUNT);
  view_key(&view, KEY_TAB, 0, false);
  assert_int_equal(view.hover_band, BAND_COUNT);
}

static void zoom_asks_for_a_window_as_much_larger(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.5);
  view.has_keyboard = true;
  assert_true(view_key(&view, KEY_ZOOM_IN, 0, false));
  print_message("asked for %d x %d\n", notes.width, notes.height);
  assert_true(abs(notes.width - (int)(1.1 * 1.5 * LAYOUT_DEFAULT_WIDTH)) <= 1);
  assert_true(abs(notes.height - (int)(1.1 * 1.5 * LAYOUT_DEFAULT_HEIGHT)) <= 1);
  view_resize(&view, notes.width, notes.height);
  assert_true(fabs(view.layout.scale - 1.65) < 0.01);
  view_key(&view, KEY_ZOOM_RESET, 0, false);
  assert_true(abs(notes.width - (int)(1.5 * LAYOUT_DEFAULT_WIDTH)) <= 1);
  for (int i = 0; i < 100; ++i) {
    view_key(&view, KEY_ZOOM_IN, 0, false);
    view_resize(&view, notes.width, notes.height);
  }
  assert_true(view.zoom <= 3.0);
  view_set_zoom(&view, (double)NAN);
  assert_true(view.zoom <= 3.0);
}

/* Seen to fail: back at zoom 1, the window was 366 pixels wide. */
static void zoom_and_back_on_a_small_screen(void **state)
{
  (void)state;
  for (int with_song = 0; with_song < 2; ++with_song) {
    Notes notes;
    View view = open_view(&notes, 1.0);
    view.has_keyboard = true;
    if (with_song) {
      view_show_song_row(&view);
    }
    view_set_screen(&view, 1100, 760);
    int n_steps = 0;
    for (double before = 0.0; view.zoom > before && n_steps < 100; ++n_steps) {
      before = view.zoom;
      view_key(&view, KEY_ZOOM_IN, 0, false);
      assert_true(notes.width <= 1100 && notes.height <= 760);
      view_resize(&view, notes.width, notes.height);
    }
    const double largest = view.layout.scale;
    view_key(&view, KEY_ZOOM_OUT, 0, false);
    view_resize(&view, notes.width, notes.height);
    print_message("scale %.2f after %d steps, one back %.2f\n", largest, n_steps,
                  view.layout.scale);
    assert_true(largest > 1.1 && view.layout.scale < 0.95 * largest); /* each step is seen */
    view_key(&view, KEY_ZOOM_RESET, 0, false);
    view_resize(&view, notes.width, notes.height);
    print_message("and back: %d x %d, scale %.2f\n", notes.width, notes.height, view.layout.scale);
    assert_true(view.layout.scale > 0.999);
  }
}

static void arrows_step_and_values_are_typed(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  view_set_focus(&view, WIDGET_RANGE, true);
  view_key(&view, KEY_UP, 0, false);
  assert_true(fabsf(notes.value[CONTROL_RANGE] - 4.12f) < TOLERANCE);
  view_key(&view, KEY_LEFT, 0, true);
  assert_true(fabsf(notes.value[CONTROL_RANGE] - 4.108f) < TOLERANCE);
  view_key(&view, KEY_PAGE_DOWN, 0, false);
  assert_true(fabsf(notes.value[CONTROL_RANGE] - 2.908f) < TOLERANCE);
  type(&view, "2,5 dB");
  assert_true(view.typing);
  view_key(&view, KEY_ENTER, 0, false);
  assert_true(fabsf(notes.value[CONTROL_RANGE] - 2.5f) < TOLERANCE);
  type(&view, "99");
  view_key(&view, KEY_ESCAPE, 0, false);
  assert_true(fabsf(notes.value[CONTROL_RANGE] - 2.5f) < TOLERANCE);
  view_key(&view, KEY_DELETE, 0, false);
  assert_true(fabsf(notes.value[CONTROL_RANGE] - 4.0f) < TOLERANCE);
  type(&view, "123456789012345678901234567890");
  assert_true(view.n_typed < TYPED_SIZE);
  view_key(&view, KEY_TAB, 0, false); /* takes it, clamped */
  assert_true(fabsf(notes.value[CONTROL_RANGE] - 6.0f) < TOLERANCE);
  all_let_go(&notes);
}

static void the_menu_is_worked_by_keyboard(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  view_set_focus(&view, WIDGET_GENRE, true);
  view_key(&view, KEY_ENTER, 0, false);
  assert_true(view.menu_open);
  view_key(&view, KEY_DOWN, 0, false);
  view_key(&view, KEY_DOWN, 0, false);
  view_key(&view, KEY_ENTER, 0, false);
  assert_false(view.menu_open);
  assert_true(fabsf(notes.value[CONTROL_GENRE] - (float)genre_value[1]) < TOLERANCE);
  view_key(&view, KEY_DOWN, 0, false);
  assert_true(fabsf(notes.value[CONTROL_GENRE] - (float)genre_value[2]) < TOLERANCE);
  view_key(&view, KEY_ENTER, 0, false);
  view_key(&view, KEY_ESCAPE, 0, false);
  assert_false(view.menu_open);
  assert_true(fabsf(notes.value[CONTROL_GENRE] - (float)genre_value[2]) < TOLERANCE);
}

/* Without an own profile, no key, click or notch of the wheel chooses it. */
static void what_is_hidden_cannot_be_chosen(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  const Rect *genre = &view.layout.widget[WIDGET_GENRE];
  const float last = (float)genre_value[GENRE_COUNT - 1];
  const double height = view.layout.menu.height;
  const Rect own = view.layout.menu_item[GENRE_CHOICES - 1];
  view_hide_own(&view);
  assert_true(view.layout.menu.height < height);
  view_set_focus(&view, WIDGET_GENRE, true);
  view_key(&view, KEY_END, 0, false);
  assert_true(fabsf(view.now.value[CONTROL_GENRE] - last) < TOLERANCE);
  view_key(&view, KEY_DOWN, 0, false);
  assert_true(fabsf(view.now.value[CONTROL_GENRE] - last) < TOLERANCE);
  view_wheel(&view, middle_x(genre), middle_y(genre), -1.0, false);
  assert_true(fabsf(view.now.value[CONTROL_GENRE] - last) < TOLERANCE);
  view_key(&view, KEY_ENTER, 0, false);
  view_key(&view, KEY_END, 0, false);
  view_key(&view, KEY_DOWN, 0, false);
  view_key(&view, KEY_ENTER, 0, false);
  assert_true(fabsf(view.now.value[CONTROL_GENRE] - last) < TOLERANCE);
  click(&view, genre, 1000);
  click(&view, &own, 2000);
  assert_true(fabsf(view.now.value[CONTROL_GENRE] - last) < TOLERANCE);
}

/* Checks that every key except Tab reaches the host, also Escape; `why` is printed if not. */
static int keys_taken(View *view, const char *why)
{
  int n_taken = 0;
  for (int key = KEY_NONE + 1; key <= KEY_TEXT; ++key) {
    if (key != KEY_TAB && key != KEY_BACK_TAB &&
        view_key(view, (Key)key, key == KEY_TEXT ? '5' : 0, false)) {
      print_message("key %d is taken after %s\n", key, why);
      n_taken += 1;
    }
  }
  return n_taken;
}

static void the_pointer_alone_takes_no_keys(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  assert_int_equal(keys_taken(&view, "opening"), 0);
  uint32_t time_ms = 0;
  for (int widget = 0; widget < WIDGET_COUNT; ++widget) {
    if (view_has(&view, widget) && widget != WIDGET_GENRE && widget != WIDGET_EXPLAIN) {
      click(&view, &view.layout.widget[widget], time_ms += 1000);
      const int n_touches = notes.n_touches;
      assert_int_equal(keys_taken(&view, widget_name(widget)), 0);
      assert_int_equal(notes.n_touches, n_touches);
    }
  }
  press_at(&view, &view.layout.dial[WIDGET_AMOUNT], time_ms += 1000); /* while it is held */
  assert_int_equal(keys_taken(&view, "a knob is held"), 0);
  view_release(&view);
  click(&view, &view.layout.widget[WIDGET_EXPLAIN], time_ms += 1000);
  assert_false(view_key(&view, KEY_DOWN, 0, false));
  assert_true(view.explain_open);
  assert_true(view_key(&view, KEY_ESCAPE, 0, false)); /* what it closes is the card */
  assert_false(view.explain_open);
  assert_int_equal(keys_taken(&view, "the card"), 0);
  click(&view, &view.layout.widget[WIDGET_GENRE], time_ms + 1000);
  assert_false(view_key(&view, KEY_DOWN, 0, false));
  assert_true(view.menu_open);
  assert_true(view_key(&view, KEY_ESCAPE, 0, false)); /* what it closes is the menu */
  assert_false(view.menu_open);
  assert_int_equal(keys_taken(&view, "the menu"), 0);
}

static void tab_takes_the_keys_and_escape_gives_them_back(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  assert_true(view_key(&view, KEY_TAB, 0, false));
  assert_true(view_key(&view, KEY_END, 0, false));
  assert_true(view_key(&view, KEY_UNDO, 0, true));
  assert_true(view_key(&view, KEY_ESCAPE, 0, false));
  assert_int_equal(keys_taken(&view, "Escape"), 0);
  view_key(&view, KEY_TAB, 0, false);
  click(&view, &view.layout.dial[WIDGET_AMOUNT], 1000); /* the mouse again */
  assert_int_equal(keys_taken(&view, "a click"), 0);

  view.has_keyboard = true; /* without a host behind it all are the window's */
  assert_true(view_key(&view, KEY_UP, 0, false));
  assert_true(view_key(&view, KEY_UNDO, 0, true));
}

static void a_double_click_on_the_figures_begins_to_type(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  const Rect *figures = &view.layout.value[WIDGET_AMOUNT];
  click(&view, figures, 0);
  assert_false(view.typing);
  click(&view, figures, 200);
  assert_true(view.typing);
  type(&view, "35");
  assert_true(view_key(&view, KEY_HOME, 0, false)); /* while one types all keys are ours */
  assert_true(view_key(&view, KEY_ENTER, 0, false));
  assert_true(fabsf(notes.value[CONTROL_AMOUNT] - 35.0f) < TOLERANCE);
  assert_int_equal(keys_taken(&view, "typing"), 0);
  all_let_go(&notes);
}

static void what_is_written_reads_back(void **state)
{
  (void)state;
  static const struct {
    Control control;
    const char *text;
    float value;
  } good[] = {
      {CONTROL_MEMORY, "2 min", 120.0f},
      {CONTROL_MEMORY, "1:30", 90.0f},
      {CONTROL_MEMORY, "0:30 h", 1800.0f},
      {CONTROL_MEMORY, "1 h", 3600.0f},
      {CONTROL_MEMORY, "90", 90.0f},
      {CONTROL_OUTPUT_GAIN, "-1.5", -1.5f},
      {CONTROL_OUTPUT_GAIN, "+ 2,25 dB", 2.25f},
      {CONTROL_AMOUNT, " 50%", 50.0f},
      {CONTROL_OUTPUT_GAIN, "-99", -12.0f},
  };
  static const char *const bad[] = {"", "-", ".", "dB", "1.2.3", "5 apples", "1:", "3 %", "--1"};
  for (size_t i = 0; i < sizeof good / sizeof good[0]; ++i) {
    float value = NAN;
    assert_true(value_parse(good[i].control, good[i].text, &value));
    assert_true(fabsf(value - good[i].value) < TOLERANCE);
  }
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
    float value = 1.0f;
    assert_false(value_parse(CONTROL_OUTPUT_GAIN, bad[i], &value));
    assert_true(fabsf(value - 1.0f) < TOLERANCE);
  }
  char text[32];
  value_format(CONTROL_OUTPUT_GAIN, -0.04f, text, sizeof text);
  assert_string_equal(text, "0.0 dB");
  value_format(CONTROL_OUTPUT_GAIN, -1.5f, text, sizeof text);
  assert_string_equal(text, "\xe2\x88\x92"
                            "1.5 dB");
  value_format(CONTROL_MEMORY, 3600.0f, text, sizeof text);
  assert_string_equal(text, "1:00 h");
  value_format(CONTROL_GENRE, (float)genre_value[GENRE_JAZZ], text, sizeof text);
  assert_string_equal(text, "jazz");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_control_is_reached_by_keyboard),
      cmocka_unit_test(tab_turns_the_help_to_the_focus),
      cmocka_unit_test(zoom_asks_for_a_window_as_much_larger),
      cmocka_unit_test(zoom_and_back_on_a_small_screen),
      cmocka_unit_test(arrows_step_and_values_are_typed),
      cmocka_unit_test(the_menu_is_worked_by_keyboard),
      cmocka_unit_test(what_is_hidden_cannot_be_chosen),
      cmocka_unit_test(the_pointer_alone_takes_no_keys),
      cmocka_unit_test(tab_takes_the_keys_and_escape_gives_them_back),
      cmocka_unit_test(a_double_click_on_the_figures_begins_to_type),
      cmocka_unit_test(what_is_written_reads_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
