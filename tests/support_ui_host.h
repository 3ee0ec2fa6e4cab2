/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For tests: a small host of the window. It keeps URIDs, counts what the window writes, and sends
 * it reports and control values.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_UI_HOST_H
#define GENRE_EQ_TESTS_SUPPORT_UI_HOST_H

#include <X11/Xlib.h>
#include <lv2/options/options.h>
#include <lv2/ui/ui.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "plugin/controls.h"
#include "plugin/report_atom.h"
#include "tests/support_window.h"

enum { N_CHANNELS = 2, MAX_URIDS = 256 };

typedef struct {
  Display *display;
  const LV2UI_Descriptor *descriptor;
  const LV2UI_Idle_Interface *idle;
  char *uri[MAX_URIDS];
  uint32_t n_uris;
  int width, height;
  int n_writes, n_touches;
  bool tells; /* prints each write */
} Host;

static inline LV2_URID map_uri(LV2_URID_Map_Handle handle, const char *uri)
{
  Host *host = handle;
  for (uint32_t i = 0; i < host->n_uris; ++i) {
    if (strcmp(host->uri[i], uri) == 0) {
      return i + 1;
    }
  }
  if (host->n_uris == MAX_URIDS) {
    return 0;
  }
  host->uri[host->n_uris++] = strdup(uri);
  return host->n_uris;
}

static inline int on_resize(LV2UI_Feature_Handle handle, int width, int height)
{
  Host *host = handle;
  host->width = width;
  host->height = height;
  return 0;
}

static inline void on_touch(LV2UI_Feature_Handle handle, uint32_t port, bool grabbed)
{
  Host *host = handle;
  (void)port;
  (void)grabbed;
  host->n_touches += 1;
}

static inline void on_write(LV2UI_Controller controller, uint32_t port, uint32_t size,
                            uint32_t protocol, const void *buffer)
{
  Host *host = controller;
  host->n_writes += 1;
  if (host->tells && protocol == 0 && size == sizeof(float)) {
    printf("write %s %g\n", control_info[port - PORT_CONTROLS(N_CHANNELS)].symbol,
           (double)*(const float *)buffer);
  }
}

static inline void wait_s(double seconds)
{
  const struct timespec time = {(time_t)seconds, (long)(1e9 * (seconds - floor(seconds)))};
  nanosleep(&time, NULL);
}

static inline XID new_parent(Host *host)
{
  const XID parent = XCreateSimpleWindow(host->display, DefaultRootWindow(host->display), 0, 0,
                                         LAYOUT_DEFAULT_WIDTH, LAYOUT_DEFAULT_HEIGHT, 0, 0, 0);
  XMapWindow(host->display, parent);
  XSync(host->display, False);
  return parent;
}

static inline LV2UI_Handle open_window(Host *host, XID parent)
{
  LV2_URID_Map map = {host, map_uri};
  static LV2UI_Resize resize; /* the window keeps these two */
  static LV2UI_Touch touch;
  resize = (LV2UI_Resize){host, on_resize};
  touch = (LV2UI_Touch){host, on_touch};
  const float scale = 1.0f;
  const LV2_Options_Option options[] = {
      {LV2_OPTIONS_INSTANCE, 0, map_uri(host, LV2_UI__scaleFactor), sizeof scale,
       map_uri(host, LV2_ATOM__Float), &scale},
      {LV2_OPTIONS_INSTANCE, 0, 0, 0, 0, NULL},
  };
  const LV2_Feature feature[] = {
      {LV2_URID__map, &map},
      {LV2_UI__resize, &resize},
      {LV2_UI__touch, &touch},
      {LV2_OPTIONS__options, (void *)(uintptr_t)options},
      {LV2_UI__parent, (void *)parent}, /* NOLINT: an X11 window's number */
  };
  const LV2_Feature *features[] = {&feature[0], &feature[1], &feature[2],
                                   &feature[3], &feature[4], NULL};
  LV2UI_Widget widget = NULL;
  return host->descriptor->instantiate(host->descriptor, GENRE_EQ_URI_STEREO, "/", on_write, host,
                                       &widget, features);
}

/* The song's levels wander, as in music. */
static inline void send_report(Host *host, LV2UI_Handle ui, int n)
{
  _Alignas(8) unsigned char room[REPORT_ATOM_BYTES] = {0};
  LV2_Atom_Sequence *sequence = (LV2_Atom_Sequence *)(void *)room;
  LV2_URID_Map map = {host, map_uri};
  ReportUrids urids;
  Report report = sample_window_report();
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    report.subband_db[i] += (float)(8.0 * sin(0.9 * n + 1.7 * i));
  }
  report.peak_db[0] += (float)(3.0 * sin(1.1 * n));
  report.peak_db[1] += (float)(3.0 * sin(1.1 * n));
  report.listened_s[0] += 0.1f * (float)n;
  report.applied_db[3] += 0.005f * (float)(n % 100);
  report.section_db[3] += 0.005f * (float)(n % 100);
  report_urids_map(&urids, &map);
  sequence->atom.size = sizeof room - sizeof(LV2_Atom);
  report_atom_write(&urids, &report, sequence);
  const LV2_Atom_Event *event = (const LV2_Atom_Event *)(sequence + 1);
  host->descriptor->port_event(ui, PORT_EVENTS_OUT(N_CHANNELS),
                               (uint32_t)sizeof(LV2_Atom) + event->body.size,
                               map_uri(host, LV2_ATOM__eventTransfer), &event->body);
}

static inline void send_control(Host *host, LV2UI_Handle ui, int control, float value)
{
  host->descriptor->port_event(ui, PORT_CONTROLS(N_CHANNELS) + (uint32_t)control, sizeof value, 0,
                               &value);
}

/* --- commands ------------------------------------------------------------------------------ */

#endif
