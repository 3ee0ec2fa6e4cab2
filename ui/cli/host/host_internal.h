/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Shared by host.c, plugin.c, plugin_memory.c and plugin_state.c.
 */
#ifndef GENRE_EQ_UI_CLI_HOST_HOST_INTERNAL_H
#define GENRE_EQ_UI_CLI_HOST_HOST_INTERNAL_H

#include <limits.h>

#include "plugin/report_atom.h"
#include "ui/cli/host/host.h"
#include "ui/cli/host/host_features.h"

struct Host {
  LilvWorld *world;
  UridTable urids;
  Watch watch;
  Profile own;           /* n_songs 0: none */
  bool is_compared;      /* the plugin's build was compared with this program's */
  char origin[PATH_MAX]; /* where the bundle was looked for, for messages */
};

typedef struct {
  LV2_Atom_Sequence *sequence;
  uint32_t capacity; /* bytes behind the atom header */
} EventBuffer;

struct Plugin {
  Host *host;
  const LilvPlugin *description;
  LilvInstance *instance;
  HostFeatures features;
  ReportUrids urids;
  LV2_URID chunk_type;
  LV2_URID float_type;
  LV2_URID int_type;

  int n_channels;
  uint32_t in_port[2];
  uint32_t out_port[2];
  EventBuffer events_in;
  EventBuffer events_out;
  float control[CONTROL_COUNT];
  float unknown_control; /* for ports that only a newer bundle has */

  Report report;
  double peak_db[2];
};

typedef void (*PresetFunction)(void *user, const LilvNode *preset, const char *name);

/** Calls function for each preset of the plugin. */
void host_each_preset(Host *host, const LilvPlugin *plugin, PresetFunction function, void *user);

/** NULL if no loaded bundle has it. */
const LilvPlugin *host_find_plugin(Host *host, const char *uri);

#endif
