/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A preset as an LV2 bundle that every host lists: a directory NAME.preset.lv2 with a manifest
 * and a file for each of the two plugins.
 */
#ifndef GENRE_EQ_UI_CLI_OWN_PRESET_BUNDLE_H
#define GENRE_EQ_UI_CLI_OWN_PRESET_BUNDLE_H

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>

#include "ui/cli/song/options.h"

typedef struct PresetBundle PresetBundle;
struct PresetBundle {
  const char *name; /**< as hosts show it; profile_name_is_fine() */
  /** Writes the whole preset as Turtle, for the plugin with this many channels, with `uri` as
      its URI and `name` as its label. */
  void (*write)(const PresetBundle *bundle, int n_channels, const char *uri, FILE *to);
  const void *content;   /**< for write() */
  const char *text_name; /**< a file beside the presets; NULL: none */
  const char *text;      /**< the content of that file */
};

/** The directory that -o names, or the one of this name in ~/.lv2. Makes ~/.lv2 if it does not
    exist. If there is no such place, prints why and returns false. */
bool preset_bundle_directory(const Arguments *arguments, const char *name, char path[PATH_MAX]);

/** How a sentence begins that tells where to use the preset. Hosts look in ~/.lv2, and -o may
    have named a directory elsewhere. */
const char *preset_bundle_choose(const Arguments *arguments);

/** Finds the profile in ~/.lv2/NAME.preset.lv2. False if there is none: a preset that learn made
    has none. */
bool preset_bundle_find_profile(const char *name, char path[PATH_MAX]);

/** If the directory exists and must not be replaced, prints why and returns false. */
bool preset_bundle_allowed(const char *directory, bool replace);

/** The URI of the preset for the plugin with this many channels. */
enum { PRESET_URI_BYTES = 256 };
void preset_bundle_uri(const PresetBundle *bundle, int n_channels, char uri[PRESET_URI_BYTES]);

/** Writes the bundle as a new directory, complete or not at all. With `replace` it replaces an
    older bundle of genre-eq as a whole. On failure prints why, and the older one stays. */
bool preset_bundle_write(const PresetBundle *bundle, const char *directory, bool replace);

#endif
