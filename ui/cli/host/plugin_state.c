/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Presets and memory of a plugin, through lilv's LV2 state functions.
 */
#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <lv2/atom/atom.h>
#include <lv2/state/state.h>

#include "plugin/profile_state.h"
#include "ui/cli/host/host_internal.h"
#include "ui/cli/host/own_presets.h"
#include "ui/cli/host/state_file.h"
#include "ui/cli/terminal/hush.h"
#include "ui/cli/terminal/message.h"
#include "ui/cli/terminal/seen_name.h"

/* --- control values by symbol ----------------------------------------------------- */

static const void *get_control(const char *symbol, void *user, uint32_t *size, uint32_t *type)
{
  Plugin *plugin = (Plugin *)user;
  const Control control = control_by_symbol(symbol);
  if (control == CONTROL_COUNT || control_info[control].is_output) {
    *size = *type = 0;
    return NULL;
  }
  *size = sizeof(float);
  *type = plugin->float_type;
  return &plugin->control[control];
}

static void set_control(const char *symbol, void *user, const void *value, uint32_t size,
                        uint32_t type)
{
  Plugin *plugin = (Plugin *)user;
  const Control control = control_by_symbol(symbol);
  if (control == CONTROL_COUNT || control_info[control].is_output || control == CONTROL_FREEWHEEL) {
    return;
  }
  if (type == plugin->float_type && size == sizeof(float)) {
    memcpy(&plugin->control[control], value, sizeof(float));
  } else if (type == plugin->int_type && size == sizeof(int32_t)) {
    int32_t whole = 0;
    memcpy(&whole, value, sizeof whole);
    plugin->control[control] = (float)whole;
  }
}

/* --- presets -------------------------------------------------------------------- */

typedef enum { EXACT, ALIKE } Likeness; /* the name itself; with other upper and lower case */

typedef struct {
  const char *wanted; /* URI, its last word, or the preset's name */
  LilvNode *found[2]; /* the first one; [Likeness] */
  int count[2];
} PresetSearch;

static const char *last_word(const char *uri)
{
  const char *colon = strrchr(uri, ':');
  return colon ? colon + 1 : uri;
}

/* A preset has one URI for the stereo plugin and one for the mono plugin. They differ before
 * the last word. The user may give either one for any file. */
static bool same_preset(const char *wanted, const char *uri)
{
  const bool ours = strncmp(wanted, GENRE_EQ_PREFIX, strlen(GENRE_EQ_PREFIX)) == 0;
  return strcmp(wanted, uri) == 0 ||
         ((ours || !strchr(wanted, ':')) && strcasecmp(last_word(wanted), last_word(uri)) == 0);
}

enum { COMPOSED_BYTES = 512 };

static void compare_preset(void *user, const LilvNode *preset, const char *label)
{
  PresetSearch *search = (PresetSearch *)user;
  const char *uri = lilv_node_as_uri(preset);
  char name[COMPOSED_BYTES];
  seen_name_copy(label, name, sizeof name);
  const bool exact = strcmp(search->wanted, name) == 0 || strcmp(search->wanted, uri) == 0;
  if (exact || same_preset(search->wanted, uri) || strcasecmp(search->wanted, name) == 0) {
    const Likeness likeness = exact ? EXACT : ALIKE;
    if (search->count[likeness]++ == 0) {
      search->found[likeness] = lilv_node_duplicate(preset);
    }
  }
}

/* Returns the preset, or NULL; *count: how many there are that are as like. */
static LilvNode *find_preset(Host *host, const LilvPlugin *plugin, const char *wanted,
                             Likeness least, int *count)
{
  char name[COMPOSED_BYTES];
  PresetSearch search = {.wanted = name};
  seen_name_copy(wanted, name, sizeof name);
  host_each_preset(host, plugin, compare_preset, &search);
  const Likeness best = search.found[EXACT] || least == EXACT ? EXACT : ALIKE;
  lilv_node_free(search.found[best == EXACT ? ALIKE : EXACT]);
  *count = search.count[best];
  return search.found[best];
}

bool host_has_preset(Host *host, const char *name)
{
  int count;
  const LilvPlugin *stereo = host_find_plugin(host, GENRE_EQ_URI_STEREO);
  lilv_node_free(find_preset(host, stereo, name, ALIKE, &count));
  return count > 0;
}

/* A preset of the plugin itself comes before the user's. One that a host saved is for one variant
 * alone, but fits both. */
static LilvNode *find_any_preset(Plugin *plugin, const char *wanted, int *count)
{
  Host *host = plugin->host;
  const LilvPlugin *own = plugin->description;
  const LilvPlugin *stereo = host_find_plugin(host, GENRE_EQ_URI_STEREO);
  const LilvPlugin *other = own == stereo ? host_find_plugin(host, GENRE_EQ_URI_MONO) : stereo;
  LilvNode *found = find_preset(host, own, wanted, EXACT, count);
  if (!found) {
    own_presets_load(host);
  }
  for (int i = 0; i < 4 && !found; ++i) {
    found = find_preset(host, i % 2 == 0 ? own : other, wanted, i < 2 ? EXACT : ALIKE, count);
  }
  return found;
}

/* True, and told, if another bundle defines the preset, too, as a copy of its folder does: lilv
 * would mix the two. */
static bool is_defined_twice(LilvWorld *world, const LilvNode *preset, const char *name)
{
  LilvNode *see_also = lilv_new_uri(world, LILV_NS_RDFS "seeAlso");
  LilvNodes *files = lilv_world_find_nodes(world, preset, see_also, NULL);
  const bool twice = lilv_nodes_size(files) > 1;
  if (twice) {
    char *path = lilv_file_uri_parse(lilv_node_as_uri(lilv_nodes_get_first(files)), NULL);
    message_error(name, "is a preset in %u bundles, one with %s; move all but one out of ~/.lv2",
                  lilv_nodes_size(files), path ? path : "no file");
    lilv_free(path);
  }
  lilv_nodes_free(files);
  lilv_node_free(see_also);
  return twice;
}

/* False if the plugin has refused it, and told why. */
static bool restore(Plugin *plugin, const LilvState *state)
{
  const int n_errors = plugin->features.n_errors;
  lilv_state_restore(state, plugin->instance, set_control, plugin, 0, plugin->features.list);
  return plugin->features.n_errors == n_errors;
}

bool plugin_load_preset(Plugin *plugin, const char *preset)
{
  int count;
  LilvNode *found = find_any_preset(plugin, preset, &count);
  if (count > 1) {
    message_error(preset, "is the name of %d presets; give the URI of one, from genre-eq presets",
                  count);
    lilv_node_free(found);
    return false;
  }
  LilvState *state = NULL;
  LilvWorld *world = plugin->host->world;
  if (found && is_defined_twice(world, found, preset)) {
    lilv_node_free(found);
    return false;
  }
  bool is_damaged = false;
  if (found) { /* read anew, so that a fault shows */
    const Hush hush = hush_begin();
    lilv_world_unload_resource(world, found);
    lilv_world_load_resource(world, found);
    is_damaged = hush_end(hush);
  }
  if (found && !is_damaged) {
    state = lilv_state_new_from_world(world, &plugin->host->urids.map, found);
  }
  lilv_node_free(found);
  if (!state) {
    message_error(preset, is_damaged
                              ? "is a preset that cannot be read; make it again, or remove it"
                              : "there is no such preset; see genre-eq presets");
    return false;
  }
  const bool taken = restore(plugin, state);
  lilv_state_free(state);
  if (!taken) {
    message_error(preset, "the plugin refused what this preset holds; make it again");
  }
  return taken;
}

/* --- own profile -------------------------------------------------------------------- */

typedef struct {
  Plugin *plugin;
  char text[PROFILE_TEXT_BYTES];
} ProfileText;

/* Retrieves from a state that holds only a profile. */
static const void *retrieve_profile(LV2_State_Handle handle, uint32_t key, size_t *size,
                                    uint32_t *type, uint32_t *flags)
{
  const ProfileText *own = (const ProfileText *)handle;
  UridTable *urids = &own->plugin->host->urids;
  if (key != urid_table_map(urids, PROFILE_TEXT_URI)) {
    return NULL;
  }
  *size = strlen(own->text) + 1;
  *type = urid_table_map(urids, LV2_ATOM__String);
  *flags = LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE;
  return own->text;
}

void plugin_aim_at_own(Plugin *plugin)
{
  ProfileText own = {.plugin = plugin};
  const LV2_State_Interface *state = (const LV2_State_Interface *)lilv_instance_get_extension_data(
      plugin->instance, LV2_STATE__interface);
  if (plugin->host->own.n_songs == 0 || !state) {
    return;
  }
  profile_write(&plugin->host->own, own.text);
  state->restore(lilv_instance_get_handle(plugin->instance), retrieve_profile, &own, 0,
                 plugin->features.list);
  plugin_set(plugin, CONTROL_GENRE, (float)GENRE_VALUE_OWN);
}

/* --- what other hosts saved ------------------------------------------------------- */

static bool is_ours(const LilvState *state)
{
  const LilvNode *uri = lilv_state_get_plugin_uri(state);
  return uri && (strcmp(lilv_node_as_uri(uri), GENRE_EQ_URI_STEREO) == 0 ||
                 strcmp(lilv_node_as_uri(uri), GENRE_EQ_URI_MONO) == 0);
}

bool plugin_load_state(Plugin *plugin, const char *path)
{
  if (access(path, R_OK) != 0) {
    message_error(path, "cannot be read (%s); check its name and its permissions", strerror(errno));
    return false;
  }
  const Hush hush = hush_begin(); /* lilv would tell every fault of the file in lines of its own */
  LilvState *state = state_file_read(plugin->host, path);
  hush_end(hush);
  if (!state || !is_ours(state)) {
    lilv_state_free(state);
    message_error(path, "holds no saved state of Genre EQ; give the state.ttl that a host wrote, "
                        "or its directory");
    return false;
  }
  const bool taken = restore(plugin, state);
  lilv_state_free(state);
  if (!taken) {
    message_error(path, "the plugin refused this state; save it again in the host");
    return false;
  }
  return true;
}

/* --- memory --------------------------------------------------------------------- */

LilvState *plugin_save(Plugin *plugin)
{
  LilvState *state = lilv_state_new_from_instance(
      plugin->description, plugin->instance, &plugin->host->urids.map, NULL, NULL, NULL, NULL,
      get_control, plugin, LV2_STATE_IS_POD, plugin->features.list);
  if (!urid_table_was_fine(&plugin->host->urids)) {
    lilv_state_free(state);
    return NULL;
  }
  return state;
}

/* A preset does not hold the controls that belong to the moment or to the host. */
static const void *get_preset_control(const char *symbol, void *user, uint32_t *size,
                                      uint32_t *type)
{
  const Control control = control_by_symbol(symbol);
  if (control == CONTROL_ENABLED || control == CONTROL_RELEARN || control == CONTROL_FREEWHEEL ||
      control == CONTROL_DELTA) {
    *size = *type = 0;
    return NULL;
  }
  return get_control(symbol, user, size, type);
}

char *plugin_preset_text(Plugin *plugin, const char *uri, const char *name)
{
  Host *host = plugin->host;
  LilvState *state = lilv_state_new_from_instance(
      plugin->description, plugin->instance, &host->urids.map, NULL, NULL, NULL, NULL,
      get_preset_control, plugin, LV2_STATE_IS_POD, plugin->features.list);
  char *text = NULL;
  if (state) {
    lilv_state_set_label(state, name);
    text =
        lilv_state_to_string(host->world, &host->urids.map, &host->urids.unmap, state, uri, NULL);
    lilv_state_free(state);
  }
  if (!text) {
    message_error("memory", "not enough; close other programs");
  }
  return text;
}

void plugin_preset_text_free(char *text)
{
  lilv_free(text);
}

static void leave_control(const char *symbol, void *user, const void *value, uint32_t size,
                          uint32_t type)
{
  (void)symbol;
  (void)user;
  (void)value;
  (void)size;
  (void)type;
}

void plugin_restore(Plugin *plugin, const LilvState *state)
{
  lilv_state_restore(state, plugin->instance, leave_control, plugin, 0, plugin->features.list);
}
