/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The LV2 entry: ports, host features, worker and state around the engine.
 *
 * Each function says which of LV2's threading classes it belongs to. Every host feature is
 * optional. Without urid:map there is no report and no state. Without a worker the audio
 * thread computes the answers. Without a log there are no messages.
 */
#include <lv2/core/lv2.h>
#include <lv2/log/logger.h>
#include <lv2/state/state.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>
#include <stdlib.h>
#include <string.h>

#include "plugin/engine.h"
#include "plugin/find_feature.h"
#include "plugin/float_mode.h"
#include "plugin/inline_display.h"
#include "plugin/note_property.h"
#include "plugin/profile_property.h"
#include "plugin/report_atom.h"
#include "plugin/session.h"
#include "plugin/session_state.h"
#include "plugin/work.h"

typedef struct {
  Engine *engine;
  int n_channels;

  /* Ports. */
  const float *in[MAX_CHANNELS];
  float *out[MAX_CHANNELS];
  const LV2_Atom_Sequence *events;
  LV2_Atom_Sequence *notify;
  float *control[CONTROL_COUNT];

  /* Features; NULL where the host has none. */
  LV2_URID_Map *map;
  LV2_Worker_Schedule *schedule;
  LV2_Log_Logger logger;
  ReportUrids urids;
  const InlineDisplayQueueDraw *mixer_strip;
  InlineDisplay display;

  /* Messages to and from the worker stay here until they have been read: hosts should copy
     them, but Audacity 3.2 keeps the pointer. There is one question at a time. */
  WorkRequest question;
  WorkResponse answer;
  WorkResponse loaded;

  PatchUrids patch_urids;
  ProfileProperty property;
  NoteProperty note;
  Session session;
  uint32_t published; /* audio: engine_memory_serial() of the last letter */
  Memory fresh;       /* of a new instance */
} Plugin;

static bool ask_for_work(const Plugin *plugin, const WorkRequest *request)
{
  return plugin->schedule &&
         plugin->schedule->schedule_work(plugin->schedule->handle, sizeof *request, request) ==
             LV2_WORKER_SUCCESS;
}

static bool ask_worker(void *asker, const Question *question)
{
  Plugin *plugin = asker;
  plugin->question = (WorkRequest){.kind = WORK_CLASSIFY, .question = *question};
  return ask_for_work(plugin, &plugin->question);
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
    lv2_log_error(&logger, "Genre EQ: cannot run at %g Hz; use 8000 to 768000 Hz\n", rate_hz);
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
    patch_urids_map(&plugin->patch_urids, map);
  }
  plugin->mixer_strip = find_feature(features, INLINE_DISPLAY_QUEUE_DRAW_URI);
  inline_display_init(&plugin->display, rate_hz);
  engine_memory(plugin->engine, &plugin->fresh);
  session_init(&plugin->session, &plugin->fresh);
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
  } else if (port == PORT_EVENTS_IN(n_channels)) {
    plugin->events = data;
  } else if (port == PORT_EVENTS_OUT(n_channels)) {
    plugin->notify = data;
  } else if (port >= PORT_CONTROLS(n_channels) && port < PORT_COUNT(n_channels)) {
    plugin->control[port - PORT_CONTROLS(n_channels)] = data;
  }
}

/* Audio class: a restored session, if one came since the last call. */
static void take_restored(Plugin *plugin)
{
  const MemoryLetter *letter = session_take(&plugin->session);
  if (letter) {
    if (letter->has_memory) {
      engine_remember(plugin->engine, &letter->memory);
    }
    profile_property_restore(&plugin->property, plugin->engine, &letter->own);
    note_property_restore(&plugin->note, letter->window_note);
  }
}

/* Audio class: reads the control port, and asks the worker for the profile that is wanted.
 * Without a worker no profile can be loaded, only restored. */
static void read_events(Plugin *plugin)
{
  static const WorkRequest request = {.kind = WORK_LOAD_PROFILE};
  if (!plugin->map || !plugin->events) {
    return;
  }
  PatchMessages messages;
  patch_read(&plugin->patch_urids, plugin->events, &messages);
  profile_property_read(&plugin->property, plugin->engine, &messages.profile);
  note_property_read(&plugin->note, &messages.window_note);
  if (plugin->schedule && profile_loader_begin(&plugin->property.loader) &&
      !ask_for_work(plugin, &request)) {
    profile_loader_refused(&plugin->property.loader);
  }
}

/* Audio class. */
static void write_events(Plugin *plugin, const Report *report)
{
  if (!plugin->map || !plugin->notify) {
    return;
  }
  const uint32_t capacity = plugin->notify->atom.size;
  report_atom_write(&plugin->urids, report, plugin->notify);
  profile_property_write(&plugin->property, plugin->engine, &plugin->patch_urids, plugin->notify,
                         capacity);
  note_property_write(&plugin->note, &plugin->patch_urids, plugin->notify, capacity);
}

/* Audio class: stores the memory where save() finds it. */
static void publish_memory(Plugin *plugin)
{
  MemoryLetter letter;
  engine_memory(plugin->engine, &letter.memory);
  profile_property_get(&plugin->property, plugin->engine, &letter.own);
  note_property_get(&plugin->note, letter.window_note);
  session_publish(&plugin->session, &letter);
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
  const InlineMode mode = !(control[CONTROL_ENABLED] > 0.0f) ? INLINE_OFF
                          : control[CONTROL_DELTA] > 0.0f    ? INLINE_DELTA
                                                             : INLINE_ON;
  const bool changed = inline_display_note(&plugin->display, report, mode);
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
  read_events(plugin);
  engine_process(plugin->engine, control, plugin->in, plugin->out, n_frames);

  for (int i = 0; i < CONTROL_COUNT; ++i) {
    if (plugin->control[i] && control_info[i].is_output) {
      *plugin->control[i] = engine_output(plugin->engine, (Control)i);
    }
  }
  const Report *report = engine_report(plugin->engine);
  write_events(plugin, report);
  if (report) {
    note_for_display(plugin, report, control);
  }
  if (plugin->note.is_new || plugin->published != engine_memory_serial(plugin->engine)) {
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

/* Worker class: false and a line in the log if the file holds no profile. */
static bool read_profile(Plugin *plugin)
{
  char error[PROFILE_ERROR_BYTES];
  const bool fine = profile_loader_work(&plugin->property.loader, error);
  if (!fine) {
    lv2_log_error(&plugin->logger, "Genre EQ: %s: %s; the profile stays as it was\n",
                  plugin->property.loader.file.path, error);
  }
  return fine;
}

/* Worker class (some hosts: inside run()). */
static LV2_Worker_Status work(LV2_Handle handle, LV2_Worker_Respond_Function respond,
                              LV2_Worker_Respond_Handle respond_handle, uint32_t size,
                              const void *data)
{
  Plugin *plugin = handle;
  WorkRequest request;
  if (size != sizeof request) {
    return LV2_WORKER_ERR_UNKNOWN;
  }
  memcpy(&request, data, sizeof request);
  WorkResponse *response = NULL;
  if (request.kind == WORK_LOAD_PROFILE) {
    response = &plugin->loaded;
    response->is_profile = read_profile(plugin);
  } else if (request.kind == WORK_CLASSIFY && question_is_one(&request.question)) {
    response = &plugin->answer;
    const uint64_t hosts_mode = float_mode_enter();
    listener_work(engine_listener(plugin->engine), &request.question, &response->answer);
    float_mode_leave(hosts_mode);
  } else {
    return LV2_WORKER_ERR_UNKNOWN; /* the host did not keep the message */
  }
  response->kind = request.kind;
  return respond(respond_handle, sizeof *response, response);
}

/* Audio class. */
static LV2_Worker_Status work_response(LV2_Handle handle, uint32_t size, const void *data)
{
  Plugin *plugin = handle;
  WorkResponse response;
  if (size != sizeof response) {
    return LV2_WORKER_ERR_UNKNOWN;
  }
  memcpy(&response, data, sizeof response);
  if (response.kind == WORK_LOAD_PROFILE) {
    profile_property_loaded(&plugin->property, plugin->engine, response.is_profile);
  } else {
    listener_take_answer(engine_listener(plugin->engine), &response.answer);
  }
  return LV2_WORKER_SUCCESS;
}

/* --- state ------------------------------------------------------------------------- */

/* Host's threads: the map of this call, or that of instantiate(); NULL if neither has one. */
static LV2_URID_Map *map_for_state(const Plugin *plugin, const LV2_Feature *const *features)
{
  LV2_URID_Map *map = find_feature(features, LV2_URID__map);
  return map ? map : plugin->map;
}

/* Host's threads; may run beside run(). */
static LV2_State_Status save(LV2_Handle handle, LV2_State_Store_Function store,
                             LV2_State_Handle state, uint32_t flags,
                             const LV2_Feature *const *features)
{
  (void)flags;
  Plugin *plugin = handle;
  LV2_URID_Map *map = map_for_state(plugin, features);
  if (!map) {
    return LV2_STATE_ERR_NO_FEATURE;
  }
  return session_store(session_known(&plugin->session), store, state, map, features);
}

/* Host's threads; may run beside run() (state:threadSafeRestore). */
static LV2_State_Status restore(LV2_Handle handle, LV2_State_Retrieve_Function retrieve,
                                LV2_State_Handle state, uint32_t flags,
                                const LV2_Feature *const *features)
{
  (void)flags;
  Plugin *plugin = handle;
  LV2_URID_Map *map = map_for_state(plugin, features);
  if (!map) {
    return LV2_STATE_ERR_NO_FEATURE;
  }
  MemoryLetter letter = {.memory = plugin->fresh};
  const StateResult result =
      session_retrieve(&letter, retrieve, state, map, &plugin->logger, features);
  if (result == STATE_READ) {
    session_restore(&plugin->session, &letter);
  }
  return result == STATE_DAMAGED ? LV2_STATE_ERR_UNKNOWN : LV2_STATE_SUCCESS;
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
  if (strcmp(uri, VERSION_URI) == 0) {
    return genre_eq_build; /* read by the genre-eq program */
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
