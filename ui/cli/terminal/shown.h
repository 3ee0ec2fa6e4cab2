/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Text of others (names of files, of presets) as it may be shown. A terminal obeys what
 * some bytes say; and a line feed in a name would make two lines of one.
 */
#ifndef GENRE_EQ_UI_CLI_TERMINAL_SHOWN_H
#define GENRE_EQ_UI_CLI_TERMINAL_SHOWN_H

#include <limits.h>

/** Makes a '?' of each byte of a control character (C0, DEL, C1), and of each that is
    no UTF-8. */
void shown_clean(char *text);

typedef struct {
  char text[PATH_MAX];
} ShownName;

/** A cleaned copy, for a printf() of it: shown_name(path).text. */
ShownName shown_name(const char *name);

#endif
