/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the window*.c share.
 */
#ifndef GENRE_EQ_UI_X11_WINDOW_INTERNAL_H
#define GENRE_EQ_UI_X11_WINDOW_INTERNAL_H

#include <X11/Xlib.h>
#include <cairo.h>

#include "ui/x11/window.h"
#include "ui/x11/window_drop.h"

/** Bits of a pixel that count, as in CAIRO_FORMAT_RGB24. */
enum { DEPTH = 24 };

struct ViewWindow {
  Display *display;
  XID id;
  XID parent; /**< 0: a window on its own */
  Atom delete_message;
  View *view;
  const Theme *theme;
  cairo_surface_t *picture; /**< what the window shows */
  GC context;
  Visual *visual;
  unsigned exposed; /**< regions to copy again */
  DropTarget drop;
  bool key_is_ours[256]; /**< by key code: of those that are down */
  double last_s;
  bool gone;         /**< the window */
  bool display_gone; /**< the connection: nothing may be asked of it */
};

/** Paints what has changed and shows it. */
void window_redraw(ViewWindow *window);

/** Frees the picture. */
void window_drop_picture(ViewWindow *window);

/** What the X server tells. */
void window_event(ViewWindow *window, XEvent *event);

#endif
