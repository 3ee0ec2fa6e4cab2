/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The window's side of the worker: starts it, hands it orders, and hears what it says.
 * Nothing here waits, but for workshop_stop(). One thread.
 */
#ifndef GENRE_EQ_UI_CLI_OPEN_WORKSHOP_H
#define GENRE_EQ_UI_CLI_OPEN_WORKSHOP_H

#include <stdbool.h>
#include <sys/types.h>

#include "ui/cli/open/orders.h"

enum { SAID_SIZE = 512 };

typedef struct {
  const char *bundle;       /**< NULL: find it */
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
  bool is_lost;         /**< the last order: no worker could be started for it */
  char said[SAID_SIZE]; /**< the last error message, "" none since the last order */
} Workshop;

/** Starts a worker. False, with errno, if there can be none. */
bool workshop_start(Workshop *workshop, const char *bundle);

/** Ends the worker, whatever it does; half a result it takes away. */
void workshop_stop(Workshop *workshop);

/** Ends what is being done and has this done, by a new worker if the last one has died.
    `value` holds all controls. */
void workshop_order(Workshop *workshop, OrderKind kind, const char *path, const float *value);

/** The next news of the last order, if some have come. A worker that has died is news
    of failure. */
bool workshop_hear(Workshop *workshop, News *news);

#endif
