/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of album.h: finds the songs.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "ui/cli/album/album.h"
#include "ui/cli/terminal/message.h"

static bool is_song(const char *name)
{
  /* Also of songs that cannot be read: they are named, since the record would lack them. */
  static const char *const extensions[] = {
      "wav", "wave", "flac", "aiff", "aif",  "aifc", "w64",  "rf64", "bw64", "caf", "au",
      "snd", "ogg",  "oga",  "opus", "mp3",  "mp2",  "mpga", "wv",   "m4a",  "aac", "alac",
      "wma", "ape",  "mp4",  "mka",  "webm", "mov",  "tta",  "mpc",  "dsf",  "dff", "shn"};
  const char *dot = strrchr(name, '.');
  if (strstr(name, ".genre-eq")) { /* what genre-eq master wrote beside a song */
    return false;
  }
  for (size_t i = 0; dot && i < sizeof extensions / sizeof extensions[0]; ++i) {
    if (strcasecmp(dot + 1, extensions[i]) == 0) {
      return true;
    }
  }
  return false;
}

static bool is_directory(const char *directory, const char *name)
{
  char path[PATH_MAX];
  struct stat status;
  const int length = snprintf(path, sizeof path, "%s/%s", directory, name);
  return length > 0 && (size_t)length < sizeof path && stat(path, &status) == 0 &&
         S_ISDIR(status.st_mode);
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* Moves to the first digit that is not a leading zero; returns how many follow from there. */
static size_t find_number(const char **at)
{
  *at += strspn(*at, "0");
  return strspn(*at, "0123456789");
}

/* Numbers in names are compared by value, so that 10 comes behind 9. */
static int compare_names(const char *a, const char *b)
{
  while (*a && *b) {
    if (is_digit(*a) && is_digit(*b)) {
      const size_t digits = find_number(&a);
      const size_t other = find_number(&b);
      const int order = digits == other ? strncmp(a, b, digits) : digits < other ? -1 : 1;
      if (order != 0) {
        return order;
      }
      a += digits;
      b += other;
    } else if (*a != *b) {
      break;
    } else {
      ++a;
      ++b;
    }
  }
  return strcmp(a, b);
}

static int by_name(const void *a, const void *b)
{
  const char *one = ((const AlbumSong *)a)->name;
  const char *other = ((const AlbumSong *)b)->name;
  const int order = compare_names(one, other);
  return order != 0 ? order : strcmp(one, other); /* 1 and 01 */
}

static bool add(Album *album, const char *name)
{
  AlbumSong *more = realloc(album->song, (size_t)(album->n_songs + 1) * sizeof *more);
  if (!more) {
    message_error("memory", "not enough; close other programs");
    return false;
  }
  album->song = more;
  album->song[album->n_songs] = (AlbumSong){.fine = true};
  snprintf(album->song[album->n_songs].name, sizeof more->name, "%s", name);
  ++album->n_songs;
  return true;
}

bool album_list(Album *album)
{
  DIR *directory = opendir(album->in);
  if (!directory) {
    message_error(album->in, "cannot be read as a directory (%s); check its name", strerror(errno));
    return false;
  }
  bool fine = true;
  const struct dirent *entry = NULL;
  while (fine && (entry = readdir(directory))) {
    if (*entry->d_name == '.' || is_directory(album->in, entry->d_name)) {
      continue;
    }
    if (is_song(entry->d_name)) { /* also a link to nowhere: opening it tells what is wrong */
      fine = add(album, entry->d_name);
    } else {
      ++album->n_others;
    }
  }
  closedir(directory);
  if (fine && album->n_songs == 0) {
    message_error(album->in, "holds no songs; name a directory of WAV, AIFF, FLAC, Ogg Vorbis, "
                             "Opus or MP3 files without .genre-eq in their names");
    return false;
  }
  if (fine) {
    qsort(album->song, (size_t)album->n_songs, sizeof *album->song, by_name);
  }
  return fine;
}
