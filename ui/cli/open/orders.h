/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Messages between the window of `genre-eq open` and its worker process. Both are the same
 * program, so the structures go through the pipes directly.
 */
#ifndef GENRE_EQ_UI_CLI_OPEN_ORDERS_H
#define GENRE_EQ_UI_CLI_OPEN_ORDERS_H

#include <limits.h>
#include <stdbool.h>

#include "plugin/controls.h"
#include "plugin/report.h"

typedef enum {
  ORDER_STOP,   /**< stop the current order */
  ORDER_LISTEN, /**< to the whole of `path` */
  ORDER_SETTLE, /**< find the curve for other settings */
  ORDER_SAVE,   /**< render beside the song */
} OrderKind;

typedef struct {
  OrderKind kind;
  int number; /**< the worker's news repeat the number of their order */
  char path[PATH_MAX];
  float value[CONTROL_COUNT]; /**< of the input controls */
} Order;

typedef enum {
  NEWS_PROGRESS, /**< `what` is done to `part`; report: of this moment */
  NEWS_HEARD,    /**< report: of the whole song, and its curve */
  NEWS_SETTLED,  /**< report: with the new curve; of the output nothing is known */
  NEWS_SAVED,    /**< in `path`; report: of what was saved */
  NEWS_FAILED,   /**< standard error says why */
} NewsKind;

typedef struct {
  NewsKind kind;
  int number;
  char what[24];
  double part;
  double peak_db[2]; /**< highest true peaks, in and out */
  Report report;
  char path[PATH_MAX];
} News;

#endif
