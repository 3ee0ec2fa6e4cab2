/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Ctrl+C and kill stop the work between two blocks, so that temporary files are
 * removed on the ordinary way out.
 */
#ifndef GENRE_EQ_UI_CLI_TERMINAL_INTERRUPT_H
#define GENRE_EQ_UI_CLI_TERMINAL_INTERRUPT_H

#include <stdbool.h>

/** Catches SIGINT, SIGTERM and SIGHUP; lets a write past the file size limit fail
    with an error (SIGXFSZ) and a closed pipe too (SIGPIPE). Call once, at start. */
void interrupt_catch(void);

/** True once one of the signals has come. */
bool interrupt_pending(void);

/** When a signal has come: ends the program by that very signal, as the shell
    expects. Call when everything is cleaned up. */
void interrupt_finish(void);

#endif
