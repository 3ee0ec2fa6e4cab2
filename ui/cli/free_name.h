/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A name for a result beside its song that no file has. Prints why when it fails.
 */
#ifndef GENRE_EQ_UI_CLI_FREE_NAME_H
#define GENRE_EQ_UI_CLI_FREE_NAME_H

#include <limits.h>
#include <stdbool.h>

/** "dir/song.genre-eq.wav" for "dir/song.mp3" and "wav", or with -2, -3 … the first that
    is free. */
bool free_name(char name[PATH_MAX], const char *path, const char *extension);

#endif
