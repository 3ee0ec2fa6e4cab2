/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Does the same work on many files, on all processors. Each file has its own child process, so
 * a file that crashes a decoder does not stop the others. The children's output is printed in
 * the order of the files, whichever is done first.
 */
#ifndef GENRE_EQ_UI_CLI_TERMINAL_JOBS_H
#define GENRE_EQ_UI_CLI_TERMINAL_JOBS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
  int count;        /**< files */
  int at_once;      /**< children at a time; 0: one a processor */
  const char *what; /**< names the work on the progress bar */
  /** The work on one file, in a child (in this process if there is only one file). May print.
      True if it succeeded. *result is kept. */
  bool (*run)(int index, void *user, void *result);
  /** The file's name, for the message if the child crashes, and for the progress bar, which
      needs the files' sizes. */
  const char *(*name)(int index, void *user);
  void *user;
  size_t result_size; /**< bytes a file */
} Jobs;

typedef struct {
  bool *fine;   /**< [count]; NULL if memory was too short to begin */
  char *result; /**< [count * result_size], zero where the work failed at once; NULL likewise */
  size_t bytes; /* of result */
} JobResults;

/** Does all the work, or stops early when interrupted; files that were not done are not fine.
    True if every file succeeded. Call jobs_free() on the results in either case. */
bool jobs_run(const Jobs *jobs, JobResults *results);

void jobs_free(JobResults *results);

#endif
