/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * ui_host UI.so COMMAND [NUMBER]: a small host of the window, for tests/check_window.sh.
 *
 *   cycles N   opens and closes it N times; prints how much the heap grew after the first tenth
 *   play S     S seconds of reports, ten a second; prints how much was drawn, and the processor
 *              time
 *   rest S     S seconds without reports; prints the same
 *   bare       no feature, no parent, wrong events, wrong parents, a parent that is destroyed
 *              first, two windows at once
 *   look W X Y prints a number that changes with the 50 x 50 pixels at (X, Y) of the window W of
 *              any host
 *   keys S     S seconds embedded in a window at the screen's corner; prints what the window
 *              writes and which keys the host gets; at XF86Launch8 it grabs the keyboard for a
 *              moment
 *   lost       waits until the display is gone, then closes
 */
#define _GNU_SOURCE /* RTLD_NEXT */
#include <X11/XF86keysym.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <dlfcn.h>
#include <lv2/ui/ui.h>
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "tests/support_ui_host.h"

static double n_pixels; /* sent to the screen so far */

/* Replaces Xlib's own function for the window that this host loads. */
__attribute__((visibility("default"))) int XPutImage(Display *display, Drawable drawable,
                                                     GC context, XImage *image, int from_x,
                                                     int from_y, int x, int y, unsigned width,
                                                     unsigned height)
{
  typedef int (*PutImage)(Display *, Drawable, GC, XImage *, int, int, int, int, unsigned,
                          unsigned);
  const PutImage put_image = (PutImage)(uintptr_t)dlsym(RTLD_NEXT, "XPutImage");
  n_pixels += (double)width * height;
  return put_image(display, drawable, context, image, from_x, from_y, x, y, width, height);
}

static double cpu_s(void)
{
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static int cycles(Host *host, int n)
{
  size_t early = 0;
  for (int i = 0; i < n; ++i) {
    const XID parent = new_parent(host);
    LV2UI_Handle ui = open_window(host, parent);
    if (!ui) {
      return 1;
    }
    for (int k = 0; k < 3; ++k) {
      send_report(host, ui, k);
      host->idle->idle(ui);
    }
    host->descriptor->cleanup(ui);
    XDestroyWindow(host->display, parent);
    XSync(host->display, True);
    if (i == n / 10) {
      early = mallinfo2().uordblks;
    }
  }
  const double growth = (double)mallinfo2().uordblks - (double)early;
  printf("heap grown by %.0f bytes in %d openings\n", growth, n - n / 10 - 1);
  return 0;
}

static int run(Host *host, int seconds, bool playing)
{
  const XID parent = new_parent(host);
  LV2UI_Handle ui = open_window(host, parent);
  if (!ui) {
    return 1;
  }
  for (int i = 0; i < 30; ++i) { /* fonts are loaded, all is shown */
    send_report(host, ui, 0);
    host->idle->idle(ui);
    wait_s(0.03);
  }
  const double before_s = cpu_s();
  n_pixels = 0.0;
  for (int i = 0; i < 30 * seconds; ++i) {
    if (playing && i % 3 == 0) {
      send_report(host, ui, i / 3);
    }
    host->idle->idle(ui);
    wait_s(1.0 / 30.0);
  }
  printf("drawn %.2f windows a second\n",
         n_pixels / ((double)LAYOUT_DEFAULT_WIDTH * LAYOUT_DEFAULT_HEIGHT) / seconds);
  printf("processor time %.2f %%\n", 100.0 * (cpu_s() - before_s) / seconds);
  host->descriptor->cleanup(ui);
  return 0;
}

static int keys(Host *host, int seconds)
{
  setvbuf(stdout, NULL, _IOLBF, 0);
  host->tells = true;
  const XID parent = new_parent(host);
  XSelectInput(host->display, parent, KeyPressMask | KeyReleaseMask);
  LV2UI_Handle ui = open_window(host, parent);
  if (!ui) {
    return 1;
  }
  for (int i = 0; i < 50 * seconds; ++i) {
    host->idle->idle(ui);
    while (XPending(host->display) > 0) {
      XEvent event;
      XNextEvent(host->display, &event);
      if (event.type == KeyPress || event.type == KeyRelease) {
        const KeySym symbol = XLookupKeysym(&event.xkey, 0);
        printf("host %s %s\n", event.type == KeyPress ? "press" : "release",
               XKeysymToString(symbol));
        if (symbol == XF86XK_Launch8) { /* as a desktop does for a key of its own */
          XGrabKeyboard(host->display, parent, False, GrabModeAsync, GrabModeAsync, CurrentTime);
          XUngrabKeyboard(host->display, CurrentTime);
        }
      }
    }
    if (i == 10) {
      puts("ready");
    }
    wait_s(0.02);
  }
  host->descriptor->cleanup(ui);
  return 0;
}

static LV2UI_Handle open_bare(Host *host, const char *uri, const LV2_Feature *const *features)
{
  LV2UI_Widget widget = NULL;
  return host->descriptor->instantiate(host->descriptor, uri, "/", NULL, NULL, &widget, features);
}

/* True if the window in `parent` ends after a message of this kind that holds WM_DELETE_WINDOW. */
static bool tell_to_close(Host *host, LV2UI_Handle ui, XID parent, const char *kind)
{
  Window root, above, *inside = NULL;
  unsigned count = 0;
  XQueryTree(host->display, parent, &root, &above, &inside, &count);
  XEvent event = {.xclient = {.type = ClientMessage,
                              .window = count > 0 ? inside[0] : None,
                              .message_type = XInternAtom(host->display, kind, False),
                              .format = 32}};
  event.xclient.data.l[0] = (long)XInternAtom(host->display, "WM_DELETE_WINDOW", False);
  XSendEvent(host->display, event.xclient.window, False, NoEventMask, &event);
  XSync(host->display, False);
  XFree(inside);
  return host->idle->idle(ui) != 0;
}

static int bare(Host *host)
{
  static const float wrong[] = {NAN, INFINITY, -INFINITY, 1e30f, -1e30f, 0.5f};
  const LV2_Feature nameless = {NULL, NULL};
  const LV2_Feature *const features[] = {&nameless, NULL};
  LV2UI_Handle ui = open_bare(host, GENRE_EQ_URI_MONO, NULL);
  LV2UI_Handle second = open_bare(host, GENRE_EQ_URI_STEREO, features);
  if (!ui || !second || open_bare(host, "urn:another", NULL)) {
    return 1;
  }
  for (int control = 0; control < CONTROL_COUNT + 3; ++control) {
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; ++i) {
      send_control(host, ui, control, wrong[i]);
      send_control(host, second, control, wrong[i]);
      host->idle->idle(ui);
      host->idle->idle(second);
    }
  }
  const LV2_Atom empty = {0, 0};
  host->descriptor->port_event(ui, PORT_EVENTS_OUT(1), sizeof empty, 1, &empty);
  host->descriptor->port_event(ui, 0, 0, 0, NULL);
  host->descriptor->port_event(ui, UINT32_MAX, sizeof(float), 0, wrong);
  host->idle->idle(ui);
  host->descriptor->cleanup(ui);
  host->idle->idle(second);
  host->descriptor->cleanup(second);
  puts("without features: fine");

  if (open_window(host, 0x7fffff)) { /* a parent that does not exist */
    return 1;
  }
  puts("with a wrong parent: refused");
  const XID parent = new_parent(host);
  ui = open_window(host, parent);
  host->idle->idle(ui);
  XDestroyWindow(host->display, parent);
  XSync(host->display, False);
  send_report(host, ui, 0);
  for (int i = 0; i < 3; ++i) {
    host->idle->idle(ui);
  }
  host->descriptor->cleanup(ui);
  puts("with a parent that goes first: fine");

  const LV2UI_Show_Interface *visible = host->descriptor->extension_data(LV2_UI__showInterface);
  ui = open_bare(host, GENRE_EQ_URI_STEREO, NULL);
  for (int i = 0; i < 4; ++i) {
    if (i % 2) {
      visible->show(ui);
    } else {
      visible->hide(ui);
    }
    send_report(host, ui, i);
    host->idle->idle(ui);
  }
  host->descriptor->cleanup(ui);
  puts("shown and hidden: fine");

  /* A message of another kind may hold the same number: XEmbed's begin with a time. */
  static const char *const kinds[] = {"_XEMBED", "WM_PROTOCOLS"};
  for (int i = 0; i < 2; ++i) {
    const XID around = new_parent(host);
    ui = open_window(host, around);
    if (tell_to_close(host, ui, around, kinds[i]) != (i == 1)) {
      printf("the window takes %s wrongly\n", kinds[i]);
      return 1;
    }
    host->descriptor->cleanup(ui);
  }
  puts("told to close, or something else: fine");

  static const int sizes[][2] = {{1, 1}, {3, 2000}, {2000, 3}, {200, 150}, {0, 0}, {-5, 70000}};
  const LV2UI_Resize *resize = host->descriptor->extension_data(LV2_UI__resize);
  ui = open_window(host, new_parent(host));
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; ++i) {
    resize->ui_resize(ui, sizes[i][0], sizes[i][1]);
    send_report(host, ui, (int)i);
    host->idle->idle(ui);
    wait_s(0.02);
    host->idle->idle(ui);
  }
  host->descriptor->cleanup(ui);
  puts("at any size: fine");
  return 0;
}

static int look(Host *host, Window window, int x, int y)
{
  enum { SIDE = 50 };
  XImage *image = XGetImage(host->display, window, x, y, SIDE, SIDE, AllPlanes, ZPixmap);
  if (!image) {
    return 1;
  }
  unsigned long sum = 0;
  for (int i = 0; i < SIDE * SIDE; ++i) {
    sum = 31 * sum + (XGetPixel(image, i % SIDE, i / SIDE) & 0xffffff);
  }
  XDestroyImage(image);
  printf("%lu\n", sum);
  return 0;
}

/* Neither the window's connection nor this host's may end the process. */
static void on_lost(Display *display, void *data)
{
  (void)display;
  *(bool *)data = true;
}

static int lost(Host *host)
{
  static bool gone;
  LV2UI_Handle ui = open_bare(host, GENRE_EQ_URI_STEREO, NULL);
  XSetIOErrorExitHandler(host->display, on_lost, &gone);
  puts("ready");
  fflush(stdout);
  for (int i = 0; i < 300 && host->idle->idle(ui) == 0; ++i) {
    send_control(host, ui, CONTROL_AMOUNT, (float)(i % 100));
    wait_s(0.03);
  }
  const bool ended = host->idle->idle(ui) != 0;
  host->descriptor->cleanup(ui);
  puts(ended ? "closed without its display" : "the display never went");
  return ended ? 0 : 1;
}

int main(int argc, char **argv)
{
  const int number = argc > 3 ? atoi(argv[3]) : 1; /* NOLINT: ours */
  Host host = {.display = XOpenDisplay(NULL)};
  void *library = argc > 2 ? dlopen(argv[1], RTLD_NOW) : NULL;
  const LV2UI_DescriptorFunction get =
      library ? (LV2UI_DescriptorFunction)(uintptr_t)dlsym(library, "lv2ui_descriptor") : NULL;
  if (!host.display || !get) {
    fprintf(stderr, "ui_host: %s\n", host.display ? dlerror() : "no display");
    return 2;
  }
  host.descriptor = get(0);
  host.idle = host.descriptor->extension_data(LV2_UI__idleInterface);
  int code = 2;
  if (strcmp(argv[2], "cycles") == 0) {
    code = cycles(&host, number);
  } else if (strcmp(argv[2], "play") == 0 || strcmp(argv[2], "rest") == 0) {
    code = run(&host, number, argv[2][0] == 'p');
  } else if (strcmp(argv[2], "keys") == 0) {
    code = keys(&host, number);
  } else if (strcmp(argv[2], "look") == 0 && argc == 6) {
    code = look(&host, strtoul(argv[3], NULL, 10), atoi(argv[4]), atoi(argv[5])); /* NOLINT: ours */
  } else if (strcmp(argv[2], "bare") == 0) {
    code = bare(&host);
  } else if (strcmp(argv[2], "lost") == 0) {
    code = lost(&host);
    return code; /* the display is gone */
  }
  XCloseDisplay(host.display);
  for (uint32_t i = 0; i < host.n_uris; ++i) {
    free(host.uri[i]);
  }
  return code;
}
