/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The drawing of the curve: its axes, what it shows, that any input is safe, and that its text is
 * readable.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cairo.h>

#include "dsp/shelves.h"
#include "ui/draw/curve_plot.h"
#include "ui/draw/text.h"

enum { WIDTH = 1200, HEIGHT = 720 };

/* The controls that the words of the picture depend on. */
static const float control[CONTROL_COUNT] = {
    [CONTROL_ENABLED] = 1.0f, [CONTROL_AMOUNT] = 100.0f, [CONTROL_RANGE] = 4.0f};

static Report sample_report(void)
{
  static const float probability[GENRE_COUNT] = {0.06f, 0.02f, 0.01f, 0.82f, 0.04f, 0.05f};
  static const float level_db[BAND_COUNT] = {-3.1f, -7.4f, -6.2f, -14.8f, -24.6f};
  static const float low_db[BAND_COUNT] = {-5.2f, -9.8f, -6.6f, -13.4f, -22.3f};
  static const float high_db[BAND_COUNT] = {-3.3f, -7.2f, -4.9f, -10.6f, -17.9f};
  static const float aim_db[BAND_COUNT] = {-3.3f, -7.4f, -6.2f, -13.1f, -22.0f};
  static const float change_db[BAND_COUNT] = {-0.2f, 0.0f, 0.0f, 1.1f, 1.8f};
  Report report = {.label = {(float)genre_value[GENRE_JAZZ]},
                   .confidence = {0.82f},
                   .listened_s = {30.0f},
                   .answered = {1.0f},
                   .makeup_db = {-0.3f},
                   .rate_hz = {44100.0f}};
  memcpy(report.probability, probability, sizeof probability);
  memcpy(report.level_db, level_db, sizeof level_db);
  memcpy(report.zone_low_db, low_db, sizeof low_db);
  memcpy(report.zone_high_db, high_db, sizeof high_db);
  memcpy(report.aim_db, aim_db, sizeof aim_db);
  memcpy(report.wanted_db, change_db, sizeof change_db);
  memcpy(report.applied_db, change_db, sizeof change_db);
  memcpy(report.section_db, change_db, sizeof change_db);
  return report;
}

/* A picture of the report; cairo_surface_destroy() it. */
static cairo_surface_t *picture(const Report *report, const Theme *theme, const char *title,
                                int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create(surface);
  CurveView view;
  curve_view_from_report(&view, report, control);
  view.title = title;
  curve_plot_draw(cr, width, height, theme, &view);
  assert_int_equal(cairo_status(cr), CAIRO_STATUS_SUCCESS);
  cairo_destroy(cr);
  cairo_surface_flush(surface);
  return surface;
}

/* --- axes ----------------------------------------------------------------------- */

static void axes_run_from_band_edge_to_band_edge(void **state)
{
  (void)state;
  const Panel panel = {.x = 100.0,
                       .y = 50.0,
                       .width = 600.0,
                       .height = 300.0,
                       .low_db = -30.0,
                       .high_db = 0.0,
                       .step_db = 5.0,
                       .theme = &theme_light};
  assert_true(fabs(panel_x(&panel, 20.0) - 100.0) < 1e-9);
  assert_true(fabs(panel_x(&panel, 20000.0) - 700.0) < 1e-9);
  assert_true(fabs(panel_x(&panel, 200.0) - 300.0) < 1e-9); /* a decade of three */
  assert_true(fabs(panel_y(&panel, 0.0) - 50.0) < 1e-9);
  assert_true(fabs(panel_y(&panel, -30.0) - 350.0) < 1e-9);
  double worst = 0.0;
  for (double freq_hz = 20.0; freq_hz < 20000.0; freq_hz *= 1.1) {
    worst = fmax(worst, fabs(panel_freq_hz(&panel, panel_x(&panel, freq_hz)) / freq_hz - 1.0));
  }
  print_message("there and back: %.1e\n", worst);
  assert_true(worst < 1e-12);
}

/* --- the view -------------------------------------------------------------------- */

static void gain_is_that_of_the_equaliser(void **state)
{
  (void)state;
  const Report report = sample_report();
  CurveView view;
  curve_view_from_report(&view, &report, control);
  double worst_db = 0.0;
  double section_db[BAND_COUNT];
  Biquad shelf[SHELF_COUNT];
  for (int band = 0; band < BAND_COUNT; ++band) {
    section_db[band] = (double)report.section_db[band];
  }
  shelves_design(section_db, 44100.0, shelf);
  const Response response = response_of(view.section_db, view.rate_hz);
  for (double freq_hz = 20.0; freq_hz < 20000.0; freq_hz *= 1.2) {
    double gain_db = 0.0;
    for (int i = 0; i < SHELF_COUNT; ++i) {
      gain_db += 10.0 * log10(biquad_power_at(&shelf[i], freq_hz, 44100.0));
    }
    worst_db = fmax(worst_db, fabs(response_gain_db(&response, freq_hz) - gain_db));
  }
  print_message("off the sum of the shelves by %.1e dB\n", worst_db);
  assert_true(worst_db < 1e-9);

  const double wild_db[BAND_COUNT] = {1e9, -1e9, (double)INFINITY, 0.0, (double)NAN};
  const double tame_db[BAND_COUNT] = {SECTION_GAIN_LIMIT_DB, -SECTION_GAIN_LIMIT_DB, 0.0, 0.0, 0.0};
  const Response wild = response_of(wild_db, 44100.0);
  const Response tame = response_of(tame_db, 44100.0);
  assert_true(response_gain_db(&wild, 300.0) == response_gain_db(&tame, 300.0));

  memset(view.section_db, 0, sizeof view.section_db);
  const Response flat = response_of(view.section_db, view.rate_hz);
  assert_true(response_gain_db(&flat, 1000.0) == 0.0 && response_most_db(&flat) == 0.0);
  const double no_rates_hz[] = {0.0, -44100.0, (double)NAN};
  for (int i = 0; i < 3; ++i) {
    const Response none = response_of(tame_db, no_rates_hz[i]);
    assert_true(none.top_hz == 0.0 && response_gain_db(&none, 300.0) == 0.0);
  }
}

static void wild_reports_become_tame_views(void **state)
{
  (void)state;
  Report report = sample_report();
  report.level_db[0] = NAN;
  report.section_db[1] = INFINITY;
  report.confidence[0] = -INFINITY;
  report.rate_hz[0] = NAN;
  report.label[0] = (float)GENRE_VALUE_LARGEST + 1.0f;
  CurveView view;
  curve_view_from_report(&view, &report, control);
  assert_true(view.level_db[0] == 0.0 && view.section_db[1] == 0.0 && view.confidence == 0.0 &&
              view.rate_hz == 0.0);
  assert_int_equal(view.label, GENRE_UNSURE);
  assert_string_equal(view.genre, "unsure");
  report.label[0] = NAN;
  curve_view_from_report(&view, &report, control);
  assert_int_equal(view.label, GENRE_UNSURE);
}

/* --- the picture ------------------------------------------------------------------- */

static bool has_color(cairo_surface_t *surface, Color color)
{
  const unsigned char *data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < cairo_image_surface_get_height(surface); ++y) {
    for (int x = 0; x < cairo_image_surface_get_width(surface); ++x) {
      uint32_t pixel = 0;
      memcpy(&pixel, data + y * stride + 4 * x, sizeof pixel);
      if (abs((int)(pixel >> 16 & 0xff) - (int)(255.0 * color.red)) <= 1 &&
          abs((int)(pixel >> 8 & 0xff) - (int)(255.0 * color.green)) <= 1 &&
          abs((int)(pixel & 0xff) - (int)(255.0 * color.blue)) <= 1) {
        return true;
      }
    }
  }
  return false;
}

static void every_line_is_in_the_picture(void **state)
{
  (void)state;
  const Report report = sample_report();
  static const Theme *const themes[] = {&theme_light, &theme_dark};
  for (int i = 0; i < 2; ++i) {
    cairo_surface_t *surface = picture(&report, themes[i], "A song", WIDTH, HEIGHT);
    assert_true(has_color(surface, themes[i]->before));
    assert_true(has_color(surface, themes[i]->after));
    assert_true(has_color(surface, themes[i]->aim));
    assert_true(has_color(surface, themes[i]->curve));
    assert_true(has_color(surface, themes[i]->bar_heard));
    cairo_surface_destroy(surface);
  }
}

/* Seen to fail: a silent song had a level in the middle of each zone, and 14 % of each genre. */
static void what_was_not_heard_is_not_in_the_picture(void **state)
{
  (void)state;
  const Theme *theme = &theme_light;
  Report report = sample_report();
  report.label[0] = (float)GENRE_VALUE_UNSURE;
  report.answered[0] = 0.0f; /* less than 3 s */
  cairo_surface_t *surface = picture(&report, theme, "A song", WIDTH, HEIGHT);
  assert_true(has_color(surface, theme->zone_line) && has_color(surface, theme->before));
  assert_false(has_color(surface, theme->aim));
  Report other = report;
  other.probability[0] += 0.2f;
  cairo_surface_t *same = picture(&other, theme, "A song", WIDTH, HEIGHT);
  assert_memory_equal(cairo_image_surface_get_data(surface), cairo_image_surface_get_data(same),
                      (size_t)cairo_image_surface_get_stride(surface) * HEIGHT);
  cairo_surface_destroy(same);
  cairo_surface_destroy(surface);
  report.listened_s[0] = 0.0f;
  memset(report.applied_db, 0, sizeof report.applied_db);
  surface = picture(&report, theme, "A song", WIDTH, HEIGHT);
  other = report;
  other.level_db[2] -= 0.5f;
  same = picture(&other, theme, "A song", WIDTH, HEIGHT);
  assert_memory_equal(cairo_image_surface_get_data(surface), cairo_image_surface_get_data(same),
                      (size_t)cairo_image_surface_get_stride(surface) * HEIGHT);
  cairo_surface_destroy(same);
  cairo_surface_destroy(surface);
}

static void same_report_same_picture(void **state)
{
  (void)state;
  Report report = sample_report();
  cairo_surface_t *first = picture(&report, &theme_light, "A song", WIDTH, HEIGHT);
  cairo_surface_t *second = picture(&report, &theme_light, "A song", WIDTH, HEIGHT);
  report.aim_db[2] -= 1.0f;
  cairo_surface_t *other = picture(&report, &theme_light, "A song", WIDTH, HEIGHT);
  const size_t size = (size_t)cairo_image_surface_get_stride(first) * HEIGHT;
  assert_memory_equal(cairo_image_surface_get_data(first), cairo_image_surface_get_data(second),
                      size);
  assert_memory_not_equal(cairo_image_surface_get_data(first), cairo_image_surface_get_data(other),
                          size);
  cairo_surface_destroy(first);
  cairo_surface_destroy(second);
  cairo_surface_destroy(other);
}

static void any_report_title_and_size_can_be_drawn(void **state)
{
  (void)state;
  static const float wild[] = {0.0f, NAN, INFINITY, -INFINITY, 1e30f, -1e30f, 1e-30f, -60.0f};
  static const int sizes[][2] = {{1, 1}, {10, 700}, {1200, 10}, {400, 300}, {2400, 1440}};
  static const char *const titles[] = {
      NULL, "", "\xff\xfe\x80", "\xe2\x82", "a\nb\t\x01", "\xf4\x90\x80\x80 \xed\xa0\x80 \xc3\xa9"};
  char long_title[2000];
  memset(long_title, 'W', sizeof long_title - 1);
  long_title[sizeof long_title - 1] = '\0';
  int n_pictures = 0;
  for (size_t i = 0; i < sizeof wild / sizeof wild[0]; ++i) {
    Report report = sample_report();
    for (int field = 0; field < REPORT_FIELD_COUNT; ++field) {
      float *values = (float *)(void *)((char *)&report + report_field[field].offset);
      for (int k = 0; k < report_field[field].count; ++k) {
        values[k] = wild[i];
      }
    }
    cairo_surface_destroy(picture(&report, &theme_dark, titles[i % 6], WIDTH, HEIGHT));
    report.rate_hz[0] = 8000.0f;
    cairo_surface_destroy(picture(&report, &theme_light, long_title, WIDTH, HEIGHT));
    n_pictures += 2;
  }
  const Report report = sample_report();
  for (int i = 0; i < 5; ++i) {
    cairo_surface_destroy(picture(&report, &theme_light, titles[i + 1], sizes[i][0], sizes[i][1]));
    ++n_pictures;
  }
  print_message("%d pictures\n", n_pictures);
}

/* --- legibility ---------------------------------------------------------------------- */

/* Relative luminance and contrast ratio: W3C, "Web Content Accessibility Guidelines 2.1". They
 * require 4.5 for text (1.4.3) and 3 for outlines of controls and for marks (1.4.11). */
static double linear(double value)
{
  return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(Color color)
{
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

static double contrast(Color a, Color b)
{
  const double first = luminance(a) + 0.05;
  const double second = luminance(b) + 0.05;
  return first > second ? first / second : second / first;
}

/* Controls have the panel's colour and stand on the background; plots and the card of what is
 * heard have the panel's; bars lie on tracks, and marks on lines, of the grid's. */
static double least_contrast(const Theme *theme, Color color)
{
  return fmin(contrast(color, theme->background),
              fmin(contrast(color, theme->panel), contrast(color, theme->grid)));
}

static void text_outlines_and_marks_stand_out(void **state)
{
  (void)state;
  static const Theme *const themes[] = {&theme_light, &theme_dark};
  for (int i = 0; i < 2; ++i) {
    const Theme *theme = themes[i];
    const Color text[] = {theme->text, theme->faint_text, theme->after, theme->curve,
                          theme->zone_line};
    const Color mark[] = {theme->edge,  theme->zone_line, theme->aim,      theme->before,
                          theme->after, theme->curve,     theme->bar_heard};
    double least_text = 21.0;
    double least_mark = 21.0;
    for (size_t k = 0; k < sizeof text / sizeof text[0]; ++k) {
      assert_true(text[k].alpha >= 1.0);
      least_text = fmin(least_text, contrast(text[k], theme->background));
    }
    for (size_t k = 0; k < sizeof mark / sizeof mark[0]; ++k) {
      assert_true(mark[k].alpha >= 1.0); /* mixed with the ground, it would have less */
      least_mark = fmin(least_mark, least_contrast(theme, mark[k]));
    }
    print_message("contrast of text %.2f, of outlines %.2f, of any outline or mark %.2f\n",
                  least_text, least_contrast(theme, theme->edge), least_mark);
    assert_true(least_text >= 4.5);
    assert_true(least_mark >= 3.0);
  }
}

/* The font that the text was written in. */
static const char *family_of(cairo_t *cr, const char *text)
{
  const TextStyle style = {&theme_light, 14.0, false, theme_light.text};
  text_draw(cr, &style, ALIGN_LEFT, 5.0, 20.0, text);
  return cairo_toy_font_face_get_family(cairo_get_font_face(cr));
}

/* No font has a picture for the last character. */
static void letters_that_the_font_lacks_are_written_in_the_users_font(void **state)
{
  (void)state;
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 200, 30);
  cairo_t *cr = cairo_create(surface);
  assert_string_equal(family_of(cr, "Lake \xd0\xb6 \xc3\xa9"), theme_light.font);
  assert_string_equal(family_of(cr, "Lake \xf4\x8f\xbf\xbd"), "sans-serif");
  assert_string_equal(family_of(cr, "Lake"), theme_light.font);
  cairo_destroy(cr);
  cairo_surface_destroy(surface);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(axes_run_from_band_edge_to_band_edge),
      cmocka_unit_test(gain_is_that_of_the_equaliser),
      cmocka_unit_test(wild_reports_become_tame_views),
      cmocka_unit_test(every_line_is_in_the_picture),
      cmocka_unit_test(what_was_not_heard_is_not_in_the_picture),
      cmocka_unit_test(same_report_same_picture),
      cmocka_unit_test(any_report_title_and_size_can_be_drawn),
      cmocka_unit_test(text_outlines_and_marks_stand_out),
      cmocka_unit_test(letters_that_the_font_lacks_are_written_in_the_users_font),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
