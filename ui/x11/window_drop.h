/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Receives files dropped onto a window: the target's side of "Drag-and-Drop Protocol for the
 * X Window System", version 5 (XDND, freedesktop.org). One thread; the calls go to the X
 * server.
 */
#ifndef GENRE_EQ_UI_X11_WINDOW_DROP_H
#define GENRE_EQ_UI_X11_WINDOW_DROP_H

#include <X11/Xlib.h>
#include <stdbool.h>

typedef struct {
  Display *display; /**< NULL: no drops are taken */
  XID window;
  void (*dropped)(void *user, const char *path); /**< as in window_take_drops() */
  void *user;
  XID source;     /**< the source of the drag over the window; 0: none */
  bool has_files; /**< the drag carries files */
  Atom aware, enter, position, status, leave, drop, finished;
  Atom selection, type_list, copy_action, uri_list;
} DropTarget;

/** Tells other programs that files can be dropped here. */
void drop_begin(DropTarget *target, Display *display, XID window,
                void (*dropped)(void *user, const char *path), void *user);

/** Handles a message of the protocol; false for any other message. */
bool drop_message(DropTarget *target, const XClientMessageEvent *event);

/** Call when the data that was asked for has arrived. */
void drop_data(DropTarget *target, const XSelectionEvent *event);

#endif
