/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/window.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ui/x11/window_errors.h"
#include "ui/x11/window_internal.h"

/* X errors arrive late. Waits until those of all requests are here. */
static void wait_for_errors(ViewWindow *window)
{
  if (!window->display_gone) {
    XSync(window->display, False);
  }
}

static void on_lost_display(Display *display, void *data)
{
  (void)display;
  ViewWindow *window = data;
  window->display_gone = true;
  window->gone = true;
}

static double now_s(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

bool window_idle(ViewWindow *window)
{
  if (window->gone) {
    return false;
  }
  const Handlers handlers = window_errors_begin();
  while (!window->gone && XPending(window->display) > 0) {
    XEvent event;
    XNextEvent(window->display, &event);
    window_event(window, &event);
  }
  const double time_s = now_s();
  view_advance(window->view, fmax(0.0, time_s - window->last_s));
  window->last_s = time_s;
  if (!window->gone && (window->view->dirty | window->exposed)) {
    window_redraw(window);
    wait_for_errors(window);
  }
  window_errors_end(handlers);
  return !window->gone;
}

/* --- opening and closing ----------------------------------------------------------- */

/* A small screen needs a window in which all has shrunk, so the least size is half of that which
 * holds all at full size. */
static void tell_window_manager(ViewWindow *window)
{
  XSizeHints hints = {.flags = PMinSize,
                      .min_width = LAYOUT_MINIMUM_WIDTH / 2,
                      .min_height = LAYOUT_MINIMUM_HEIGHT / 2};
  XSetWMNormalHints(window->display, window->id, &hints);
  static char program[] = "genre-eq";
  static char name[] = "Genre EQ"; /* GNOME calls a program without a class 'Unknown' */
  XClassHint class = {.res_name = program, .res_class = name};
  XSetClassHint(window->display, window->id, &class);
  XStoreName(window->display, window->id, name);
  window->protocols = XInternAtom(window->display, "WM_PROTOCOLS", False);
  window->delete_message = XInternAtom(window->display, "WM_DELETE_WINDOW", False);
  XSetWMProtocols(window->display, window->id, &window->delete_message, 1);
}

static bool find_visual(ViewWindow *window)
{
  XVisualInfo info;
  if (!XMatchVisualInfo(window->display, DefaultScreen(window->display), DEPTH, TrueColor, &info) ||
      info.red_mask != 0xff0000 || info.green_mask != 0xff00 || info.blue_mask != 0xff) {
    return false;
  }
  window->visual = info.visual;
  return true;
}

static bool create(ViewWindow *window)
{
  Display *display = window->display;
  const XID root = DefaultRootWindow(display);
  const Layout *layout = &window->view->layout;
  if (!find_visual(window)) {
    return false;
  }
  XSetWindowAttributes attributes = {
      .event_mask = ExposureMask | StructureNotifyMask | PointerMotionMask | LeaveWindowMask |
                    ButtonPressMask | ButtonReleaseMask | KeyPressMask | KeyReleaseMask |
                    FocusChangeMask,
      .background_pixmap = None, /* otherwise another colour flashes before the first picture */
      .border_pixel = 0,
      .colormap = XCreateColormap(display, root, window->visual, AllocNone),
  };
  window->id =
      XCreateWindow(display, window->parent ? window->parent : root, 0, 0, (unsigned)layout->width,
                    (unsigned)layout->height, 0, DEPTH, InputOutput, window->visual,
                    CWBackPixmap | CWBorderPixel | CWColormap | CWEventMask, &attributes);
  tell_window_manager(window);
  window->context = XCreateGC(display, window->id, 0, NULL);
  XMapRaised(display, window->id);
  /* If the parent is not a window, creating fails without a message; this finds out. */
  XWindowAttributes found;
  return XGetWindowAttributes(display, window->id, &found) != 0;
}

ViewWindow *window_open(View *view, const Theme *theme, unsigned long parent)
{
  ViewWindow *window = calloc(1, sizeof *window);
  if (!window) {
    return NULL;
  }
  window->display = XOpenDisplay(NULL);
  if (!window->display) {
    free(window);
    return NULL;
  }
  XSetIOErrorExitHandler(window->display, on_lost_display, window);
  window->view = view;
  window->theme = theme;
  window->parent = (XID)parent;
  view->has_keyboard = !parent;
  window->last_s = now_s();
  const Handlers handlers = window_errors_begin();
  const bool created = create(window);
  wait_for_errors(window);
  window_errors_end(handlers);
  if (!created) {
    window->gone = true;
    window_close(window);
    return NULL;
  }
  return window;
}

void window_close(ViewWindow *window)
{
  if (!window) {
    return;
  }
  const Handlers handlers = window_errors_begin();
  window_drop_picture(window);
  if (window->context) {
    XFreeGC(window->display, window->context);
  }
  if (!window->display_gone) {
    if (!window->gone) {
      XDestroyWindow(window->display, window->id);
    }
    XSync(window->display, False);
  }
  XCloseDisplay(window->display);
  window_errors_end(handlers);
  free(window);
}

unsigned long window_id(const ViewWindow *window)
{
  return window->id;
}

int window_connection(const ViewWindow *window)
{
  return ConnectionNumber(window->display);
}

void window_set_title(ViewWindow *window, const char *title)
{
  if (window->gone) {
    return;
  }
  const Handlers handlers = window_errors_begin();
  XStoreName(window->display, window->id, title);
  XChangeProperty(window->display, window->id, XInternAtom(window->display, "_NET_WM_NAME", False),
                  XInternAtom(window->display, "UTF8_STRING", False), 8, PropModeReplace,
                  (const unsigned char *)title, (int)strlen(title));
  wait_for_errors(window);
  window_errors_end(handlers);
}

void window_take_drops(ViewWindow *window, void (*dropped)(void *user, const char *path),
                       void *user)
{
  const Handlers handlers = window_errors_begin();
  drop_begin(&window->drop, window->display, window->id, dropped, user);
  wait_for_errors(window);
  window_errors_end(handlers);
}

void window_show(ViewWindow *window, bool visible)
{
  if (window->gone) {
    return;
  }
  const Handlers handlers = window_errors_begin();
  if (visible) {
    XMapRaised(window->display, window->id);
  } else {
    XUnmapWindow(window->display, window->id);
  }
  wait_for_errors(window);
  window_errors_end(handlers);
}

void window_resize(ViewWindow *window, int width, int height)
{
  if (window->gone || width < 1 || height < 1 || width > LAYOUT_LARGEST ||
      height > LAYOUT_LARGEST) {
    return;
  }
  const Handlers handlers = window_errors_begin();
  XResizeWindow(window->display, window->id, (unsigned)width, (unsigned)height);
  wait_for_errors(window);
  window_errors_end(handlers);
}

/* The frame that a window manager puts around a window; pixels at scale 1. */
enum { FRAME_WIDTH = 8, FRAME_HEIGHT = 36 };

/* What panels and the frame leave of the screen. Without a window manager there are neither. */
static void leave_room(Display *display, DisplayInfo *info)
{
  enum { LEFT, TOP, WIDTH, HEIGHT, N_NUMBERS };
  Atom type;
  int format = 0;
  unsigned long count = 0;
  unsigned long left;
  unsigned char *data = NULL;
  const Atom work_area = XInternAtom(display, "_NET_WORKAREA", False);
  if (XGetWindowProperty(display, DefaultRootWindow(display), work_area, 0, N_NUMBERS, False,
                         XA_CARDINAL, &type, &format, &count, &left, &data) == Success &&
      data && format == 32 && count == N_NUMBERS) {
    long area[N_NUMBERS]; /* a property of 32 bits is an array of longs */
    memcpy(area, data, sizeof area);
    const int width = (int)fmin(info->width, (double)area[WIDTH] - FRAME_WIDTH * info->scale);
    const int height = (int)fmin(info->height, (double)area[HEIGHT] - FRAME_HEIGHT * info->scale);
    info->width = width > 0 ? width : info->width;
    info->height = height > 0 ? height : info->height;
  }
  if (data) {
    XFree(data);
  }
}

DisplayInfo window_display(void)
{
  DisplayInfo info = {false, 1.0, LAYOUT_LARGEST, LAYOUT_LARGEST};
  Display *display = XOpenDisplay(NULL);
  if (!display) {
    return info;
  }
  info.is_there = true;
  const char *dpi = XGetDefault(display, "Xft", "dpi");
  const double scale = dpi ? atof(dpi) / 96.0 : 1.0; /* NOLINT: 0 for nonsense, as wanted */
  info.scale = scale >= 0.5 && scale <= 8.0 ? scale : 1.0;
  info.width = DisplayWidth(display, DefaultScreen(display));
  info.height = DisplayHeight(display, DefaultScreen(display));
  leave_room(display, &info);
  XCloseDisplay(display);
  return info;
}
