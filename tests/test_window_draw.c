/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The window's picture, checked at named places: what it shows, that words fit, and that each
 * region paints only itself.
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
#include "ui/draw/panel.h"
#include "ui/draw/text.h"
#include "ui/x11/values.h"

static double band_middle_hz(int band)
{
  return sqrt(band_info[band].low_hz * band_info[band].high_hz);
}

/* --- what is shown where --------------------------------------------------------------------- */

static void levels_stand_against_their_zones(void **state)
{
  (void)state;
  for (int i = 0; i < N_HOST_SCALES; ++i) {
    View view;
    sample_window(&view, host_scales[i]);
    const Panel panel = panel_of(&view.layout.levels, -35.0, 3.0);
    const Report report = sample_window_report();
    cairo_surface_t *surface = picture(&view, &theme_dark);
    for (int band = 0; band < BAND_COUNT; ++band) {
      const double after_db = (double)(report.level_db[band] + report.applied_db[band]);
      /* A quarter into the band: away from the arrow in its middle. */
      const double x =
          panel_x(&panel, band_info[band].low_hz *
                              pow(band_info[band].high_hz / band_info[band].low_hz, 0.3));
      const Rect around = {floor(x), floor(panel_y(&panel, after_db)) - 2.0, 12.0 * host_scales[i],
                           5.0};
      assert_true(count(surface, &around, theme_dark.after) > 0);
      const Rect edge = {floor(x), floor(panel_y(&panel, (double)report.zone_high_db[band])) - 2.0,
                         4.0, 5.0};
      int n_greenish = 0;
      for (double y = edge.y; y < edge.y + edge.height; y += 1.0) {
        const uint32_t value = pixel(surface, edge.x, y);
        n_greenish += (value >> 8 & 0xff) > (value >> 16 & 0xff) + 60;
      }
      if (n_greenish == 0) {
        print_message("at %g: no upper edge of the zone of %s\n", host_scales[i],
                      band_info[band].name);
      }
      assert_true(n_greenish > 0);
    }
    cairo_surface_destroy(surface);
  }
}

static void the_curve_runs_where_the_equaliser_is(void **state)
{
  (void)state;
  View view;
  sample_window(&view, 1.0);
  const Rect *rect = &view.layout.response;
  const Panel panel = panel_of(rect, -6.0, 6.0);
  cairo_surface_t *surface = picture(&view, &theme_light);
  /* The sections' gains give -0.8 dB at 20 Hz and about +0.9 dB on top. */
  for (double x = rect->x + 2.0; x < rect->x + rect->width - 2.0; x += 7.0) {
    const Rect column = {floor(x), rect->y, 1.0, rect->height};
    assert_true(count(surface, &column, theme_light.curve) >= 1);
  }
  const Rect low = {panel.x + 2.0, floor(panel_y(&panel, -0.8)) - 3.0, 4.0, 7.0};
  const Rect high = {panel.x + panel.width - 6.0, floor(panel_y(&panel, 0.9)) - 4.0, 4.0, 9.0};
  assert_true(count(surface, &low, theme_light.curve) > 0);
  assert_true(count(surface, &high, theme_light.curve) > 0);
  cairo_surface_destroy(surface);
}

static void the_pointer_reads_the_curve(void **state)
{
  (void)state;
  View view;
  sample_window(&view, 1.0);
  const Rect *rect = &view.layout.response;
  cairo_surface_t *without = picture(&view, &theme_dark);
  view.dirty = 0;
  view_pointer(&view, rect->x + 300.0, rect->y + 30.0, false);
  assert_int_equal(view.dirty, REGION_BIT(REGION_CURVE));
  cairo_surface_t *with = picture(&view, &theme_dark);
  const Rect line = {rect->x + 300.0, rect->y + 30.0, 1.0, 1.0};
  const Rect words = {rect->x + 4.0, rect->y + 2.0, 130.0, 20.0};
  assert_int_equal(count_changed(without, with, &line), 1);
  assert_true(count_changed(without, with, &words) > 100);
  view_leave(&view);
  cairo_surface_t *left = picture(&view, &theme_dark);
  const Rect all = {0.0, 0.0, view.layout.width, view.layout.height};
  assert_int_equal(count_changed(without, left, &all), 0);
  cairo_surface_destroy(without);
  cairo_surface_destroy(with);
  cairo_surface_destroy(left);
}

static void the_heard_genre_stands_out(void **state)
{
  (void)state;
  View view;
  sample_window(&view, 2.0);
  cairo_surface_t *surface = picture(&view, &theme_dark);
  const Report report = sample_window_report();
  int full = 0;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    const Rect row = {view.layout.bars.x, floor(view.layout.bars.y + genre * view.layout.row),
                      view.layout.bars.width, floor(view.layout.row)};
    const int n = count(surface, &row, theme_dark.bar_heard);
    if (genre == GENRE_JAZZ) {
      full = n;
    } else {
      assert_int_equal(n, 0);
    }
  }
  /* At scale 2 a bar is 16 pixels high. It ends 88 pixels before the edge, where the figure is. */
  const double longest = view.layout.bars.width - view.layout.bar_name - 2.0 * 44.0;
  const double part = (double)report.probability[GENRE_JAZZ];
  print_message("bar of %.2f: %d pixels\n", part, full);
  assert_true(fabs(full - part * longest * 16.0) < 64.0);
  cairo_surface_destroy(surface);
}

static void bypass_is_plain_to_see(void **state)
{
  (void)state;
  View view;
  sample_window(&view, 1.0);
  cairo_surface_t *on = picture(&view, &theme_dark);
  view_port(&view, CONTROL_ENABLED, 0.0f);
  cairo_surface_t *off = picture(&view, &theme_dark);
  assert_true(count(on, &view.layout.levels, theme_dark.after) > 100);
  assert_int_equal(count(off, &view.layout.levels, theme_dark.after), 0);
  assert_true(count(on, &view.layout.response, theme_dark.curve) > 100);
  assert_int_equal(count(off, &view.layout.response, theme_dark.curve), 0);
  assert_true(count(on, &view.layout.widget[WIDGET_ENABLED], theme_dark.after) > 100);
  assert_int_equal(count(off, &view.layout.widget[WIDGET_ENABLED], theme_dark.after), 0);
  cairo_surface_destroy(on);
  cairo_surface_destroy(off);
}

static void the_difference_stands_out(void **state)
{
  (void)state;
  View view;
  sample_window(&view, 1.0);
  const Rect *delta = &view.layout.widget[WIDGET_DELTA];
  cairo_surface_t *off = picture(&view, &theme_dark);
  view_port(&view, CONTROL_DELTA, 1.0f);
  cairo_surface_t *on = picture(&view, &theme_dark);
  print_message("%d pixels of %.0f in the colour of the curve\n",
                count(on, delta, theme_dark.curve), delta->width * delta->height);
  const Rect *plot = &view.layout.response;
  const Rect corner = {plot->x + plot->width - 160.0, plot->y, 160.0, 24.0};
  assert_true(count(on, &corner, theme_dark.curve) > 100); /* and says so */
  assert_int_equal(count(off, &corner, theme_dark.curve), 0);
  assert_int_equal(count(off, delta, theme_dark.curve), 0);
  assert_true(count(on, delta, theme_dark.curve) > 0.4 * delta->width * delta->height);
  cairo_surface_destroy(off);
  cairo_surface_destroy(on);
}

static void automation_turns_its_knob_alone(void **state)
{
  (void)state;
  View view;
  sample_window(&view, 1.0);
  view.dirty = 0;
  cairo_surface_t *before = picture(&view, &theme_dark);
  cairo_surface_t *after = picture(&view, &theme_dark);
  view_port(&view, CONTROL_GLIDE, 40.0f);
  paint_onto(after, &view, &theme_dark, view.dirty);
  for (int widget = 0; widget < WIDGET_COUNT; ++widget) {
    const int n = count_changed(before, after, &view.layout.widget[widget]);
    assert_true(widget == WIDGET_GLIDE ? n > 50 : n == 0);
  }
  const Rect all = {0.0, 0.0, view.layout.width, view.layout.height};
  cairo_surface_t *whole = picture(&view, &theme_dark);
  assert_int_equal(count_changed(whole, after, &all), 0); /* no region was forgotten */
  cairo_surface_destroy(before);
  cairo_surface_destroy(after);
  cairo_surface_destroy(whole);
}

static void a_region_paints_itself_alone(void **state)
{
  (void)state;
  View view;
  sample_song_window(&view, 1.25);
  for (int region = 0; region < REGION_COUNT; ++region) {
    const Rect *rect = &view.layout.region[region];
    cairo_surface_t *surface = blank(&view); /* black */
    paint_onto(surface, &view, &theme_light, REGION_BIT(region));
    int outside = 0;
    for (double y = 0.0; y < view.layout.height; y += 1.0) {
      for (double x = 0.0; x < view.layout.width; x += 1.0) {
        outside += !rect_holds(rect, x, y) && pixel(surface, x, y) != 0;
      }
    }
    assert_int_equal(outside, 0);
    assert_true(pixel(surface, rect->x + 1.0, rect->y + 1.0) != 0);
    cairo_surface_destroy(surface);
  }
}

/* --- words fit ------------------------------------------------------------------------------- */

static bool fits(cairo_t *cr, const TextStyle *style, const char *text, double width)
{
  const double needed = text_width(cr, style, text);
  if (needed > width) {
    print_message("\"%s\" needs %.1f of %.1f\n", text, needed, width);
  }
  return needed <= width;
}

static void words_fit_their_places(void **state)
{
  (void)state;
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 8, 8);
  cairo_t *cr = cairo_create(surface);
  for (int i = 0; i < N_HOST_SCALES; ++i) {
    View view;
    view_init(&view, (ViewOutlet){.host = NULL}, host_scales[i]);
    view_resize(&view, LAYOUT_MINIMUM_WIDTH * host_scales[i],
                LAYOUT_MINIMUM_HEIGHT * host_scales[i]);
    const Layout *layout = &view.layout;
    const TextStyle plain = {&theme_dark, 13.0 * layout->scale, false, theme_dark.text};
    const TextStyle bold = {&theme_dark, 13.0 * layout->scale, true, theme_dark.text};
    for (int widget = 0; widget < WIDGET_COUNT; ++widget) {
      const Rect *rect = &layout->widget[widget];
      const Control control = widget_info[widget].control;
      if (widget_info[widget].shape == SHAPE_KNOB) {
        assert_true(fits(cr, &plain, widget_name(widget), rect->width));
        for (int k = 0; k <= 100; ++k) {
          char text[32];
          value_format(control, value_at(control, k / 100.0), text, sizeof text);
          assert_true(fits(cr, &bold, text, rect->width));
        }
      } else if (widget_info[widget].shape == SHAPE_TOGGLE) {
        assert_true(fits(cr, &plain, widget_name(widget), rect->width - 39.0 * layout->scale));
      } else if (widget_info[widget].shape == SHAPE_BUTTON) {
        assert_true(fits(cr, &plain, widget_name(widget), rect->width - 8.0 * layout->scale));
      }
    }
    assert_true(fits(cr, &plain,
                     "Loudness \xe2\x88\x92"
                     "24.2 \xe2\x86\x92 \xe2\x88\x92"
                     "24.1 LUFS",
                     layout->meters.width));
    assert_true(fits(cr, &plain,
                     "Makeup (match is off) \xe2\x88\x92"
                     "10.2 dB",
                     layout->meters.width));
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      assert_true(fits(cr, &bold, genre_name[genre], layout->bar_name - 2.0 * layout->scale));
      assert_true(
          fits(cr, &bold, genre_name[genre], layout->menu_item[0].width - 65.0 * layout->scale));
    }
    const Panel panel = {.x = layout->levels.x, .width = layout->levels.width};
    for (int band = 0; band < BAND_COUNT; ++band) {
      assert_true(fits(cr, &bold, band_info[band].name,
                       panel_x(&panel, band_info[band].high_hz) -
                           panel_x(&panel, band_info[band].low_hz) + 16.0 * layout->scale));
      assert_true(panel_x(&panel, band_middle_hz(band)) > panel.x);
    }
  }
  cairo_destroy(cr);
  cairo_surface_destroy(surface);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(levels_stand_against_their_zones),
      cmocka_unit_test(the_curve_runs_where_the_equaliser_is),
      cmocka_unit_test(the_pointer_reads_the_curve),
      cmocka_unit_test(the_heard_genre_stands_out),
      cmocka_unit_test(bypass_is_plain_to_see),
      cmocka_unit_test(the_difference_stands_out),
      cmocka_unit_test(automation_turns_its_knob_alone),
      cmocka_unit_test(a_region_paints_itself_alone),
      cmocka_unit_test(words_fit_their_places),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
