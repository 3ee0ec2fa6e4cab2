/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Measures the gain over frequency of an installed LV2 equaliser that is set by a preset from a
 * bundle, by its impulse response.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_PRESET_H
#define GENRE_EQ_TESTS_SUPPORT_PRESET_H

#include <dlfcn.h>
#include <lilv/lilv.h>
#include <lv2/atom/atom.h>
#include <lv2/presets/presets.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support_urids.h"

enum {
  PRESET_BLOCK = 1024,
  PRESET_SETTLE_BLOCKS = 600, /* 6 s at 96 kHz, for gains that glide */
  PRESET_RESPONSE = 1 << 16,
  PRESET_MAX_PORTS = 1024,
  PRESET_ATOM_BYTES = 1 << 16
};

typedef struct {
  LilvWorld *world;
  const LilvPlugin *description;
  LilvInstance *instance;
  float control[PRESET_MAX_PORTS];
  int n_set; /**< controls that the preset set */
  float *response;
} PresetTest;

static inline void preset_set(const char *symbol, void *user, const void *value, uint32_t size,
                              uint32_t type)
{
  PresetTest *test = user;
  LilvNode *name = lilv_new_string(test->world, symbol);
  const LilvPort *port = lilv_plugin_get_port_by_symbol(test->description, name);
  lilv_node_free(name);
  if (port && size == sizeof(float) && type == urids_map(NULL, LV2_ATOM__Float)) {
    memcpy(&test->control[lilv_port_get_index(test->description, port)], value, sizeof(float));
    ++test->n_set;
  }
}

static inline bool preset_port_is(const PresetTest *test, const LilvPort *port, const char *uri)
{
  LilvNode *class = lilv_new_uri(test->world, uri);
  const bool is = lilv_port_is_a(test->description, port, class);
  lilv_node_free(class);
  return is;
}

/** Finds the plugin's preset in the bundle; its label goes to `label`. */
static inline LilvState *preset_find(PresetTest *test, const char *bundle, LV2_URID_Map *map,
                                     char *label, size_t size)
{
  char path[4096];
  snprintf(path, sizeof path, "%.4000s/", bundle);
  LilvNode *uri = lilv_new_file_uri(test->world, NULL, path);
  lilv_world_load_bundle(test->world, uri);
  lilv_node_free(uri);
  LilvNode *class = lilv_new_uri(test->world, LV2_PRESETS__Preset);
  LilvNodes *presets = lilv_plugin_get_related(test->description, class);
  LilvState *state = NULL;
  LILV_FOREACH(nodes, i, presets)
  {
    const LilvNode *preset = lilv_nodes_get(presets, i);
    if (strstr(lilv_node_as_uri(preset), strrchr(bundle, '/'))) {
      lilv_world_load_resource(test->world, preset);
      state = lilv_state_new_from_world(test->world, map, preset);
      snprintf(label, size, "%s", lilv_state_get_label(state));
    }
  }
  lilv_nodes_free(presets);
  lilv_node_free(class);
  return state;
}

static inline void preset_run(PresetTest *test, float *const audio[2][2], char *atom[2],
                              const float *impulse)
{
  for (int channel = 0; channel < 2; ++channel) {
    memcpy(audio[0][channel], impulse, PRESET_BLOCK * sizeof(float));
  }
  *(LV2_Atom *)atom[0] =
      (LV2_Atom){sizeof(LV2_Atom_Sequence_Body), urids_map(NULL, LV2_ATOM__Sequence)};
  *(LV2_Atom *)atom[1] =
      (LV2_Atom){PRESET_ATOM_BYTES - sizeof(LV2_Atom), urids_map(NULL, LV2_ATOM__Chunk)};
  lilv_instance_run(test->instance, PRESET_BLOCK);
}

static inline void preset_measure(PresetTest *test)
{
  static float block[2][2][PRESET_BLOCK];
  static float impulse[PRESET_BLOCK];
  float *const audio[2][2] = {{block[0][0], block[0][1]}, {block[1][0], block[1][1]}};
  char *atom[2] = {calloc(1, PRESET_ATOM_BYTES), calloc(1, PRESET_ATOM_BYTES)};
  int n_audio[2] = {0, 0};
  for (uint32_t i = 0; i < lilv_plugin_get_num_ports(test->description); ++i) {
    const LilvPort *port = lilv_plugin_get_port_by_index(test->description, i);
    const int out = preset_port_is(test, port, LILV_URI_OUTPUT_PORT);
    void *data = &test->control[i];
    if (preset_port_is(test, port, LILV_URI_AUDIO_PORT)) {
      data = audio[out][n_audio[out]++];
    } else if (!preset_port_is(test, port, LILV_URI_CONTROL_PORT)) {
      data = atom[out];
    }
    lilv_instance_connect_port(test->instance, i, data);
  }
  lilv_instance_activate(test->instance);
  impulse[0] = 0.0f;
  for (int i = 0; i < PRESET_SETTLE_BLOCKS; ++i) {
    preset_run(test, audio, atom, impulse);
  }
  test->response = calloc(PRESET_RESPONSE, sizeof(float));
  impulse[0] = 1.0f;
  for (int i = 0; i < PRESET_RESPONSE / PRESET_BLOCK; ++i) {
    preset_run(test, audio, atom, impulse);
    memcpy(test->response + (size_t)i * PRESET_BLOCK, audio[1][0], sizeof block[0][0]);
    impulse[0] = 0.0f;
  }
  lilv_instance_deactivate(test->instance);
  free(atom[0]);
  free(atom[1]);
}

/* Other equalisers keep memory for the process. The leak sanitizer would call it lost when they are
 * unloaded. */
static inline void preset_keep_loaded(const LilvPlugin *plugin)
{
  char *path = lilv_file_uri_parse(lilv_node_as_uri(lilv_plugin_get_library_uri(plugin)), NULL);
  if (path) {
    dlopen(path, RTLD_NOW); /* is never closed */
  }
  lilv_free(path);
}

/** Loads the plugin, sets it by the preset in `bundle`, measures. False if the plugin
    is not installed. The preset's label goes to `label`, "" if there is none. */
static inline bool preset_test(PresetTest *test, const char *plugin_uri, const char *bundle,
                               double rate_hz, char *label, size_t size)
{
  LV2_URID_Map map = {NULL, urids_map};
  LV2_URID_Unmap unmap = {NULL, urids_unmap};
  const LV2_Feature map_feature = {LV2_URID__map, &map};
  const LV2_Feature unmap_feature = {LV2_URID__unmap, &unmap};
  const LV2_Feature *const features[] = {&map_feature, &unmap_feature, NULL};
  *test = (PresetTest){.world = lilv_world_new()};
  lilv_world_load_all(test->world);
  LilvNode *uri = lilv_new_uri(test->world, plugin_uri);
  test->description = lilv_plugins_get_by_uri(lilv_world_get_all_plugins(test->world), uri);
  lilv_node_free(uri);
  label[0] = '\0';
  if (!test->description) {
    lilv_world_free(test->world);
    return false;
  }
  lilv_plugin_get_port_ranges_float(test->description, NULL, NULL, test->control);
  for (uint32_t i = 0; i < lilv_plugin_get_num_ports(test->description); ++i) {
    test->control[i] = isnan(test->control[i]) ? 0.0f : test->control[i];
  }
  test->instance = lilv_plugin_instantiate(test->description, rate_hz, features);
  preset_keep_loaded(test->description);
  LilvState *state = preset_find(test, bundle, &map, label, size);
  if (state) {
    lilv_state_restore(state, test->instance, preset_set, test, 0, features);
    preset_measure(test);
  }
  lilv_state_free(state);
  return true;
}

/** Gain (dB) at a frequency. */
static inline double preset_gain_db(const PresetTest *test, double freq_hz, double rate_hz)
{
  const double w = 6.283185307179586 * freq_hz / rate_hz;
  double re = 0.0;
  double im = 0.0;
  for (int i = 0; i < PRESET_RESPONSE; ++i) {
    re += (double)test->response[i] * cos(w * i);
    im -= (double)test->response[i] * sin(w * i);
  }
  return 10.0 * log10(re * re + im * im);
}

static inline void preset_test_end(PresetTest *test)
{
  free(test->response);
  lilv_instance_free(test->instance);
  lilv_world_free(test->world);
}

#endif
