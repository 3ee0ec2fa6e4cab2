/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/saved_size.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LEAST_LENGTH 300.0
#define MOST_LENGTH 8000.0
#define LEAST_ZOOM 0.5
#define MOST_ZOOM 3.0

static bool makes_sense(const SavedSize *size)
{
  return size->width >= LEAST_LENGTH && size->width <= MOST_LENGTH &&
         size->height >= LEAST_LENGTH && size->height <= MOST_LENGTH && size->zoom >= LEAST_ZOOM &&
         size->zoom <= MOST_ZOOM;
}

static bool join(char path[PATH_MAX], const char *folder, const char *name)
{
  const int length = snprintf(path, PATH_MAX, "%s/%s", folder, name);
  return length > 0 && length < PATH_MAX;
}

/* The user's folder for settings. The standard says to ignore a relative path. */
static bool find_base(char path[PATH_MAX])
{
  const char *config = getenv("XDG_CONFIG_HOME");
  const char *home = getenv("HOME");
  if (config && config[0] == '/') {
    return snprintf(path, PATH_MAX, "%s", config) < PATH_MAX;
  }
  return home && home[0] == '/' && join(path, home, ".config");
}

static bool find_folder(char path[PATH_MAX])
{
  char base[PATH_MAX];
  return find_base(base) && join(path, base, "genre-eq");
}

/* Reads integer thousandths, which no locale writes differently. */
static bool read_number(FILE *file, const char *name, double *value)
{
  char word[16];
  long whole;
  if (fscanf(file, "%15s %9ld", word, &whole) != 2 || strcmp(word, name) != 0) {
    return false;
  }
  *value = (double)whole / 1000.0;
  return true;
}

bool saved_size_read(SavedSize *size)
{
  char folder[PATH_MAX];
  char path[PATH_MAX];
  if (!find_folder(folder) || !join(path, folder, "window")) {
    return false;
  }
  FILE *file = fopen(path, "re");
  if (!file) {
    return false;
  }
  SavedSize found;
  const bool whole = read_number(file, "width", &found.width) &&
                     read_number(file, "height", &found.height) &&
                     read_number(file, "zoom", &found.zoom) && makes_sense(&found);
  fclose(file);
  if (whole) {
    *size = found;
  }
  return whole;
}

static bool write_all(int descriptor, const SavedSize *size)
{
  FILE *file = fdopen(descriptor, "w");
  if (!file) {
    close(descriptor);
    return false;
  }
  fprintf(file, "width %.0f\nheight %.0f\nzoom %.0f\n", 1000.0 * size->width, 1000.0 * size->height,
          1000.0 * size->zoom);
  const bool fine = ferror(file) == 0;
  return fclose(file) == 0 && fine;
}

void saved_size_write(const SavedSize *size)
{
  char base[PATH_MAX];
  char folder[PATH_MAX];
  char path[PATH_MAX];
  char fresh[PATH_MAX];
  if (!makes_sense(size) || !find_base(base) || !find_folder(folder) ||
      !join(path, folder, "window") || !join(fresh, folder, "window.XXXXXX")) {
    return;
  }
  mkdir(base, 0700); /* it may exist already, and so may `folder` */
  mkdir(folder, 0700);
  const int descriptor = mkstemp(fresh);
  if (descriptor < 0) {
    return;
  }
  if (!write_all(descriptor, size) || rename(fresh, path) != 0) {
    unlink(fresh);
  }
}

static double song_height(const View *view)
{
  return view->with_song ? LAYOUT_SONG_HEIGHT * view->zoom : 0.0;
}

void saved_size_restore(View *view)
{
  SavedSize size;
  if (saved_size_read(&size)) {
    view->zoom = size.zoom;
    view_open_at(view, size.width * view->host_scale,
                 (size.height + song_height(view)) * view->host_scale);
  }
}

static bool differ(double a, double b)
{
  return fabs(a - b) > 1.0;
}

/* A window that opened smaller than it was saved, for the screen's sake, leaves the size
 * saved as it is for a larger screen. */
static double on_screen(double length, int screen, const View *view)
{
  return fmin(length, screen / view->host_scale);
}

void saved_size_keep(const View *view)
{
  SavedSize before = {LAYOUT_DEFAULT_WIDTH, LAYOUT_DEFAULT_HEIGHT, 1.0};
  const SavedSize now = {view->layout.width / view->host_scale,
                         view->layout.height / view->host_scale - song_height(view), view->zoom};
  saved_size_read(&before);
  if (differ(now.width, on_screen(before.width, view->screen_width, view)) ||
      differ(now.height + song_height(view),
             on_screen(before.height + song_height(view), view->screen_height, view)) ||
      differ(100.0 * now.zoom, 100.0 * before.zoom)) {
    saved_size_write(&now);
  }
}
