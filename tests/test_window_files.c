/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the window reads and writes: its last size, and the names of files dropped onto it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support_view.h"
#include "ui/x11/saved_size.h"
#include "ui/x11/uri_list.h"

static char folder[] = "/tmp/genre-eq-test-XXXXXX";

static void path_of(char path[PATH_MAX], const char *name)
{
  snprintf(path, PATH_MAX, "%s/genre-eq/%s", folder, name);
}

static void write_file(const char *text)
{
  char path[PATH_MAX];
  path_of(path, "window");
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
}

static int in_own_folder(void **state)
{
  (void)state;
  if (!mkdtemp(folder)) {
    return -1;
  }
  setenv("XDG_CONFIG_HOME", folder, 1);
  return 0;
}

static int remove_folder(void **state)
{
  (void)state;
  char path[PATH_MAX];
  path_of(path, "window");
  unlink(path);
  path_of(path, "");
  rmdir(path);
  return rmdir(folder);
}

static void the_size_is_there_the_next_time(void **state)
{
  (void)state;
  Notes notes;
  View view = open_view(&notes, 2.0);
  saved_size_restore(&view); /* nothing was saved */
  assert_int_equal(view.layout.width, 2 * LAYOUT_DEFAULT_WIDTH);
  view_set_zoom(&view, 1.25);
  view_resize(&view, 2600, 1800);
  saved_size_keep(&view);

  View next = open_view(&notes, 1.0); /* on another display */
  saved_size_restore(&next);
  print_message("%d x %d, zoom %.2f\n", next.layout.width, next.layout.height, next.zoom);
  assert_int_equal(next.layout.width, 1300);
  assert_int_equal(next.layout.height, 900);
  assert_true(fabs(next.zoom - 1.25) < 1e-9);

  View song = open_view(&notes, 1.0); /* with a row more */
  view_show_song_row(&song);
  saved_size_restore(&song);
  assert_int_equal(song.layout.height, 900 + (int)(1.25 * LAYOUT_SONG_HEIGHT));
  saved_size_keep(&song);
  View last = open_view(&notes, 1.0);
  saved_size_restore(&last);
  assert_int_equal(last.layout.height, 900);
}

static void it_never_opens_larger_than_the_screen(void **state)
{
  (void)state;
  Notes notes;
  SavedSize saved;
  saved_size_write(&(SavedSize){2600.0, 1800.0, 1.0}); /* on a large display */
  for (int with_song = 0; with_song < 2; ++with_song) {
    View small = open_view(&notes, 1.25);
    if (with_song) {
      view_show_song_row(&small);
    }
    view_set_screen(&small, 1366, 768);
    saved_size_restore(&small);
    assert_int_equal(small.layout.width, 1366);
    assert_int_equal(small.layout.height, 768);
    saved_size_keep(&small); /* the large display's size stays for the large display */
    assert_true(saved_size_read(&saved));
    print_message("%.0f x %.0f is kept\n", saved.width, saved.height);
    assert_true(fabs(saved.width - 2600.0) < 1.0 && fabs(saved.height - 1800.0) < 1.0);
  }
  View fresh = open_view(&notes, 3.0); /* a host that asks for large letters */
  view_set_screen(&fresh, 1366, 768);
  assert_true(fresh.layout.width <= 1366 && fresh.layout.height <= 768);
}

static void nothing_is_written_for_nothing(void **state)
{
  (void)state;
  char path[PATH_MAX];
  struct stat info;
  Notes notes;
  path_of(path, "window");
  unlink(path);
  View view = open_view(&notes, 1.0);
  saved_size_restore(&view);
  saved_size_keep(&view);
  assert_int_not_equal(stat(path, &info), 0);
  view_resize(&view, 1.0, 1.0); /* a host that squeezes us */
  saved_size_keep(&view);
  assert_int_not_equal(stat(path, &info), 0);
}

static void what_makes_no_sense_is_not_taken(void **state)
{
  (void)state;
  static const char *const wrong[] = {"",
                                      "width",
                                      "width 1000000\n",
                                      "width 1000000\nheight 680000\nzoom 0\n",
                                      "width 1\nheight 1\nzoom 1000\n",
                                      "width -5\nheight 680000\nzoom 1000\n",
                                      "width 99999999999999999999\nheight 680000\nzoom 1000\n",
                                      "height 680000\nwidth 1000000\nzoom 1000\n",
                                      "width nan\nheight inf\nzoom 1e9\n",
                                      "\xff\xfe\x00\x01"};
  mkdir(folder, 0700);
  char path[PATH_MAX];
  path_of(path, "");
  mkdir(path, 0700);
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; ++i) {
    SavedSize size = {1.0, 2.0, 3.0};
    write_file(wrong[i]);
    assert_false(saved_size_read(&size));
    assert_true(size.width == 1.0 && size.height == 2.0 && size.zoom == 3.0);
  }
}

static void a_place_that_cannot_be_written_is_no_harm(void **state)
{
  (void)state;
  const SavedSize size = {1000.0, 700.0, 1.0};
  SavedSize found;
  setenv("XDG_CONFIG_HOME", "/proc/no/such/place", 1);
  saved_size_write(&size);
  assert_false(saved_size_read(&found));
  setenv("XDG_CONFIG_HOME", "relative", 1); /* counts as none */
  const char *home = getenv("HOME");
  char *kept = home ? strdup(home) : NULL;
  unsetenv("HOME");
  saved_size_write(&size);
  assert_false(saved_size_read(&found));
  assert_int_not_equal(access("relative", F_OK), 0);
  if (kept) {
    setenv("HOME", kept, 1);
    free(kept);
  }
  setenv("XDG_CONFIG_HOME", folder, 1);
}

/* --- dropped files ------------------------------------------------------------------------------
 */

static void dropped_names_are_read(void **state)
{
  (void)state;
  static const struct {
    const char *list;
    const char *path; /* NULL: none */
  } cases[] = {
      {"file:///home/me/song.wav\r\n", "/home/me/song.wav"},
      {"file:///a%20b/%C3%A9.mp3", "/a b/\xc3\xa9.mp3"},
      {"# a comment\r\nfile://localhost/x.flac\r\n", "/x.flac"},
      {"http://example.org/x.mp3\r\nfile:///second.ogg\r\n", "/second.ogg"},
      {"file:/short.wav", "/short.wav"},
      {"file:///100%25.wav\nfile:///other.wav", "/100%.wav"},
      {"file://elsewhere/x.wav\r\n", NULL},
      {"file:///bad%2", NULL},
      {"file:///bad%zz", NULL},
      {"file:///zero%00.wav", NULL},
      {"file://", NULL},
      {"", NULL},
      {"\r\n\r\n", NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    char path[64] = "";
    const bool found = uri_list_first_path(cases[i].list, strlen(cases[i].list), path, sizeof path);
    assert_int_equal(found, cases[i].path != NULL);
    if (found) {
      assert_string_equal(path, cases[i].path);
    }
  }
  char own[300] = "file://";
  assert_int_equal(gethostname(own + 7, 256), 0);
  strcat(own, "/own.wav");
  char path[64] = "";
  assert_true(uri_list_first_path(own, strlen(own), path, sizeof path)); /* RFC 8089 */
  assert_string_equal(path, "/own.wav");
  assert_false(uri_list_first_path("file://localhostess/x.wav", 25, path, sizeof path));
  char small[4];
  assert_false(uri_list_first_path("file:///abc", 11, small, sizeof small));
  assert_true(uri_list_first_path("file:///ab", 10, small, sizeof small));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_size_is_there_the_next_time),
      cmocka_unit_test(it_never_opens_larger_than_the_screen),
      cmocka_unit_test(nothing_is_written_for_nothing),
      cmocka_unit_test(what_makes_no_sense_is_not_taken),
      cmocka_unit_test(a_place_that_cannot_be_written_is_no_harm),
      cmocka_unit_test(dropped_names_are_read),
  };
  return cmocka_run_group_tests(tests, in_own_folder, remove_folder);
}
