/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Writes JSON (RFC 8259), independent of the locale.
 */
#ifndef GENRE_EQ_UI_CLI_TERMINAL_JSON_H
#define GENRE_EQ_UI_CLI_TERMINAL_JSON_H

#include <stdio.h>

/** A string with its quotes. Bytes that are not UTF-8, which file names may hold, become
    U+FFFD. */
void json_string(FILE *to, const char *text);

/** A number with `decimals` digits behind the point; null if it is not finite. */
void json_number(FILE *to, double value, int decimals);

#endif
