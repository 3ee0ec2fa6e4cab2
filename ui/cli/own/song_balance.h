/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Listens to a whole finished song with the plugin, for a profile to learn from it.
 */
#ifndef GENRE_EQ_UI_CLI_OWN_SONG_BALANCE_H
#define GENRE_EQ_UI_CLI_OWN_SONG_BALANCE_H

#include "model/profile_learn.h"
#include "ui/cli/song/listen.h"

/** A song with less music is refused. */
#define LEAST_MUSIC_S 5.0f

enum { ARTIST_BYTES = 128 };

typedef struct {
  ProfileSong song;          /**< its weight is 1 */
  float listened_s;          /**< music in it, pauses not counted */
  int genre;                 /**< the most probable one */
  char artist[ARTIST_BYTES]; /**< from the tags; "" if there is none */
} SongBalance;

/** False, and prints why, if the file cannot be read or holds no music. */
bool song_balance_hear(Host *host, const char *path, const Arguments *arguments,
                       SongBalance *balance);

#endif
