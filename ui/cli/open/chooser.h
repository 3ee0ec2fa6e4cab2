/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The desktop's own dialog to choose a file, zenity or kdialog, in another process. No function
 * waits, except chooser_stop(). One thread.
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

/** Opens the dialog if none is open. */
void chooser_start(Chooser *chooser);

/** Asks for the answer; the path is in chooser->path. */
ChooserAnswer chooser_ask(Chooser *chooser);

/** Closes the dialog. */
void chooser_stop(Chooser *chooser);

#endif
