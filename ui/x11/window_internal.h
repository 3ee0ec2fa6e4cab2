/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Shared by window*.c.
 */
#ifndef GENRE_EQ_UI_X11_WINDOW_INTERNAL_H
#define GENRE_EQ_UI_X11_WINDOW_INTERNAL_H

#include <X11/Xlib.h>
#include <cairo.h>

#include "ui/x11/window.h"
#include "ui/x11/window_drop.h"

/** Colour bits of a pixel, as in CAIRO_FORMAT_RGB24. */
enum { DEPTH = 24 };

struct ViewWindow {
  Display *display;
  XID id;
  XID parent; /**< 0: a top-level window */
  Atom protocols;
  Atom delete_message;
  View *view;
  const Theme *theme;
  cairo_surface_t *picture; /**< what the window shows */
  GC context;
  Visual *visual;
  unsigned exposed; /**< regions to copy again */
  DropTarget drop;
  XID host_focus;        /**< had the keyboard before a click took it */
  bool key_is_ours[256]; /**< by key code: of those that are down */
  struct {
    unsigned keycode;
    Time time;
    bool was_ours;
  } released; /**< the last key that was */
  double last_s;
  bool gone;         /**< the window */
  bool display_gone; /**< the connection is lost: send no more requests */
};

/** Paints what has changed and shows it. */
void window_redraw(ViewWindow *window);

/** Frees the picture. */
void window_drop_picture(ViewWindow *window);

/** Handles an event of the X server. */
void window_event(ViewWindow *window, XEvent *event);

#endif
