/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Ctrl+C and kill stop the work between two blocks, so that the program ends in the usual way
 * and removes its temporary files.
 */
#ifndef GENRE_EQ_UI_CLI_TERMINAL_INTERRUPT_H
#define GENRE_EQ_UI_CLI_TERMINAL_INTERRUPT_H

#include <stdbool.h>

/** Catches SIGINT, SIGTERM, SIGHUP, and SIGPIPE: whoever reads the output is gone ("| head").
    The first three stay ignored if whoever started the program had them ignored (nohup).
    Ignores SIGXFSZ, so that a write past the file size limit fails with an error. Call once, at
    start. */
void interrupt_catch(void);

/** From now on a write into a closed pipe fails with an error, and interrupts nothing. */
void interrupt_ignore_pipes(void);

/** True once one of the signals has come. */
bool interrupt_pending(void);

/** If a signal has come, ends the program by the same signal, as the shell expects. Call when
    everything is cleaned up. */
void interrupt_finish(void);

#endif
