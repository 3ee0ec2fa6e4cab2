/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/host/settings.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *settings_unit_symbol(ControlUnit unit)
{
  switch (unit) {
  case UNIT_PERCENT:
    return "%";
  case UNIT_DB:
    return "dB";
  case UNIT_SECONDS:
    return "s";
  case UNIT_DBTP:
    return "dBTP";
  case UNIT_NONE:
    break;
  }
  return "";
}

void settings_put(Settings *settings, Control control, float value)
{
  settings->given[control] = true;
  settings->value[control] = value;
}

static const char *const switch_values[] = {"off", "on"};

static const char *const *value_names(const ControlInfo *info, int *count)
{
  const char *const *names = control_values(info->kind, count);
  if (!names && info->kind != KIND_CONTINUOUS && info->kind != KIND_LOGARITHMIC) {
    *count = 2;
    return switch_values;
  }
  return names;
}

const char *const *settings_value_names(Control control, int *count)
{
  return value_names(&control_info[control], count);
}

static bool is_whole(float value)
{
  return floorf(value) == value;
}

/** The value that `text` stands for: a name of an enumeration's value, or a number. */
static bool read_value(const ControlInfo *info, const char *text, float *value)
{
  int n_names = 0;
  const char *const *names = value_names(info, &n_names);
  for (int i = 0; i < n_names; ++i) {
    if (strcasecmp(names[i], text) == 0) {
      *value = (float)i;
      return true;
    }
  }
  char *end = NULL;
  errno = 0;
  *value = strtof(text, &end);
  return end != text && *end == '\0' && isfinite(*value) && (names == NULL || is_whole(*value)) &&
         *value >= info->minimum && *value <= info->maximum;
}

void settings_describe_range(Control control, char *text, size_t size)
{
  const ControlInfo *info = &control_info[control];
  int n_names = 0;
  const char *const *names = value_names(info, &n_names);
  if (!names) {
    const char *unit = settings_unit_symbol(info->unit);
    snprintf(text, size, "%g to %g%s%s", (double)info->minimum, (double)info->maximum,
             *unit ? " " : "", unit);
    return;
  }
  size_t used = 0;
  for (int i = 0; i < n_names && used < size; ++i) {
    used += (size_t)snprintf(text + used, size - used, "%s%s", i > 0 ? ", " : "", names[i]);
  }
}

void settings_describe_value(Control control, float value, char *text, size_t size)
{
  const ControlInfo *info = &control_info[control];
  int n_names = 0;
  const char *const *names = value_names(info, &n_names);
  const int index = (int)value;
  if (names && index >= 0 && index < n_names) {
    snprintf(text, size, "%s", names[index]);
  } else {
    const char *unit = settings_unit_symbol(info->unit);
    snprintf(text, size, "%g%s%s", (double)value, *unit ? " " : "", unit);
  }
}

bool settings_read(Settings *settings, const char *assignment, char *error, size_t error_size)
{
  const char *equals = strchr(assignment, '=');
  if (!equals || equals == assignment) {
    snprintf(error, error_size, "not of the form SYMBOL=VALUE; try --set amount=50");
    return false;
  }
  char symbol[64];
  snprintf(symbol, sizeof symbol, "%.*s", (int)(equals - assignment), assignment);
  const Control control = control_by_symbol(symbol);
  if (control == CONTROL_COUNT) {
    snprintf(error, error_size, "there is no control \"%s\"; see genre-eq controls", symbol);
    return false;
  }
  const ControlInfo *info = &control_info[control];
  if (info->is_output) {
    snprintf(error, error_size, "%s is an output and cannot be set; see genre-eq controls", symbol);
    return false;
  }
  float value = 0.0f;
  if (!read_value(info, equals + 1, &value)) {
    char range[256];
    settings_describe_range(control, range, sizeof range);
    snprintf(error, error_size, "\"%s\" is no value of %s; give %s", equals + 1, symbol, range);
    return false;
  }
  settings_put(settings, control, value);
  return true;
}
