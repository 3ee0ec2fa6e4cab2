/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <lv2/atom/util.h>
#include <lv2/core/lv2.h>

#include "dsp/portable_math.h"
#include "ui/cli/host/host_internal.h"
#include "ui/cli/terminal/message.h"

/* Room for the report of a block and other events. */
enum { EVENT_BYTES = 2 * REPORT_ATOM_BYTES };

static bool event_buffer_init(EventBuffer *buffer)
{
  buffer->capacity = EVENT_BYTES - sizeof(LV2_Atom);
  buffer->sequence = calloc(1, EVENT_BYTES);
  return buffer->sequence != NULL;
}

typedef struct {
  LilvNode *input, *audio, *control, *atom;
} PortClasses;

/* Connects every port but audio, which each run connects. */
static void connect_port(Plugin *plugin, uint32_t index, const PortClasses *is, int audio_count[2])
{
  const LilvPort *port = lilv_plugin_get_port_by_index(plugin->description, index);
  const bool input = lilv_port_is_a(plugin->description, port, is->input);
  void *data = NULL;

  if (lilv_port_is_a(plugin->description, port, is->audio)) {
    uint32_t *ports = input ? plugin->in_port : plugin->out_port;
    int *count = &audio_count[input ? 0 : 1];
    if (*count < plugin->n_channels) {
      ports[(*count)++] = index;
    }
    return;
  }
  if (lilv_port_is_a(plugin->description, port, is->control)) {
    const LilvNode *symbol = lilv_port_get_symbol(plugin->description, port);
    const Control control = control_by_symbol(lilv_node_as_string(symbol));
    data = control < CONTROL_COUNT ? &plugin->control[control] : &plugin->unknown_control;
  } else if (lilv_port_is_a(plugin->description, port, is->atom)) {
    data = input ? plugin->events_in.sequence : plugin->events_out.sequence;
  }
  lilv_instance_connect_port(plugin->instance, index, data);
}

static bool connect_ports(Plugin *plugin)
{
  LilvWorld *world = plugin->host->world;
  const PortClasses is = {
      lilv_new_uri(world, LILV_URI_INPUT_PORT), lilv_new_uri(world, LILV_URI_AUDIO_PORT),
      lilv_new_uri(world, LILV_URI_CONTROL_PORT), lilv_new_uri(world, LILV_URI_ATOM_PORT)};
  int audio_count[2] = {0, 0};
  const uint32_t n_ports = lilv_plugin_get_num_ports(plugin->description);
  for (uint32_t i = 0; i < n_ports; ++i) {
    connect_port(plugin, i, &is, audio_count);
  }
  lilv_node_free(is.input);
  lilv_node_free(is.audio);
  lilv_node_free(is.control);
  lilv_node_free(is.atom);
  if (audio_count[0] != plugin->n_channels || audio_count[1] != plugin->n_channels) {
    message_error(plugin->host->origin, "the plugin's audio ports are missing from its "
                                        "description; build or install it again");
    return false;
  }
  return true;
}

static bool open_instance(Plugin *plugin, double rate_hz, uint32_t max_block)
{
  Host *host = plugin->host;
  const char *uri = plugin->n_channels == 1 ? GENRE_EQ_URI_MONO : GENRE_EQ_URI_STEREO;
  plugin->description = host_find_plugin(host, uri);
  host_features_init(&plugin->features, &host->urids, rate_hz, max_block);
  plugin->instance = lilv_plugin_instantiate(plugin->description, rate_hz, plugin->features.list);
  if (!plugin->instance) {
    message_error(host->origin,
                  "the plugin refuses %g Hz, or memory is short; use a file at "
                  "8 to 192 kHz",
                  rate_hz);
    return false;
  }
  host_features_connect(&plugin->features, plugin->instance);
  return connect_ports(plugin);
}

Plugin *plugin_open(Host *host, int n_channels, double rate_hz, uint32_t max_block)
{
  Plugin *plugin = calloc(1, sizeof *plugin);
  if (!plugin || !event_buffer_init(&plugin->events_in) ||
      !event_buffer_init(&plugin->events_out)) {
    message_error("memory", "not enough; close other programs");
    plugin_close(plugin);
    return NULL;
  }
  plugin->host = host;
  plugin->n_channels = n_channels;
  plugin->chunk_type = urid_table_map(&host->urids, LV2_ATOM__Chunk);
  plugin->float_type = urid_table_map(&host->urids, LV2_ATOM__Float);
  plugin->int_type = urid_table_map(&host->urids, LV2_ATOM__Int);
  report_urids_map(&plugin->urids, &host->urids.map);
  plugin->peak_db[0] = plugin->peak_db[1] = -HUGE_VAL;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    plugin->control[i] = control_info[i].default_value;
  }
  plugin->control[CONTROL_FREEWHEEL] = 1.0f;
  if (!open_instance(plugin, rate_hz, max_block) || !urid_table_was_fine(&host->urids)) {
    plugin_close(plugin);
    return NULL;
  }
  lilv_instance_activate(plugin->instance);
  return plugin;
}

void plugin_close(Plugin *plugin)
{
  if (!plugin) {
    return;
  }
  if (plugin->instance) {
    lilv_instance_deactivate(plugin->instance);
    lilv_instance_free(plugin->instance);
  }
  free(plugin->events_in.sequence);
  free(plugin->events_out.sequence);
  free(plugin);
}

void plugin_set(Plugin *plugin, Control control, float value)
{
  plugin->control[control] = value;
}

float plugin_get(const Plugin *plugin, Control control)
{
  return plugin->control[control];
}

void plugin_apply(Plugin *plugin, const Settings *settings)
{
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    if (settings->given[i]) {
      plugin->control[i] = settings->value[i];
    }
  }
}

const Report *plugin_report(const Plugin *plugin)
{
  return &plugin->report;
}

bool plugin_tell(const Plugin *plugin, const char *what, double part)
{
  const Watch *watch = &plugin->host->watch;
  return !watch->played || watch->played(watch->user, what, part, &plugin->report);
}

const double *plugin_peak_db(const Plugin *plugin)
{
  return plugin->peak_db;
}

static void read_reports(Plugin *plugin)
{
  const LV2_Atom_Sequence *events = plugin->events_out.sequence;
  if (events->atom.type != plugin->urids.atom_Sequence) {
    return; /* the plugin wrote nothing */
  }
  LV2_ATOM_SEQUENCE_FOREACH(events, event)
  {
    if (report_atom_read(&plugin->urids, &event->body, &plugin->report)) {
      for (int i = 0; i < 2; ++i) {
        const double peak_db = (double)plugin->report.peak_db[i];
        if (peak_db > POWER_FLOOR_DB) {
          plugin->peak_db[i] = fmax(plugin->peak_db[i], peak_db);
        }
      }
    }
  }
}

static void show_sound(const Plugin *plugin, int side, float *const *channel, uint32_t n_frames)
{
  const Watch *watch = &plugin->host->watch;
  if (watch->sounds) {
    watch->sounds(watch->user, side, channel, n_frames);
  }
}

void plugin_run(Plugin *plugin, float *const *in, float *const *out, uint32_t n_frames)
{
  show_sound(plugin, 0, in, n_frames);
  for (int i = 0; i < plugin->n_channels; ++i) {
    lilv_instance_connect_port(plugin->instance, plugin->in_port[i], in[i]);
    lilv_instance_connect_port(plugin->instance, plugin->out_port[i], out[i]);
  }
  plugin->events_in.sequence->atom =
      (LV2_Atom){sizeof(LV2_Atom_Sequence_Body), plugin->urids.atom_Sequence};
  plugin->events_out.sequence->atom = (LV2_Atom){plugin->events_out.capacity, plugin->chunk_type};
  lilv_instance_run(plugin->instance, n_frames);
  if (plugin->features.worker && plugin->features.worker->end_run) {
    plugin->features.worker->end_run(plugin->features.plugin);
  }
  read_reports(plugin);
  show_sound(plugin, 1, out, n_frames);
}
