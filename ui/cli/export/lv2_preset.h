/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A held curve as presets of other LV2 equalisers, in a bundle of their own, which
 * every host lists. Neither plugin needs to be installed to write them.
 */
#ifndef GENRE_EQ_UI_CLI_EXPORT_LV2_PRESET_H
#define GENRE_EQ_UI_CLI_EXPORT_LV2_PRESET_H

#include <stdbool.h>

#include "ui/cli/export/held_curve.h"

typedef enum {
  EXPORT_FIL4, /**< x42-eq, mono and stereo */
  EXPORT_LSP   /**< LSP Parametric Equalizer x8, x16, x32, stereo */
} ExportPlugin;

/** What people call it: "x42-eq". */
const char *export_plugin_name(ExportPlugin plugin);

/** Writes the bundle as a new directory, complete or not at all; with `replace` it
    may take the place of one that holds nothing else. On failure prints why. */
bool export_preset(ExportPlugin plugin, const HeldCurve *curve, const char *place, bool replace);

#endif
