/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ttl/describe.h"

#include <ctype.h>
#include <stdio.h>

#include "model/genres.h"
#include "plugin/controls.h"

/* The controls that a preset sets, in the order of Preset.value. */
static const Control preset_control[] = {CONTROL_MODE,   CONTROL_GENRE, CONTROL_MATCH,
                                         CONTROL_AMOUNT, CONTROL_RANGE, CONTROL_GLIDE,
                                         CONTROL_MEMORY};

enum { VALUE_COUNT = sizeof preset_control / sizeof preset_control[0] };

typedef struct {
  const char *symbol;
  const char *name;
  float value[VALUE_COUNT];
} Preset;

static const Preset common_preset[] = {
#define PRESET(symbol, name, ...) {symbol, name, {__VA_ARGS__}},
#include "ttl/presets.def"
};

enum { COMMON_COUNT = sizeof common_preset / sizeof common_preset[0] };

/* Symbol and name of a genre's preset. */
typedef struct {
  char symbol[64];
  char name[64];
} PresetText;

/* The control's value in a genre's preset. A response goes all the way, as far as the range
   allows. */
static float value_toward(Control control, int genre, bool is_response)
{
  const ControlInfo *info = &control_info[control];
  return control == CONTROL_GENRE ? (float)genre_value[genre]
         : is_response && (control == CONTROL_MATCH || control == CONTROL_RANGE)
             ? info->maximum
             : info->default_value;
}

/* The presets of the table, then "Toward jazz" and its like, then "Jazz response" and its like. */
static Preset preset_at(int index, PresetText *text)
{
  if (index < COMMON_COUNT) {
    return common_preset[index];
  }
  const int genre = (index - COMMON_COUNT) % GENRE_COUNT;
  const bool is_response = index - COMMON_COUNT >= GENRE_COUNT;
  const char *name = genre_name[genre];
  if (is_response) {
    snprintf(text->symbol, sizeof text->symbol, "response-%s", genre_symbol[genre]);
    snprintf(text->name, sizeof text->name, "%c%s response", toupper(name[0]), name + 1);
  } else {
    snprintf(text->symbol, sizeof text->symbol, "toward-%s", genre_symbol[genre]);
    snprintf(text->name, sizeof text->name, "Toward %s", name);
  }
  Preset preset = {.symbol = text->symbol, .name = text->name};
  for (int i = 0; i < VALUE_COUNT; ++i) {
    preset.value[i] = value_toward(preset_control[i], genre, is_response);
  }
  return preset;
}

static void start(Turtle *turtle, const Variant *variant, const Preset *preset)
{
  char uri[128];
  snprintf(uri, sizeof uri, "%s:%s", variant->uri, preset->symbol);
  turtle_subject(turtle, uri);
  turtle_name(turtle, "a", "pset:Preset");
  turtle_uri(turtle, "lv2:appliesTo", variant->uri);
}

static void list(Turtle *turtle, const Variant *variant, const Preset *preset)
{
  start(turtle, variant, preset);
  turtle_text(turtle, "rdfs:label", preset->name);
  turtle_uri(turtle, "rdfs:seeAlso", PRESETS_FILE);
}

static void describe(Turtle *turtle, const Variant *variant, const Preset *preset)
{
  start(turtle, variant, preset);
  turtle_text(turtle, "rdfs:label", preset->name);
  for (int i = 0; i < VALUE_COUNT; ++i) {
    turtle_begin(turtle, "lv2:port");
    turtle_text(turtle, "lv2:symbol", control_info[preset_control[i]].symbol);
    turtle_decimal(turtle, "pset:value", (double)preset->value[i]);
    turtle_end(turtle);
  }
}

static void for_each(Turtle *turtle, void (*tell)(Turtle *, const Variant *, const Preset *))
{
  for (int v = 0; v < VARIANT_COUNT; ++v) {
    for (int i = 0; i < COMMON_COUNT + 2 * GENRE_COUNT; ++i) {
      PresetText text;
      const Preset preset = preset_at(i, &text);
      tell(turtle, &variants[v], &preset);
    }
  }
}

void list_presets(Turtle *turtle)
{
  for_each(turtle, list);
}

void describe_presets(Turtle *turtle)
{
  for_each(turtle, describe);
}
