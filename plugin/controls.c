/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/controls.h"

#include <math.h>
#include <string.h>

const ControlInfo control_info[CONTROL_COUNT] = {
#define INPUT(id, symbol, name, minimum, maximum, default_, unit, kind, group, comment)            \
  {#symbol,     name,        minimum,       maximum, default_,                                     \
   UNIT_##unit, KIND_##kind, GROUP_##group, false,   comment},
#define OUTPUT(id, symbol, name, minimum, maximum, default_, unit, kind, group, comment)           \
  {#symbol,     name,        minimum,       maximum, default_,                                     \
   UNIT_##unit, KIND_##kind, GROUP_##group, true,    comment},
#include "plugin/controls.def"
};

static const char *const mode_names[] = {
#define MODE(id, name) name,
#include "plugin/controls.def"
};

static const char *const genre_choices[] = {
    "Auto",
#define GENRE(id, symbol, name) name,
#include "model/genres.def"
    "Own profile",
};

static const char *const genres_heard[] = {
    "Unsure",
#define GENRE(id, symbol, name) name,
#include "model/genres.def"
};

#define LENGTH(array) ((int)(sizeof(array) / sizeof(array)[0]))

const char *const *control_values(ControlKind kind, int *count)
{
  switch (kind) {
  case KIND_MODE:
    *count = LENGTH(mode_names);
    return mode_names;
  case KIND_GENRE_CHOICE:
    *count = LENGTH(genre_choices);
    return genre_choices;
  case KIND_GENRE_HEARD:
    *count = LENGTH(genres_heard);
    return genres_heard;
  default:
    *count = 0;
    return NULL;
  }
}

float control_clamp(Control control, float value)
{
  const ControlInfo *info = &control_info[control];
  if (isnan(value)) {
    return info->default_value;
  }
  if (info->kind != KIND_CONTINUOUS && info->kind != KIND_LOGARITHMIC) {
    value = floorf(value + 0.5f);
  }
  return value < info->minimum ? info->minimum : value > info->maximum ? info->maximum : value;
}

Control control_by_symbol(const char *symbol)
{
  int control = 0;
  while (control < CONTROL_COUNT && strcmp(control_info[control].symbol, symbol) != 0) {
    ++control;
  }
  return (Control)control;
}
