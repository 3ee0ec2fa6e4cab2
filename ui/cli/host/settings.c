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

static const ScalePoint switch_points[] = {{0, "off", "off"}, {1, "on", "on"}};

const ScalePoint *settings_points(Control control, int *count)
{
  const ControlKind kind = control_info[control].kind;
  const ScalePoint *point = control_points(kind, count);
  if (!point && kind != KIND_CONTINUOUS && kind != KIND_LOGARITHMIC) {
    *count = 2;
    return switch_points;
  }
  return point;
}

/** True if the text ends here, or with the control's unit: "50", "50%", "50 %". */
static bool ends_or_has_unit(const char *text, Control control)
{
  const char *unit = settings_unit_symbol(control_info[control].unit);
  text += *unit ? strspn(text, " ") : 0;
  return *text == '\0' || (*unit && strcasecmp(text, unit) == 0);
}

/** Reads a value: a name, a symbol or a number. */
static bool read_value(Control control, const char *text, float *value)
{
  char *end = NULL;
  errno = 0;
  const float number = strtof(text, &end);
  const bool is_number = end != text && ends_or_has_unit(end, control) && isfinite(number);
  int n_points = 0;
  const ScalePoint *point = settings_points(control, &n_points);
  for (int i = 0; i < n_points; ++i) {
    if (strcasecmp(point[i].name, text) == 0 || strcasecmp(point[i].symbol, text) == 0 ||
        (is_number && number == (float)point[i].value)) {
      *value = (float)point[i].value;
      return true;
    }
  }
  const ControlInfo *info = &control_info[control];
  *value = number;
  return !point && is_number && *value >= info->minimum && *value <= info->maximum;
}

void settings_describe_range(Control control, char *text, size_t size)
{
  const ControlInfo *info = &control_info[control];
  int n_points = 0;
  const ScalePoint *point = settings_points(control, &n_points);
  if (!point) {
    const char *unit = settings_unit_symbol(info->unit);
    snprintf(text, size, "%g to %g%s%s", (double)info->minimum, (double)info->maximum,
             *unit ? " " : "", unit);
    return;
  }
  size_t used = 0;
  for (int i = 0; i < n_points && used < size; ++i) {
    used += (size_t)snprintf(text + used, size - used, "%s%s", i > 0 ? ", " : "", point[i].name);
  }
}

void settings_describe_value(Control control, float value, char *text, size_t size)
{
  int n_points = 0;
  const ScalePoint *point = settings_points(control, &n_points);
  for (int i = 0; i < n_points; ++i) {
    if (value == (float)point[i].value) {
      snprintf(text, size, "%s", point[i].name);
      return;
    }
  }
  const char *unit = settings_unit_symbol(control_info[control].unit);
  snprintf(text, size, "%g%s%s", (double)value, *unit ? " " : "", unit);
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
  if (control_info[control].is_output) {
    snprintf(error, error_size, "%s is an output and cannot be set; see genre-eq controls", symbol);
    return false;
  }
  float value = 0.0f;
  if (!read_value(control, equals + 1, &value)) {
    char range[256];
    settings_describe_range(control, range, sizeof range);
    snprintf(error, error_size, "\"%s\" is not a value of %s; give %s", equals + 1, symbol, range);
    return false;
  }
  settings_put(settings, control, value);
  return true;
}
