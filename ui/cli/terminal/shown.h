/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Makes names of files and presets safe to show. Some bytes command a terminal, and a line
 * feed in a name would make two lines of one.
 */
#ifndef GENRE_EQ_UI_CLI_TERMINAL_SHOWN_H
#define GENRE_EQ_UI_CLI_TERMINAL_SHOWN_H

#include <limits.h>

/** Replaces each byte of a control character (C0, DEL, C1), and each byte that is not UTF-8, by
    '?'. */
void shown_clean(char *text);

typedef struct {
  char text[PATH_MAX];
} ShownName;

/** A safe copy, to be printed as shown_name(path).text. */
ShownName shown_name(const char *name);

#endif
