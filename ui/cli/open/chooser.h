/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The desktop's own dialog to choose a file, in a process of its own: zenity or kdialog,
 * whichever is there. Nothing here waits, but for chooser_stop(). One thread.
 */
#ifndef GENRE_EQ_UI_CLI_OPEN_CHOOSER_H
#define GENRE_EQ_UI_CLI_OPEN_CHOOSER_H

#include <limits.h>
#include <sys/types.h>

typedef struct {
  pid_t dialog; /**< 0: none is open */
  int answer;   /**< a pipe's end */
  char path[PATH_MAX];
  size_t n_path;
} Chooser;

typedef enum {
  CHOOSER_NONE, /**< no dialog, or no answer yet */
  CHOOSER_CHOSEN,
  CHOOSER_CANCELLED,
  CHOOSER_MISSING, /**< neither program is there */
} ChooserAnswer;

/** Opens the dialog, if none is open. */
void chooser_start(Chooser *chooser);

/** Whether there is an answer; the path is in chooser->path. */
ChooserAnswer chooser_ask(Chooser *chooser);

/** Takes the dialog away. */
void chooser_stop(Chooser *chooser);

#endif
