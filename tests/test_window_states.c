/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The window can be painted with any size, any report and any state of its widgets.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include <cairo.h>

#include "tests/support_picture.h"
#include "tests/support_window.h"
#include "ui/x11/lines.h"

static void any_size_can_be_painted(void **state)
{
  (void)state;
  static const int size[][2] = {{1, 1},     {2, 900},    {900, 2},    {40, 30},
                                {430, 290}, {16384, 64}, {64, 16384}, {3840, 2160}};
  for (size_t i = 0; i < sizeof size / sizeof size[0]; ++i) {
    View view;
    sample_window(&view, 1.0);
    view_resize(&view, size[i][0], size[i][1]);
    view_open_menu(&view);
    cairo_surface_destroy(picture(&view, &theme_dark));
  }
}

static void any_report_can_be_painted(void **state)
{
  (void)state;
  static const float wrong[] = {NAN, INFINITY, -INFINITY, 1e30f, -1e30f, 0.0f, -200.0f, 7.0f};
  uint32_t random = 1;
  for (int round = 0; round < 40; ++round) {
    View view;
    Report report;
    float *number = (float *)&report;
    for (size_t i = 0; i < sizeof report / sizeof(float); ++i) {
      random = random * 1664525u + 1013904223u;
      number[i] = wrong[random >> 29];
    }
    view_init(&view, (ViewOutlet){.host = NULL}, 1.0);
    view_resize(&view, 500.0, 340.0);
    view_report(&view, &report);
    for (int control = 0; control < CONTROL_COUNT; ++control) {
      view_port(&view, (Control)control, wrong[(round + control) % 8]);
    }
    cairo_surface_destroy(picture(&view, &theme_light));
  }
}

static void paint_every_state(bool with_song)
{
  View view;
  if (with_song) {
    sample_song_window(&view, 1.0);
  } else {
    sample_window(&view, 1.0);
  }
  const Rect all = {0.0, 0.0, view.layout.width, view.layout.height};
  cairo_surface_t *plain = picture(&view, &theme_dark);
  for (int widget = 0; widget < WIDGET_COUNT; ++widget) {
    if (!view_has(&view, widget)) {
      continue;
    }
    view_set_focus(&view, widget, true);
    cairo_surface_t *focused = picture(&view, &theme_dark);
    assert_true(count_changed(plain, focused, &all) > 30); /* one sees where one is */
    cairo_surface_destroy(focused);
    view_set_focus(&view, WIDGET_NONE, false);
    view_pointer(&view, view.layout.widget[widget].x + 2.0, view.layout.widget[widget].y + 2.0,
                 false);
    cairo_surface_t *hovered = picture(&view, &theme_dark);
    assert_true(count_changed(plain, hovered, &view.layout.region[REGION_HELP]) > 30);
    cairo_surface_destroy(hovered);
    view_leave(&view);
  }
  view_open_menu(&view);
  cairo_surface_t *menu = picture(&view, &theme_dark);
  assert_true(count_changed(plain, menu, &view.layout.menu) > 1000);
  cairo_surface_destroy(menu);
  cairo_surface_destroy(plain);
}

static void every_state_of_the_widgets_can_be_painted(void **state)
{
  (void)state;
  paint_every_state(false);
  paint_every_state(true);
}

/* Each sentence stands beside its mark. */
static void the_card_shows_the_marks_it_explains(void **state)
{
  (void)state;
  static const double scales[] = {1.0, 2.0};
  for (int i = 0; i < 2; ++i) {
    View view;
    view_init(&view, (ViewOutlet){.host = NULL}, scales[i]); /* no mark is in the plots */
    cairo_surface_t *without = picture(&view, &theme_dark);
    view_explain(&view, true);
    cairo_surface_t *with = picture(&view, &theme_dark);
    const Rect *card = &view.layout.explain;
    const Rect side = view.layout.side;
    assert_true(count_changed(without, with, card) > 0.4 * card->width * card->height);
    assert_int_equal(count_changed(without, with, &side), 0);
    const int n_aim = count(with, card, theme_dark.aim);
    const int n_heard = count(with, card, theme_dark.bar_heard);
    const int n_other = count(with, card, theme_dark.curve);
    print_message("at %g: aim %d, evidence %d and %d pixels\n", scales[i], n_aim, n_heard, n_other);
    assert_true(n_aim > 60.0 * scales[i] && n_heard > 100.0 * scales[i]);
    assert_true(n_other > 40.0 * scales[i]);
    cairo_surface_destroy(without);
    cairo_surface_destroy(with);
  }
}

static cairo_surface_t *drawn(const View *view, const Lines *lines)
{
  cairo_surface_t *surface = blank(view);
  cairo_t *cr = cairo_create(surface);
  const Painter painter = painter_begin(cr, view, &theme_dark);
  const TextStyle style = painter_style(&painter, 12.0, false, painter.theme.text);
  lines_draw(&painter, &style, 0.0, 0.0, 20.0, lines);
  cairo_destroy(cr);
  cairo_surface_flush(surface);
  return surface;
}

/* A function may return them: they hold no address within themselves. */
static void lines_are_the_same_in_a_copy(void **state)
{
  (void)state;
  View view;
  view_init(&view, (ViewOutlet){.host = NULL}, 1.0);
  const Rect all = {0.0, 0.0, view.layout.width, view.layout.height};
  Lines lines = {.text = "one line and another line and one more"};
  cairo_surface_t *nothing = blank(&view);
  cairo_t *cr = cairo_create(nothing);
  const Painter painter = painter_begin(cr, &view, &theme_dark);
  const TextStyle style = painter_style(&painter, 12.0, false, painter.theme.text);
  lines_break(&painter, &style, 80.0, &lines);
  cairo_destroy(cr);
  assert_true(lines.count > 2);
  cairo_surface_t *before = drawn(&view, &lines);
  const Lines copy = lines;
  memset(&lines, 0, sizeof lines);
  cairo_surface_t *after = drawn(&view, &copy);
  assert_true(count_changed(nothing, before, &all) > 200);
  assert_int_equal(count_changed(before, after, &all), 0);
  cairo_surface_destroy(nothing);
  cairo_surface_destroy(before);
  cairo_surface_destroy(after);
}

/* Even in the smallest window the card lies over the plots alone. */
static void the_card_has_room(void **state)
{
  (void)state;
  for (double scale = 1.0; scale <= 3.0; scale += 0.25) {
    View view;
    view_init(&view, (ViewOutlet){.host = NULL}, scale);
    view_resize(&view, LAYOUT_MINIMUM_WIDTH * scale, LAYOUT_MINIMUM_HEIGHT * scale);
    const Rect all = {0.0, 0.0, view.layout.width, view.layout.height};
    cairo_surface_t *without = picture(&view, &theme_dark);
    view_explain(&view, true);
    cairo_surface_t *with = picture(&view, &theme_dark);
    const int beside = count_changed(without, with, &all) -
                       count_changed(without, with, &view.layout.explain) -
                       count_changed(without, with, &view.layout.widget[WIDGET_EXPLAIN]);
    print_message("at %g: %d pixels beside the plots\n", scale, beside);
    assert_int_equal(beside, 0);
    cairo_surface_destroy(without);
    cairo_surface_destroy(with);
  }
}

/* How many pixels of the line at the bottom have the colour of a warning. */
static int count_warning(const View *view)
{
  cairo_surface_t *surface = picture(view, &theme_dark);
  const int n = count(surface, &view->layout.region[REGION_HELP], theme_dark.curve);
  cairo_surface_destroy(surface);
  return n;
}

/* Hosts mix two installed bundles. The warning stays wherever the pointer is. */
static void a_plugin_of_another_build_is_told(void **state)
{
  (void)state;
  static const char *const other[] = {"", "0.1.0+1", GENRE_EQ_VERSION "+1", GENRE_EQ_VERSION};
  View view;
  view_init(&view, (ViewOutlet){.host = NULL}, 1.0);
  assert_int_equal(count_warning(&view), 0); /* nothing was reported yet */
  for (size_t i = 0; i < sizeof other / sizeof other[0]; ++i) {
    sample_window(&view, 1.0);
    assert_int_equal(count_warning(&view), 0);
    Report report = sample_window_report();
    memset(report.version, 0, sizeof report.version);
    memcpy(report.version, other[i], strlen(other[i]));
    view.dirty = 0;
    view_report(&view, &report);
    assert_true(view.dirty & REGION_BIT(REGION_HELP));
    const int n = count_warning(&view);
    view_pointer(&view, view.layout.widget[WIDGET_MODE].x + 2.0,
                 view.layout.widget[WIDGET_MODE].y + 2.0, false);
    print_message("plugin \"%s\", window \"%s\": %d pixels\n", other[i], genre_eq_build, n);
    assert_true(n > 100);
    assert_int_equal(count_warning(&view), n);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(any_size_can_be_painted),
      cmocka_unit_test(any_report_can_be_painted),
      cmocka_unit_test(lines_are_the_same_in_a_copy),
      cmocka_unit_test(the_card_shows_the_marks_it_explains),
      cmocka_unit_test(the_card_has_room),
      cmocka_unit_test(a_plugin_of_another_build_is_told),
      cmocka_unit_test(every_state_of_the_widgets_can_be_painted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
