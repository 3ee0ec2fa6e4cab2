/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the window says of a curve that is held: it goes nowhere, and some controls do not move it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include <cairo.h>

#include "plugin/learn.h"
#include "tests/support_picture.h"
#include "tests/support_situations.h"

/* In mid-glide Hold keeps the curve of now: no figure says where it would have gone. */
static void a_held_curve_goes_nowhere(void **state)
{
  (void)state;
  View view;
  sample_situation(&view, 1.0, SITUATION_FAR);
  Report report = view.motion.goal;
  const Rect *plot = &view.layout.levels;
  const Rect under = {plot->x, plot->y + plot->height + 5.0, plot->width, 20.0};
  memcpy(report.wanted_db, report.applied_db, sizeof report.wanted_db);
  view_report(&view, &report);
  view_advance(&view, 10.0);
  cairo_surface_t *there = picture(&view, &theme_dark); /* "+4.0" */
  const float tenth = roundf(10.0f * report.applied_db[BAND_HIGH_MID]) / 10.0f;
  report.applied_db[BAND_HIGH_MID] = tenth - 0.045f;
  report.wanted_db[BAND_HIGH_MID] = tenth + 0.045f;
  view_report(&view, &report);
  view_advance(&view, 10.0);
  cairo_surface_t *near = picture(&view, &theme_dark); /* and not "+4.0 → +4.0" */
  report.wanted_db[BAND_HIGH_MID] += 1.5f;
  view_report(&view, &report);
  view_advance(&view, 10.0);
  cairo_surface_t *glides = picture(&view, &theme_dark); /* "+4.0 → +5.5" */
  view_port(&view, CONTROL_MODE, (float)MODE_HOLD);
  cairo_surface_t *held = picture(&view, &theme_dark);
  view_port(&view, CONTROL_MODE, (float)MODE_LEARN);
  report.learn_phase[0] = (float)LEARN_ENDED;
  view_report(&view, &report);
  view_advance(&view, 10.0);
  cairo_surface_t *learned = picture(&view, &theme_dark);
  assert_int_equal(count_changed(there, near, &under), 0);
  assert_true(count_changed(there, glides, &under) > 30);
  assert_int_equal(count_changed(there, held, &under), 0);
  assert_int_equal(count_changed(there, learned, &under), 0);
  cairo_surface_destroy(there);
  cairo_surface_destroy(near);
  cairo_surface_destroy(glides);
  cairo_surface_destroy(held);
  cairo_surface_destroy(learned);
}

/* How many pixels of the line at the bottom, and so of what it says of the widget, change by Hold,
 * by the end of Learn, and by Learn. */
static void change_of_words(int widget, int changed[3])
{
  View view;
  sample_situation(&view, 1.0, SITUATION_FAR);
  Report report = view.motion.goal;
  for (int tabs = 0; view.focus != widget && tabs < WIDGET_COUNT; ++tabs) {
    view_key(&view, KEY_TAB, 0, false);
  }
  const Rect *line = &view.layout.region[REGION_HELP];
  cairo_surface_t *adapt = picture(&view, &theme_dark);
  view_port(&view, CONTROL_MODE, (float)MODE_HOLD);
  cairo_surface_t *hold = picture(&view, &theme_dark);
  view_port(&view, CONTROL_MODE, (float)MODE_LEARN);
  view.dirty = 0;
  cairo_surface_t *learn = picture(&view, &theme_dark);
  changed[2] = count_changed(adapt, learn, line);
  report.learn_phase[0] = (float)LEARN_ENDED;
  view_report(&view, &report);
  paint_onto(learn, &view, &theme_dark, view.dirty); /* what the report has made dirty is enough */
  changed[0] = count_changed(adapt, hold, line);
  changed[1] = count_changed(adapt, learn, line);
  cairo_surface_destroy(adapt);
  cairo_surface_destroy(hold);
  cairo_surface_destroy(learn);
}

/* What a held curve does not follow says so. */
static void a_knob_without_effect_says_so(void **state)
{
  (void)state;
  static const int without[] = {WIDGET_GENRE, WIDGET_MATCH, WIDGET_AMOUNT, WIDGET_RANGE,
                                WIDGET_GLIDE};
  int changed[3];
  for (size_t i = 0; i < sizeof without / sizeof without[0]; ++i) {
    change_of_words(without[i], changed);
    print_message("%s: %d, %d and %d pixels\n", widget_name(without[i]), changed[0], changed[1],
                  changed[2]);
    assert_true(changed[0] > 30 && changed[1] == changed[0]);
    /* Learn takes the least Glide, and else follows the controls. */
    assert_true(without[i] == WIDGET_GLIDE ? changed[2] > 30 : changed[2] == 0);
  }
  change_of_words(WIDGET_MEMORY, changed); /* Learn remembers the whole song */
  assert_true(changed[0] == 0 && changed[1] > 30 && changed[2] == changed[1]);
  change_of_words(WIDGET_OUTPUT_GAIN, changed);
  assert_true(changed[0] == 0 && changed[1] == 0 && changed[2] == 0);
}

/* Where the curve is near the upper edge, "held" stands at the lower one. */
static void the_curve_crosses_no_words(void **state)
{
  (void)state;
  static const float high_db[] = {4.5f, 0.0f, -4.5f};
  for (size_t i = 0; i < sizeof high_db / sizeof high_db[0]; ++i) {
    View view;
    sample_situation(&view, 1.0, SITUATION_FAR);
    Report report = view.motion.goal;
    for (int band = 0; band < BAND_COUNT; ++band) {
      report.section_db[band] = report.section_to_db[band] = band == BAND_HIGH ? high_db[i] : 0.0f;
    }
    view_report(&view, &report);
    view_advance(&view, 10.0);
    const Rect *plot = &view.layout.response;
    const Rect upper = {plot->x + 0.85 * plot->width, plot->y, 0.15 * plot->width, 26.0};
    const Rect lower = {upper.x, plot->y + plot->height - 26.0, upper.width, 26.0};
    cairo_surface_t *adapt = picture(&view, &theme_dark);
    view_port(&view, CONTROL_MODE, (float)MODE_HOLD);
    cairo_surface_t *hold = picture(&view, &theme_dark);
    const int n_upper = count_changed(adapt, hold, &upper);
    const int n_lower = count_changed(adapt, hold, &lower);
    print_message("%+.1f dB: %d pixels above, %d below\n", (double)high_db[i], n_upper, n_lower);
    assert_true(high_db[i] > 0.0f ? n_lower > 30 && n_upper == 0 : n_upper > 30 && n_lower == 0);
    cairo_surface_destroy(adapt);
    cairo_surface_destroy(hold);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_held_curve_goes_nowhere),
      cmocka_unit_test(a_knob_without_effect_says_so),
      cmocka_unit_test(the_curve_crosses_no_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
