/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * One way to write a name: a letter and the marks on it may be one character or several.
 * Systems differ in which they use, and a name typed on one must be found on the other.
 */
#ifndef GENRE_EQ_UI_CLI_TERMINAL_COMPOSE_H
#define GENRE_EQ_UI_CLI_TERMINAL_COMPOSE_H

#include <stddef.h>

/** Copies UTF-8 text, as much as there is room for, in Unicode's Normalization Form C (version
    14). Bytes that are no UTF-8 are copied as they are. */
void compose_copy(const char *text, char *to, size_t size);

#endif
