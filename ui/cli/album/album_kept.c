/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of album.h: what of the work an earlier run has done, by the journal.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "plugin/version.h"
#include "ui/cli/album/album.h"
#include "ui/cli/sound/audio_input.h"

/* The key of all that the hearing of a song depends on, with its name, size and time. */
static uint64_t heard_key(const Album *album, const AlbumSong *song)
{
  const Arguments *arguments = album->arguments;
  const char *what = GENRE_EQ_VERSION " heard";
  const double shape[] = {MEMORY_VERSION, sizeof(AlbumHeard)};
  char path[PATH_MAX];
  struct stat status = {0};
  snprintf(path, sizeof path, "%s/%s", album->in, song->name);
  if (stat(path, &status) != 0) {
    memset(&status, 0, sizeof status);
  }
  const int64_t file[] = {status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
  uint64_t key = journal_key(0, what, strlen(what));
  key = journal_key(key, shape, sizeof shape);
  key = journal_key(key, song->name, strlen(song->name));
  key = journal_key(key, file, sizeof file);
  key = journal_key(key, arguments->settings.given, sizeof arguments->settings.given);
  key = journal_key(key, arguments->settings.value, sizeof arguments->settings.value);
  key = journal_key(key, &album->plugin_key, sizeof album->plugin_key);
  return arguments->bundle ? journal_key(key, arguments->bundle, strlen(arguments->bundle)) : key;
}

static uint64_t measured_key(const Album *album, const AlbumSong *song)
{
  const uint64_t key = journal_key(heard_key(album, song), "measured", 8);
  return journal_key(key, &song->heard.memory, sizeof song->heard.memory);
}

static uint64_t written_key(const Album *album, uint64_t key)
{
  const bool how[] = {album->arguments->given[OPTION_FLOAT],
                      album->arguments->given[OPTION_NO_DITHER]};
  return journal_key(key, how, sizeof how);
}

static uint64_t made_key(const Album *album, const AlbumSong *song)
{
  const uint64_t before = song->goes_on ? heard_key(album, song - 1) : 0;
  const double gains_db[] = {song->own_gain_db, album->common_gain_db};
  uint64_t key = journal_key(measured_key(album, song), gains_db, sizeof gains_db);
  key = written_key(album, key);
  key = journal_key(key, &before, sizeof before);
  return journal_key(key, song->out, strlen(song->out));
}

/* --- found and noted ----------------------------------------------------------------------- */

/* Anybody may have written the journal, so it is checked like a session's memory. */
static bool makes_sense(AlbumHeard *heard)
{
  const SF_INFO *info = &heard->info;
  return memory_mend(&heard->memory) && heard->seconds >= 0.0 && isfinite(heard->seconds) &&
         (info->channels == 1 || info->channels == 2) && info->samplerate >= MIN_RATE_HZ &&
         info->samplerate <= MAX_RATE_HZ;
}

/* Of all songs: one more or less changes the aim, and so every master. */
static uint64_t begun_key(const Album *album)
{
  uint64_t key = journal_key(0, "begun", 5);
  for (int i = 0; i < album->n_songs; ++i) {
    if (album->song[i].fine) {
      const uint64_t heard = heard_key(album, &album->song[i]);
      key = journal_key(key, &heard, sizeof heard);
    }
  }
  return written_key(album, key);
}

bool album_was_begun(const Album *album)
{
  char nothing = 0;
  return journal_find(album->journal, begun_key(album), &nothing, sizeof nothing);
}

void album_note_begun(const Album *album)
{
  const char nothing = 0;
  if (!album_was_begun(album)) {
    journal_add(album->journal, begun_key(album), &nothing, sizeof nothing);
  }
}

bool album_find_heard(const Album *album, const AlbumSong *song, AlbumHeard *heard)
{
  return journal_find(album->journal, heard_key(album, song), heard, sizeof *heard) &&
         makes_sense(heard);
}

void album_note_heard(const Album *album, const AlbumSong *song, const AlbumHeard *heard)
{
  journal_add(album->journal, heard_key(album, song), heard, sizeof *heard);
}

bool album_find_measured(const Album *album, const AlbumSong *song, Measured *measured)
{
  return journal_find(album->journal, measured_key(album, song), measured, sizeof *measured);
}

void album_note_measured(const Album *album, const AlbumSong *song, const Measured *measured)
{
  journal_add(album->journal, measured_key(album, song), measured, sizeof *measured);
}

bool album_is_made(const Album *album, const AlbumSong *song, const char *out)
{
  struct stat there;
  int64_t noted[2];
  return !album->arguments->given[OPTION_FORCE] && song->fine && stat(out, &there) == 0 &&
         journal_find(album->journal, made_key(album, song), noted, sizeof noted) &&
         noted[0] == there.st_size && noted[1] == there.st_mtim.tv_sec;
}

void album_note_made(const Album *album, const AlbumSong *song, const char *out)
{
  struct stat there;
  if (stat(out, &there) == 0) {
    const int64_t note[] = {there.st_size, there.st_mtim.tv_sec};
    journal_add(album->journal, made_key(album, song), note, sizeof note);
  }
}
