/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/values.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define COARSE_STEPS 50.0
#define FINE_STEPS 500.0

static bool is_stepped(Control control)
{
  const ControlKind kind = control_info[control].kind;
  return kind != KIND_CONTINUOUS && kind != KIND_LOGARITHMIC;
}

double value_position(Control control, float value)
{
  const ControlInfo *info = &control_info[control];
  const double low = (double)info->minimum;
  const double high = (double)info->maximum;
  const double at = (double)control_clamp(control, value);
  return info->kind == KIND_LOGARITHMIC ? log(at / low) / log(high / low)
                                        : (at - low) / (high - low);
}

float value_at(Control control, double position)
{
  const ControlInfo *info = &control_info[control];
  const double low = (double)info->minimum;
  const double high = (double)info->maximum;
  const double at = fmin(1.0, fmax(0.0, position));
  const double value =
      info->kind == KIND_LOGARITHMIC ? low * pow(high / low, at) : low + at * (high - low);
  return control_clamp(control, (float)value);
}

float value_stepped(Control control, float value, double n_steps, bool fine)
{
  if (is_stepped(control)) {
    const double whole = n_steps > 0.0 ? ceil(n_steps) : floor(n_steps);
    int count;
    const ScalePoint *point = control_points(control_info[control].kind, &count);
    if (!point) {
      return control_clamp(control, value + (float)whole);
    }
    const int at = control_nearest_point(control_info[control].kind, value);
    return (float)point[(int)fmin(fmax(at + whole, 0.0), count - 1)].value;
  }
  const double step = 1.0 / (fine ? FINE_STEPS : COARSE_STEPS);
  return value_at(control, value_position(control, value) + n_steps * step);
}

float value_last(Control control)
{
  int count;
  const ScalePoint *point = control_points(control_info[control].kind, &count);
  return point ? (float)point[count - 1].value : control_info[control].maximum;
}

float value_first(Control control)
{
  int count;
  const ScalePoint *point = control_points(control_info[control].kind, &count);
  return point ? (float)point[0].value : control_info[control].minimum;
}

/* --- to words ------------------------------------------------------------------------ */

static const char *sign_of(double rounded)
{
  return rounded < 0.0 ? "\xe2\x88\x92" : rounded > 0.0 ? "+" : "";
}

static void format_seconds(double seconds, char *text, size_t size)
{
  const long whole = lround(seconds);
  if (seconds < 9.95) {
    snprintf(text, size, "%.1f s", seconds);
  } else if (whole < 60) {
    snprintf(text, size, "%ld s", whole);
  } else if (whole < 3600) {
    snprintf(text, size, "%ld:%02ld min", whole / 60, whole % 60);
  } else {
    snprintf(text, size, "%ld:%02ld h", whole / 3600, whole / 60 % 60);
  }
}

void value_format(Control control, float value, char *text, size_t size)
{
  const ControlInfo *info = &control_info[control];
  const double at = (double)control_clamp(control, value);
  int count;
  const ScalePoint *point = control_points(info->kind, &count);
  if (point) {
    snprintf(text, size, "%s", point[control_nearest_point(info->kind, value)].name);
    return;
  }
  if (is_stepped(control)) {
    snprintf(text, size, "%s", at > 0.0 ? "On" : "Off");
    return;
  }
  const double tenths = floor(10.0 * fabs(at) + 0.5) / 10.0;
  switch (info->unit) {
  case UNIT_PERCENT:
    snprintf(text, size, "%.0f %%", at);
    break;
  case UNIT_DB:
  case UNIT_DBTP:
    snprintf(text, size, "%s%.1f %s", info->minimum < 0.0f ? sign_of(tenths > 0.0 ? at : 0.0) : "",
             tenths, info->unit == UNIT_DB ? "dB" : "dBTP");
    break;
  case UNIT_SECONDS:
    format_seconds(at, text, size);
    break;
  case UNIT_NONE:
    snprintf(text, size, "%.1f", at);
    break;
  }
}

/* --- from words ------------------------------------------------------------------------ */

static const char *skip_spaces(const char *s)
{
  while (*s == ' ') {
    ++s;
  }
  return s;
}

/* A decimal with a point or a comma, whatever the host's locale; NULL if none. */
static const char *parse_number(const char *s, double *number)
{
  double whole = 0.0;
  double place = 0.0; /* 0 before the point */
  int n_digits = 0;
  for (;; ++s) {
    if (*s >= '0' && *s <= '9') {
      whole = 10.0 * whole + (*s - '0');
      place *= 10.0;
      ++n_digits;
    } else if ((*s == '.' || *s == ',') && place == 0.0) {
      place = 1.0;
    } else {
      break;
    }
  }
  *number = place > 0.0 ? whole / place : whole;
  return n_digits > 0 ? s : NULL;
}

/* The factor from this unit to the control's own; 0 for a foreign unit. */
static double unit_factor(ControlUnit unit, const char *word)
{
  if (word[0] == '\0') {
    return 1.0;
  }
  switch (unit) {
  case UNIT_PERCENT:
    return strcmp(word, "%") == 0 ? 1.0 : 0.0;
  case UNIT_DB:
  case UNIT_DBTP:
    return strcmp(word, "dB") == 0 || strcmp(word, "db") == 0 ? 1.0 : 0.0;
  case UNIT_SECONDS:
    return strcmp(word, "s") == 0                               ? 1.0
           : strcmp(word, "min") == 0 || strcmp(word, "m") == 0 ? 60.0
           : strcmp(word, "h") == 0                             ? 3600.0
                                                                : 0.0;
  case UNIT_NONE:
    break;
  }
  return 0.0;
}

bool value_parse(Control control, const char *text, float *value)
{
  const ControlUnit unit = control_info[control].unit;
  const char *s = skip_spaces(text);
  const bool negative = *s == '-';
  if (*s == '-' || *s == '+') {
    s = skip_spaces(s + 1);
  }
  double number;
  double rest;
  s = parse_number(s, &number);
  if (!s) {
    return false;
  }
  if (*s == ':' && unit == UNIT_SECONDS) { /* minutes:seconds */
    s = parse_number(s + 1, &rest);
    if (!s) {
      return false;
    }
    number = 60.0 * number + rest;
    s = skip_spaces(s);
    if (strcmp(s, "min") == 0) {
      s += 3;
    } else if (strcmp(s, "h") == 0) { /* hours:minutes */
      number *= 60.0;
      s += 1;
    }
    if (*s) {
      return false;
    }
  }
  const double factor = unit_factor(unit, skip_spaces(s));
  if (factor == 0.0) { /* NOLINT: an exact mark */
    return false;
  }
  *value = control_clamp(control, (float)((negative ? -number : number) * factor));
  return true;
}
