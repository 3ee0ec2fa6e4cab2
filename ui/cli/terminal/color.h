/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Emphasis on a terminal. What goes elsewhere, to a file or a pipe, is plain text; so is
 * all of it when NO_COLOR is set and not empty (no-color.org) or the terminal is "dumb".
 * Nothing is told by colour alone.
 */
#ifndef GENRE_EQ_UI_CLI_TERMINAL_COLOR_H
#define GENRE_EQ_UI_CLI_TERMINAL_COLOR_H

typedef enum { COLOR_HEARD, COLOR_FAINT, COLOR_FAULT, COLOR_END } Emphasis;

/** Looks at standard output; call once, at start. */
void color_begin(void);

/** The sequence that begins it (COLOR_END: ends it), or "". */
const char *color_sequence(Emphasis which);

#endif
