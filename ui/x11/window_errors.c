/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/window_errors.h"

static int ignore_error(Display *display, XErrorEvent *event)
{
  (void)display;
  (void)event;
  return 0;
}

/* Xlib's own handler ends the process. The connection's handler is called after this one. */
static int ignore_lost_display(Display *display)
{
  (void)display;
  return 0;
}

Handlers window_errors_begin(void)
{
  return (Handlers){XSetErrorHandler(ignore_error), XSetIOErrorHandler(ignore_lost_display)};
}

void window_errors_end(Handlers handlers)
{
  XSetErrorHandler(handlers.error);
  XSetIOErrorHandler(handlers.io_error);
}
