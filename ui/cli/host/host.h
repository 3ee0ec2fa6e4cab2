/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The program as an LV2 host. It finds the genre-eq.lv2 bundle, instantiates the mono or the
 * stereo plugin through lilv, and runs it, as any host does.
 *
 * One thread. Functions that can fail print why and return NULL or false.
 */
#ifndef GENRE_EQ_UI_CLI_HOST_HOST_H
#define GENRE_EQ_UI_CLI_HOST_HOST_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <lilv/lilv.h>

#include "model/profile.h"
#include "plugin/controls.h"
#include "plugin/memory.h"
#include "plugin/report.h"
#include "ui/cli/host/settings.h"

typedef struct Host Host;
typedef struct Plugin Plugin;

/** Receives the progress while a file is played. played() may be NULL. */
typedef struct {
  /** After each block: `what` ("Listening") is done to `part` of the file, 0 … 1. False:
      stop, as if interrupted. */
  bool (*played)(void *user, const char *what, double part, const Report *report);
  /** Each block that goes into the plugin (side 0), and that comes out of it (1). May be NULL. */
  void (*sounds)(void *user, int side, float *const *channel, uint32_t n_frames);
  void *user;
} Watch;

/** From now on, reports the progress of all plugins of this host. */
void host_watch(Host *host, Watch watch);

/** Loads `bundle`. If that is NULL, loads genre-eq.lv2 beside the program, or in ../lib/lv2
    from there, or what LV2_PATH or the system has. Makes sure that both plugins are in it and
    can be loaded. */
Host *host_open(const char *bundle);

/** Takes NULL. */
void host_close(Host *host);

/** Sets the profile that plugin_aim_at_own() gives to plugins. */
void host_aim_at(Host *host, const Profile *profile);

/** That profile; of no songs: none. */
const Profile *host_own(const Host *host);

/** Prints, sorted, URI and name of each preset of the stereo plugin that the host knows, one a
   line; as_json: as a JSON object each. False if memory is short. */
bool host_print_presets(Host *host, bool as_json, FILE *to);

/** True if a preset that the host knows has this name, or this last word of its URI, in upper or
    lower case. */
bool host_has_preset(Host *host, const char *name);

/** An activated plugin with n_channels (1 or 2) for blocks of up to max_block frames;
    controls at their defaults, freewheel on. */
Plugin *plugin_open(Host *host, int n_channels, double rate_hz, uint32_t max_block);

/** Takes NULL. */
void plugin_close(Plugin *plugin);

void plugin_set(Plugin *plugin, Control control, float value);
float plugin_get(const Plugin *plugin, Control control);

/** All given settings. */
void plugin_apply(Plugin *plugin, const Settings *settings);

/** Runs n_frames ≤ max_block. in and out: n_channels buffers each; may be the same. */
void plugin_run(Plugin *plugin, float *const *in, float *const *out, uint32_t n_frames);

/** The newest report of the plugin; all 0 before the first. */
const Report *plugin_report(const Plugin *plugin);

/** Highest true peak in and out of all reports so far, dBTP. Complete if no block is
    longer than a hop (100 ms): the plugin reports at most once a block. */
const double *plugin_peak_db(const Plugin *plugin);

/** Reports progress to the host's watch. False: the watch wants to stop. */
bool plugin_tell(const Plugin *plugin, const char *what, double part);

/** Sets controls and state from a preset. It is given by its URI, the last word of the URI, or
    its name ("toward-jazz", "Toward jazz"). */
bool plugin_load_preset(Plugin *plugin, const char *preset);

/** Sets memory and controls (if the state has them) from LV2 state that a host saved: a Turtle
    file, or the directory that holds it as state.ttl. Before the first run the curve applies
    at once. */
bool plugin_load_state(Plugin *plugin, const char *path);

/** Gives the plugin the host's own profile, and sets the genre to it. Does nothing if the host
    has none. */
void plugin_aim_at_own(Plugin *plugin);

/** True if the plugin has an own profile: from the host, a preset or a state. */
bool plugin_has_own(Plugin *plugin);

/** What the plugin remembers (LV2 state, controls too). lilv_state_free() it. */
LilvState *plugin_save(Plugin *plugin);

/** A preset as Turtle, with this URI and name. It holds what this plugin remembers and the
    controls that shape the sound. Free it with plugin_preset_text_free(), which takes NULL.
    On failure prints why. */
char *plugin_preset_text(Plugin *plugin, const char *uri, const char *name);
void plugin_preset_text_free(char *text);

/** Gives a plugin this memory. Before its first run the curve applies at once. Controls do not
    change. */
void plugin_restore(Plugin *plugin, const LilvState *state);

/** Reads what the plugin remembers, or makes it remember something else, number by number.
    False, with a message, if the plugin and this program have different versions. */
bool plugin_memory(Plugin *plugin, Memory *memory);
bool plugin_remember(Plugin *plugin, const Memory *memory);

#endif
