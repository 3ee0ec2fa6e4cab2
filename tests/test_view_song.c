/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The row of the song in the window of `genre-eq open`, and tooltips: when they appear, what they
 * do, and where they are painted.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tests/support_picture.h"
#include "tests/support_view.h"
#include "tests/support_window.h"

typedef struct {
  int left, top, right, bottom, count;
} Change;

/* Where two pictures differ. */
static Change changed(cairo_surface_t *a, cairo_surface_t *b)
{
  Change change = {.left = INT32_MAX, .top = INT32_MAX};
  for (int y = 0; y < cairo_image_surface_get_height(a); ++y) {
    for (int x = 0; x < cairo_image_surface_get_width(a); ++x) {
      if (pixel(a, x, y) != pixel(b, x, y)) {
        change.left = x < change.left ? x : change.left;
        change.top = y < change.top ? y : change.top;
        change.right = x > change.right ? x : change.right;
        change.bottom = y > change.bottom ? y : change.bottom;
        change.count += 1;
      }
    }
  }
  return change;
}

/* --- the song ------------------------------------------------------------------------------- */

static void its_buttons_work_when_they_can(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  view_show_song_row(&view);
  view.has_keyboard = true;
  const Rect *choose = &view.layout.widget[WIDGET_CHOOSE];
  const Rect *run = &view.layout.widget[WIDGET_RUN];
  const Rect *save = &view.layout.widget[WIDGET_SAVE];
  click(&view, run, 0);
  click(&view, save, 1000);
  assert_int_equal(notes.acted, WIDGET_NONE); /* nothing chosen */
  click(&view, choose, 2000);
  assert_int_equal(notes.acted, WIDGET_CHOOSE);

  SongRow song = {.name = "song.wav"};
  view_set_song(&view, &song);
  click(&view, run, 3000);
  assert_int_equal(notes.acted, WIDGET_RUN);
  click(&view, save, 4000);
  assert_int_equal(notes.acted, WIDGET_RUN); /* nothing heard */

  song.busy = true;
  song.heard = true;
  view_set_song(&view, &song);
  notes.acted = WIDGET_NONE;
  click(&view, choose, 5000);
  click(&view, save, 6000);
  assert_int_equal(notes.acted, WIDGET_NONE);
  click(&view, run, 7000); /* stop */
  assert_int_equal(notes.acted, WIDGET_RUN);
  notes.acted = WIDGET_NONE;
  click(&view, run, 7200); /* a double click is one: it does not stop and run again */
  assert_int_equal(notes.acted, WIDGET_NONE);

  song.busy = false;
  view_set_song(&view, &song);
  assert_true(view_key(&view, KEY_SAVE, 0, false));
  assert_int_equal(notes.acted, WIDGET_SAVE);
}

static void without_a_song_there_is_no_row(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  view_press(&view, 0.0, 0.0, 0);
  assert_false(view_key(&view, KEY_SAVE, 0, false)); /* the host's */
  assert_false(view_key(&view, KEY_CHOOSE, 0, false));
  assert_int_equal(notes.acted, WIDGET_NONE);
}

static void the_bar_is_as_long_as_what_is_done(void **state)
{
  (void)state;
  View view;
  sample_song_window(&view, 1.0);
  SongRow song = view.song;
  cairo_surface_t *part[2];
  for (int i = 0; i < 2; ++i) {
    song.part = i == 0 ? 0.25 : 0.75;
    view_set_song(&view, &song);
    part[i] = picture(&view, &theme_dark);
  }
  const Change change = changed(part[0], part[1]);
  const Rect *row = &view.layout.song;
  print_message("bar grew from %.2f to %.2f of its row\n", (change.left - row->x) / row->width,
                (change.right + 1 - row->x) / row->width);
  assert_true(fabs((change.left - row->x) / row->width - 0.25) < 0.01);
  assert_true(fabs((change.right + 1 - row->x) / row->width - 0.75) < 0.01);
  assert_true(change.top >= row->y && change.bottom < row->y + row->height);
  cairo_surface_destroy(part[0]);
  cairo_surface_destroy(part[1]);
}

static void long_words_stay_in_the_row(void **state)
{
  (void)state;
  View view;
  sample_song_window(&view, 1.0);
  cairo_surface_t *before = picture(&view, &theme_dark);
  SongRow song = view.song;
  memset(song.name, 'W', sizeof song.name - 1);
  memset(song.state, '\xff', sizeof song.state - 1); /* not even UTF-8 */
  view_set_song(&view, &song);
  cairo_surface_t *after = picture(&view, &theme_dark);
  const Change change = changed(before, after);
  const Rect *row = &view.layout.song;
  assert_true(change.count > 100);
  assert_true(change.left >= row->x && change.right < row->x + row->width);
  cairo_surface_destroy(before);
  cairo_surface_destroy(after);
}

/* Seen to fail: the reason stood behind the dots. */
static void a_fault_is_told_to_its_end(void **state)
{
  (void)state;
  View view;
  sample_song_window(&view, 1.0);
  view_resize(&view, LAYOUT_MINIMUM_WIDTH, LAYOUT_MINIMUM_HEIGHT + LAYOUT_SONG_HEIGHT);
  SongRow song = {.name = "a song with a rather long name, as they are.flac", .failed = true};
  snprintf(song.state, sizeof song.state,
           "a song with a rather long name, as they are.genre-eq.wav: No space left on device; "
           "make room ther%c",
           'E');
  view_set_song(&view, &song);
  cairo_surface_t *before = picture(&view, &theme_dark);
  song.state[strlen(song.state) - 1] = 'e';
  view.dirty = 0;
  view_set_song(&view, &song);
  cairo_surface_t *after = picture(&view, &theme_dark);
  const Change change = changed(before, after);
  const Rect *words = &view.layout.words;
  print_message("the last letter has %d pixels\n", change.count);
  assert_true(change.count > 3);
  assert_true(change.left >= words->x && change.right < words->x + words->width);
  assert_true(view.dirty & REGION_BIT(REGION_WORDS));
  cairo_surface_destroy(before);
  cairo_surface_destroy(after);
}

/* Seen to fail: beside a name with such a byte, the window had no text at all. */
static void a_name_that_is_not_utf8_leaves_the_other_words(void **state)
{
  (void)state;
  View view;
  sample_song_window(&view, 1.0);
  SongRow song = view.song;
  snprintf(song.name, sizeof song.name, "song ?.wav");
  view_set_song(&view, &song);
  cairo_surface_t *before = picture(&view, &theme_dark);
  song.name[5] = '\xff';
  view_set_song(&view, &song);
  cairo_surface_t *after = picture(&view, &theme_dark);
  const Change change = changed(before, after);
  print_message("%d pixels are others\n", change.count);
  assert_int_equal(change.count, 0);
  cairo_surface_destroy(before);
  cairo_surface_destroy(after);
}

/* --- tooltips --------------------------------------------------------------------------------- */

static void rest_on(View *view, int widget)
{
  view_pointer(view, middle_x(&view->layout.widget[widget]), middle_y(&view->layout.widget[widget]),
               false);
  for (int i = 0; i < 40; ++i) {
    view_advance(view, 0.03);
  }
}

static void a_tip_comes_to_who_waits(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 1.0);
  const Rect *range = &view.layout.widget[WIDGET_RANGE];
  view_pointer(&view, middle_x(range), middle_y(range), false);
  view_advance(&view, 0.3);
  assert_int_equal(view.tip, WIDGET_NONE);
  view_advance(&view, 0.4);
  assert_int_equal(view.tip, WIDGET_RANGE);
  view_pointer(&view, middle_x(range) + 1.0, middle_y(range), false);
  assert_int_equal(view.tip, WIDGET_RANGE); /* it stays on its widget */
  view_press(&view, middle_x(range), middle_y(range), 0);
  assert_int_equal(view.tip, WIDGET_NONE);
  view_release(&view);
  rest_on(&view, WIDGET_RANGE);
  assert_int_equal(view.tip, WIDGET_NONE); /* who has used it knows it */
  rest_on(&view, WIDGET_GLIDE);
  assert_int_equal(view.tip, WIDGET_GLIDE);
  for (int i = 0; i < 400; ++i) { /* it goes by itself, too */
    view_advance(&view, 0.03);
  }
  assert_int_equal(view.tip, WIDGET_NONE);
  view_leave(&view);
  rest_on(&view, WIDGET_GLIDE);
  assert_int_equal(view.tip, WIDGET_GLIDE);
  view_leave(&view);
  assert_int_equal(view.tip, WIDGET_NONE);
  rest_on(&view, WIDGET_GLIDE);
  view_key(&view, KEY_TAB, 0, false);
  assert_int_equal(view.tip, WIDGET_NONE);
}

static void every_tip_is_within_the_window_and_beside_its_widget(void **state)
{
  (void)state;
  static const double scales[] = {1.0, 1.5, 2.0};
  for (int i = 0; i < 6; ++i) {
    View view;
    const double scale = scales[i / 2];
    if (i % 2) {
      sample_song_window(&view, scale);
    } else {
      sample_window(&view, scale);
    }
    view_resize(&view, LAYOUT_MINIMUM_WIDTH * scale,
                (LAYOUT_MINIMUM_HEIGHT + (i % 2 ? LAYOUT_SONG_HEIGHT : 0)) * scale);
    for (int widget = 0; widget < WIDGET_COUNT; ++widget) {
      const Rect *rect = &view.layout.widget[widget];
      if (!view_has(&view, widget)) {
        continue;
      }
      view_pointer(&view, middle_x(rect), middle_y(rect), false);
      cairo_surface_t *before = picture(&view, &theme_dark);
      rest_on(&view, widget);
      assert_int_equal(view.tip, widget);
      cairo_surface_t *after = picture(&view, &theme_dark);
      const Change change = changed(before, after);
      if (change.count < 500 || change.left < 2 || change.right > view.layout.width - 3 ||
          change.top < 2 || change.bottom > view.layout.height - 3) {
        print_message("%s: %d pixels, %d ... %d of %d, %d ... %d of %d\n", widget_name(widget),
                      change.count, change.left, change.right, view.layout.width, change.top,
                      change.bottom, view.layout.height);
      }
      assert_true(change.count >= 500);
      assert_true(change.left >= 2 && change.right <= view.layout.width - 3);
      assert_true(change.top >= 2 && change.bottom <= view.layout.height - 3);
      /* It does not cover the widget. */
      assert_true(change.top >= rect->y + rect->height || change.bottom < rect->y);
      cairo_surface_destroy(before);
      cairo_surface_destroy(after);
      view_leave(&view);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(its_buttons_work_when_they_can),
      cmocka_unit_test(without_a_song_there_is_no_row),
      cmocka_unit_test(the_bar_is_as_long_as_what_is_done),
      cmocka_unit_test(long_words_stay_in_the_row),
      cmocka_unit_test(a_fault_is_told_to_its_end),
      cmocka_unit_test(a_name_that_is_not_utf8_leaves_the_other_words),
      cmocka_unit_test(a_tip_comes_to_who_waits),
      cmocka_unit_test(every_tip_is_within_the_window_and_beside_its_widget),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
