/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Compares the bundle's Turtle, as lilv reads it, with the controls table.
 */
#include <lilv/lilv.h>
#include <lv2/port-groups/port-groups.h>
#include <lv2/port-props/port-props.h>
#include <lv2/presets/presets.h>
#include <lv2/units/units.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/genres.h"
#include "plugin/controls.h"
#include "tests/support_lilv.h"

#define TOLERANCE 1e-6 /* the Turtle has six decimals */

static LilvWorld *world;

static bool port_says(const LilvPlugin *plugin, const LilvPort *port, const char *predicate,
                      const char *object)
{
  LilvNode *verb = lilv_new_uri(world, predicate);
  LilvNodes *values = lilv_port_get_value(plugin, port, verb);
  bool said = false;
  LILV_FOREACH(nodes, i, values)
  {
    const char *text = lilv_node_as_string(lilv_nodes_get(values, i));
    said = said || !object || strcmp(text, object) == 0;
  }
  lilv_nodes_free(values);
  lilv_node_free(verb);
  return said;
}

static void check_range(const LilvPlugin *plugin, const LilvPort *port, const ControlInfo *info)
{
  LilvNode *range[3];
  lilv_port_get_range(plugin, port, &range[0], &range[1], &range[2]);
  const float expected[3] = {info->default_value, info->minimum, info->maximum};
  for (int i = 0; i < 3; ++i) {
    assert_non_null(range[i]);
    const double difference = fabs((double)(lilv_node_as_float(range[i]) - expected[i]));
    if (difference > TOLERANCE) {
      print_message("%s: value %d differs by %g\n", info->symbol, i, difference);
    }
    assert_true(difference <= TOLERANCE);
    lilv_node_free(range[i]);
  }
}

static void check_scale_points(const LilvPlugin *plugin, const LilvPort *port, ControlKind kind)
{
  int count;
  const ScalePoint *expected = control_points(kind, &count);
  bool seen[GENRE_CHOICES] = {false};
  LilvScalePoints *points = lilv_port_get_scale_points(plugin, port);
  int n_points = 0;
  LILV_FOREACH(scale_points, i, points)
  {
    const LilvScalePoint *point = lilv_scale_points_get(points, i);
    const int value = lilv_node_as_int(lilv_scale_point_get_value(point));
    const char *label = lilv_node_as_string(lilv_scale_point_get_label(point));
    for (int k = 0; k < count; ++k) {
      if (expected[k].value == value) {
        assert_false(seen[k]);
        assert_string_equal(label, expected[k].name);
        seen[k] = true;
        ++n_points;
      }
    }
  }
  lilv_scale_points_free(points);
  assert_int_equal(n_points, count);
}

static void check_properties(const LilvPlugin *plugin, const LilvPort *port,
                             const ControlInfo *info)
{
  const bool enumeration = control_points(info->kind, &(int){0}) != NULL;
  const bool toggled = info->kind == KIND_TOGGLE || info->kind == KIND_TRIGGER ||
                       info->kind == KIND_ENABLED || info->kind == KIND_FREEWHEEL;
  const struct {
    const char *predicate;
    const char *object;
    bool expected;
  } sayings[] = {
      {LV2_CORE__portProperty, LV2_CORE__toggled, toggled},
      {LV2_CORE__portProperty, LV2_CORE__enumeration, enumeration},
      {LV2_CORE__portProperty, LV2_CORE__integer, enumeration},
      {LV2_CORE__portProperty, LV2_PORT_PROPS__trigger, info->kind == KIND_TRIGGER},
      {LV2_CORE__portProperty, LV2_PORT_PROPS__logarithmic, info->kind == KIND_LOGARITHMIC},
      {LV2_CORE__portProperty, LV2_PORT_PROPS__notOnGUI, info->kind == KIND_FREEWHEEL},
      {LV2_CORE__designation, LV2_CORE__enabled, info->kind == KIND_ENABLED},
      {LV2_CORE__designation, LV2_CORE__freeWheeling, info->kind == KIND_FREEWHEEL},
      {LV2_UNITS__unit, NULL, info->unit != UNIT_NONE},
      {LV2_UNITS__unit, LV2_UNITS__db, info->unit == UNIT_DB},
      {LV2_UNITS__unit, LV2_UNITS__pc, info->unit == UNIT_PERCENT},
      {LV2_UNITS__unit, LV2_UNITS__s, info->unit == UNIT_SECONDS},
      /* GStreamer 1.22 to 1.26 takes each port with a group for a channel of sound. */
      {LV2_PORT_GROUPS__group, NULL, false},
  };
  for (size_t i = 0; i < sizeof sayings / sizeof sayings[0]; ++i) {
    const bool said = port_says(plugin, port, sayings[i].predicate, sayings[i].object);
    if (said != sayings[i].expected) {
      print_message("%s: %s %s\n", info->symbol, sayings[i].predicate,
                    sayings[i].object ? sayings[i].object : "");
    }
    assert_int_equal(said, sayings[i].expected);
  }
}

static void check_controls(const char *uri, int n_channels)
{
  const LilvPlugin *plugin = test_plugin(world, uri);
  assert_non_null(plugin);
  assert_int_equal(lilv_plugin_get_num_ports(plugin), PORT_COUNT(n_channels));
  for (int c = 0; c < CONTROL_COUNT; ++c) {
    const ControlInfo *info = &control_info[c];
    const LilvPort *port =
        lilv_plugin_get_port_by_index(plugin, PORT_CONTROLS(n_channels) + (uint32_t)c);
    assert_non_null(port);
    assert_string_equal(lilv_node_as_string(lilv_port_get_symbol(plugin, port)), info->symbol);
    LilvNode *name = lilv_port_get_name(plugin, port);
    assert_string_equal(lilv_node_as_string(name), info->name);
    lilv_node_free(name);
    LilvNode *type =
        lilv_new_uri(world, info->is_output ? LV2_CORE__OutputPort : LV2_CORE__InputPort);
    assert_true(lilv_port_is_a(plugin, port, type));
    lilv_node_free(type);
    check_range(plugin, port, info);
    check_scale_points(plugin, port, info->kind);
    check_properties(plugin, port, info);
  }
}

static void test_controls_are_told_as_in_the_table(void **state)
{
  (void)state;
  check_controls(GENRE_EQ_URI_STEREO, 2);
  check_controls(GENRE_EQ_URI_MONO, 1);
}

/* Panels that hosts draw go by index. */
static void test_what_one_turns_comes_before_what_one_reads(void **state)
{
  (void)state;
  for (int c = 1; c < CONTROL_COUNT; ++c) {
    assert_true(control_info[c].is_output || !control_info[c - 1].is_output);
  }
}

static void test_nothing_is_required_of_the_host(void **state)
{
  (void)state;
  const char *const uris[] = {GENRE_EQ_URI_STEREO, GENRE_EQ_URI_MONO};
  for (int i = 0; i < 2; ++i) {
    const LilvPlugin *plugin = test_plugin(world, uris[i]);
    LilvNodes *required = lilv_plugin_get_required_features(plugin);
    assert_int_equal(lilv_nodes_size(required), 0);
    lilv_nodes_free(required);
    assert_true(lilv_plugin_verify(plugin));
    assert_false(lilv_plugin_has_latency(plugin));
    LilvNode *real_time =
        lilv_new_uri(world, LV2_CORE__hardRTCapable); /* test_realtime proves it */
    assert_true(lilv_plugin_has_feature(plugin, real_time));
    lilv_node_free(real_time);
  }
}

/* What the presets of a genre set. */
typedef struct {
  int n_presets;
  int n_toward;   /* of them with the default Match */
  int n_response; /* with Match 100, Amount 100, and the whole range */
} GenrePresets;

static void note_genre(GenrePresets of_genre[], const float set[CONTROL_COUNT])
{
  const bool whole = set[CONTROL_AMOUNT] >= control_info[CONTROL_AMOUNT].maximum &&
                     set[CONTROL_RANGE] >= control_info[CONTROL_RANGE].maximum;
  GenrePresets *genre = &of_genre[(int)set[CONTROL_GENRE]];
  genre->n_presets += 1;
  genre->n_toward += set[CONTROL_MATCH] <= control_info[CONTROL_MATCH].default_value;
  genre->n_response += set[CONTROL_MATCH] >= control_info[CONTROL_MATCH].maximum && whole;
}

/* Every value of a preset belongs to a control that a user sets. */
static void check_presets(const char *uri)
{
  const LilvPlugin *plugin = test_plugin(world, uri);
  assert_non_null(plugin);
  LilvNode *type = lilv_new_uri(world, LV2_PRESETS__Preset);
  LilvNode *port = lilv_new_uri(world, LV2_CORE__port);
  LilvNode *symbol = lilv_new_uri(world, LV2_CORE__symbol);
  LilvNode *value = lilv_new_uri(world, LV2_PRESETS__value);
  LilvNodes *presets = lilv_plugin_get_related(plugin, type);
  GenrePresets of_genre[GENRE_VALUE_LARGEST + 1] = {{0, 0, 0}};
  LILV_FOREACH(nodes, i, presets)
  {
    const LilvNode *preset = lilv_nodes_get(presets, i);
    assert_true(lilv_world_load_resource(world, preset) >= 0); /* 0: read already */
    LilvNodes *ports = lilv_world_find_nodes(world, preset, port, NULL);
    float all[CONTROL_COUNT];
    assert_true(lilv_nodes_size(ports) > 0);
    for (int control = 0; control < CONTROL_COUNT; ++control) {
      all[control] = NAN;
    }
    LILV_FOREACH(nodes, k, ports)
    {
      const LilvNode *setting = lilv_nodes_get(ports, k);
      LilvNode *name = lilv_world_get(world, setting, symbol, NULL);
      LilvNode *number = lilv_world_get(world, setting, value, NULL);
      const Control control = control_by_symbol(lilv_node_as_string(name));
      assert_int_not_equal(control, CONTROL_COUNT);
      assert_false(control_info[control].is_output);
      const float set = lilv_node_as_float(number);
      assert_true(fabs((double)(control_clamp(control, set) - set)) <= TOLERANCE);
      all[control] = set;
      lilv_node_free(name);
      lilv_node_free(number);
    }
    lilv_nodes_free(ports);
    note_genre(of_genre, all);
  }
  print_message("%s: %u presets\n", uri, lilv_nodes_size(presets));
  assert_true(of_genre[GENRE_VALUE_AUTO].n_presets > 0);
  assert_int_equal(of_genre[GENRE_VALUE_AUTO].n_response, 0);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    const GenrePresets *presets_of_genre = &of_genre[genre_value[genre]];
    assert_int_equal(presets_of_genre->n_presets, 2);
    assert_int_equal(presets_of_genre->n_toward, 1);
    assert_int_equal(presets_of_genre->n_response, 1);
  }
  lilv_nodes_free(presets);
  lilv_node_free(value);
  lilv_node_free(symbol);
  lilv_node_free(port);
  lilv_node_free(type);
}

static void test_presets_set_what_is_there(void **state)
{
  (void)state;
  check_presets(GENRE_EQ_URI_STEREO);
  check_presets(GENRE_EQ_URI_MONO);
}

int main(void)
{
  world = test_world();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_controls_are_told_as_in_the_table),
      cmocka_unit_test(test_what_one_turns_comes_before_what_one_reads),
      cmocka_unit_test(test_nothing_is_required_of_the_host),
      cmocka_unit_test(test_presets_set_what_is_there),
  };
  const int failed = cmocka_run_group_tests(tests, NULL, NULL);
  lilv_world_free(world);
  return failed;
}
