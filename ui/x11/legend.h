/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The names of the marks, in a row at each plot. Only marks that the plot shows are named.
 */
#ifndef GENRE_EQ_UI_X11_LEGEND_H
#define GENRE_EQ_UI_X11_LEGEND_H

#include "ui/x11/painter.h"

/** What the zone is: "where half of jazz masters lie". */
void legend_zone_words(const View *view, char text[PLAIN_WORDS_BYTES]);

/** The row over the plot of the bands. */
void legend_of_bands(const Painter *p);

/** The row under the plot of the curve. */
void legend_of_curve(const Painter *p);

#endif
