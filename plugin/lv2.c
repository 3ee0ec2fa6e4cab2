/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The LV2 entry: ports, host features, worker and state around the engine.
 *
 * Each function says which of LV2's threading classes it belongs to. Every host
 * feature is optional: without urid:map there is no report and no state, without a
 * worker the audio thread works the answers out, without a log nothing is said.
 */
#include <lv2/core/lv2.h>
#include <lv2/log/logger.h>
#include <lv2/state/state.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>
#include <stdlib.h>
#include <string.h>

#include "plugin/engine.h"
#include "plugin/float_mode.h"
#include "plugin/inline_display.h"
#include "plugin/report_atom.h"
#include "plugin/state.h"
#include "plugin/triple_buffer.h"

typedef struct {
  Engine *engine;
  int n_channels;

  /* Ports. */
  const float *in[MAX_CHANNELS];
  float *out[MAX_CHANNELS];
  LV2_Atom_Sequence *notify;
  float *control[CONTROL_COUNT];

  /* Features; NULL where the host has none. */
  LV2_URID_Map *map;
  LV2_Worker_Schedule *schedule;
  LV2_Log_Logger logger;
  ReportUrids urids;
  const InlineDisplayQueueDraw *mixer_strip;
  InlineDisplay display;

  /* The session's memory between the audio thread and the host's. */
  TripleBuffer to_host;
  TripleBuffer to_audio;
  uint32_t published;       /* audio: engine_memory_serial() of the last letter */
  uint32_t serial_in_use;   /* audio: of the restored memory that it goes on from */
  uint32_t serial_restored; /* host: of the last one restored */
  MemoryLetter last_known;  /* host: what a save would store */
  Memory fresh;             /* of a new instance */
} Plugin;

/* Hosts have been seen to end the list late and to hold features without a URI. */
static void *find_feature(const LV2_Feature *const *features, const char *uri)
{
  for (int i = 0; features && features[i]; ++i) {
    if (features[i]->URI && strcmp(features[i]->URI, uri) == 0) {
      return features[i]->data;
    }
  }
  return NULL;
}

static bool ask_worker(void *asker, const Question *question)
{
  const Plugin *plugin = asker;
  return plugin->schedule &&
         plugin->schedule->schedule_work(plugin->schedule->handle, sizeof *question, question) ==
             LV2_WORKER_SUCCESS;
}

/* Instantiation class. */
static LV2_Handle instantiate(const LV2_Descriptor *descriptor, double rate_hz,
                              const char *bundle_path, const LV2_Feature *const *features)
{
  (void)bundle_path;
  LV2_Log_Log *log = find_feature(features, LV2_LOG__log);
  LV2_URID_Map *map = find_feature(features, LV2_URID__map);
  LV2_Log_Logger logger = {0};
  lv2_log_logger_init(&logger, map, map ? log : NULL);

  if (!(rate_hz >= 8000.0 && rate_hz <= 768000.0)) {
    lv2_log_error(&logger, "Genre EQ: a sample rate of %g Hz; 8000 to 768000 work\n", rate_hz);
    return NULL;
  }
  Plugin *plugin = calloc(1, sizeof *plugin);
  if (!plugin) {
    lv2_log_error(&logger, "Genre EQ: out of memory\n");
    return NULL;
  }
  plugin->n_channels = strcmp(descriptor->URI, GENRE_EQ_URI_MONO) == 0 ? 1 : 2;
  plugin->map = map;
  plugin->logger = logger;
  plugin->schedule = find_feature(features, LV2_WORKER__schedule);
  plugin->engine = engine_new(rate_hz, plugin->n_channels, ask_worker, plugin);
  if (!plugin->engine) {
    lv2_log_error(&logger, "Genre EQ: out of memory\n");
    free(plugin);
    return NULL;
  }
  if (map) {
    report_urids_map(&plugin->urids, map);
  }
  plugin->mixer_strip = find_feature(features, INLINE_DISPLAY_QUEUE_DRAW_URI);
  inline_display_init(&plugin->display, rate_hz);
  triple_buffer_init(&plugin->to_host);
  triple_buffer_init(&plugin->to_audio);
  engine_memory(plugin->engine, &plugin->fresh);
  plugin->last_known.memory = plugin->fresh;
  return plugin;
}

/* Audio class. */
static void connect_port(LV2_Handle handle, uint32_t port, void *data)
{
  Plugin *plugin = handle;
  const uint32_t n_channels = (uint32_t)plugin->n_channels;
  if (port < n_channels) {
    plugin->in[port] = data;
  } else if (port < 2 * n_channels) {
    plugin->out[port - n_channels] = data;
  } else if (port == PORT_EVENTS_OUT(n_channels)) {
    plugin->notify = data;
  } else if (port >= PORT_CONTROLS(n_channels) && port < PORT_COUNT(n_channels)) {
    plugin->control[port - PORT_CONTROLS(n_channels)] = data;
  }
}

/* Audio class: a restored session, if one came since the last call. */
static void take_restored(Plugin *plugin)
{
  const MemoryLetter *letter = triple_buffer_read(&plugin->to_audio);
  if (letter) {
    engine_remember(plugin->engine, &letter->memory);
    plugin->serial_in_use = letter->serial;
  }
}

/* Audio class: leaves the memory where save() finds it. */
static void publish_memory(Plugin *plugin)
{
  MemoryLetter letter = {.serial = plugin->serial_in_use};
  engine_memory(plugin->engine, &letter.memory);
  triple_buffer_write(&plugin->to_host, &letter);
  plugin->published = engine_memory_serial(plugin->engine);
}

/* Instantiation class. */
static void activate(LV2_Handle handle)
{
  Plugin *plugin = handle;
  engine_restart(plugin->engine);
}

/* Audio class. */
static void note_for_display(Plugin *plugin, const Report *report, const ControlValues control)
{
  const bool changed =
      inline_display_note(&plugin->display, report, control[CONTROL_ENABLED] > 0.0f);
  if (changed && plugin->mixer_strip && plugin->mixer_strip->queue_draw) {
    plugin->mixer_strip->queue_draw(plugin->mixer_strip->handle);
  }
}

/* Audio class. */
static void run(LV2_Handle handle, uint32_t n_frames)
{
  Plugin *plugin = handle;
  const uint64_t hosts_mode = float_mode_enter();

  ControlValues control;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = plugin->control[i] && !control_info[i].is_output ? *plugin->control[i]
                                                                  : control_info[i].default_value;
  }
  take_restored(plugin);
  engine_process(plugin->engine, control, plugin->in, plugin->out, n_frames);

  for (int i = 0; i < CONTROL_COUNT; ++i) {
    if (plugin->control[i] && control_info[i].is_output) {
      *plugin->control[i] = engine_output(plugin->engine, (Control)i);
    }
  }
  const Report *report = engine_report(plugin->engine);
  if (plugin->map && plugin->notify) {
    report_atom_write(&plugin->urids, report, plugin->notify);
  }
  if (report) {
    note_for_display(plugin, report, control);
  }
  if (plugin->published != engine_memory_serial(plugin->engine)) {
    publish_memory(plugin);
  }
  float_mode_leave(hosts_mode);
}

/* Instantiation class: no run() until the next activate(), so a save from now on is
 * exact to the last sample. */
static void deactivate(LV2_Handle handle)
{
  Plugin *plugin = handle;
  take_restored(plugin);
  publish_memory(plugin);
}

/* Instantiation class. */
static void cleanup(LV2_Handle handle)
{
  Plugin *plugin = handle;
  engine_free(plugin->engine);
  inline_display_free(&plugin->display);
  free(plugin);
}

/* Host's GUI thread; may run beside run(). */
static InlineDisplaySurface *render(LV2_Handle handle, uint32_t width, uint32_t height)
{
  Plugin *plugin = handle;
  return inline_display_render(&plugin->display, width, height);
}

/* --- worker ------------------------------------------------------------------------ */

/* Worker class (some hosts: inside run()). */
static LV2_Worker_Status work(LV2_Handle handle, LV2_Worker_Respond_Function respond,
                              LV2_Worker_Respond_Handle respond_handle, uint32_t size,
                              const void *data)
{
  Plugin *plugin = handle;
  Question question;
  Answer answer;
  if (size != sizeof question) {
    return LV2_WORKER_ERR_UNKNOWN;
  }
  memcpy(&question, data, sizeof question);
  const uint64_t hosts_mode = float_mode_enter();
  listener_work(engine_listener(plugin->engine), &question, &answer);
  float_mode_leave(hosts_mode);
  return respond(respond_handle, sizeof answer, &answer);
}

/* Audio class. */
static LV2_Worker_Status work_response(LV2_Handle handle, uint32_t size, const void *data)
{
  Plugin *plugin = handle;
  Answer answer;
  if (size != sizeof answer) {
    return LV2_WORKER_ERR_UNKNOWN;
  }
  memcpy(&answer, data, sizeof answer);
  listener_take_answer(engine_listener(plugin->engine), &answer);
  return LV2_WORKER_SUCCESS;
}

/* --- state ------------------------------------------------------------------------- */

/* Host's threads; may run beside run(). What was restored and has not been heard of
 * since is what a save stores. */
static LV2_State_Status save(LV2_Handle handle, LV2_State_Store_Function store,
                             LV2_State_Handle state, uint32_t flags,
                             const LV2_Feature *const *features)
{
  (void)flags;
  Plugin *plugin = handle;
  LV2_URID_Map *map = find_feature(features, LV2_URID__map);
  map = map ? map : plugin->map;
  if (!map) {
    return LV2_STATE_ERR_NO_FEATURE;
  }
  const MemoryLetter *letter = triple_buffer_read(&plugin->to_host);
  if (letter && letter->serial == plugin->serial_restored) {
    plugin->last_known = *letter;
  }
  return state_store(&plugin->last_known.memory, store, state, map);
}

/* Host's threads; may run beside run() (state:threadSafeRestore). */
static LV2_State_Status restore(LV2_Handle handle, LV2_State_Retrieve_Function retrieve,
                                LV2_State_Handle state, uint32_t flags,
                                const LV2_Feature *const *features)
{
  (void)flags;
  Plugin *plugin = handle;
  LV2_URID_Map *map = find_feature(features, LV2_URID__map);
  map = map ? map : plugin->map;
  if (!map) {
    return LV2_STATE_ERR_NO_FEATURE;
  }
  MemoryLetter letter = {.serial = plugin->serial_restored + 1, .memory = plugin->fresh};
  switch (state_retrieve(&letter.memory, retrieve, state, map, &plugin->logger)) {
  case STATE_NONE:
    return LV2_STATE_SUCCESS;
  case STATE_DAMAGED:
    return LV2_STATE_ERR_UNKNOWN;
  case STATE_READ:
    break;
  }
  plugin->serial_restored = letter.serial;
  plugin->last_known = letter;
  triple_buffer_write(&plugin->to_audio, &letter);
  return LV2_STATE_SUCCESS;
}

/* --- entry ------------------------------------------------------------------------- */

/* Discovery class. */
static const void *extension_data(const char *uri)
{
  static const LV2_Worker_Interface worker = {work, work_response, NULL};
  static const LV2_State_Interface state = {save, restore};
  static const InlineDisplayInterface display = {render};
  if (strcmp(uri, INLINE_DISPLAY_INTERFACE_URI) == 0) {
    return &display;
  }
  if (strcmp(uri, LV2_WORKER__interface) == 0) {
    return &worker;
  }
  if (strcmp(uri, LV2_STATE__interface) == 0) {
    return &state;
  }
  return NULL;
}

/* Discovery class. */
LV2_SYMBOL_EXPORT const LV2_Descriptor *lv2_descriptor(uint32_t index)
{
  static const LV2_Descriptor descriptors[] = {
      {GENRE_EQ_URI_STEREO, instantiate, connect_port, activate, run, deactivate, cleanup,
       extension_data},
      {GENRE_EQ_URI_MONO, instantiate, connect_port, activate, run, deactivate, cleanup,
       extension_data},
  };
  return index < 2 ? &descriptors[index] : NULL;
}
