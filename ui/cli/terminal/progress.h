/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A progress bar with the time left, on standard error. If that is not a terminal, nothing is
 * shown.
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

/** From now on this process shows no bar. It writes its progress, 0 … 1, to *part, which a
    child shares with its parent. */
void progress_relay(double *part);

/** `what` must outlive the bar. */
void progress_begin(Progress *progress, const char *what);

/** Redraws the bar when another per cent is done. total may be 0: unknown. */
void progress_show(Progress *progress, double done, double total);

/** Erases the bar, which may be shown again later. */
void progress_end(Progress *progress);

#endif
