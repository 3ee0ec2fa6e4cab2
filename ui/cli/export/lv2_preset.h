/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Writes a held curve as presets of other LV2 equalisers, in a bundle that every host lists.
 * The other plugin need not be installed.
 */
#ifndef GENRE_EQ_UI_CLI_EXPORT_LV2_PRESET_H
#define GENRE_EQ_UI_CLI_EXPORT_LV2_PRESET_H

#include <stdbool.h>

#include "ui/cli/export/held_curve.h"

typedef enum {
  EXPORT_FIL4, /**< x42-eq, mono and stereo */
  EXPORT_LSP   /**< LSP Parametric Equalizer x8, x16, x32, stereo */
} ExportPlugin;

/** The plugin's name: "x42-eq". */
const char *export_plugin_name(ExportPlugin plugin);

/** If export_preset() could not write there, prints why and returns false. Call before any work. */
bool export_preset_allowed(ExportPlugin plugin, const char *place, bool replace);

/** Writes the bundle as a new directory, complete or not at all. With `replace` it may replace
    a directory that holds only such presets. On failure prints why. */
bool export_preset(ExportPlugin plugin, const HeldCurve *curve, const char *place, bool replace);

#endif
