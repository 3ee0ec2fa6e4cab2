/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The window of `genre-eq open`: one song, its genre, its curve; to run and to save.
 */
#ifndef GENRE_EQ_UI_CLI_OPEN_SONG_WINDOW_H
#define GENRE_EQ_UI_CLI_OPEN_SONG_WINDOW_H

#include "ui/cli/open/worker.h"

/** Shows the window until it is closed. song: the first song, or NULL. with: what the
    worker opens its host with. Returns the program's exit code. */
int song_window_run(const char *song, const WorkerHost *with);

#endif
