/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Keeps what a library prints on standard error, so that one line can say it.
 */
#ifndef GENRE_EQ_UI_CLI_TERMINAL_HUSH_H
#define GENRE_EQ_UI_CLI_TERMINAL_HUSH_H

#include <stdbool.h>

typedef struct {
  int standard_error; /**< the real one; −1: nothing is kept */
  int kept;
} Hush;

/** If that is not possible, the library goes on printing. */
Hush hush_begin(void);

/** Ends it. True if anything was printed meanwhile. */
bool hush_end(Hush hush);

/** The same in pieces, for a library that is called often: between hush_pause() and hush_go_on()
    the real standard error is there. hush_pause() returns true if anything was printed so far. */
bool hush_pause(const Hush *hush);
void hush_go_on(const Hush *hush);

#endif
