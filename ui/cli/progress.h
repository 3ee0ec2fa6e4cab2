/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A progress bar on standard error when that is a terminal; nothing otherwise.
 */
#ifndef GENRE_EQ_UI_CLI_PROGRESS_H
#define GENRE_EQ_UI_CLI_PROGRESS_H

#include <stdbool.h>

typedef struct {
  const char *what; /**< "Listening" */
  bool on_terminal;
  int shown_percent;
} Progress;

/** `what` must outlive the bar. */
void progress_begin(Progress *progress, const char *what);

/** Draws the bar anew when a per cent more is done. total may be 0: unknown. */
void progress_show(Progress *progress, double done, double total);

/** Erases the bar. */
void progress_end(Progress *progress);

#endif
