/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ttl/describe.h"

#include <stdio.h>
#include <string.h>

#include "plugin/controls.h"
#include "plugin/lv2_inline_display.h"
#include "plugin/own_profile.h"
#include "plugin/report_atom.h"
#include "plugin/state.h"
#include "plugin/version.h"
#include "plugin/window_note.h"

#define PROJECT_URI GENRE_EQ_PREFIX "project"
#define UNIT_DBTP_URI GENRE_EQ_PREFIX "dBTP"
#define REPORT_URI GENRE_EQ_PREFIX "Report"

/* --- the project and its own terms -------------------------------------------------- */

static void describe_project(Turtle *turtle)
{
  turtle_subject(turtle, PROJECT_URI);
  turtle_name(turtle, "a", "doap:Project");
  turtle_text(turtle, "doap:name", "Genre EQ");
  turtle_text(turtle, "doap:shortdesc", "An equaliser that listens for the genre");
  turtle_uri(turtle, "doap:license", "http://opensource.org/licenses/isc");
  turtle_begin(turtle, "doap:maintainer");
  turtle_name(turtle, "a", "foaf:Person");
  turtle_text(turtle, "foaf:name", "The Genre EQ authors");
  turtle_end(turtle);
}

static void describe_unit(Turtle *turtle)
{
  turtle_subject(turtle, UNIT_DBTP_URI);
  turtle_name(turtle, "a", "units:Unit");
  turtle_text(turtle, "rdfs:label", "decibels true peak");
  turtle_text(turtle, "units:symbol", "dBTP");
  turtle_text(turtle, "units:render", "%.1f dBTP");
}

static void describe_report(Turtle *turtle)
{
  turtle_subject(turtle, REPORT_URI);
  turtle_name(turtle, "a", "rdfs:Class");
  turtle_name(turtle, "rdfs:subClassOf", "atom:Object");
  turtle_text(turtle, "rdfs:label", "Genre EQ report");
  turtle_text(turtle, "rdfs:comment", "What the plugin hears and does.");
}

/* Inline display is not one of LV2's own extensions, so its terms are described here. */
static void describe_inline_display(Turtle *turtle)
{
  turtle_subject(turtle, INLINE_DISPLAY_QUEUE_DRAW_URI);
  turtle_name(turtle, "a", "lv2:Feature");
  turtle_subject(turtle, INLINE_DISPLAY_INTERFACE_URI);
  turtle_name(turtle, "a", "lv2:ExtensionData");
}

static void describe_profile(Turtle *turtle)
{
  turtle_subject(turtle, PROFILE_URI);
  turtle_name(turtle, "a", "lv2:Parameter");
  turtle_text(turtle, "rdfs:label", "Profile");
  turtle_text(turtle, "rdfs:comment",
              "The file of the own profile. genre-eq profile makes it from your own songs.");
  turtle_name(turtle, "rdfs:range", "atom:Path");
}

static void describe_property(Turtle *turtle, const char *uri, const char *comment)
{
  turtle_subject(turtle, uri);
  turtle_name(turtle, "a", "rdf:Property");
  turtle_text(turtle, "rdfs:label", uri + strlen(GENRE_EQ_PREFIX));
  turtle_text(turtle, "rdfs:comment", comment);
}

/* The plugin's properties in sessions and presets. */
static void describe_state(Turtle *turtle)
{
  static const char *const comment[MEMORY_FIELD_COUNT] = {
#define FIELD(symbol, count, minimum, maximum, comment) comment,
#include "plugin/memory.def"
  };
  describe_property(turtle, PROFILE_TEXT_URI, "own profile, as its file has it");
  describe_property(turtle, WINDOW_NOTE_URI, "A and B and undo, as the window writes them");
  describe_property(turtle, VERSION_URI, "version of Genre EQ that saved this");
  describe_property(turtle, MEMORY_VERSION_URI, "version of what is remembered");
  describe_property(turtle, MEMORY_GENRES_URI,
                    "symbols of the genres that the saving version knew");
  for (int i = 0; i < MEMORY_FIELD_COUNT; ++i) {
    for (int k = 0; k < memory_field[i].n_properties; ++k) {
      char uri[MEMORY_URI_BYTES];
      memory_uri(&memory_field[i], k, uri);
      describe_property(turtle, uri, comment[i]);
    }
  }
}

static void audio_group_uri(char *uri, size_t size, int n_channels, bool is_output)
{
  snprintf(uri, size, GENRE_EQ_PREFIX "%s-%s", n_channels == 1 ? "mono" : "stereo",
           is_output ? "out" : "in");
}

static void describe_audio_groups(Turtle *turtle, const Variant *variant)
{
  for (int is_output = 0; is_output < 2; ++is_output) {
    char uri[64];
    audio_group_uri(uri, sizeof uri, variant->n_channels, is_output);
    turtle_subject(turtle, uri);
    turtle_name(turtle, "a", is_output ? "pg:OutputGroup" : "pg:InputGroup");
    turtle_name(turtle, "a", variant->n_channels == 1 ? "pg:MonoGroup" : "pg:StereoGroup");
    turtle_text(turtle, "lv2:symbol", is_output ? "group_out" : "group_in");
    turtle_text(turtle, "lv2:name", is_output ? "Output" : "Input");
  }
}

/* --- ports -------------------------------------------------------------------------- */

static void begin_port(Turtle *turtle, bool is_output, const char *type, uint32_t index,
                       const char *symbol, const char *name)
{
  turtle_begin(turtle, "lv2:port");
  turtle_name(turtle, "a", is_output ? "lv2:OutputPort" : "lv2:InputPort");
  turtle_name(turtle, "a", type);
  turtle_integer(turtle, "lv2:index", (long)index);
  turtle_text(turtle, "lv2:symbol", symbol);
  turtle_text(turtle, "lv2:name", name);
}

static void describe_audio_port(Turtle *turtle, int n_channels, bool is_output, int channel)
{
  static const char *const symbol[2][2] = {{"in", "out"}, {"in_l", "out_l"}};
  static const char *const name[2][2] = {{"In", "Out"}, {"In left", "Out left"}};
  const bool right = channel == 1;
  const uint32_t index = (uint32_t)((is_output ? n_channels : 0) + channel);
  begin_port(turtle, is_output, "lv2:AudioPort", index,
             right ? (is_output ? "out_r" : "in_r") : symbol[n_channels - 1][is_output],
             right ? (is_output ? "Out right" : "In right") : name[n_channels - 1][is_output]);
  char group[64];
  audio_group_uri(group, sizeof group, n_channels, is_output);
  turtle_uri(turtle, "pg:group", group);
  turtle_name(turtle, "lv2:designation",
              n_channels == 1 ? "pg:center"
              : right         ? "pg:right"
                              : "pg:left");
  turtle_end(turtle);
}

static void describe_atom_port(Turtle *turtle, int n_channels, bool is_output)
{
  begin_port(turtle, is_output, "atom:AtomPort",
             is_output ? PORT_EVENTS_OUT(n_channels) : PORT_EVENTS_IN(n_channels),
             is_output ? "notify" : "control", is_output ? "Notify" : "Control");
  turtle_name(turtle, "lv2:portProperty", "lv2:connectionOptional");
  turtle_name(turtle, "lv2:designation", "lv2:control");
  turtle_name(turtle, "atom:bufferType", "atom:Sequence");
  turtle_name(turtle, "atom:supports", "patch:Message");
  if (is_output) {
    turtle_uri(turtle, "atom:supports", REPORT_URI);
  }
  turtle_integer(turtle, "rsz:minimumSize", REPORT_ATOM_BYTES);
  turtle_text(turtle, "rdfs:comment",
              is_output ? "Sends what the plugin hears and does, ten times a second, the path "
                          "of the profile's file, and the window's note."
                        : "Receives and answers messages about the profile's file and the "
                          "window's note.");
  turtle_end(turtle);
}

static void describe_unit_of(Turtle *turtle, ControlUnit unit)
{
  switch (unit) {
  case UNIT_NONE:
    break;
  case UNIT_PERCENT:
    turtle_name(turtle, "units:unit", "units:pc");
    break;
  case UNIT_DB:
    turtle_name(turtle, "units:unit", "units:db");
    break;
  case UNIT_SECONDS:
    turtle_name(turtle, "units:unit", "units:s");
    break;
  case UNIT_DBTP:
    turtle_uri(turtle, "units:unit", UNIT_DBTP_URI);
    break;
  }
}

static void describe_kind(Turtle *turtle, ControlKind kind)
{
  switch (kind) {
  case KIND_CONTINUOUS:
    break;
  case KIND_LOGARITHMIC:
    turtle_name(turtle, "lv2:portProperty", "pprops:logarithmic");
    break;
  case KIND_TOGGLE:
    turtle_name(turtle, "lv2:portProperty", "lv2:toggled");
    break;
  case KIND_TRIGGER:
    turtle_name(turtle, "lv2:portProperty", "lv2:toggled");
    turtle_name(turtle, "lv2:portProperty", "pprops:trigger");
    break;
  case KIND_ENABLED:
    turtle_name(turtle, "lv2:portProperty", "lv2:toggled");
    turtle_name(turtle, "lv2:designation", "lv2:enabled");
    break;
  case KIND_FREEWHEEL:
    turtle_name(turtle, "lv2:portProperty", "lv2:toggled");
    turtle_name(turtle, "lv2:portProperty", "pprops:notOnGUI");
    turtle_name(turtle, "lv2:designation", "lv2:freeWheeling");
    break;
  case KIND_MODE:
  case KIND_GENRE_CHOICE:
  case KIND_GENRE_HEARD:
    turtle_name(turtle, "lv2:portProperty", "lv2:integer");
    turtle_name(turtle, "lv2:portProperty", "lv2:enumeration");
    break;
  }
}

static void describe_scale_points(Turtle *turtle, ControlKind kind)
{
  int count;
  const ScalePoint *point = control_points(kind, &count);
  for (int i = 0; i < count; ++i) {
    turtle_begin(turtle, "lv2:scalePoint");
    turtle_text(turtle, "rdfs:label", point[i].name);
    turtle_integer(turtle, "rdf:value", point[i].value);
    turtle_end(turtle);
  }
}

static void describe_control_port(Turtle *turtle, int n_channels, int control)
{
  const ControlInfo *info = &control_info[control];
  begin_port(turtle, info->is_output, "lv2:ControlPort",
             PORT_CONTROLS(n_channels) + (uint32_t)control, info->symbol, info->name);
  turtle_decimal(turtle, "lv2:default", (double)info->default_value);
  turtle_decimal(turtle, "lv2:minimum", (double)info->minimum);
  turtle_decimal(turtle, "lv2:maximum", (double)info->maximum);
  describe_unit_of(turtle, info->unit);
  describe_kind(turtle, info->kind);
  describe_scale_points(turtle, info->kind);
  turtle_text(turtle, "rdfs:comment", info->comment);
  turtle_end(turtle);
}

/* --- the plugin ----------------------------------------------------------------------- */

/* LV2 versions have no major number: a release a.b.c is minor 100 a + b, micro c. An
   odd minor is a development version. */
static void describe_version(Turtle *turtle)
{
  int major = 0;
  int minor = 0;
  int micro = 0;
  sscanf(GENRE_EQ_VERSION, "%d.%d.%d", &major, &minor, &micro);
  turtle_integer(turtle, "lv2:minorVersion", 100 * major + minor);
  turtle_integer(turtle, "lv2:microVersion", micro);
}

static void describe_features(Turtle *turtle)
{
  static const char *const optional[] = {"urid:map",      "work:schedule",
                                         "log:log",       "state:threadSafeRestore",
                                         "state:mapPath", "state:freePath"};
  static const char *const extension[] = {"work:interface", "state:interface"};
  turtle_name(turtle, "lv2:optionalFeature", "lv2:hardRTCapable");
  for (size_t i = 0; i < sizeof optional / sizeof optional[0]; ++i) {
    turtle_name(turtle, "lv2:optionalFeature", optional[i]);
  }
  turtle_uri(turtle, "lv2:optionalFeature", INLINE_DISPLAY_QUEUE_DRAW_URI);
  for (size_t i = 0; i < sizeof extension / sizeof extension[0]; ++i) {
    turtle_name(turtle, "lv2:extensionData", extension[i]);
  }
  turtle_uri(turtle, "lv2:extensionData", INLINE_DISPLAY_INTERFACE_URI);
}

static void describe_plugin(Turtle *turtle, const Variant *variant)
{
  char group_in[64];
  char group_out[64];
  audio_group_uri(group_in, sizeof group_in, variant->n_channels, false);
  audio_group_uri(group_out, sizeof group_out, variant->n_channels, true);

  turtle_subject(turtle, variant->uri);
  turtle_name(turtle, "a", "lv2:Plugin");
  turtle_name(turtle, "a", "lv2:EQPlugin");
  turtle_text(turtle, "doap:name", variant->name);
  turtle_uri(turtle, "doap:license", "http://opensource.org/licenses/isc");
  turtle_uri(turtle, "lv2:project", PROJECT_URI);
  turtle_text(turtle, "rdfs:comment", variant->comment);
  describe_version(turtle);
  describe_features(turtle);
  turtle_uri(turtle, "patch:writable", PROFILE_URI);
  turtle_uri(turtle, "pg:mainInput", group_in);
  turtle_uri(turtle, "pg:mainOutput", group_out);
  for (int is_output = 0; is_output < 2; ++is_output) {
    for (int channel = 0; channel < variant->n_channels; ++channel) {
      describe_audio_port(turtle, variant->n_channels, is_output, channel);
    }
  }
  describe_atom_port(turtle, variant->n_channels, false);
  describe_atom_port(turtle, variant->n_channels, true);
  for (int control = 0; control < CONTROL_COUNT; ++control) {
    describe_control_port(turtle, variant->n_channels, control);
  }
}

void describe_plugins(Turtle *turtle)
{
  describe_project(turtle);
  describe_unit(turtle);
  describe_report(turtle);
  describe_inline_display(turtle);
  describe_profile(turtle);
  describe_state(turtle);
  for (int v = 0; v < VARIANT_COUNT; ++v) {
    describe_audio_groups(turtle, &variants[v]);
    describe_plugin(turtle, &variants[v]);
  }
}
