/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The worker of `genre-eq open`: takes orders and does them one after the other. It is another
 * process, so the window keeps moving while it works, and a file that crashes a decoder does
 * not close the window.
 */
#ifndef GENRE_EQ_UI_CLI_OPEN_WORKER_H
#define GENRE_EQ_UI_CLI_OPEN_WORKER_H

#include "ui/cli/host/host.h"

/** What the worker opens its host with. */
typedef struct {
  const char *bundle; /**< NULL: find it */
  Profile own;        /**< to aim at; of no songs: none */
} WorkerHost;

/** Works until `orders` (a pipe's end) is closed; news go to `news`, messages to standard
    error. Returns the exit code. */
int worker_run(int orders, int news, const WorkerHost *with);

#endif
