/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Painting goes into a picture in memory, region by region; from there to the X
 * server goes what changed. X errors (a host that destroys our window before it
 * tells us) and a display that goes away must not end the host, as Xlib would.
 */
#include "ui/x11/window.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/keysym.h>
#include <cairo.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "ui/x11/paint.h"

/* Bits of a pixel that count, as in CAIRO_FORMAT_RGB24. */
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
  double last_s;
  bool gone;         /**< the window */
  bool display_gone; /**< the connection: nothing may be asked of it */
};

/* --- errors ---------------------------------------------------------------------------- */

static int ignore_error(Display *display, XErrorEvent *event)
{
  (void)display;
  (void)event;
  return 0;
}

/* Xlib's own handler ends the process; on_lost_display() is told after this one. */
static int ignore_lost_display(Display *display)
{
  (void)display;
  return 0;
}

typedef struct {
  XErrorHandler error;
  XIOErrorHandler io_error;
} Handlers;

/* Between these two errors do no harm; the host's handlers are put aside. */
static Handlers errors_begin(void)
{
  return (Handlers){XSetErrorHandler(ignore_error), XSetIOErrorHandler(ignore_lost_display)};
}

static void errors_end(Handlers handlers)
{
  XSetErrorHandler(handlers.error);
  XSetIOErrorHandler(handlers.io_error);
}

/* Errors come late: waits until those of all that was asked are there. */
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

/* --- painting ---------------------------------------------------------------------------- */

static void drop_picture(ViewWindow *window)
{
  if (window->picture) {
    cairo_surface_destroy(window->picture);
    window->picture = NULL;
  }
}

/* A picture of the view's size; false if there is no memory for it. */
static bool need_picture(ViewWindow *window)
{
  const Layout *layout = &window->view->layout;
  if (window->picture && cairo_image_surface_get_width(window->picture) == layout->width &&
      cairo_image_surface_get_height(window->picture) == layout->height) {
    return true;
  }
  drop_picture(window);
  window->picture = cairo_image_surface_create(CAIRO_FORMAT_RGB24, layout->width, layout->height);
  if (cairo_surface_status(window->picture) != CAIRO_STATUS_SUCCESS) {
    drop_picture(window);
    return false;
  }
  window->view->dirty = REGION_ALL;
  return true;
}

static int first_byte_order(void)
{
  const unsigned one = 1;
  return *(const unsigned char *)&one == 1 ? LSBFirst : MSBFirst;
}

/* Straight to the server: Cairo's own surface for X windows leaves memory behind with
 * each connection (1.16). CAIRO_FORMAT_RGB24 is what the window's visual takes. */
static void copy(ViewWindow *window, unsigned regions)
{
  const int width = cairo_image_surface_get_width(window->picture);
  const int height = cairo_image_surface_get_height(window->picture);
  cairo_surface_flush(window->picture);
  XImage image = {.width = width,
                  .height = height,
                  .format = ZPixmap,
                  .data = (char *)cairo_image_surface_get_data(window->picture),
                  .byte_order = first_byte_order(),
                  .bitmap_unit = 32,
                  .bitmap_bit_order = first_byte_order(),
                  .bitmap_pad = 32,
                  .depth = DEPTH,
                  .bytes_per_line = cairo_image_surface_get_stride(window->picture),
                  .bits_per_pixel = 32,
                  .red_mask = window->visual->red_mask,
                  .green_mask = window->visual->green_mask,
                  .blue_mask = window->visual->blue_mask};
  if (!XInitImage(&image)) {
    return;
  }
  if (regions == REGION_ALL) {
    XPutImage(window->display, window->id, window->context, &image, 0, 0, 0, 0, (unsigned)width,
              (unsigned)height);
    return;
  }
  for (int region = 0; region < REGION_COUNT; ++region) {
    const Rect *rect = &window->view->layout.region[region];
    const int x = (int)fmax(0.0, rect->x);
    const int y = (int)fmax(0.0, rect->y);
    const int right = (int)fmin(width, rect->x + rect->width);
    const int bottom = (int)fmin(height, rect->y + rect->height);
    if ((regions & REGION_BIT(region)) && right > x && bottom > y) {
      XPutImage(window->display, window->id, window->context, &image, x, y, x, y,
                (unsigned)(right - x), (unsigned)(bottom - y));
    }
  }
}

static void redraw(ViewWindow *window)
{
  if (!(window->view->dirty | window->exposed) || !need_picture(window)) {
    return;
  }
  const unsigned regions = window->view->dirty;
  window->view->dirty = 0;
  if (regions) {
    cairo_t *cr = cairo_create(window->picture);
    paint(cr, window->view, window->theme, regions);
    cairo_destroy(cr);
  }
  copy(window, regions | window->exposed);
  window->exposed = 0;
}

/* --- pointer and keyboard --------------------------------------------------------------------- */

static bool is_fine(unsigned state)
{
  return (state & (ShiftMask | ControlMask)) != 0;
}

static void on_button(ViewWindow *window, const XButtonEvent *event)
{
  View *view = window->view;
  const bool fine = is_fine(event->state);
  switch (event->button) {
  case Button1:
    /* The keyboard is the host's until one reaches into the window. */
    XSetInputFocus(window->display, window->id, RevertToParent, event->time);
    view_pointer(view, event->x, event->y, fine);
    view_press(view, event->x, event->y, (uint32_t)event->time);
    break;
  case Button4:
  case Button5:
    view_wheel(view, event->x, event->y, event->button == Button4 ? 1.0 : -1.0, fine);
    break;
  default:
    break;
  }
}

static Key key_of(KeySym symbol, unsigned state)
{
  if (state & ControlMask) {
    const bool shift = (state & ShiftMask) != 0;
    switch (symbol) {
    case XK_z:
    case XK_Z:
      return shift ? KEY_REDO : KEY_UNDO;
    case XK_y:
    case XK_Y:
      return KEY_REDO;
    case XK_plus:
    case XK_equal:
    case XK_KP_Add:
      return KEY_ZOOM_IN;
    case XK_minus:
    case XK_KP_Subtract:
      return KEY_ZOOM_OUT;
    case XK_0:
    case XK_KP_0:
      return KEY_ZOOM_RESET;
    case XK_o:
    case XK_O:
      return KEY_CHOOSE;
    case XK_s:
    case XK_S:
      return KEY_SAVE;
    default:
      break;
    }
  }
  switch (symbol) {
  case XK_Tab:
  case XK_KP_Tab:
    return state & ShiftMask ? KEY_BACK_TAB : KEY_TAB;
  case XK_ISO_Left_Tab:
    return KEY_BACK_TAB;
  case XK_Left:
  case XK_KP_Left:
    return KEY_LEFT;
  case XK_Right:
  case XK_KP_Right:
    return KEY_RIGHT;
  case XK_Up:
  case XK_KP_Up:
    return KEY_UP;
  case XK_Down:
  case XK_KP_Down:
    return KEY_DOWN;
  case XK_Page_Up:
  case XK_KP_Page_Up:
    return KEY_PAGE_UP;
  case XK_Page_Down:
  case XK_KP_Page_Down:
    return KEY_PAGE_DOWN;
  case XK_Home:
  case XK_KP_Home:
    return KEY_HOME;
  case XK_End:
  case XK_KP_End:
    return KEY_END;
  case XK_Return:
  case XK_KP_Enter:
    return KEY_ENTER;
  case XK_space:
    return KEY_SPACE;
  case XK_Escape:
    return KEY_ESCAPE;
  case XK_BackSpace:
    return KEY_BACKSPACE;
  case XK_Delete:
  case XK_KP_Delete:
    return KEY_DELETE;
  default:
    return KEY_NONE;
  }
}

static void on_key(ViewWindow *window, XKeyEvent *event)
{
  char text[8] = "";
  KeySym symbol = NoSymbol;
  const int length = XLookupString(event, text, sizeof text - 1, &symbol, NULL);
  Key key = key_of(symbol, event->state);
  if (key == KEY_NONE && length == 1 && text[0] > ' ' && text[0] < 0x7f &&
      !(event->state & (ControlMask | Mod1Mask | Mod4Mask))) {
    key = KEY_TEXT;
  }
  const bool used = key != KEY_NONE && view_key(window->view, key, text[0], is_fine(event->state));
  if (!used && window->parent) { /* a shortcut of the host's */
    XEvent passed = {.xkey = *event};
    passed.xkey.window = window->parent;
    passed.xkey.subwindow = None;
    XSendEvent(window->display, window->parent, True, KeyPressMask, &passed);
  }
}

/* Only the last of the motions that wait counts. */
static void on_motion(ViewWindow *window, XEvent *event)
{
  XEvent next;
  while (XEventsQueued(window->display, QueuedAlready) > 0) {
    XPeekEvent(window->display, &next);
    if (next.type != MotionNotify || next.xmotion.state != event->xmotion.state) {
      break;
    }
    XNextEvent(window->display, event);
  }
  view_pointer(window->view, event->xmotion.x, event->xmotion.y, is_fine(event->xmotion.state));
}

static void on_event(ViewWindow *window, XEvent *event)
{
  switch (event->type) {
  case Expose:
    window->exposed = REGION_ALL;
    break;
  case ConfigureNotify:
    if (event->xconfigure.width != window->view->layout.width ||
        event->xconfigure.height != window->view->layout.height) {
      view_resize(window->view, event->xconfigure.width, event->xconfigure.height);
    }
    break;
  case MotionNotify:
    on_motion(window, event);
    break;
  case LeaveNotify:
    view_leave(window->view);
    break;
  case ButtonPress:
    on_button(window, &event->xbutton);
    break;
  case ButtonRelease:
    if (event->xbutton.button == Button1) {
      view_release(window->view);
    }
    break;
  case KeyPress:
    on_key(window, &event->xkey);
    break;
  case FocusOut:
    view_end_typing(window->view, true);
    break;
  case MappingNotify:
    XRefreshKeyboardMapping(&event->xmapping);
    break;
  case DestroyNotify:
    window->gone |= event->xdestroywindow.window == window->id;
    break;
  case ClientMessage:
    window->gone |= (Atom)event->xclient.data.l[0] == window->delete_message;
    break;
  default:
    break;
  }
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
  const Handlers handlers = errors_begin();
  while (!window->gone && XPending(window->display) > 0) {
    XEvent event;
    XNextEvent(window->display, &event);
    on_event(window, &event);
  }
  const double time_s = now_s();
  view_advance(window->view, fmax(0.0, time_s - window->last_s));
  window->last_s = time_s;
  if (!window->gone && (window->view->dirty | window->exposed)) {
    redraw(window);
    wait_for_errors(window);
  }
  errors_end(handlers);
  return !window->gone;
}

/* --- opening and closing
 * -------------------------------------------------------------------------- */

static void tell_window_manager(ViewWindow *window)
{
  const double scale = window->view->host_scale;
  XSizeHints hints = {.flags = PMinSize,
                      .min_width = (int)(LAYOUT_MINIMUM_WIDTH * scale),
                      .min_height = (int)(LAYOUT_MINIMUM_HEIGHT * scale)};
  XSetWMNormalHints(window->display, window->id, &hints);
  XStoreName(window->display, window->id, "Genre EQ");
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
                    ButtonPressMask | ButtonReleaseMask | KeyPressMask | FocusChangeMask,
      .background_pixmap = None, /* no flash of another colour before we paint */
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
  /* A parent that is no window makes creating fail, silently but for this. */
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
  window->last_s = now_s();
  const Handlers handlers = errors_begin();
  const bool created = create(window);
  wait_for_errors(window);
  errors_end(handlers);
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
  const Handlers handlers = errors_begin();
  drop_picture(window);
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
  errors_end(handlers);
  free(window);
}

unsigned long window_id(const ViewWindow *window)
{
  return window->id;
}

void window_resize(ViewWindow *window, int width, int height)
{
  if (window->gone || width < 1 || height < 1 || width > LAYOUT_LARGEST ||
      height > LAYOUT_LARGEST) {
    return;
  }
  const Handlers handlers = errors_begin();
  XResizeWindow(window->display, window->id, (unsigned)width, (unsigned)height);
  wait_for_errors(window);
  errors_end(handlers);
}

double window_display_scale(void)
{
  Display *display = XOpenDisplay(NULL);
  if (!display) {
    return 1.0;
  }
  const char *dpi = XGetDefault(display, "Xft", "dpi");
  const double scale = dpi ? atof(dpi) / 96.0 : 1.0; /* NOLINT: 0 for nonsense, as wanted */
  XCloseDisplay(display);
  return scale >= 0.5 && scale <= 8.0 ? scale : 1.0;
}
