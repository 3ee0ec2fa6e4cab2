/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Finds free names for results beside their song. On failure prints why.
 */
#ifndef GENRE_EQ_UI_CLI_FILES_FREE_NAMES_H
#define GENRE_EQ_UI_CLI_FILES_FREE_NAMES_H

#include <limits.h>
#include <stdbool.h>

typedef char FileName[PATH_MAX];

/** For "dir/song.mp3" and the extension "wav": "dir/song.genre-eq.wav". If the name of one
    extension is taken, the names of all get -2, -3 … */
bool free_names_find(const char *path, int count, const char *const extension[], FileName name[]);

#endif
