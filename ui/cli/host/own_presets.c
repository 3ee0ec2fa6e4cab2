/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/host/own_presets.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "ui/cli/host/host_internal.h"
#include "ui/cli/terminal/hush.h"
#include "ui/cli/terminal/message.h"

enum { MOST_READ = 1 << 16 }; /* of a manifest, bytes */

/* True for the bundle of a preset: its manifest names this plugin, and no plugin's binary. */
static bool is_of_ours(const char *directory)
{
  char path[PATH_MAX];
  char *text = calloc(1, MOST_READ);
  const int length = snprintf(path, sizeof path, "%s/manifest.ttl", directory);
  FILE *file = text && length > 0 && length < PATH_MAX ? fopen(path, "r") : NULL;
  bool ours = false;
  if (file) {
    text[fread(text, 1, MOST_READ - 1, file)] = '\0';
    ours = strstr(text, GENRE_EQ_PREFIX) && strstr(text, "Preset") && !strstr(text, "lv2:binary");
    fclose(file);
  }
  free(text);
  return ours;
}

static void load(Host *host, const char *directory)
{
  char with_slash[PATH_MAX + 1];
  snprintf(with_slash, sizeof with_slash, "%s/", directory); /* lilv requires the slash */
  LilvNode *uri = lilv_new_file_uri(host->world, NULL, with_slash);
  const Hush hush = hush_begin(); /* lilv tells a fault in three lines */
  lilv_world_load_bundle(host->world, uri);
  if (hush_end(hush)) {
    message_warning(directory, "is a preset that cannot be read; make it again, or remove it");
  }
  lilv_node_free(uri);
}

void own_presets_load(Host *host)
{
  char folder[PATH_MAX];
  const char *home = getenv("HOME");
  snprintf(folder, sizeof folder, "%.4000s/.lv2", home ? home : "");
  DIR *listing = home && *home ? opendir(folder) : NULL;
  for (const struct dirent *entry; listing && (entry = readdir(listing));) {
    char directory[PATH_MAX];
    const int length = snprintf(directory, sizeof directory, "%s/%s", folder, entry->d_name);
    if (entry->d_name[0] != '.' && length > 0 && length < PATH_MAX && is_of_ours(directory)) {
      load(host, directory);
    }
  }
  if (listing) {
    closedir(listing);
  }
}
