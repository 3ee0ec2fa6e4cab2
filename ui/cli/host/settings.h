/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Values of the plugin's input controls, as given with --set.
 */
#ifndef GENRE_EQ_UI_CLI_HOST_SETTINGS_H
#define GENRE_EQ_UI_CLI_HOST_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "plugin/controls.h"

typedef struct {
  bool given[CONTROL_COUNT];
  float value[CONTROL_COUNT];
} Settings;

/** Reads "symbol=value" into the settings. The value is a number within the
    control's range or, for an enumeration or a switch, the name or symbol of a value
    ("jazz", "hold", "on"), in upper or lower case. Otherwise false, with the fault in
    `error`. */
bool settings_read(Settings *settings, const char *assignment, char *error, size_t error_size);

/** Sets one control; later calls win. */
void settings_put(Settings *settings, Control control, float value);

/** The values of a control that is an enumeration or a switch, and their number; NULL for
    a control that takes a number. */
const ScalePoint *settings_points(Control control, int *count);

/** A control's range, for people: "0 to 6 dB", "off, on". */
void settings_describe_range(Control control, char *text, size_t size);

/** A control's value, for people: with its unit, or by its name. */
void settings_describe_value(Control control, float value, char *text, size_t size);

/** "dB", "%", "s", "dBTP" or "". */
const char *settings_unit_symbol(ControlUnit unit);

#endif
