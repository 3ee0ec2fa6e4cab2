/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The X11 glue: shows a View in a window and hands it what pointer and keyboard do.
 * A connection of its own to the display; one thread.
 */
#ifndef GENRE_EQ_UI_X11_WINDOW_H
#define GENRE_EQ_UI_X11_WINDOW_H

#include <stdbool.h>

#include "ui/draw/theme.h"
#include "ui/x11/view.h"

typedef struct ViewWindow ViewWindow;

/** Opens and shows a window within `parent` (an X11 window; 0: one on its own), as
    large as the view's layout. The view and the theme belong to the caller and must
    outlive the window. NULL without a display or memory. To be closed by
    window_close(). */
ViewWindow *window_open(View *view, const Theme *theme, unsigned long parent);

void window_close(ViewWindow *window);

/** The X11 window. */
unsigned long window_id(const ViewWindow *window);

/** Handles what has happened, moves what moves and paints what has changed. Does not
    wait. False once the window or its display is gone. */
bool window_idle(ViewWindow *window);

/** The connection's file descriptor: readable when something has happened. */
int window_connection(const ViewWindow *window);

/** Text of the title bar, UTF-8. */
void window_set_title(ViewWindow *window, const char *title);

/** From now on files can be dropped onto the window; `dropped` is told the path of the
    first. Valid during the call. */
void window_take_drops(ViewWindow *window, void (*dropped)(void *user, const char *path),
                       void *user);

/** Shows the window, or hides it until it is shown again. */
void window_show(ViewWindow *window, bool visible);

/** Gives the window another size (pixels). */
void window_resize(ViewWindow *window, int width, int height);

typedef struct {
  double scale;      /**< pixels per length that it asks for: its Xft.dpi / 96, or 1 */
  int width, height; /**< of its screen, pixels */
} DisplayInfo;

/** What the display asks for and can show; a view needs to know both before it opens. */
DisplayInfo window_display(void);

#endif
