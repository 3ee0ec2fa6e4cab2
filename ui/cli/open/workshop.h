/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The window's side of the worker: starts it, hands it orders, and reads its news. No function
 * waits, except workshop_stop(). One thread.
 */
#ifndef GENRE_EQ_UI_CLI_OPEN_WORKSHOP_H
#define GENRE_EQ_UI_CLI_OPEN_WORKSHOP_H

#include <stdbool.h>
#include <sys/types.h>

#include "ui/cli/open/orders.h"
#include "ui/cli/open/worker.h"

enum { SAID_SIZE = 512 };

typedef struct {
  const WorkerHost *with;   /**< of each worker */
  pid_t worker;             /**< 0: none */
  int orders, news, errors; /**< pipes' ends */
  int number;               /**< of the last order */
  union {
    News whole;
    char bytes[sizeof(News)];
  } incoming;
  size_t n_incoming;
  char line[SAID_SIZE]; /**< of an error message, so far */
  size_t n_line;
  bool is_lost;         /**< no worker could be started for the last order */
  char said[SAID_SIZE]; /**< the last error message since the last order, or "" */
} Workshop;

/** Starts a worker. False, with errno, if that fails. */
bool workshop_start(Workshop *workshop, const WorkerHost *with);

/** Ends the worker at once; the worker removes an unfinished result. */
void workshop_stop(Workshop *workshop);

/** Ends the current order and gives a new one, to a new worker if the last one has died.
    `value` holds all controls. */
void workshop_order(Workshop *workshop, OrderKind kind, const char *path, const float *value);

/** The next news of the last order, if there are any. If the worker has died, the news is
    failure. */
bool workshop_hear(Workshop *workshop, News *news);

#endif
