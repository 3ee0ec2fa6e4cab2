/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Names for results beside their song that no file has. Prints why when it fails.
 */
#ifndef GENRE_EQ_UI_CLI_FILES_FREE_NAMES_H
#define GENRE_EQ_UI_CLI_FILES_FREE_NAMES_H

#include <limits.h>
#include <stdbool.h>

typedef char FileName[PATH_MAX];

/** "dir/song.genre-eq.wav" for "dir/song.mp3" and the extension "wav"; with -2, -3 … for
    all of the extensions if one of these names is taken. */
bool free_names_find(const char *path, int count, const char *const extension[], FileName name[]);

#endif
