/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A finished song as a profile learns from it: listened to as a whole, by the plugin.
 */
#ifndef GENRE_EQ_UI_CLI_OWN_SONG_BALANCE_H
#define GENRE_EQ_UI_CLI_OWN_SONG_BALANCE_H

#include "model/profile_learn.h"
#include "ui/cli/song/listen.h"

/** Less music than this says nothing of a song. */
#define LEAST_MUSIC_S 5.0f

enum { ARTIST_BYTES = 128 };

typedef struct {
  ProfileSong song;          /**< its weight is 1 */
  float listened_s;          /**< music in it, pauses not counted */
  int genre;                 /**< the most probable */
  char artist[ARTIST_BYTES]; /**< of the tags; "" for none */
} SongBalance;

/** False, and prints why, if the file cannot be read or holds no music. */
bool song_balance_hear(Host *host, const char *path, const Arguments *arguments,
                       SongBalance *balance);

#endif
