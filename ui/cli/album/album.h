/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Masters a whole record. All songs have one aim, and each song's curve is near it. The songs
 * keep their loudness in relation to each other.
 */
#ifndef GENRE_EQ_UI_CLI_ALBUM_ALBUM_H
#define GENRE_EQ_UI_CLI_ALBUM_ALBUM_H

#include <limits.h>
#include <stdbool.h>

#include "plugin/memory.h"
#include "ui/cli/album/journal.h"
#include "ui/cli/song/measure.h"

/** The largest difference between a song's curve and the album's in any band (dB). */
#define ALBUM_NEAR_DB 1.0

/** The result of listening to a song. Plain data, because it goes through shared memory and
    into the journal. */
typedef struct {
  Memory memory;
  double seconds;
  SF_INFO info; /**< known before the song is heard */
} AlbumHeard;

typedef struct {
  char name[NAME_MAX + 1]; /**< in the album's directory */
  char out[NAME_MAX + 1];  /**< in the other one */
  bool fine;               /**< nothing failed so far */
  bool kept;               /**< rendered by an earlier run */
  AlbumHeard heard;
  bool goes_on;                 /**< from the song before, without a gap: one piece */
  double change_db[BAND_COUNT]; /**< of each band, wanted */
  double own_gain_db;           /**< the gain that makes it exactly as loud as it was */
  Measured measured;            /**< before own_gain_db and the common gain */
} AlbumSong;

typedef struct {
  const char *in;  /**< directory of the songs */
  const char *out; /**< directory of the masters */
  AlbumSong *song;
  int n_songs;
  int n_others;                    /**< files without the extension of a song */
  bool is_answered;                /**< enough was heard to tell the genres apart */
  double probability[GENRE_COUNT]; /**< over the album */
  int label;                       /**< Genre or GENRE_UNSURE */
  double wanted_db[BAND_COUNT];    /**< change of each band over the album, wanted */
  double common_gain_db;           /**< the gain of all songs, because of their peaks */
  float control[CONTROL_COUNT];    /**< the values in use */
  uint64_t plugin_key;             /**< stands for these, the own profile, and the preset's curve */
  const Arguments *arguments;
  Host *host;
  Journal *journal;
} Album;

/** Lists the songs of the directory by name, in byte order. If that fails or there are none,
    prints why and returns false. */
bool album_list(Album *album);

/** Names the masters: the song's name, with the extension of a format that can be written. Call
    when each song's info is known. */
void album_name_masters(Album *album);

/** If a master cannot be written, or a file is there that no run with these songs and settings
   made, prints why and returns false. Call before any listening. */
bool album_masters_allowed(const Album *album);

/** A file's path; if it is too long, prints why and returns false. */
bool album_path(char path[PATH_MAX], const char *directory, const char *name);

/** The format of a master at this path; if it has none, prints why and returns 0. */
int album_format(const Album *album, const SF_INFO *info, const char *path);

/** True if an earlier run with the same songs and settings has begun, whatever came of it. `note`
    keeps that for the next run. */
bool album_was_begun(const Album *album);
void album_note_begun(const Album *album);

/** What an earlier run with the same settings heard or measured of the song; false: nothing. */
bool album_find_heard(const Album *album, const AlbumSong *song, AlbumHeard *heard);
void album_note_heard(const Album *album, const AlbumSong *song, const AlbumHeard *heard);
bool album_find_measured(const Album *album, const AlbumSong *song, Measured *measured);
void album_note_measured(const Album *album, const AlbumSong *song, const Measured *measured);

/** True if an earlier run made this master at `out`, and it has not changed since. */
bool album_is_made(const Album *album, const AlbumSong *song, const char *out);
void album_note_made(const Album *album, const AlbumSong *song, const char *out);

/** Finds out which songs go on from the one before. Call after the songs have been heard. */
bool album_find_joints(Album *album);

/** Some numbers of a song. */
typedef double *(*SongNumbers)(AlbumSong *song);

/** Gives all songs of a piece the same `count` numbers: means, by how long each song is. */
void album_share(Album *album, SongNumbers numbers, int count);

/** Finds the aim of the album and the curve of each song from what was heard. Puts the curve
    into the song's memory. */
void album_aim(Album *album);

/** Finds each song's own gain and the common gain from what was measured. */
void album_balance(Album *album);

/** Prints what was done, as a table or as JSON. */
void album_print_table(const Album *album, FILE *to);
void album_print_json(const Album *album, FILE *to);

/** Does all of this; `arguments` name both directories. Returns the exit code. */
int album_render(const Arguments *arguments);

#endif
