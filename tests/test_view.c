/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The window without a display: where things lie at any scale and size, what the
 * pointer and the keyboard do, what the host is told, and that nothing a host sends
 * upsets it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "tests/support_window.h"
#include "ui/x11/look.h"
#include "ui/x11/values.h"
#include "ui/x11/view.h"

#define TOLERANCE 1e-4f

/* --- a host that takes notes --------------------------------------------------------------- */

typedef struct {
  float value[CONTROL_COUNT];
  int n_writes[CONTROL_COUNT];
  int n_touches;
  int depth;  /* gestures open at once */
  bool stray; /* a write outside a gesture */
  int held[CONTROL_COUNT];
} Notes;

static void note_write(void *host, Control control, float value)
{
  Notes *notes = host;
  notes->value[control] = value;
  notes->n_writes[control] += 1;
  notes->stray |= notes->held[control] != 1;
}

static void note_touch(void *host, Control control, bool grabbed)
{
  Notes *notes = host;
  notes->held[control] += grabbed ? 1 : -1;
  notes->depth += grabbed ? 1 : -1;
  notes->n_touches += 1;
}

static View open_view(Notes *notes, double scale)
{
  View view;
  *notes = (Notes){.depth = 0};
  view_init(&view, (ViewOutlet){note_write, note_touch, notes}, scale);
  return view;
}

static void all_let_go(const Notes *notes)
{
  assert_int_equal(notes->depth, 0);
  assert_false(notes->stray);
}

static double middle_x(const Rect *rect)
{
  return rect->x + 0.5 * rect->width;
}

static double middle_y(const Rect *rect)
{
  return rect->y + 0.5 * rect->height;
}

static void press_at(View *view, const Rect *rect, uint32_t time_ms)
{
  view_press(view, middle_x(rect), middle_y(rect), time_ms);
}

static void click(View *view, const Rect *rect, uint32_t time_ms)
{
  press_at(view, rect, time_ms);
  view_release(view);
}

/* --- layout ---------------------------------------------------------------------------------- */

static bool overlap(const Rect *a, const Rect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
         b->y < a->y + a->height;
}

static void check_layout(double width, double height, double scale)
{
  Layout layout;
  layout_find(&layout, width, height, scale);
  for (int a = 0; a < WIDGET_COUNT; ++a) {
    const Rect *rect = &layout.widget[a];
    assert_true(rect->x >= 0.0 && rect->y >= 0.0);
    assert_true(rect->x + rect->width <= layout.width);
    assert_true(rect->y + rect->height <= layout.height);
    assert_true(rect->width >= 1.0 && rect->height >= 1.0);
    for (int b = a + 1; b < WIDGET_COUNT; ++b) {
      if (overlap(rect, &layout.widget[b])) {
        print_message("%.0f x %.0f at %g: %s lies over %s\n", width, height, scale, widget_name(a),
                      widget_name(b));
      }
      assert_false(overlap(rect, &layout.widget[b]));
    }
  }
  for (int a = 0; a < REGION_COUNT; ++a) {
    for (int b = a + 1; b < REGION_COUNT; ++b) {
      assert_false(overlap(&layout.region[a], &layout.region[b]));
    }
  }
  assert_true(layout.levels.height > 0.0 && layout.response.height > 0.0);
}

static void nothing_overlaps_at_any_scale(void **state)
{
  (void)state;
  static const double scale[] = {1.0, 1.25, 1.5, 2.0, 3.0};
  for (size_t i = 0; i < sizeof scale / sizeof scale[0]; ++i) {
    check_layout(LAYOUT_DEFAULT_WIDTH * scale[i], LAYOUT_DEFAULT_HEIGHT * scale[i], scale[i]);
    check_layout(LAYOUT_MINIMUM_WIDTH * scale[i], LAYOUT_MINIMUM_HEIGHT * scale[i], scale[i]);
    check_layout(3840.0, 2160.0, scale[i]);
    check_layout(2000.0, LAYOUT_MINIMUM_HEIGHT * scale[i], scale[i]);
    check_layout(LAYOUT_MINIMUM_WIDTH * scale[i], 3000.0, scale[i]);
    check_layout(430.0, 290.0, scale[i]); /* smaller than the host was asked for */
  }
}

static void the_scale_is_the_hosts(void **state)
{
  (void)state;
  static const double scale[] = {1.0, 1.25, 1.5, 2.0, 3.0};
  Layout layout;
  for (size_t i = 0; i < sizeof scale / sizeof scale[0]; ++i) {
    layout_find(&layout, LAYOUT_DEFAULT_WIDTH * scale[i], LAYOUT_DEFAULT_HEIGHT * scale[i],
                scale[i]);
    assert_true(fabs(layout.scale - scale[i]) < 1e-9);
    layout_find(&layout, LAYOUT_MINIMUM_WIDTH * scale[i], LAYOUT_MINIMUM_HEIGHT * scale[i],
                scale[i]);
    assert_true(fabs(layout.scale - scale[i]) < 1e-9);
  }
  layout_find(&layout, 3840.0, 2160.0, 1.0);
  print_message("scale at 3840 x 2160: %.2f\n", layout.scale);
  assert_true(layout.scale > 2.0);
}

static void sizes_of_nonsense_are_made_good(void **state)
{
  (void)state;
  static const double wrong[] = {
      0.0, -1.0, 1.0, 1e9, (double)NAN, (double)INFINITY, -(double)INFINITY};
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; ++i) {
    for (size_t k = 0; k < sizeof wrong / sizeof wrong[0]; ++k) {
      Layout layout;
      layout_find(&layout, wrong[i], wrong[k], wrong[(i + k) % 7]);
      assert_true(layout.width >= 1 && layout.width <= LAYOUT_LARGEST);
      assert_true(layout.height >= 1 && layout.height <= LAYOUT_LARGEST);
      assert_true(isfinite(layout.scale) && layout.scale > 0.0);
    }
  }
}

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
  view_press(&view, mode->x + 0.75 * mode->width, middle_y(mode), 2000);
  view_release(&view);
  assert_true(fabsf(notes.value[CONTROL_MODE] - (float)MODE_HOLD) < TOLERANCE);

  click(&view, &view.layout.widget[WIDGET_GENRE], 3000);
  assert_true(view.menu_open);
  click(&view, &view.layout.menu_item[1 + GENRE_DISCO], 4000);
  assert_false(view.menu_open);
  assert_true(fabsf(notes.value[CONTROL_GENRE] - (float)(1 + GENRE_DISCO)) < TOLERANCE);
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

/* --- keyboard -----------------------------------------------------------------------------------
 */

static void type(View *view, const char *text)
{
  for (; *text; ++text) {
    view_key(view, *text == ' ' ? KEY_SPACE : KEY_TEXT, *text, false);
  }
}

static void every_control_is_reached_by_keyboard(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  bool reached[WIDGET_COUNT] = {false};
  for (int i = 0; i < WIDGET_COUNT; ++i) {
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
      assert_true(widget_of_control((Control)control) != WIDGET_NONE);
      assert_true(reached[widget_of_control((Control)control)]);
    }
  }
  assert_int_equal(view.focus, WIDGET_COUNT - 1);
  view_key(&view, KEY_TAB, 0, false);
  assert_int_equal(view.focus, 0);
  view_key(&view, KEY_BACK_TAB, 0, false);
  assert_int_equal(view.focus, WIDGET_COUNT - 1);
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
  assert_true(fabsf(notes.value[CONTROL_GENRE] - 2.0f) < TOLERANCE);
  view_key(&view, KEY_DOWN, 0, false);
  assert_true(fabsf(notes.value[CONTROL_GENRE] - 3.0f) < TOLERANCE);
  view_key(&view, KEY_ENTER, 0, false);
  view_key(&view, KEY_ESCAPE, 0, false);
  assert_false(view.menu_open);
  assert_true(fabsf(notes.value[CONTROL_GENRE] - 3.0f) < TOLERANCE);
}

static void the_hosts_keys_stay_the_hosts(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  assert_false(view_key(&view, KEY_SPACE, ' ', false));
  assert_false(view_key(&view, KEY_TEXT, 'r', false));
  click(&view, &view.layout.dial[WIDGET_AMOUNT], 0);
  assert_false(view_key(&view, KEY_SPACE, ' ', false)); /* the transport's */
  assert_false(view_key(&view, KEY_TEXT, 'r', false));
  assert_true(view_key(&view, KEY_UP, 0, false));
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
  value_format(CONTROL_GENRE, 1.0f + (float)GENRE_JAZZ, text, sizeof text);
  assert_string_equal(text, "jazz");
}

/* --- undo, A and B
 * ---------------------------------------------------------------------------------- */

static void undo_goes_back_gesture_by_gesture(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
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

static void host_colors_stay_readable(void **state)
{
  (void)state;
  static const uint32_t ground[] = {0x000000ff, 0x202020ff, 0x3c3c3cff, 0x808080ff,
                                    0xd0d0d0ff, 0xffffffff, 0x2050a0ff, 0xe0e040ff};
  double least = 21.0;
  for (size_t i = 0; i < sizeof ground / sizeof ground[0]; ++i) {
    for (size_t k = 0; k < sizeof ground / sizeof ground[0]; ++k) {
      const HostColors colors = {true, true, ground[i], ground[k]};
      const Theme theme = look_for(&colors);
      least = fmin(least, look_contrast(theme.text, theme.background));
      least = fmin(least, look_contrast(theme.faint_text, theme.background));
    }
  }
  print_message("least contrast of text: %.2f\n", least);
  assert_true(least >= 4.5);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_overlaps_at_any_scale),
      cmocka_unit_test(the_scale_is_the_hosts),
      cmocka_unit_test(sizes_of_nonsense_are_made_good),
      cmocka_unit_test(a_drag_moves_a_knob_within_one_gesture),
      cmocka_unit_test(a_logarithmic_knob_turns_in_ratios),
      cmocka_unit_test(wheel_and_double_click),
      cmocka_unit_test(switches_menu_and_choice_answer_clicks),
      cmocka_unit_test(relearn_is_pressed_and_let_go),
      cmocka_unit_test(every_control_is_reached_by_keyboard),
      cmocka_unit_test(arrows_step_and_values_are_typed),
      cmocka_unit_test(the_menu_is_worked_by_keyboard),
      cmocka_unit_test(the_hosts_keys_stay_the_hosts),
      cmocka_unit_test(what_is_written_reads_back),
      cmocka_unit_test(undo_goes_back_gesture_by_gesture),
      cmocka_unit_test(a_and_b_keep_their_settings),
      cmocka_unit_test(wrong_port_values_are_made_good),
      cmocka_unit_test(nothing_is_redrawn_at_rest),
      cmocka_unit_test(host_colors_stay_readable),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
