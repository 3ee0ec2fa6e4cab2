/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A whole record: one aim for all songs, each song's curve near it, and the songs as
 * loud in relation to each other as they were.
 */
#ifndef GENRE_EQ_UI_CLI_ALBUM_ALBUM_H
#define GENRE_EQ_UI_CLI_ALBUM_ALBUM_H

#include <limits.h>
#include <stdbool.h>

#include "plugin/memory.h"
#include "ui/cli/album/journal.h"
#include "ui/cli/song/measure.h"

/** So far may a band of a song's curve be from the album's (dB). */
#define ALBUM_NEAR_DB 1.0

/** What listening to a song told. Plain data: it goes through shared memory and into
    the journal. */
typedef struct {
  Memory memory;
  double seconds;
  SF_INFO info;
} AlbumHeard;

typedef struct {
  char name[NAME_MAX + 1]; /**< in the album's directory */
  char out[NAME_MAX + 1];  /**< in the other one */
  bool fine;               /**< nothing failed so far */
  bool kept;               /**< rendered by an earlier run */
  AlbumHeard heard;
  double change_db[BAND_COUNT]; /**< of each band, wanted */
  double own_gain_db;           /**< that makes it exactly as loud as it was */
  Measured measured;            /**< before own_gain_db and the common gain */
} AlbumSong;

typedef struct {
  const char *in;  /**< directory of the songs */
  const char *out; /**< directory of the masters */
  AlbumSong *song;
  int n_songs;
  int n_others;                    /**< files that are no songs, by their names */
  double probability[GENRE_COUNT]; /**< over the album */
  int label;                       /**< Genre or GENRE_UNSURE */
  double aim_db[BAND_COUNT];       /**< change of each band aimed at over the album */
  double common_gain_db;           /**< of all songs, for the sake of their peaks */
  float control[CONTROL_COUNT];    /**< in force */
  const Arguments *arguments;
  Host *host;
  Journal *journal;
} Album;

/** The songs of the directory, by name in byte order. On failure, or if there are none,
    prints why. */
bool album_list(Album *album);

/** Names the masters: the song's name, its extension that of what can be written.
    After the songs have been heard. */
void album_name_masters(Album *album);

/** From what was heard, the aim of the album and the curve of each song. The curve is
    put into the song's memory. */
void album_aim(Album *album);

/** From what was measured, each song's own gain and the common one. */
void album_balance(Album *album);

/** What was done, as a table and as JSON. */
void album_print_table(const Album *album, FILE *to);
void album_print_json(const Album *album, FILE *to);

/** Does it all: `arguments` name both directories. Returns the exit code. */
int album_render(const Arguments *arguments);

#endif
