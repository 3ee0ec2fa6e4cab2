/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Zone, aim and song in the window are three marks, each is named, and one line says what is done.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <limits.h>
#include <math.h>
#include <string.h>

#include <cairo.h>

#include "tests/support_picture.h"
#include "tests/support_situations.h"
#include "ui/draw/panel.h"
#include "ui/x11/legend.h"

/* The aim's triangles, whose bases are at the edges of the band. */
static int aim_at(cairo_surface_t *surface, const Panel *panel, int band, double db, double scale)
{
  const double left = panel_x(panel, band_info[band].low_hz);
  const double right = panel_x(panel, band_info[band].high_hz);
  const double y = floor(panel_y(panel, db)) - 5.0 * scale;
  const Rect west = {floor(left), y, 10.0 * scale, 10.0 * scale};
  const Rect east = {floor(right - 10.0 * scale), y, 10.0 * scale, 10.0 * scale};
  const int n_west = count(surface, &west, theme_dark.aim);
  const int n_east = count(surface, &east, theme_dark.aim);
  return n_west < n_east ? n_west : n_east;
}

static void the_aim_is_a_mark_of_its_own(void **state)
{
  (void)state;
  for (int i = 0; i < N_HOST_SCALES; ++i) {
    View view;
    sample_window(&view, host_scales[i]);
    const Rect *rect = &view.layout.levels;
    const Panel panel = panel_of(rect, -35.0, 3.0);
    const Report report = sample_window_report();
    cairo_surface_t *surface = picture(&view, &theme_dark);
    int least = INT_MAX;
    for (int band = 0; band < BAND_COUNT; ++band) {
      const int n = aim_at(surface, &panel, band, (double)report.aim_db[band], host_scales[i]);
      least = n < least ? n : least;
    }
    /* All of them lie there: none is drawn at the song, the output or the zone. */
    const int all = count(surface, rect, theme_dark.aim);
    print_message("at %g: a triangle has at least %d pixels, all have %d\n", host_scales[i], least,
                  all);
    assert_true(least > 15.0 * host_scales[i] * host_scales[i]);
    assert_true(all < 2 * BAND_COUNT * 60.0 * host_scales[i] * host_scales[i]);
    cairo_surface_destroy(surface);
    view_port(&view, CONTROL_ENABLED, 0.0f); /* then it is brought nowhere */
    surface = picture(&view, &theme_dark);
    assert_int_equal(count(surface, rect, theme_dark.aim), 0);
    assert_int_equal(count(surface, &view.layout.key, theme_dark.aim), 0);
    cairo_surface_destroy(surface);
  }
}

static void every_mark_in_the_plot_is_named(void **state)
{
  (void)state;
  View view;
  sample_window(&view, 1.0);
  cairo_surface_t *surface = picture(&view, &theme_dark);
  const Rect *key = &view.layout.key;
  const Rect *legend = &view.layout.legend;
  assert_true(count(surface, key, theme_dark.aim) > 30);
  assert_true(count(surface, key, theme_dark.after) > 40);
  assert_true(count(surface, key, theme_dark.text) > 20);
  assert_true(count(surface, legend, theme_dark.curve) > 40);
  cairo_surface_destroy(surface);
  sample_listening_window(&view, 1.0); /* before an answer there is no aim */
  surface = picture(&view, &theme_dark);
  assert_int_equal(count(surface, key, theme_dark.aim), 0);
  assert_int_equal(count(surface, &view.layout.levels, theme_dark.aim), 0);
  assert_true(count(surface, key, theme_dark.after) > 40);
  cairo_surface_destroy(surface);
}

/* A long name is cut, and the other marks are named all the same. */
static void a_long_name_leaves_room_for_the_others(void **state)
{
  (void)state;
  View view;
  sample_situation(&view, 1.0, SITUATION_OWN);
  Report report = view.motion.goal;
  report.profile_name[sizeof report.profile_name - 1] = '\0';
  memset(report.profile_name, 'W', sizeof report.profile_name - 1);
  view_report(&view, &report);
  view_resize(&view, LAYOUT_MINIMUM_WIDTH, LAYOUT_MINIMUM_HEIGHT);
  cairo_surface_t *surface = picture(&view, &theme_dark);
  const Rect *key = &view.layout.key;
  const int n_aim = count(surface, key, theme_dark.aim);
  const int n_output = count(surface, key, theme_dark.after);
  print_message("aim %d, output %d pixels\n", n_aim, n_output);
  assert_true(n_aim > 30 && n_output > 40);
  cairo_surface_destroy(surface);
}

static void zone_words_are(const View *view, const char *expected)
{
  char text[PLAIN_WORDS_BYTES];
  legend_zone_words(view, text);
  print_message("%s\n", text);
  assert_string_equal(text, expected);
}

static void the_legend_says_whose_zone_it_is(void **state)
{
  (void)state;
  View view;
  view_init(&view, (ViewOutlet){.host = NULL}, 1.0);
  zone_words_are(&view, "where half of all masters lie");
  view_port(&view, CONTROL_GENRE, (float)genre_value[GENRE_JAZZ]);
  zone_words_are(&view, "where half of jazz masters lie");
  sample_situation(&view, 1.0, SITUATION_FAR);
  zone_words_are(&view, "where half of jazz masters lie");
  sample_situation(&view, 1.0, SITUATION_UNSURE);
  zone_words_are(&view, "where half of the likely genres' masters lie");
  sample_situation(&view, 1.0, SITUATION_OWN);
  zone_words_are(
      &view, "where half of the songs of \xe2\x80\x9cSongs of the lake\xe2\x80\x9d are expected");
  sample_situation(&view, 1.0, SITUATION_MATCH); /* country is heard, jazz was chosen */
  zone_words_are(&view, "where half of jazz masters lie");
}

static void one_line_says_what_is_done(void **state)
{
  (void)state;
  static const char *const line[SITUATION_COUNT] = {
      "High mid is 5.5 dB below jazz: brought up by 4.0 dB, as far as Range allows.",
      "All bands lie within jazz: little is needed.",
      "Unsure which genre it is, so little is done: choose a genre, or raise Match.",
      "High mid is 2.4 dB below \xe2\x80\x9cSongs of the lake\xe2\x80\x9d: brought up by 1.9 dB.",
      ("High is 0.9 dB below jazz, 7.1 dB below its aim: "
       "brought up by 6.0 dB, as far as Range allows.")};
  for (int id = 0; id < SITUATION_COUNT; ++id) {
    View view;
    sample_situation(&view, 1.0, (SituationId)id);
    print_message("%s: %s\n", situation[id].name, view.words);
    assert_string_equal(view.words, line[id]);
    cairo_surface_t *with = picture(&view, &theme_dark);
    View mute = view;
    mute.words[0] = '\0';
    cairo_surface_t *without = picture(&mute, &theme_dark);
    assert_true(count_changed(with, without, &view.layout.words) > 100);
    cairo_surface_destroy(without);
    view.dirty = 0;
    view_port(&view, CONTROL_GLIDE, 40.0f); /* says nothing new */
    assert_false(view.dirty & REGION_BIT(REGION_WORDS));
    view_port(&view, CONTROL_ENABLED, 0.0f);
    assert_true(view.dirty & REGION_BIT(REGION_WORDS));
    assert_string_equal(view.words, "It is switched off: the sound passes unchanged.");
    cairo_surface_destroy(with);
  }
  View view;
  sample_listening_window(&view, 1.0);
  assert_string_equal(view.words, ""); /* no answer yet */
  sample_window(&view, 1.0);
  view_forget(&view);
  assert_string_equal(view.words, "");
}

static void the_pointer_reads_a_band(void **state)
{
  (void)state;
  View view;
  sample_window(&view, 1.0);
  const Rect *plot = &view.layout.levels;
  const Panel panel = {.x = plot->x, .width = plot->width};
  const double y = plot->y + 0.5 * plot->height;
  cairo_surface_t *without = picture(&view, &theme_dark);
  for (int band = 0; band < BAND_COUNT; ++band) {
    view.dirty = 0;
    view_pointer(&view, ceil(panel_x(&panel, band_info[band].low_hz)), y, false);
    assert_int_equal(view.hover_band, band);
    assert_int_equal(view.dirty, REGION_BIT(REGION_HELP));
    view.dirty = 0;
    view_pointer(&view, floor(panel_x(&panel, band_info[band].high_hz)) - 1.0, y, false);
    assert_int_equal(view.hover_band, band);
    assert_int_equal(view.dirty, 0); /* the same band */
    cairo_surface_t *with = picture(&view, &theme_dark);
    assert_true(count_changed(without, with, &view.layout.region[REGION_HELP]) > 300);
    assert_int_equal(count_changed(without, with, plot), 0);
    cairo_surface_destroy(with);
  }
  view_leave(&view);
  assert_int_equal(view.hover_band, BAND_COUNT);
  cairo_surface_destroy(without);
}

/* The words over a column speak of the zone, and those under it of the change. */
static void out_of_reach_is_told_beside_the_change(void **state)
{
  (void)state;
  View view;
  sample_situation(&view, 1.0, SITUATION_FAR);
  Report report = view.motion.goal;
  const Rect *plot = &view.layout.levels;
  const Rect over = {plot->x, plot->y - 20.0, plot->width, 18.0};
  const Rect under = {plot->x, plot->y + plot->height + 5.0, plot->width, 20.0};
  report.wanted_db[BAND_HIGH_MID] = 4.6f;
  view_report(&view, &report);
  view_advance(&view, 10.0);
  view_advance(&view, 10.0);
  cairo_surface_t *before = picture(&view, &theme_dark); /* "+4.0 → +4.6" */
  report.short_db[BAND_HIGH_MID] = 0.6f;                 /* "+4.0 of +4.6" */
  view_report(&view, &report);
  view_advance(&view, 10.0);
  view_advance(&view, 10.0);
  cairo_surface_t *with = picture(&view, &theme_dark);
  assert_int_equal(count_changed(before, with, &over), 0);
  assert_true(count_changed(before, with, &under) > 30);
  cairo_surface_destroy(before);
  cairo_surface_destroy(with);
}

/* Paints what is dirty onto the picture of before, and compares it with a whole new picture. */
static void is_up_to_date(View *view, cairo_surface_t *shown, const char *event)
{
  const Rect all = {0.0, 0.0, view->layout.width, view->layout.height};
  paint_onto(shown, view, &theme_dark, view->dirty);
  cairo_surface_t *whole = picture(view, &theme_dark);
  const int n_old = count_changed(shown, whole, &all);
  print_message("%s: regions %x, %d pixels of before\n", event, view->dirty, n_old);
  assert_int_equal(n_old, 0);
  cairo_surface_destroy(whole);
  view->dirty = 0;
}

static void every_event_paints_all_that_it_changes(void **state)
{
  (void)state;
  View view;
  Report report = sample_window_report();
  sample_listening_window(&view, 1.0);
  const Report first = view.motion.goal;
  view_init(&view, (ViewOutlet){.host = NULL}, 1.0);
  cairo_surface_t *shown = picture(&view, &theme_dark);
  Report silent = {.label = {(float)GENRE_VALUE_UNSURE}};
  memcpy(silent.version, genre_eq_build, sizeof silent.version);
  view_report(&view, &silent);
  is_up_to_date(&view, shown, "a report of silence");
  view_report(&view, &first);
  view_advance(&view, 1.0);
  is_up_to_date(&view, shown, "music");
  view_report(&view, &report);
  for (int i = 0; i < 100; ++i) {
    view_advance(&view, 0.1);
  }
  is_up_to_date(&view, shown, "an answer");
  view_pointer(&view, view.layout.levels.x + 5.0, view.layout.levels.y + 5.0, false);
  is_up_to_date(&view, shown, "the pointer");
  report.level_db[0] -= 1.0f;
  view_report(&view, &report);
  view_advance(&view, 0.1);
  is_up_to_date(&view, shown, "a level under the pointer");
  report.listened_s[0] = report.answered[0] = 0.0f;
  view_report(&view, &report);
  is_up_to_date(&view, shown, "relearn under the pointer");
  report = sample_window_report();
  view_report(&view, &report);
  const Rect *range = &view.layout.widget[WIDGET_RANGE];
  view_pointer(&view, range->x + 5.0, range->y + 5.0, false);
  view_advance(&view, 0.7);
  assert_int_equal(view.tip, WIDGET_RANGE);
  is_up_to_date(&view, shown, "a tooltip");
  view_port(&view, CONTROL_RANGE, 2.0f);
  is_up_to_date(&view, shown, "the host moves the control of the tooltip");
  view_leave(&view);
  report.label[0] = (float)GENRE_VALUE_UNSURE;
  view_report(&view, &report);
  is_up_to_date(&view, shown, "unsure");
  memcpy(report.profile_name, "Songs", sizeof "Songs");
  view_report(&view, &report);
  is_up_to_date(&view, shown, "a profile");
  view_port(&view, CONTROL_GENRE, (float)GENRE_VALUE_OWN);
  is_up_to_date(&view, shown, "the profile is chosen");
  memcpy(report.zone_high_db, report.zone_low_db, sizeof report.zone_high_db);
  view_report(&view, &report);
  view_advance(&view, 0.1);
  is_up_to_date(&view, shown, "it is a reference, whose zone has no width");
  view_port(&view, CONTROL_MATCH, 50.0f);
  is_up_to_date(&view, shown, "Match");
  view_port(&view, CONTROL_AMOUNT, 0.0f);
  is_up_to_date(&view, shown, "Amount");
  view_port(&view, CONTROL_ENABLED, 0.0f);
  is_up_to_date(&view, shown, "bypass");
  view_explain(&view, true);
  is_up_to_date(&view, shown, "the card");
  view_port(&view, CONTROL_ENABLED, 1.0f);
  is_up_to_date(&view, shown, "under the card");
  view_explain(&view, false);
  is_up_to_date(&view, shown, "the card is closed");
  cairo_surface_destroy(shown);
}

static void the_song_row_paints_all_that_it_changes(void **state)
{
  (void)state;
  const Report report = sample_window_report();
  View view;
  view_init(&view, (ViewOutlet){.host = NULL}, 1.0);
  view_show_song_row(&view);
  cairo_surface_t *shown = picture(&view, &theme_dark);
  view_set_song(&view, &(SongRow){.name = "song.flac", .state = "Run listens to all of it."});
  is_up_to_date(&view, shown, "a song is chosen");
  view_set_song(&view, &(SongRow){.name = "song.flac", .state = "Listening", .busy = true});
  is_up_to_date(&view, shown, "it runs");
  view_report(&view, &report);
  is_up_to_date(&view, shown, "it is heard");
  view_set_song(&view, &(SongRow){.name = "song.flac", .state = "Heard.", .heard = true});
  is_up_to_date(&view, shown, "it has run");
  view_set_song(&view, &(SongRow){.name = "song.flac", .state = "No.", .failed = true});
  is_up_to_date(&view, shown, "it has failed");
  view_set_song(&view, &(SongRow){.name = "song.flac", .state = "Heard.", .heard = true});
  is_up_to_date(&view, shown, "it has run again");
  view_forget(&view);
  is_up_to_date(&view, shown, "the next song is dropped");
  view_set_song(&view, &(SongRow){.name = "next.flac", .state = "Run listens to all of it."});
  is_up_to_date(&view, shown, "the row tells it");
  View brief;
  sample_listening_window(&brief, 1.0); /* 2 s of music */
  view_show_song_row(&brief);
  view_set_song(&brief, &(SongRow){.name = "song.flac", .state = "Listening", .busy = true});
  cairo_surface_destroy(shown);
  shown = picture(&brief, &theme_dark);
  brief.dirty = 0;
  view_set_song(&brief, &(SongRow){.name = "song.flac", .state = "Heard.", .heard = true});
  is_up_to_date(&brief, shown, "a song of 2 s has run");
  cairo_surface_destroy(shown);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_aim_is_a_mark_of_its_own),
      cmocka_unit_test(every_mark_in_the_plot_is_named),
      cmocka_unit_test(a_long_name_leaves_room_for_the_others),
      cmocka_unit_test(the_legend_says_whose_zone_it_is),
      cmocka_unit_test(one_line_says_what_is_done),
      cmocka_unit_test(out_of_reach_is_told_beside_the_change),
      cmocka_unit_test(the_pointer_reads_a_band),
      cmocka_unit_test(every_event_paints_all_that_it_changes),
      cmocka_unit_test(the_song_row_paints_all_that_it_changes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
