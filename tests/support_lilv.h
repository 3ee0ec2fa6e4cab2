/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A simulated host: loads the built bundle through lilv, with a URID map, a state feature and
 * a worker of a chosen kind. A TestHost has one instance.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_LILV_H
#define GENRE_EQ_TESTS_SUPPORT_LILV_H

#include <lilv/lilv.h>
#include <lv2/atom/atom.h>
#include <lv2/buf-size/buf-size.h>
#include <lv2/log/log.h>
#include <lv2/options/options.h>
#include <lv2/state/state.h>
#include <lv2/worker/worker.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/equalizer.h"
#include "plugin/controls.h"
#include "plugin/report_atom.h"
#include "tests/support_urids.h"

typedef enum {
  HOST_NO_FEATURES, /**< nothing at all, not even urid:map; the notify port unconnected */
  HOST_NO_WORKER,
  HOST_WORKER_REFUSES,
  HOST_WORKER_NEVER,
  HOST_WORKER_AT_ONCE, /**< inside schedule_work(), as when freewheeling */
  HOST_WORKER_LATE,    /**< `late_runs` calls of run() later; may change to AT_ONCE and back */
  HOST_KEEPS_POINTER,  /**< as late, but keeps the pointer to a question, like Audacity 3.2 */
} HostKind;

typedef struct {
  HostKind kind;
  int late_runs;
  int n_channels;
  LilvInstance *instance;
  LV2_Handle handle;
  const LV2_Worker_Interface *worker;
  const LV2_State_Interface *state;
  float control[CONTROL_COUNT];
  union {
    LV2_Atom_Sequence sequence;
    char bytes[REPORT_ATOM_BYTES];
    int64_t alignment; /* as LV2 has it for atoms */
  } notify;
  ReportUrids urids;
  Report report; /**< the last one that came */
  int n_reports;
  char question[64];
  const void *question_at; /**< the plugin's own copy of the question */
  uint32_t question_size;
  int runs_to_answer;
  int n_answers;
  char log[1024]; /**< the last message */

  LV2_URID_Map map;
  LV2_Worker_Schedule schedule;
  LV2_Log_Log log_feature;
  int32_t block_lengths[3]; /**< given as options: shortest, longest, nominal */
  LV2_Options_Option option[4];
  LV2_Feature feature[5];
  const LV2_Feature *features[6];
} TestHost;

static inline LV2_Worker_Status test_respond(LV2_Worker_Respond_Handle handle, uint32_t size,
                                             const void *data)
{
  TestHost *host = handle;
  ++host->n_answers;
  return host->worker->work_response(host->handle, size, data);
}

static inline LV2_Worker_Status test_schedule(LV2_Worker_Schedule_Handle handle, uint32_t size,
                                              const void *data)
{
  TestHost *host = handle;
  if (host->kind == HOST_WORKER_REFUSES || size > sizeof host->question) {
    return LV2_WORKER_ERR_NO_SPACE;
  }
  if (host->kind == HOST_WORKER_AT_ONCE) {
    return host->worker->work(host->handle, test_respond, host, size, data);
  }
  memcpy(host->question, data, size);
  host->question_at = data;
  host->question_size = size;
  host->runs_to_answer = host->late_runs;
  return LV2_WORKER_SUCCESS;
}

static inline int test_vprintf(LV2_Log_Handle handle, LV2_URID type, const char *format,
                               va_list arguments)
{
  TestHost *host = handle;
  (void)type;
  return vsnprintf(host->log, sizeof host->log, format, arguments);
}

static inline int test_printf(LV2_Log_Handle handle, LV2_URID type, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  const int n = test_vprintf(handle, type, format, arguments);
  va_end(arguments);
  return n;
}

/** The world with the built bundle alone (GENRE_EQ_BUNDLE names it). */
static inline LilvWorld *test_world(void)
{
  const char *path = getenv("GENRE_EQ_BUNDLE");
  char absolute[4096];
  if (!path || !realpath(path, absolute)) {
    fprintf(stderr, "GENRE_EQ_BUNDLE does not name the built bundle\n");
    exit(1);
  }
  strcat(absolute, "/");
  LilvWorld *world = lilv_world_new();
  LilvNode *bundle = lilv_new_file_uri(world, NULL, absolute);
  lilv_world_load_bundle(world, bundle);
  lilv_node_free(bundle);
  return world;
}

static inline const LilvPlugin *test_plugin(LilvWorld *world, const char *uri)
{
  LilvNode *node = lilv_new_uri(world, uri);
  const LilvPlugin *plugin = lilv_plugins_get_by_uri(lilv_world_get_all_plugins(world), node);
  lilv_node_free(node);
  return plugin;
}

/* Gives block lengths, as Ardour and Carla do. Hosts run other lengths, too. */
static inline void test_options(TestHost *host)
{
  static const char *const keys[3] = {LV2_BUF_SIZE__minBlockLength, LV2_BUF_SIZE__maxBlockLength,
                                      LV2_BUF_SIZE__nominalBlockLength};
  const int32_t lengths[3] = {1, 512, 512};
  memcpy(host->block_lengths, lengths, sizeof lengths);
  for (int i = 0; i < 3; ++i) {
    host->option[i] = (LV2_Options_Option){.context = LV2_OPTIONS_INSTANCE,
                                           .key = urids_map(NULL, keys[i]),
                                           .size = sizeof(int32_t),
                                           .type = urids_map(NULL, LV2_ATOM__Int),
                                           .value = &host->block_lengths[i]};
  }
}

/** Instantiates and connects; audio ports are left to host_run(). NULL on failure. */
static inline TestHost *host_new(const LilvPlugin *plugin, double rate_hz, HostKind kind)
{
  TestHost *host = calloc(1, sizeof *host);
  host->kind = kind;
  host->n_channels =
      strcmp(lilv_node_as_uri(lilv_plugin_get_uri(plugin)), GENRE_EQ_URI_MONO) == 0 ? 1 : 2;
  host->map = (LV2_URID_Map){host, urids_map};
  host->schedule = (LV2_Worker_Schedule){host, test_schedule};
  host->log_feature = (LV2_Log_Log){host, test_printf, test_vprintf};
  host->feature[0] = (LV2_Feature){NULL, NULL}; /* as lv2file does */
  host->feature[1] = (LV2_Feature){LV2_URID__map, &host->map};
  host->feature[2] = (LV2_Feature){LV2_LOG__log, &host->log_feature};
  test_options(host);
  host->feature[3] = (LV2_Feature){LV2_OPTIONS__options, host->option};
  host->feature[4] = (LV2_Feature){LV2_WORKER__schedule, &host->schedule};
  const int n_features = kind == HOST_NO_FEATURES ? 0 : kind == HOST_NO_WORKER ? 4 : 5;
  for (int i = 0; i < n_features; ++i) {
    host->features[i] = &host->feature[i];
  }
  host->instance = lilv_plugin_instantiate(plugin, rate_hz, host->features);
  if (!host->instance) {
    free(host);
    return NULL;
  }
  host->handle = lilv_instance_get_handle(host->instance);
  host->worker = lilv_instance_get_extension_data(host->instance, LV2_WORKER__interface);
  host->state = lilv_instance_get_extension_data(host->instance, LV2_STATE__interface);
  report_urids_map(&host->urids, &host->map);
  for (uint32_t i = 0; i < CONTROL_COUNT; ++i) {
    host->control[i] = control_info[i].default_value;
    lilv_instance_connect_port(host->instance, PORT_CONTROLS(host->n_channels) + i,
                               &host->control[i]);
  }
  lilv_instance_connect_port(host->instance, PORT_EVENTS_IN(host->n_channels), NULL);
  lilv_instance_connect_port(host->instance, PORT_EVENTS_OUT(host->n_channels),
                             kind == HOST_NO_FEATURES ? NULL : host->notify.bytes);
  return host;
}

/** The features that have a URI, for lilv's own functions (0.24.26), which read every URI. */
static inline const LV2_Feature *const *host_named_features(const TestHost *host)
{
  return host->features[0] ? host->features + 1 : host->features;
}

static inline void host_free(TestHost *host)
{
  lilv_instance_free(host->instance);
  free(host);
}

static inline void host_run(TestHost *host, float *const in[], float *const out[],
                            uint32_t n_frames)
{
  for (int channel = 0; channel < host->n_channels; ++channel) {
    lilv_instance_connect_port(host->instance, (uint32_t)channel, in[channel]);
    lilv_instance_connect_port(host->instance, (uint32_t)(host->n_channels + channel),
                               out[channel]);
  }
  if (host->question_size && host->kind != HOST_WORKER_NEVER && host->runs_to_answer-- == 0) {
    const uint32_t size = host->question_size;
    host->question_size = 0;
    host->worker->work(host->handle, test_respond, host, size,
                       host->kind == HOST_KEEPS_POINTER ? host->question_at : host->question);
  }
  host->notify.sequence.atom.size = sizeof host->notify - sizeof(LV2_Atom);
  lilv_instance_run(host->instance, n_frames);
  if (host->kind == HOST_NO_FEATURES) {
    return;
  }
  const LV2_Atom_Sequence *sequence = &host->notify.sequence;
  if (sequence->atom.type == host->urids.atom_Sequence &&
      sequence->atom.size > sizeof sequence->body) {
    const LV2_Atom_Event *event = (const LV2_Atom_Event *)(&sequence->body + 1);
    host->n_reports += report_atom_read(&host->urids, &event->body, &host->report);
  }
}

#endif
