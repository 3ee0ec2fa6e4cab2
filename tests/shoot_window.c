/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * shoot_window DIRECTORY: draws pictures of the window in many states, without a display.
 */
#include <stdio.h>
#include <stdlib.h>

#include <cairo.h>

#include "tests/support_situations.h"
#include "ui/x11/paint.h"

static int shoot(const char *directory, const char *name, const View *view, const Theme *theme)
{
  char path[4096];
  const int length = snprintf(path, sizeof path, "%s/%s.png", directory, name);
  if (length < 0 || (size_t)length >= sizeof path) {
    return 1;
  }
  cairo_surface_t *surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, view->layout.width, view->layout.height);
  cairo_t *cr = cairo_create(surface);
  paint_view(cr, view, theme, REGION_ALL);
  cairo_destroy(cr);
  const cairo_status_t status = cairo_surface_write_to_png(surface, path);
  cairo_surface_destroy(surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    fprintf(stderr, "%s: %s\n", path, cairo_status_to_string(status));
    return 1;
  }
  puts(path);
  return 0;
}

static int shoot_situations(const char *directory)
{
  int failed = 0;
  for (int id = 0; id < SITUATION_COUNT; ++id) {
    for (int scale = 1; scale <= 2; ++scale) {
      for (int light = 0; light <= 1; ++light) {
        View view;
        char name[64];
        snprintf(name, sizeof name, "window-%s-%s%s", situation[id].name, light ? "light" : "dark",
                 scale > 1 ? "-2x" : "");
        sample_situation(&view, scale, (SituationId)id);
        failed |= shoot(directory, name, &view, light ? &theme_light : &theme_dark);
      }
    }
  }
  return failed;
}

int main(int argc, char **argv)
{
  if (argc != 2) {
    fputs("Usage: shoot_window DIRECTORY\n", stderr);
    return 2;
  }
  const char *directory = argv[1];
  View view;
  int failed = shoot_situations(directory);

  sample_window(&view, 1.0);
  failed |= shoot(directory, "window-dark", &view, &theme_dark);
  failed |= shoot(directory, "window-light", &view, &theme_light);
  view_resize(&view, LAYOUT_MINIMUM_WIDTH, LAYOUT_MINIMUM_HEIGHT);
  failed |= shoot(directory, "window-minimum", &view, &theme_dark);
  view_resize(&view, 3840, 2160);
  failed |= shoot(directory, "window-4k", &view, &theme_dark);

  sample_window(&view, 2.0);
  failed |= shoot(directory, "window-dark-2x", &view, &theme_dark);
  failed |= shoot(directory, "window-light-2x", &view, &theme_light);

  sample_window(&view, 1.25);
  view_open_menu(&view);
  view.menu_item = 3;
  failed |= shoot(directory, "window-menu", &view, &theme_light);

  sample_song_window(&view, 1.0);
  failed |= shoot(directory, "window-song", &view, &theme_dark);

  sample_window(&view, 1.0);
  view_pointer(&view, view.layout.response.x + 420.0, view.layout.response.y + 60.0, false);
  view.hover = view.tip = WIDGET_GLIDE;
  failed |= shoot(directory, "window-tip", &view, &theme_dark);

  Report other = sample_window_report();
  other.version[0] = '\0';
  view_report(&view, &other);
  failed |= shoot(directory, "window-mixed", &view, &theme_dark);

  sample_situation(&view, 1.0, SITUATION_FAR);
  Report short_of = view.motion.goal;
  short_of.wanted_db[BAND_HIGH_MID] = 4.6f;
  short_of.short_db[BAND_HIGH_MID] = 0.6f;
  view_report(&view, &short_of);
  view_advance(&view, 10.0);
  failed |= shoot(directory, "window-short", &view, &theme_dark);

  sample_window(&view, 1.0);
  view_explain(&view, true);
  failed |= shoot(directory, "window-explain", &view, &theme_dark);
  failed |= shoot(directory, "window-explain-light", &view, &theme_light);

  view_init(&view, (ViewOutlet){.host = NULL}, 1.0);
  failed |= shoot(directory, "window-first", &view, &theme_dark);
  view_port(&view, CONTROL_GENRE, (float)genre_value[GENRE_JAZZ]);
  view_resize(&view, LAYOUT_MINIMUM_WIDTH, LAYOUT_MINIMUM_HEIGHT);
  failed |= shoot(directory, "window-first-jazz", &view, &theme_light);
  view_init(&view, (ViewOutlet){.host = NULL}, 2.0);
  failed |= shoot(directory, "window-first-2x", &view, &theme_dark);
  sample_listening_window(&view, 1.0);
  failed |= shoot(directory, "window-listening", &view, &theme_dark);

  view_init(&view, (ViewOutlet){.host = NULL}, 1.0);
  view_show_song_row(&view);
  failed |= shoot(directory, "window-song-none", &view, &theme_light);
  view.has_keyboard = true;
  view_set_song(&view, &(SongRow){.name = "song.flac", .state = "Run listens to all of it."});
  failed |= shoot(directory, "window-song-chosen", &view, &theme_dark);

  sample_window(&view, 1.0);
  view_set(&view, CONTROL_ENABLED, 0.0f);
  view_set(&view, CONTROL_LOUDNESS_MATCH, 0.0f);
  view_set_focus(&view, WIDGET_GLIDE, true);
  view_key(&view, KEY_TEXT, '2', false);
  view_key(&view, KEY_TEXT, '5', false);
  failed |= shoot(directory, "window-bypassed", &view, &theme_dark);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
