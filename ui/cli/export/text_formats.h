/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Writes a held curve as text: for Equalizer APO (and programs that read its files), and as a
 * table.
 */
#ifndef GENRE_EQ_UI_CLI_EXPORT_TEXT_FORMATS_H
#define GENRE_EQ_UI_CLI_EXPORT_TEXT_FORMATS_H

#include <stdio.h>

#include "ui/cli/export/held_curve.h"

/** A configuration file of Equalizer APO; EasyEffects and PipeWire read them, too. The curve must
    have been fitted with FIT_PEAKS. */
void export_apo(const HeldCurve *curve, FILE *to);

/** "freq_hz,gain_db,gain_with_preamp_db" and one line a frequency, 24 an octave. */
void export_csv(const HeldCurve *curve, FILE *to);

/** One JSON object on one line: our sections, the fitted ones and the table. */
void export_json(const HeldCurve *curve, FILE *to);

#endif
