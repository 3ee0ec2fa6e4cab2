/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include <dlfcn.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <lv2/presets/presets.h>

#include "ui/cli/host/bundle.h"
#include "ui/cli/host/host_internal.h"
#include "ui/cli/terminal/hush.h"
#include "ui/cli/terminal/json.h"
#include "ui/cli/terminal/message.h"
#include "ui/cli/terminal/shown.h"

/* --- the bundle ----------------------------------------------------------------- */

static bool load_bundle(Host *host, const char *path)
{
  if (!bundle_is(path)) {
    message_error(path, "is not a plugin bundle (no manifest.ttl in it); build it with make, or "
                        "give its directory with --bundle");
    return false;
  }
  snprintf(host->origin, sizeof host->origin, "%s", path);
  char with_slash[PATH_MAX + 1];
  snprintf(with_slash, sizeof with_slash, "%s/", path); /* lilv requires the slash */
  LilvNode *uri = lilv_new_file_uri(host->world, NULL, with_slash);
  const Hush hush = hush_begin(); /* what is missing then is told in one line */
  lilv_world_load_bundle(host->world, uri);
  hush_end(hush);
  lilv_node_free(uri);
  return true;
}

/* lilv 0.24 ends with a fault at a bundle that it finds by a path of another kind. */
static bool search_path_begins_at_root(void)
{
  const char *at = getenv("LV2_PATH");
  while (at && *at) {
    const int length = (int)strcspn(at, ":");
    if (length > 0 && !strchr("/~$", *at)) {
      message_error("LV2_PATH", "\"%.*s\" is not a path from the root; begin it with / or ~",
                    length, at);
      return false;
    }
    at += at[length] == ':' ? length + 1 : length;
  }
  return true;
}

static const LilvPlugin *find_plugin(LilvWorld *world, const char *uri)
{
  LilvNode *node = lilv_new_uri(world, uri);
  const LilvPlugins *all = lilv_world_get_all_plugins(world);
  const LilvPlugin *found = node ? lilv_plugins_get_by_uri(all, node) : NULL;
  lilv_node_free(node);
  return found;
}

/* Where LV2_PATH or the system has the plugin. Another world looks for it: what this program's
 * world knows besides the bundle would count as the plugin's own, a user's presets too. */
static bool find_installed(char path[PATH_MAX])
{
  LilvWorld *world = lilv_world_new();
  if (world) {
    const Hush hush = hush_begin(); /* faults of other plugins are no concern here */
    lilv_world_load_all(world);
    hush_end(hush);
  }
  const LilvPlugin *plugin = world ? find_plugin(world, GENRE_EQ_URI_STEREO) : NULL;
  char *bundle = plugin ? lilv_node_get_path(lilv_plugin_get_bundle_uri(plugin), NULL) : NULL;
  const int length = bundle ? (int)strlen(bundle) - 1 : 0; /* without the slash at its end */
  const bool found = length > 0 && snprintf(path, PATH_MAX, "%.*s", length, bundle) < PATH_MAX;
  lilv_free(bundle);
  lilv_world_free(world);
  return found;
}

static bool load(Host *host, const char *bundle)
{
  char found[PATH_MAX];
  if (bundle) {
    return load_bundle(host, bundle);
  }
  if (bundle_find(found, sizeof found)) {
    return load_bundle(host, found);
  }
  if (!search_path_begins_at_root()) {
    return false;
  }
  if (!find_installed(found)) {
    message_error("genre-eq.lv2",
                  "the plugin is not installed where LV2 looks; build or install it, or give its "
                  "bundle with --bundle");
    return false;
  }
  return load_bundle(host, found);
}

void host_watch(Host *host, Watch watch)
{
  host->watch = watch;
}

const LilvPlugin *host_find_plugin(Host *host, const char *uri)
{
  return find_plugin(host->world, uri);
}

/* The plugin's build, since another build may have other genres and figures. NULL if the plugin
 * does not say it. */
static const char *build_of(void *library)
{
  LV2_Descriptor_Function entry = NULL;
  void *symbol = dlsym(library, "lv2_descriptor");
  memcpy(&entry, &symbol, sizeof entry);
  const LV2_Descriptor *descriptor = entry ? entry(0) : NULL;
  return descriptor && descriptor->extension_data ? descriptor->extension_data(VERSION_URI) : NULL;
}

static void compare_builds(Host *host, void *library)
{
  const char *build = build_of(library);
  if (!host->is_compared && (!build || strcmp(build, genre_eq_build) != 0)) {
    message_warning(host->origin, "the plugin is %s%s, this program is %s; install both again",
                    build ? "" : "older", build ? build : "", genre_eq_build);
  }
  host->is_compared = true;
}

/* lilv would report the fault in many lines; this says it in one. */
static bool library_loads(Host *host, const LilvPlugin *description)
{
  const Hush hush = hush_begin();
  const LilvNode *uri = lilv_plugin_get_library_uri(description); /* reads the description */
  if (hush_end(hush)) {
    message_error(host->origin,
                  "the plugin's description cannot be read; build or install it again");
    return false;
  }
  char *path = uri ? lilv_file_uri_parse(lilv_node_as_uri(uri), NULL) : NULL;
  void *library = path ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
  if (!library) {
    message_error(host->origin, "the plugin cannot be loaded (%s); build or install it again",
                  path ? dlerror() : "the bundle names no binary");
  } else {
    compare_builds(host, library);
    dlclose(library);
  }
  lilv_free(path);
  return library != NULL;
}

/* Called once, before the first file, since a fault in the bundle is not a fault in a file. */
static bool plugins_are_usable(Host *host)
{
  static const char *const uris[] = {GENRE_EQ_URI_MONO, GENRE_EQ_URI_STEREO};
  for (int i = 0; i < 2; ++i) {
    const LilvPlugin *plugin = host_find_plugin(host, uris[i]);
    if (!plugin) {
      message_error(host->origin,
                    "the plugin %s is missing; build or install it, or give its bundle with "
                    "--bundle",
                    uris[i]);
      return false;
    }
    if (!library_loads(host, plugin)) {
      return false;
    }
  }
  return true;
}

Host *host_open(const char *bundle)
{
  Host *host = calloc(1, sizeof *host);
  if (!host || !(host->world = lilv_world_new())) {
    message_error("memory", "not enough; close other programs");
    free(host);
    return NULL;
  }
  urid_table_init(&host->urids);
  if (!load(host, bundle) || !plugins_are_usable(host)) {
    host_close(host);
    return NULL;
  }
  return host;
}

void host_close(Host *host)
{
  if (host) {
    lilv_world_free(host->world);
    urid_table_free(&host->urids);
    free(host);
  }
}

void host_aim_at(Host *host, const Profile *profile)
{
  host->own = *profile;
}

const Profile *host_own(const Host *host)
{
  return &host->own;
}

/* --- its presets ---------------------------------------------------------------- */

void host_each_preset(Host *host, const LilvPlugin *plugin, PresetFunction function, void *user)
{
  LilvNode *preset_class = lilv_new_uri(host->world, LV2_PRESETS__Preset);
  LilvNode *label = lilv_new_uri(host->world, LILV_NS_RDFS "label");
  LilvNodes *presets = lilv_plugin_get_related(plugin, preset_class);
  LILV_FOREACH(nodes, i, presets)
  {
    const LilvNode *preset = lilv_nodes_get(presets, i);
    const Hush hush = hush_begin(); /* a fault is told when the preset is used */
    lilv_world_load_resource(host->world, preset);
    hush_end(hush);
    LilvNode *name = lilv_world_get(host->world, preset, label, NULL);
    function(user, preset, name ? lilv_node_as_string(name) : "");
    lilv_node_free(name);
  }
  lilv_nodes_free(presets);
  lilv_node_free(label);
  lilv_node_free(preset_class);
}

typedef struct {
  char *uri, *name;
} ListedPreset;

typedef struct {
  ListedPreset *preset;
  size_t count;
  bool complete;
} PresetList;

static void add_preset(void *user, const LilvNode *preset, const char *name)
{
  static const char of_mono[] = GENRE_EQ_URI_MONO ":"; /* each has a twin for stereo */
  PresetList *list = (PresetList *)user;
  if (strncmp(lilv_node_as_uri(preset), of_mono, strlen(of_mono)) == 0) {
    return;
  }
  ListedPreset *more = realloc(list->preset, (list->count + 1) * sizeof *more);
  if (!more) {
    list->complete = false;
    return;
  }
  list->preset = more;
  ListedPreset *listed = &more[list->count++];
  *listed = (ListedPreset){strdup(lilv_node_as_uri(preset)), strdup(name)};
  list->complete = list->complete && listed->uri && listed->name;
}

static int by_uri(const void *a, const void *b)
{
  return strcmp(((const ListedPreset *)a)->uri, ((const ListedPreset *)b)->uri);
}

static void print_preset(const ListedPreset *preset, bool as_json, FILE *to)
{
  if (as_json) {
    fputs("{\"uri\":", to);
    json_string(to, preset->uri);
    fputs(",\"name\":", to);
    json_string(to, preset->name);
    fputs("}\n", to);
  } else {
    fprintf(to, "%-38s %s\n", shown_name(preset->uri).text, shown_name(preset->name).text);
  }
}

bool host_print_presets(Host *host, bool as_json, FILE *to)
{
  PresetList list = {.complete = true};
  host_each_preset(host, host_find_plugin(host, GENRE_EQ_URI_STEREO), add_preset, &list);
  host_each_preset(host, host_find_plugin(host, GENRE_EQ_URI_MONO), add_preset, &list);
  if (!list.complete) {
    message_error("memory", "not enough; close other programs");
  } else if (list.count > 0) { /* lilv's list has no order */
    qsort(list.preset, list.count, sizeof *list.preset, by_uri);
  }
  for (size_t i = 0; i < list.count; ++i) {
    if (list.complete) {
      print_preset(&list.preset[i], as_json, to);
    }
    free(list.preset[i].uri);
    free(list.preset[i].name);
  }
  free(list.preset);
  return list.complete;
}
