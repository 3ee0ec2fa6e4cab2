/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * ui_reopen UI.so: the built window on the built plugin, in a small host. On B the knob Amount is
 * set to its default; the window is closed and opened again; A is chosen. Then the same with a
 * saved session between. For tests/check_window_keys.sh; needs a display.
 */
#include <X11/Xlib.h>
#include <dlfcn.h>
#include <lv2/ui/ui.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "tests/support_note_host.h"
#include "tests/support_state_bag.h"
#include "ui/x11/layout.h"

typedef struct {
  NoteHost *note_host;
  Display *display;
  const LV2UI_Descriptor *descriptor;
  const LV2UI_Idle_Interface *idle;
  LV2UI_Handle ui;
  Window window;
} Desk;

/* The window sends the plugin a control's value, or a message. */
static void on_write(LV2UI_Controller controller, uint32_t port, uint32_t size, uint32_t protocol,
                     const void *buffer)
{
  Desk *desk = controller;
  TestHost *host = desk->note_host->host;
  if (protocol == 0) {
    memcpy(&host->control[port - PORT_CONTROLS(2)], buffer, sizeof(float));
  } else if (port == PORT_EVENTS_IN(2)) {
    LV2_Atom_Sequence *events = &desk->note_host->events.sequence;
    LV2_Atom_Event *event = (LV2_Atom_Event *)((char *)&events->body + events->atom.size);
    event->time.frames = 0;
    memcpy(&event->body, buffer, size);
    events->atom.size += (uint32_t)sizeof event->time + ((size + 7u) & ~7u);
  }
}

static void pass_on_notes(Desk *desk)
{
  const LV2_Atom_Sequence *notify = &desk->note_host->host->notify.sequence;
  const char *end = (const char *)&notify->body + notify->atom.size;
  const char *at = (const char *)(&notify->body + 1);
  while (at < end) {
    const LV2_Atom_Event *event = (const LV2_Atom_Event *)at;
    desk->descriptor->port_event(desk->ui, PORT_EVENTS_OUT(2),
                                 (uint32_t)sizeof event->body + event->body.size,
                                 urids_map(NULL, LV2_ATOM__eventTransfer), &event->body);
    at += sizeof *event + ((event->body.size + 7u) & ~7u);
  }
}

static void run(Desk *desk, int n_blocks)
{
  for (int i = 0; i < n_blocks; ++i) {
    const struct timespec pause = {.tv_nsec = 5000000};
    desk->idle->idle(desk->ui);
    note_host_run(desk->note_host);
    pass_on_notes(desk);
    nanosleep(&pause, NULL);
  }
}

static bool open_window(Desk *desk)
{
  LV2UI_Widget widget = NULL;
  desk->ui = desk->descriptor->instantiate(desk->descriptor, GENRE_EQ_URI_STEREO, "/", on_write,
                                           desk, &widget, desk->note_host->host->features + 1);
  if (!desk->ui) {
    return false;
  }
  desk->window = (Window)widget;
  for (uint32_t i = 0; i < CONTROL_COUNT; ++i) {
    desk->descriptor->port_event(desk->ui, PORT_CONTROLS(2) + i, sizeof(float), 0,
                                 &desk->note_host->host->control[i]);
  }
  run(desk, 30);
  return true;
}

static void click(Desk *desk, int widget)
{
  Layout layout;
  layout_find(&layout, LAYOUT_DEFAULT_WIDTH, LAYOUT_DEFAULT_HEIGHT, 1.0, false);
  const Rect *rect =
      layout.dial[widget].width > 0.0 ? &layout.dial[widget] : &layout.widget[widget];
  const int x = (int)(rect->x + 0.5 * rect->width);
  const int y = (int)(rect->y + 0.5 * rect->height);
  XEvent event = {.xbutton = {.type = ButtonPress,
                              .button = Button1,
                              .x = x,
                              .y = y,
                              .window = desk->window,
                              .display = desk->display}};
  XSendEvent(desk->display, desk->window, False, ButtonPressMask, &event);
  event.type = ButtonRelease;
  XSendEvent(desk->display, desk->window, False, ButtonReleaseMask, &event);
  XSync(desk->display, False);
  run(desk, 10);
}

static float amount(const Desk *desk)
{
  return desk->note_host->host->control[CONTROL_AMOUNT];
}

static void tell(const char *what, float found, float wanted)
{
  const bool fine = fabsf(found - wanted) < 0.01f;
  printf("%s - %s: Amount %.0f %%, wanted %.0f\n", fine ? "ok" : "not ok", what, (double)found,
         (double)wanted);
}

int main(int argc, char **argv)
{
  static StateBag bag;
  LilvWorld *world = test_world();
  Desk desk = {.note_host = note_host(world), .display = XOpenDisplay(NULL)};
  void *library = argc > 1 ? dlopen(argv[1], RTLD_NOW) : NULL;
  const LV2UI_DescriptorFunction get =
      library ? (LV2UI_DescriptorFunction)(uintptr_t)dlsym(library, "lv2ui_descriptor") : NULL;
  if (!desk.display || !get) {
    fprintf(stderr, "ui_reopen: %s\n", desk.display ? dlerror() : "no display");
    return 2;
  }
  desk.descriptor = get(0);
  desk.idle = desk.descriptor->extension_data(LV2_UI__idleInterface);
  desk.note_host->host->control[CONTROL_AMOUNT] = 60.0f;
  if (!open_window(&desk)) {
    return 1;
  }
  click(&desk, WIDGET_COMPARE);
  click(&desk, WIDGET_AMOUNT); /* twice: the knob's default */
  click(&desk, WIDGET_AMOUNT);
  tell("on B, the knob double-clicked", amount(&desk), 100.0f);
  desk.descriptor->cleanup(desk.ui);

  note_host_run(desk.note_host);
  open_window(&desk);
  click(&desk, WIDGET_COMPARE);
  tell("A, in a window opened again", amount(&desk), 60.0f);
  click(&desk, WIDGET_UNDO);
  tell("undone there", amount(&desk), 100.0f);
  click(&desk, WIDGET_REDO);
  click(&desk, WIDGET_COMPARE);
  desk.descriptor->cleanup(desk.ui);
  note_host_run(desk.note_host);

  TestHost *host = desk.note_host->host;
  host->state->save(host->handle, state_bag_store, &bag, 0, NULL);
  const float saved = amount(&desk);
  tell("B again, saved", saved, 100.0f);
  note_host_free(desk.note_host);
  desk.note_host = note_host(world);
  host = desk.note_host->host;
  host->control[CONTROL_AMOUNT] = saved;
  host->state->restore(host->handle, state_bag_retrieve, &bag, 0, NULL);
  open_window(&desk);
  click(&desk, WIDGET_COMPARE);
  tell("A, in a session opened again", amount(&desk), 60.0f);
  desk.descriptor->cleanup(desk.ui);
  note_host_free(desk.note_host);
  lilv_world_free(world);
  XCloseDisplay(desk.display);
  return 0;
}
