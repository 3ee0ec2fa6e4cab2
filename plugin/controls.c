/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/controls.h"

#include <math.h>
#include <string.h>

const ControlInfo control_info[CONTROL_COUNT] = {
#define INPUT(place, id, symbol, name, minimum, maximum, default_, unit, kind, comment)            \
  [place] = {#symbol, name, minimum, maximum, default_, UNIT_##unit, KIND_##kind, false, comment},
#define OUTPUT(place, id, symbol, name, minimum, maximum, default_, unit, kind, comment)           \
  [place] = {#symbol, name, minimum, maximum, default_, UNIT_##unit, KIND_##kind, true, comment},
#include "plugin/controls.def"
};

/* Each place is a bit. All bits are set only if no place is taken twice. */
#define INPUT(place, id, symbol, name, minimum, maximum, default_, unit, kind, comment)            \
  | 1ULL << (place)
#define OUTPUT(place, id, symbol, name, minimum, maximum, default_, unit, kind, comment)           \
  | 1ULL << (place)
_Static_assert((0ULL
#include "plugin/controls.def"
                ) == (1ULL << CONTROL_COUNT) - 1ULL,
               "controls.def, genres.def: each place among the controls, from 0 on, once");

const Control genre_probability[GENRE_COUNT] = {
#define GENRE(id, symbol, name, value, port) CONTROL_PROBABILITY_##id,
#include "model/genres.def"
};

static const ScalePoint mode_points[] = {
#define MODE(id, symbol, name) {MODE_##id, #symbol, name},
#include "plugin/controls.def"
};

static const ScalePoint genre_choices[] = {
    {GENRE_VALUE_AUTO, "auto", "Auto"},
#define GENRE(id, symbol, name, value, port) {value, #symbol, name},
#include "model/genres.def"
    {GENRE_VALUE_OWN, "own", "Own profile"},
};

static const ScalePoint genres_heard[] = {
    {GENRE_VALUE_UNSURE, "unsure", "Unsure"},
#define GENRE(id, symbol, name, value, port) {value, #symbol, name},
#include "model/genres.def"
};

#define LENGTH(array) ((int)(sizeof(array) / sizeof(array)[0]))

const ScalePoint *control_points(ControlKind kind, int *count)
{
  switch (kind) {
  case KIND_MODE:
    *count = LENGTH(mode_points);
    return mode_points;
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

/* Is a nearer to value than b? If both are as near, the lower one is. */
static bool is_nearer(int a, int b, float value)
{
  const float to_a = fabsf(value - (float)a);
  const float to_b = fabsf(value - (float)b);
  return to_a < to_b || (a < b && to_a <= to_b);
}

int control_nearest_point(ControlKind kind, float value)
{
  int count;
  const ScalePoint *point = control_points(kind, &count);
  const float finite = fminf(fmaxf(value, -1e6f), 1e6f); /* the lower one for NaN */
  int nearest = 0;
  for (int i = 1; i < count; ++i) {
    nearest = is_nearer(point[i].value, point[nearest].value, finite) ? i : nearest;
  }
  return nearest;
}

float control_clamp(Control control, float value)
{
  const ControlInfo *info = &control_info[control];
  if (isnan(value)) {
    return info->default_value;
  }
  int count;
  const ScalePoint *point = control_points(info->kind, &count);
  if (point) {
    return (float)point[control_nearest_point(info->kind, value)].value;
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
