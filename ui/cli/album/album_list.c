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
  static const char *const extensions[] = {"wav", "wave", "flac", "aiff", "aif",  "aifc",
                                           "w64", "rf64", "caf",  "au",   "snd",  "ogg",
                                           "oga", "opus", "mp3",  "mp2",  "mpga", "wv"};
  const char *dot = strrchr(name, '.');
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

static int by_name(const void *a, const void *b)
{
  return strcmp(((const AlbumSong *)a)->name, ((const AlbumSong *)b)->name);
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
                             "Opus or MP3 files");
    return false;
  }
  if (fine) {
    qsort(album->song, (size_t)album->n_songs, sizeof *album->song, by_name);
  }
  return fine;
}
