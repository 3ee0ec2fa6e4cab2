/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The window's first minute: it says what to do, shows no probability before there is an
 * answer, and draws the zone that was chosen.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include <cairo.h>

#include "dsp/bands.h"
#include "model/zones.h"
#include "plugin/learn.h"
#include "tests/support_picture.h"
#include "tests/support_window.h"
#include "ui/x11/next_step.h"

/* The host runs the plugin, and there was no sound. */
static Report silent_report(void)
{
  Report report = {.label = {(float)GENRE_VALUE_UNSURE}};
  memcpy(report.version, genre_eq_build, sizeof report.version);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    report.subband_db[i] = -200.0f;
  }
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    report.probability[genre] = 1.0f / GENRE_COUNT;
  }
  return report;
}

static void it_says_what_to_do(void **state)
{
  (void)state;
  View view;
  Report report = silent_report();
  view_init(&view, (ViewOutlet){.host = NULL}, 1.0);
  assert_string_equal(next_step(&view).what, "Play the song");
  assert_string_equal(next_step(&view).then, "It listens for 3 s before it says anything.");
  view_report(&view, &report); /* and waits */
  assert_string_equal(next_step(&view).what, "Play the song");
  assert_false(view_has_heard(&view) || view_has_answer(&view));
  report.listened_s[0] = 1.0f;
  view_report(&view, &report);
  assert_string_equal(next_step(&view).what, "Listening");
  assert_true(view_has_heard(&view) && !view_has_answer(&view));
  report.answered[0] = 1.0f; /* all genres alike, as of noise */
  view.dirty = 0;
  view_report(&view, &report);
  assert_true(view_has_answer(&view));
  assert_true(view.dirty & REGION_BIT(REGION_BANDS)); /* the words disappear */

  static const LearnPhase done[] = {LEARN_STOPPED, LEARN_HELD}; /* Learn, then Hold, before 3 s */
  report.answered[0] = 0.0f;
  for (int i = 0; i < 2; ++i) {
    report.learn_phase[0] = (float)done[i];
    view_report(&view, &report);
    assert_string_equal(next_step(&view).what, "Too little was learned");
    assert_string_equal(next_step(&view).then, "It listens no more: press Learn or Adapt.");
  }

  view_init(&view, (ViewOutlet){.host = NULL}, 1.0);
  view_show_song_row(&view);
  assert_string_equal(next_step(&view).what, "Open a song, or drop one here");
  view_set_song(&view, &(SongRow){.name = "song.flac"});
  assert_string_equal(next_step(&view).what, "Press Run");
  view_set_song(&view, &(SongRow){.name = "song.flac", .busy = true});
  assert_string_equal(next_step(&view).what, "Listening");
  view_set_song(&view, &(SongRow){.name = "song.flac", .heard = true}); /* 2 s, or silence */
  assert_string_equal(next_step(&view).what, "Too little music");
}

static int changed(const View *a, const View *b, const Rect *rect)
{
  cairo_surface_t *one = picture(a, &theme_dark);
  cairo_surface_t *other = picture(b, &theme_dark);
  const int n_pixels = count_changed(one, other, rect);
  cairo_surface_destroy(one);
  cairo_surface_destroy(other);
  return n_pixels;
}

/* The place of the probabilities' figures; the bars are beside them. */
static Rect figures_of(const View *view)
{
  const Rect *bars = &view->layout.bars;
  const double width = 44.0 * view->layout.scale;
  return (Rect){bars->x + bars->width - width, bars->y, width, bars->height};
}

/* How many pixels of the window have the colour of the aim. */
static int count_aim(const View *view)
{
  const Rect all = {0.0, 0.0, view->layout.width, view->layout.height};
  cairo_surface_t *shown = picture(view, &theme_dark);
  const int n_pixels = count(shown, &all, theme_dark.aim);
  cairo_surface_destroy(shown);
  return n_pixels;
}

static void it_shows_no_probability_and_no_aim_before_an_answer(void **state)
{
  (void)state;
  View empty;
  View silent;
  View heard;
  const Report report = silent_report();
  view_init(&empty, (ViewOutlet){.host = NULL}, 1.0);
  view_init(&silent, (ViewOutlet){.host = NULL}, 1.0);
  view_report(&silent, &report);
  assert_int_equal(changed(&empty, &silent, &empty.layout.label), 0);
  assert_int_equal(changed(&empty, &silent, &empty.layout.bars), 0);
  assert_int_equal(changed(&empty, &silent, &empty.layout.evidence), 0);
  sample_listening_window(&heard, 1.0);
  assert_int_equal(changed(&empty, &heard, &empty.layout.bars), 0);
  assert_int_equal(count_aim(&empty), 0);
  assert_int_equal(count_aim(&heard), 0);
  sample_window(&heard, 1.0);
  const Rect figures = figures_of(&empty);
  assert_true(changed(&empty, &heard, &figures) > 100);
  assert_true(count_aim(&heard) > 100);
}

/* A theme with zones whose edges can be counted. */
static Theme theme_with_edges(void)
{
  Theme theme = theme_dark;
  theme.zone_line = (Color){1.0, 0.0, 1.0, 1.0};
  return theme;
}

/* The zone's name stands where the marks of a dull song would cross it. */
static void the_zones_name_makes_room_for_the_song(void **state)
{
  (void)state;
  View empty;
  View heard;
  view_init(&empty, (ViewOutlet){.host = NULL}, 1.0);
  sample_listening_window(&heard, 1.0);
  const Theme theme = theme_with_edges();
  const View *const views[] = {&empty, &heard};
  int n_pixels[2];
  for (int i = 0; i < 2; ++i) {
    const Rect *plot = &views[i]->layout.levels;
    const Rect above_zones = {plot->x + 0.68 * plot->width, plot->y, 0.32 * plot->width,
                              0.25 * plot->height};
    cairo_surface_t *shown = picture(views[i], &theme);
    n_pixels[i] = count(shown, &above_zones, theme.zone_line);
    cairo_surface_destroy(shown);
  }
  print_message("%d pixels of the name, %d when a song is heard\n", n_pixels[0], n_pixels[1]);
  assert_true(n_pixels[0] > 100);
  assert_int_equal(n_pixels[1], 0);
}

static View unsure_with(int genre, float probability)
{
  View view;
  Report report = silent_report();
  for (int other = 0; other < GENRE_COUNT; ++other) {
    report.probability[other] =
        other == genre ? probability : (1.0f - probability) / (GENRE_COUNT - 1);
  }
  report.listened_s[0] = 5.0f;
  report.answered[0] = 1.0f;
  view_init(&view, (ViewOutlet){.host = NULL}, 1.0);
  view_report(&view, &report);
  view_advance(&view, 10.0);
  return view;
}

/* Its name has a question mark, until it is the label. */
static void a_genre_that_is_probable_for_a_moment_is_named(void **state)
{
  (void)state;
  const View jazz = unsure_with(GENRE_JAZZ, 0.6f);
  const View disco = unsure_with(GENRE_DISCO, 0.6f);
  const View less_jazz = unsure_with(GENRE_JAZZ, 0.45f);
  const View less_disco = unsure_with(GENRE_DISCO, 0.45f);
  assert_true(changed(&jazz, &disco, &jazz.layout.label) > 20);
  assert_true(changed(&jazz, &less_jazz, &jazz.layout.label) > 20);
  assert_int_equal(changed(&less_jazz, &less_disco, &jazz.layout.label), 0);
}

/* Counts the pixels of the line at this level in the plot, whose range is low_db to +3 dB. */
static int line_at(const View *view, cairo_surface_t *shown, int band, double db, double low_db)
{
  const Rect *plot = &view->layout.levels;
  const double decades = log10(20000.0 / 20.0);
  const double left = plot->x + plot->width * log10(band_info[band].low_hz / 20.0) / decades;
  const double right = plot->x + plot->width * log10(band_info[band].high_hz / 20.0) / decades;
  const double y = plot->y + plot->height * (3.0 - db) / (3.0 - low_db);
  const Rect rect = {left + 8.0, y - 1.5, right - left - 16.0, 3.0};
  return count(shown, &rect, theme_with_edges().zone_line);
}

static void zone_is_drawn(const View *view, const Zone zone[BAND_COUNT])
{
  const Theme theme = theme_with_edges();
  cairo_surface_t *shown = picture(view, &theme);
  const double lowest_db = zone[BAND_HIGH].low_db;
  const double low_db = lowest_db > -28.0   ? -30.0
                        : lowest_db > -33.0 ? -35.0
                        : lowest_db > -38.0 ? -40.0
                                            : -60.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const int n_low = line_at(view, shown, band, zone[band].low_db, low_db);
    const int n_high = line_at(view, shown, band, zone[band].high_db, low_db);
    print_message("%s: %.1f dB: %d, %.1f dB: %d pixels\n", band_info[band].name, zone[band].low_db,
                  n_low, zone[band].high_db, n_high);
    assert_true(n_low > 25 && n_high > 25);
  }
  cairo_surface_destroy(shown);
}

static void it_draws_the_zone_that_was_chosen(void **state)
{
  (void)state;
  View all;
  const Report report = silent_report();
  view_init(&all, (ViewOutlet){.host = NULL}, 1.0);
  zone_is_drawn(&all, all_genre_zone);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    View chosen;
    view_init(&chosen, (ViewOutlet){.host = NULL}, 1.0);
    view_port(&chosen, CONTROL_GENRE, (float)genre_value[genre]);
    assert_string_equal(view_zone_name(&chosen), genre_name[genre]);
    zone_is_drawn(&chosen, genre_zone[genre]);
    View silent = chosen;
    view_report(&silent, &report); /* a host that runs it in silence: the same picture */
    assert_int_equal(changed(&chosen, &silent, &chosen.layout.levels), 0);
  }
  View own;
  view_init(&own, (ViewOutlet){.host = NULL}, 1.0);
  view_port(&own, CONTROL_GENRE, (float)GENRE_VALUE_OWN);
  assert_null(view_zone_name(&own));
  const Theme theme = theme_with_edges();
  cairo_surface_t *shown = picture(&own, &theme); /* its zone is not known yet */
  assert_int_equal(count(shown, &own.layout.levels, theme.zone_line), 0);
  cairo_surface_destroy(shown);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_says_what_to_do),
      cmocka_unit_test(a_genre_that_is_probable_for_a_moment_is_named),
      cmocka_unit_test(it_shows_no_probability_and_no_aim_before_an_answer),
      cmocka_unit_test(the_zones_name_makes_room_for_the_song),
      cmocka_unit_test(it_draws_the_zone_that_was_chosen),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
