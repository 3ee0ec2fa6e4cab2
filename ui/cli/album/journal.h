/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Keeps what is done, so that interrupted work on an album goes on where it stopped. It is a
 * file of lines "key data" in hexadecimal digits; each line is added as a whole. A key stands
 * for all that a result depends on. A result that is not found is computed again.
 */
#ifndef GENRE_EQ_UI_CLI_ALBUM_JOURNAL_H
#define GENRE_EQ_UI_CLI_ALBUM_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The file, in the directory of the masters. */
#define JOURNAL_NAME ".genre-eq-album"

typedef struct Journal Journal;

/** Reads the journal in a directory, if there is one; with `afresh`, ignores it. On failure
    prints why and returns NULL. */
Journal *journal_open(const char *directory, bool afresh);

/** Takes NULL. */
void journal_close(Journal *journal);

/** Adds a piece of what a result depends on to a key; begin with 0. */
uint64_t journal_key(uint64_t key, const void *data, size_t size);

/** Finds the last data under a key, if it has this size. */
bool journal_find(const Journal *journal, uint64_t key, void *data, size_t size);

/** Adds data under a key to the file, for the next run. Any process may call it. An error is
    ignored, because the work can go on without a journal. */
void journal_add(const Journal *journal, uint64_t key, const void *data, size_t size);

#endif
