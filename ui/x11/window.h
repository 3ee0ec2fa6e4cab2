/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The X11 glue: shows a View in a window and tells it what pointer and keyboard do. It has
 * its own connection to the display. One thread.
 */
#ifndef GENRE_EQ_UI_X11_WINDOW_H
#define GENRE_EQ_UI_X11_WINDOW_H

#include <stdbool.h>

#include "ui/draw/theme.h"
#include "ui/x11/view.h"

typedef struct ViewWindow ViewWindow;

/** Opens and shows a window within `parent` (an X11 window; 0: a top-level window), as large
    as the view's layout. The view and the theme belong to the caller and must outlive the
    window. NULL if there is no display or too little memory. Close it with
    window_close(). */
ViewWindow *window_open(View *view, const Theme *theme, unsigned long parent);

void window_close(ViewWindow *window);

/** The X11 window. */
unsigned long window_id(const ViewWindow *window);

/** Handles the events that have arrived, moves what moves and paints what has changed. Does
    not wait. False when the window or its display is gone. */
bool window_idle(ViewWindow *window);

/** The connection's file descriptor: readable when an event has arrived. */
int window_connection(const ViewWindow *window);

/** Text of the title bar, UTF-8. */
void window_set_title(ViewWindow *window, const char *title);

/** From now on files can be dropped onto the window. `dropped` receives the path of the
    first, valid during the call; NULL if none is a file on this machine. */
void window_take_drops(ViewWindow *window, void (*dropped)(void *user, const char *path),
                       void *user);

/** Shows the window, or hides it until it is shown again. */
void window_show(ViewWindow *window, bool visible);

/** Gives the window another size (pixels). */
void window_resize(ViewWindow *window, int width, int height);

typedef struct {
  bool is_there;     /**< it can be reached; else the rest is as for a large one */
  double scale;      /**< pixels per length that it asks for: its Xft.dpi / 96, or 1 */
  int width, height; /**< of a window that its screen has room for, pixels */
} DisplayInfo;

/** What the display asks for and can show; a view needs to know both before it opens. */
DisplayInfo window_display(void);

#endif
