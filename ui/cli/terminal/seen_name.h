/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A name as the eye reads it. Two names that look alike because one holds characters that cannot
 * be seen, or other blanks, are one name.
 */
#ifndef GENRE_EQ_UI_CLI_TERMINAL_SEEN_NAME_H
#define GENRE_EQ_UI_CLI_TERMINAL_SEEN_NAME_H

#include <stdbool.h>
#include <stddef.h>

/** Copies a name, as much as there is room for: composed (compose.h), without the characters that
    Unicode shows as nothing, with one space for each row of blanks and none at the ends. True if
    something but the composition changed. */
bool seen_name_copy(const char *name, char *to, size_t size);

#endif
