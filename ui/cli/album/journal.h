/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What is done already, so that work on an album that was broken off goes on where it
 * was: a file of lines "key data", each added whole, in hexadecimal digits. A key
 * stands for all that a result depends on; what is not found is done again.
 */
#ifndef GENRE_EQ_UI_CLI_ALBUM_JOURNAL_H
#define GENRE_EQ_UI_CLI_ALBUM_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Journal Journal;

/** Reads the journal in a directory, if there is one; `afresh` forgets it. NULL on
    failure, with a message. */
Journal *journal_open(const char *directory, bool afresh);

/** Takes NULL. */
void journal_close(Journal *journal);

/** The key of a further piece of what a result depends on; begin with 0. */
uint64_t journal_key(uint64_t key, const void *data, size_t size);

/** Finds what was noted last under a key, of this size. */
bool journal_find(const Journal *journal, uint64_t key, void *data, size_t size);

/** Notes it in the file, for the next run; from any process. A journal that cannot be
    written is no reason to stop. */
void journal_add(const Journal *journal, uint64_t key, const void *data, size_t size);

#endif
