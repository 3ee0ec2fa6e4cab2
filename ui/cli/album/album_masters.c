/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of album.h: names the masters, and finds out whether they can be written.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "ui/cli/album/album.h"
#include "ui/cli/files/target_file.h"
#include "ui/cli/sound/audio_format.h"

/* True if an earlier song has this master: "a.mp3" and "a.ogg" would both become "a.wav". */
static bool is_taken(const Album *album, int index)
{
  for (int i = 0; i < index; ++i) {
    if (strcasecmp(album->song[i].out, album->song[index].out) == 0) {
      return true;
    }
  }
  return false;
}

void album_name_masters(Album *album)
{
  const bool as_float = album->arguments->given[OPTION_FLOAT];
  for (int i = 0; i < album->n_songs; ++i) {
    AlbumSong *song = &album->song[i];
    const char *extension =
        song->fine ? audio_format_extension(song->name, &song->heard.info, as_float) : "";
    const char *dot = strrchr(song->name, '.');
    const bool same = strcasecmp(dot + 1, extension) == 0;
    const int room = (int)(sizeof song->out - strlen(extension) - 2);
    if (same) {
      memcpy(song->out, song->name, sizeof song->out);
    } else {
      snprintf(song->out, sizeof song->out, "%.*s.%s",
               (int)(dot - song->name) < room ? (int)(dot - song->name) : room, song->name,
               extension);
    }
    if (is_taken(album, i)) {
      snprintf(song->out, sizeof song->out, "%.*s.%s", room, song->name, extension);
    }
  }
}

bool album_masters_allowed(const Album *album)
{
  const char *reference = album->arguments->value[OPTION_REFERENCE];
  const bool replace = album->arguments->given[OPTION_FORCE] || album_was_begun(album);
  bool all = true;
  double bytes = 0.0; /* of the masters that are not there yet */
  for (int i = 0; i < album->n_songs; ++i) {
    const AlbumSong *song = &album->song[i];
    char in[PATH_MAX];
    char out[PATH_MAX];
    if (song->fine) {
      const bool placed =
          album_path(in, album->in, song->name) && album_path(out, album->out, song->out) &&
          !target_file_is_same(out, reference) && target_file_allowed(out, in, replace);
      const int format = placed ? album_format(album, &song->heard.info, out) : 0;
      if (placed && access(out, F_OK) != 0) {
        bytes += audio_format_bytes(format, &song->heard.info);
      }
      all = all && format != 0;
    }
  }
  if (all) {
    char inside[PATH_MAX];
    snprintf(inside, sizeof inside, "%.4000s/", album->out);
    target_file_warn_of_room(inside, bytes);
  }
  return all;
}
