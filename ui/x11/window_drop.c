/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/window_drop.h"

#include <X11/Xatom.h>
#include <limits.h>
#include <string.h>

#include "ui/x11/uri_list.h"

enum { VERSION = 5, LEAST_VERSION = 3 };
/* Longer lists of dragged files are ignored. */
enum { MOST_BYTES = 65536, MOST_TYPES = 256 };

void drop_begin(DropTarget *target, Display *display, XID window,
                void (*dropped)(void *user, const char *path), void *user)
{
  *target = (DropTarget){.display = display,
                         .window = window,
                         .dropped = dropped,
                         .user = user,
                         .aware = XInternAtom(display, "XdndAware", False),
                         .enter = XInternAtom(display, "XdndEnter", False),
                         .position = XInternAtom(display, "XdndPosition", False),
                         .status = XInternAtom(display, "XdndStatus", False),
                         .leave = XInternAtom(display, "XdndLeave", False),
                         .drop = XInternAtom(display, "XdndDrop", False),
                         .finished = XInternAtom(display, "XdndFinished", False),
                         .selection = XInternAtom(display, "XdndSelection", False),
                         .type_list = XInternAtom(display, "XdndTypeList", False),
                         .copy_action = XInternAtom(display, "XdndActionCopy", False),
                         .uri_list = XInternAtom(display, "text/uri-list", False)};
  const unsigned long version = VERSION; /* a property of 32 bits is an array of longs */
  XChangeProperty(display, window, target->aware, XA_ATOM, 32, PropModeReplace,
                  (const unsigned char *)&version, 1);
}

static void reply(const DropTarget *target, Atom type, long flags, Atom action)
{
  XEvent event = {.xclient = {.type = ClientMessage,
                              .display = target->display,
                              .window = target->source,
                              .message_type = type,
                              .format = 32}};
  event.xclient.data.l[0] = (long)target->window;
  event.xclient.data.l[1] = flags;
  if (type == target->status) {
    event.xclient.data.l[4] = (long)action;
  } else {
    event.xclient.data.l[2] = (long)action;
  }
  XSendEvent(target->display, target->source, False, NoEventMask, &event);
}

/* A source with more than three types lists them in a property. */
static bool in_type_list(const DropTarget *target)
{
  Atom type;
  int format;
  unsigned long count = 0;
  unsigned long left;
  unsigned char *data = NULL;
  bool found = false;
  if (XGetWindowProperty(target->display, target->source, target->type_list, 0, MOST_TYPES, False,
                         XA_ATOM, &type, &format, &count, &left, &data) == Success &&
      data && format == 32) {
    for (unsigned long i = 0; i < count; ++i) {
      Atom offered;
      memcpy(&offered, data + i * sizeof offered, sizeof offered);
      found |= offered == target->uri_list;
    }
  }
  if (data) {
    XFree(data);
  }
  return found;
}

static void enter(DropTarget *target, const XClientMessageEvent *event)
{
  const unsigned long flags = (unsigned long)event->data.l[1];
  target->source = (XID)event->data.l[0];
  target->has_files = false;
  if (flags >> 24 < LEAST_VERSION) {
    target->source = 0;
    return;
  }
  for (int i = 2; i < 5; ++i) {
    target->has_files |= (Atom)event->data.l[i] == target->uri_list;
  }
  if (flags & 1) {
    target->has_files |= in_type_list(target);
  }
}

static void finish(DropTarget *target, bool taken)
{
  reply(target, target->finished, taken, taken ? target->copy_action : None);
  target->source = 0;
}

bool drop_message(DropTarget *target, const XClientMessageEvent *event)
{
  const Atom type = event->message_type;
  if (!target->display || (type != target->enter && type != target->position &&
                           type != target->leave && type != target->drop)) {
    return false;
  }
  if (type == target->enter) {
    enter(target, event);
    return true;
  }
  if (target->source == 0 || (XID)event->data.l[0] != target->source) {
    return true; /* it belongs to a drag that did not enter this window */
  }
  if (type == target->position) {
    reply(target, target->status, target->has_files,
          target->has_files ? target->copy_action : None);
  } else if (type == target->leave) {
    target->source = 0;
  } else if (target->has_files) {
    XConvertSelection(target->display, target->selection, target->uri_list, target->selection,
                      target->window, (Time)event->data.l[2]);
  } else {
    finish(target, false);
  }
  return true;
}

void drop_data(DropTarget *target, const XSelectionEvent *event)
{
  if (!target->display || target->source == 0 || event->selection != target->selection) {
    return;
  }
  Atom type;
  int format = 0;
  unsigned long count = 0;
  unsigned long left;
  unsigned char *data = NULL;
  char path[PATH_MAX];
  bool taken = false;
  if (event->property != None &&
      XGetWindowProperty(target->display, target->window, event->property, 0, MOST_BYTES / 4, True,
                         AnyPropertyType, &type, &format, &count, &left, &data) == Success &&
      data && format == 8) {
    taken = uri_list_first_path((const char *)data, count, path, sizeof path);
  }
  if (data) {
    XFree(data);
  }
  finish(target, taken);
  target->dropped(target->user, taken ? path : NULL);
}
