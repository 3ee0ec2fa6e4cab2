/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The picture in the mixer strip: drawn without a host and checked at named places, and drawn
 * through the plugin's LV2 entry. A PNG of it stays in GENRE_EQ_BUILD to look at.
 */
#include <dlfcn.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cairo.h>
#include <cmocka.h>

#include "plugin/controls.h"
#include "plugin/inline_display.h"
#include "plugin/inline_font.h"
#include "plugin/learn.h"
#include "tests/support_inline.h"
#include "tests/support_music.h"

#define RATE_HZ 48000.0

static int count_bright(const InlineDisplaySurface *surface, int from_x, int to_x, int to_y)
{
  int count = 0;
  for (int y = 0; y < to_y; ++y) {
    for (int x = from_x; x < to_x; ++x) {
      count += pixel_at(surface, x, y).blue > 140;
    }
  }
  return count;
}

static Report boosted_above(void)
{
  Report report = {.label = {(float)genre_value[GENRE_JAZZ]}, .confidence = {0.71f}};
  report.section_db[BAND_LOW] = -2.0f;
  report.section_db[BAND_HIGH] = 2.0f;
  return report;
}

/* A new display's picture of the report; inline_display_free() it. */
static const InlineDisplaySurface *draw(InlineDisplay *display, const Report *report,
                                        InlineMode how, uint32_t width, uint32_t height)
{
  inline_display_init(display, RATE_HZ);
  assert_true(inline_display_note(display, report, how));
  return inline_display_render(display, width, height);
}

/* The picture of another report. It is due at the second. */
static const InlineDisplaySurface *draw_next(InlineDisplay *display, const Report *report)
{
  inline_display_note(display, report, INLINE_ON);
  inline_display_note(display, report, INLINE_ON);
  return inline_display_render(display, 109, 60);
}

static void the_curve_lies_where_the_equaliser_is(void **state)
{
  (void)state;
  static const int widths[] = {80, 110, 200, 440};
  for (size_t i = 0; i < sizeof widths / sizeof widths[0]; ++i) {
    InlineDisplay display;
    const Report report = boosted_above();
    const InlineDisplaySurface *surface =
        draw(&display, &report, INLINE_ON, (uint32_t)widths[i], 400);
    assert_non_null(surface);
    assert_int_equal(surface->width, widths[i]);
    assert_int_equal(surface->height, widths[i] / 2);
    assert_true(surface->stride >= 4 * surface->width);
    const double low = curve_height(surface, 2);
    const double middle = curve_height(surface, surface->width / 2);
    const double high = curve_height(surface, surface->width - 3);
    print_message("%d x %d: curve at %.1f, %.1f, %.1f\n", surface->width, surface->height, low,
                  middle, high);
    assert_true(low > middle && middle > high && high > 0.0);
    /* -2 dB and +2 dB lie as far below and above the zero line. */
    assert_true(fabs(low - middle - (middle - high)) <= 0.05 * surface->height);
    char name[64];
    snprintf(name, sizeof name, "inline-display-%d", widths[i]);
    keep(surface, name);
    inline_display_free(&display);
  }
}

static void the_label_tells_the_genre(void **state)
{
  (void)state;
  InlineDisplay display;
  Report report = boosted_above();
  const InlineDisplaySurface *surface = draw(&display, &report, INLINE_ON, 109, 60);
  const int jazz = count_bright(surface, 0, 60, 14);
  const int percent = count_bright(surface, 80, 109, 14);
  report.label[0] = (float)genre_value[GENRE_CLASSICAL];
  surface = draw_next(&display, &report);
  const int classical = count_bright(surface, 0, 60, 14);
  report.label[0] = 0.0f;
  surface = draw_next(&display, &report);
  const int none = count_bright(surface, 80, 109, 14);
  keep(surface, "inline-display-unsure");
  print_message("dots: jazz %d, classical %d, 71%% %d, unsure's percentage %d\n", jazz, classical,
                percent, none);
  assert_true(jazz > 25 && classical > jazz + 15);
  assert_true(percent > 15);
  assert_int_equal(none, 0);
  inline_display_free(&display);
}

/* True if a character has a glyph, and does not show as the empty box. */
static bool has_glyph(char character)
{
  enum { SIDE = 12 };
  uint32_t dots[2][SIDE * SIDE] = {{0}};
  const char text[2][2] = {{character, '\0'}, {'\x7f', '\0'}};
  for (int i = 0; i < 2; ++i) {
    Canvas canvas = {dots[i], SIDE, SIDE};
    font_draw(&canvas, text[i], 0, 0, 1, 0xffffff);
  }
  return memcmp(dots[0], dots[1], sizeof dots[0]) != 0;
}

static void every_name_has_its_glyphs_and_fits(void **state)
{
  (void)state;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    for (const char *s = genre_name[genre]; *s; ++s) {
      assert_true(has_glyph(*s));
    }
    print_message("%s: %d dots\n", genre_name[genre], font_width(genre_name[genre]));
    assert_true(font_width(genre_name[genre]) <= 60);
  }
  for (const char *s = "0123456789%unsureoffdeltalearning"; *s; ++s) {
    assert_true(has_glyph(*s));
  }
  assert_false(has_glyph('\x01'));
}

static void bypass_is_plain_to_see(void **state)
{
  (void)state;
  InlineDisplay display;
  const Report report = boosted_above();
  const InlineDisplaySurface *surface = draw(&display, &report, INLINE_OFF, 110, 60);
  keep(surface, "inline-display-off");
  for (int x = 0; x < surface->width; ++x) {
    assert_true(curve_height(surface, x) < 0.0);
  }
  inline_display_free(&display);
}

static void the_difference_is_named(void **state)
{
  (void)state;
  InlineDisplay display;
  const Report report = boosted_above();
  const InlineDisplaySurface *surface = draw(&display, &report, INLINE_DELTA, 110, 60);
  keep(surface, "inline-display-delta");
  int orange = 0;
  for (int y = 0; y < 12; ++y) {
    for (int x = 0; x < 60; ++x) {
      const Pixel pixel = pixel_at(surface, x, y);
      orange += pixel.red > 200 && pixel.blue < 100;
    }
  }
  print_message("%d orange dots of \"delta\"\n", orange);
  assert_true(orange > 40);
  inline_display_free(&display);
}

/* While Learn listens there is no genre and no percentage; when it has ended, they are there. */
static void learn_is_named_while_it_listens(void **state)
{
  (void)state;
  InlineDisplay display;
  Report report = boosted_above();
  const InlineDisplaySurface *surface = draw(&display, &report, INLINE_ON, 109, 60);
  const int words = count_bright(surface, 0, 60, 14);
  const int percent = count_bright(surface, 80, 109, 14);
  int dots[LEARN_HELD + 1][2];
  for (int phase = LEARN_LISTENS; phase <= LEARN_HELD; ++phase) {
    report.learn_phase[0] = (float)phase;
    surface = draw_next(&display, &report);
    dots[phase][0] = count_bright(surface, 0, 60, 14);
    dots[phase][1] = count_bright(surface, 80, 109, 14);
    keep(surface, phase == LEARN_LISTENS ? "inline-display-learns" : "inline-display-held");
  }
  print_message("dots: jazz %d, learning %d, held %d\n", words, dots[LEARN_LISTENS][0],
                dots[LEARN_HELD][0]);
  assert_true(dots[LEARN_LISTENS][0] > words + 30);
  assert_int_equal(dots[LEARN_LISTENS][1], 0);
  for (int phase = LEARN_ENDED; phase <= LEARN_HELD; ++phase) {
    assert_int_equal(dots[phase][0], words);
    assert_int_equal(dots[phase][1], percent);
  }
  inline_display_free(&display);
}

static void any_size_and_any_report_can_be_drawn(void **state)
{
  (void)state;
  static const uint32_t sizes[] = {0, 1, 2, 3, 7, 31, 64, 4096, 100000, UINT32_MAX};
  static const float wild[] = {-23.0f, 23.0f, 0.0f};
  InlineDisplay display;
  Report report = {.label = {99.0f}, .confidence = {7.0f}};
  inline_display_init(&display, 8000.0);
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; ++i) {
    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; ++k) {
      for (int band = 0; band < BAND_COUNT; ++band) {
        report.section_db[band] = wild[(i + k + (size_t)band) % 3];
      }
      inline_display_note(&display, &report, INLINE_ON);
      const uint32_t height = sizes[k] > 64 && sizes[i] > 64 ? 64 : sizes[k];
      const InlineDisplaySurface *surface = inline_display_render(&display, sizes[i], height);
      assert_int_equal(surface != NULL, sizes[i] > 0 && sizes[k] > 0);
      if (surface) {
        assert_true((uint32_t)surface->width <= sizes[i] && (uint32_t)surface->height <= height);
        pixel_at(surface, surface->width - 1, surface->height - 1);
      }
    }
  }
  inline_display_free(&display);
}

static void a_picture_at_rest_is_not_asked_for(void **state)
{
  (void)state;
  InlineDisplay display;
  Report report = boosted_above();
  inline_display_init(&display, RATE_HZ);
  int n_asked = 0;
  for (int hop = 0; hop < 100; ++hop) { /* ten seconds, the curve moves in each hop */
    report.section_db[BAND_MID] += 0.05f;
    n_asked += inline_display_note(&display, &report, INLINE_ON);
  }
  print_message("%d pictures in 10 s of movement\n", n_asked);
  assert_true(n_asked >= 30 && n_asked <= 50);
  n_asked = 0;
  for (int hop = 0; hop < 100; ++hop) {
    n_asked += inline_display_note(&display, &report, INLINE_ON);
  }
  assert_true(n_asked <= 1);
  inline_display_free(&display);
}

/* --- through the LV2 entry ------------------------------------------------------------------ */

static void on_queue_draw(void *handle)
{
  ++*(int *)handle;
}

static void a_host_gets_its_picture(void **state)
{
  (void)state;
  const char *bundle = getenv("GENRE_EQ_BUNDLE");
  char path[4096];
  snprintf(path, sizeof path, "%s/genre-eq.so", bundle ? bundle : "build/genre-eq.lv2");
  void *library = dlopen(path, RTLD_NOW);
  assert_non_null(library);
  const LV2_Descriptor *(*get)(uint32_t) =
      (const LV2_Descriptor *(*)(uint32_t))(uintptr_t)dlsym(library, "lv2_descriptor");
  const LV2_Descriptor *descriptor = get(1); /* mono */
  int n_asked = 0;
  InlineDisplayQueueDraw queue_draw = {&n_asked, on_queue_draw};
  const LV2_Feature feature = {INLINE_DISPLAY_QUEUE_DRAW_URI, &queue_draw};
  const LV2_Feature *const features[] = {&feature, NULL};
  LV2_Handle plugin = descriptor->instantiate(descriptor, RATE_HZ, "/", features);
  const InlineDisplayInterface *interface =
      descriptor->extension_data(INLINE_DISPLAY_INTERFACE_URI);
  assert_non_null(plugin);
  assert_non_null(interface);
  assert_non_null(interface->render(plugin, 100, 50)); /* before any sound */

  Music music = music_make(12.0, RATE_HZ);
  float glide = 1.0f;
  descriptor->connect_port(plugin, PORT_CONTROLS(1) + CONTROL_GLIDE, &glide);
  descriptor->activate(plugin);
  for (uint32_t at = 0; at + 480 <= music.n_frames; at += 480) {
    descriptor->connect_port(plugin, 0, music.channel[0] + at);
    descriptor->connect_port(plugin, 1, music.channel[0] + at);
    descriptor->run(plugin, 480);
  }
  const InlineDisplaySurface *surface = interface->render(plugin, 100, 50);
  assert_non_null(surface);
  print_message("asked %d times in 12 s\n", n_asked);
  assert_true(n_asked >= 10 && n_asked <= 60);
  assert_true(curve_height(surface, 50) >= 0.0);
  descriptor->deactivate(plugin);
  descriptor->cleanup(plugin);
  dlclose(library);
  music_free(&music);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_curve_lies_where_the_equaliser_is),
      cmocka_unit_test(the_label_tells_the_genre),
      cmocka_unit_test(every_name_has_its_glyphs_and_fits),
      cmocka_unit_test(bypass_is_plain_to_see),
      cmocka_unit_test(the_difference_is_named),
      cmocka_unit_test(learn_is_named_while_it_listens),
      cmocka_unit_test(any_size_and_any_report_can_be_drawn),
      cmocka_unit_test(a_picture_at_rest_is_not_asked_for),
      cmocka_unit_test(a_host_gets_its_picture),
  };
  return cmocka_run_group_tests_name("inline_display", tests, NULL, NULL);
}
