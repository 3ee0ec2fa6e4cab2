/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * UTF-8. File names and tags may hold any bytes; printed text may not.
 */
#ifndef GENRE_EQ_UI_CLI_TERMINAL_UTF8_H
#define GENRE_EQ_UI_CLI_TERMINAL_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Length in bytes of the well-formed UTF-8 sequence at text (RFC 3629, section 4), or
    0 if there is none. */
int utf8_length(const char *text);

/** The character of such a sequence. */
uint32_t utf8_character(const char *text, int length);

/** True if a control character stands at text: C0, DEL, C1 (ISO/IEC 6429). */
bool utf8_is_control(const char *text);

/** Copies as many whole characters as have room in `size` bytes, with the zero at the end. */
void utf8_copy(char *to, size_t size, const char *from);

#endif
