/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Reads and sets what a plugin remembers, number by number. It uses the LV2 state interface,
 * as a host does, with a table in memory instead of a file.
 */
#include <stdlib.h>
#include <string.h>

#include <lv2/state/state.h>

#include "plugin/profile_state.h"
#include "plugin/state.h"
#include "ui/cli/host/host_internal.h"
#include "ui/cli/terminal/message.h"

enum { MAX_PROPERTIES = 2 * MEMORY_PROPERTY_COUNT + 16 };

typedef struct {
  uint32_t key;
  uint32_t type;
  size_t size;
  void *value;
} Property;

typedef struct {
  Property property[MAX_PROPERTIES];
  int count;
} Properties;

static LV2_State_Status store(LV2_State_Handle handle, uint32_t key, const void *value, size_t size,
                              uint32_t type, uint32_t flags)
{
  Properties *all = (Properties *)handle;
  (void)flags;
  void *copy = all->count < MAX_PROPERTIES ? malloc(size + 1) : NULL;
  if (!copy) {
    return LV2_STATE_ERR_NO_SPACE;
  }
  memcpy(copy, value, size);
  all->property[all->count++] = (Property){key, type, size, copy};
  return LV2_STATE_SUCCESS;
}

static const void *retrieve(LV2_State_Handle handle, uint32_t key, size_t *size, uint32_t *type,
                            uint32_t *flags)
{
  const Properties *all = (const Properties *)handle;
  *flags = LV2_STATE_IS_POD;
  for (int i = 0; i < all->count; ++i) {
    if (all->property[i].key == key) {
      *size = all->property[i].size;
      *type = all->property[i].type;
      return all->property[i].value;
    }
  }
  *size = 0;
  *type = 0;
  return NULL;
}

static void release(Properties *all)
{
  for (int i = 0; i < all->count; ++i) {
    free(all->property[i].value);
  }
}

static const LV2_State_Interface *interface_of(const Plugin *plugin)
{
  const LV2_State_Interface *state = (const LV2_State_Interface *)lilv_instance_get_extension_data(
      plugin->instance, LV2_STATE__interface);
  if (!state) {
    message_error(plugin->host->origin,
                  "the plugin cannot save its state; build or install it again");
  }
  return state;
}

static bool save(Plugin *plugin, const LV2_State_Interface *state, Properties *all)
{
  LV2_Handle handle = lilv_instance_get_handle(plugin->instance);
  return state->save(handle, store, all, LV2_STATE_IS_POD, plugin->features.list) ==
         LV2_STATE_SUCCESS;
}

/* The plugin saves an empty text if it has no profile. */
bool plugin_has_own(Plugin *plugin)
{
  Properties all = {.count = 0};
  size_t size = 0;
  uint32_t type;
  uint32_t flags;
  const LV2_State_Interface *state = interface_of(plugin);
  if (state && save(plugin, state, &all)) {
    retrieve(&all, urid_table_map(&plugin->host->urids, PROFILE_TEXT_URI), &size, &type, &flags);
  }
  release(&all);
  return size > 1;
}

bool plugin_memory(Plugin *plugin, Memory *memory)
{
  Properties all = {.count = 0};
  LV2_Log_Logger logger = {.log = NULL};
  const LV2_State_Interface *state = interface_of(plugin);
  const bool fine =
      state && save(plugin, state, &all) &&
      state_retrieve(memory, retrieve, &all, &plugin->host->urids.map, &logger) == STATE_READ;
  if (state && !fine) {
    message_error(plugin->host->origin,
                  "this program cannot read the plugin's state; install both again");
  }
  release(&all);
  return fine;
}

bool plugin_remember(Plugin *plugin, const Memory *memory)
{
  Properties all = {.count = 0};
  const LV2_State_Interface *state = interface_of(plugin);
  LV2_Handle handle = lilv_instance_get_handle(plugin->instance);
  const bool fine =
      state && state_store(memory, store, &all, &plugin->host->urids.map) == LV2_STATE_SUCCESS &&
      save(plugin, state, &all) && /* behind the new memory, for its own profile */
      state->restore(handle, retrieve, &all, 0, plugin->features.list) == LV2_STATE_SUCCESS;
  if (state && !fine) {
    message_error(plugin->host->origin, "the plugin refuses its own state; install both again");
  }
  release(&all);
  return fine;
}
