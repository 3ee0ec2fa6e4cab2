/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * By default Xlib ends the process at an X error or a lost display. This must not end the
 * host, which may destroy the window before it says so. One thread.
 */
#ifndef GENRE_EQ_UI_X11_WINDOW_ERRORS_H
#define GENRE_EQ_UI_X11_WINDOW_ERRORS_H

#include <X11/Xlib.h>

typedef struct {
  XErrorHandler error;
  XIOErrorHandler io_error;
} Handlers;

/** Between begin and end, errors are ignored, and the host's handlers are not called. */
Handlers window_errors_begin(void);
void window_errors_end(Handlers handlers);

#endif
