/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A progress bar, with the time left, on standard error when that is a terminal;
 * nothing otherwise.
 */
#ifndef GENRE_EQ_UI_CLI_TERMINAL_PROGRESS_H
#define GENRE_EQ_UI_CLI_TERMINAL_PROGRESS_H

#include <stdbool.h>
#include <time.h>

typedef struct {
  const char *what; /**< "Listening" */
  bool on_terminal;
  int shown_percent;
  struct timespec started;
} Progress;

/** From here on, this process shows no bar of its own but says in *part, 0 … 1, how far
    it is: a child to its parent, through memory that they share. */
void progress_relay(double *part);

/** `what` must outlive the bar. */
void progress_begin(Progress *progress, const char *what);

/** Draws the bar anew when a per cent more is done. total may be 0: unknown. */
void progress_show(Progress *progress, double done, double total);

/** Erases the bar; it may be shown again. */
void progress_end(Progress *progress);

#endif
