/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * X errors (a host that destroys our window before it tells us) and a display that goes
 * away must not end the host, as Xlib would. One thread.
 */
#ifndef GENRE_EQ_UI_X11_WINDOW_ERRORS_H
#define GENRE_EQ_UI_X11_WINDOW_ERRORS_H

#include <X11/Xlib.h>

typedef struct {
  XErrorHandler error;
  XIOErrorHandler io_error;
} Handlers;

/** Between these two errors do no harm; the host's handlers are put aside. */
Handlers window_errors_begin(void);
void window_errors_end(Handlers handlers);

#endif
