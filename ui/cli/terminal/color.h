/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Emphasis on a terminal. Output to a file or a pipe is plain text. All output is plain if
 * NO_COLOR is set and not empty (no-color.org), or if the terminal is "dumb". No meaning
 * depends on colour alone.
 */
#ifndef GENRE_EQ_UI_CLI_TERMINAL_COLOR_H
#define GENRE_EQ_UI_CLI_TERMINAL_COLOR_H

typedef enum { COLOR_HEARD, COLOR_FAINT, COLOR_FAULT, COLOR_END } Emphasis;

/** Finds out whether standard output is a terminal; call once, at start. */
void color_begin(void);

/** The sequence that begins this emphasis (COLOR_END: ends any), or "". */
const char *color_sequence(Emphasis which);

#endif
