/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * drop_file WINDOW FILE...: drops files, or what is a URI, onto a window as a file manager does. It
 * is the source's side of "Drag-and-Drop Protocol for the X Window System", version 5 (XDND), for
 * tests/check_open.sh. Exit code 0 if the window took the files.
 */
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WAIT_MS = 5000, STEP_MS = 10, LIST_SIZE = 8192 };

typedef struct {
  Display *display;
  Window source, target;
  char list[LIST_SIZE];
} Drag;

static Atom atom(const Drag *drag, const char *name)
{
  return XInternAtom(drag->display, name, False);
}

static void tell(const Drag *drag, const char *message, long l1, long l2, long l3, long l4)
{
  XEvent event = {.xclient = {.type = ClientMessage,
                              .window = drag->target,
                              .message_type = atom(drag, message),
                              .format = 32}};
  event.xclient.data.l[0] = (long)drag->source;
  event.xclient.data.l[1] = l1;
  event.xclient.data.l[2] = l2;
  event.xclient.data.l[3] = l3;
  event.xclient.data.l[4] = l4;
  XSendEvent(drag->display, drag->target, False, NoEventMask, &event);
  XFlush(drag->display);
}

static void hand_over(const Drag *drag, const XSelectionRequestEvent *request)
{
  XEvent event = {.xselection = {.type = SelectionNotify,
                                 .requestor = request->requestor,
                                 .selection = request->selection,
                                 .target = request->target,
                                 .property = request->property,
                                 .time = request->time}};
  XChangeProperty(drag->display, request->requestor, request->property, request->target, 8,
                  PropModeReplace, (const unsigned char *)drag->list, (int)strlen(drag->list));
  XSendEvent(drag->display, request->requestor, False, NoEventMask, &event);
  XFlush(drag->display);
}

/* Waits for a message of this name and returns whether its flag says yes. */
static bool wait_for(const Drag *drag, const char *message)
{
  const struct timespec step = {0, STEP_MS * 1000000L};
  for (int waited = 0; waited < WAIT_MS; waited += STEP_MS) {
    while (XPending(drag->display) > 0) {
      XEvent event;
      XNextEvent(drag->display, &event);
      if (event.type == SelectionRequest) {
        hand_over(drag, &event.xselectionrequest);
      } else if (event.type == ClientMessage && event.xclient.message_type == atom(drag, message)) {
        return (event.xclient.data.l[1] & 1) != 0;
      }
    }
    nanosleep(&step, NULL);
  }
  fprintf(stderr, "drop_file: no %s\n", message);
  return false;
}

int main(int argc, char **argv)
{
  Drag drag = {.display = XOpenDisplay(NULL)};
  if (argc < 3 || !drag.display) {
    fputs("Usage: drop_file WINDOW FILE... (on a display)\n", stderr);
    return 2;
  }
  drag.target = strtoul(argv[1], NULL, 10);
  for (int i = 2; i < argc; ++i) {
    const size_t used = strlen(drag.list);
    snprintf(drag.list + used, sizeof drag.list - used, "%s%s\r\n",
             strstr(argv[i], ":/") ? "" : "file://", argv[i]);
  }
  drag.source =
      XCreateSimpleWindow(drag.display, DefaultRootWindow(drag.display), 0, 0, 1, 1, 0, 0, 0);
  XSetSelectionOwner(drag.display, atom(&drag, "XdndSelection"), drag.source, CurrentTime);
  const long version = 5L << 24;
  const long copy = (long)atom(&drag, "XdndActionCopy");
  tell(&drag, "XdndEnter", version, (long)XA_STRING, (long)atom(&drag, "text/uri-list"), 0);
  tell(&drag, "XdndPosition", 0, 100L << 16 | 100, CurrentTime, copy);
  bool taken = wait_for(&drag, "XdndStatus");
  if (taken) {
    tell(&drag, "XdndDrop", 0, CurrentTime, 0, 0);
    taken = wait_for(&drag, "XdndFinished");
  } else {
    tell(&drag, "XdndLeave", 0, 0, 0, 0);
  }
  XCloseDisplay(drag.display);
  return taken ? EXIT_SUCCESS : EXIT_FAILURE;
}
