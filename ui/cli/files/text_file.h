/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Writes text to standard output, or to a file that appears when it is complete.
 */
#ifndef GENRE_EQ_UI_CLI_FILES_TEXT_FILE_H
#define GENRE_EQ_UI_CLI_FILES_TEXT_FILE_H

#include <stdbool.h>
#include <stdio.h>

typedef void (*TextFunction)(const void *what, FILE *to);

/** Lets `write_to` write `what` to the file `path`, or to standard output if path is NULL or
    "-". Never overwrites `source`, the input (NULL: none). On failure prints why. */
bool text_file_write(const char *path, const char *source, bool overwrite, TextFunction write_to,
                     const void *what);

#endif
