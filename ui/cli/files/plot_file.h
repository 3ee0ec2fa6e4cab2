/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Writes the picture of the bands and the curve as a PNG file.
 */
#ifndef GENRE_EQ_UI_CLI_FILES_PLOT_FILE_H
#define GENRE_EQ_UI_CLI_FILES_PLOT_FILE_H

#include <stdbool.h>

#include "ui/draw/curve_plot.h"

/** Draws the view into a new PNG. On failure prints why and leaves no file. */
bool plot_file_write(const char *path, const CurveView *view, bool overwrite);

#endif
