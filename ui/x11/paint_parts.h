/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The parts of the picture, each in its own paint_<part>.c; paint.c puts them together.
 */
#ifndef GENRE_EQ_UI_X11_PAINT_PARTS_H
#define GENRE_EQ_UI_X11_PAINT_PARTS_H

#include "ui/x11/painter.h"

/* The regions; each has been cleared to the background. */
void paint_header(const Painter *p);
void paint_song(const Painter *p);
void paint_words(const Painter *p);
void paint_bands(const Painter *p);
void paint_curve(const Painter *p);
void paint_heard(const Painter *p);
void paint_meters(const Painter *p);
void paint_controls(const Painter *p);
void paint_help(const Painter *p);

/** Within the plot of the bands, before the first answer. */
void paint_first_words(const Painter *p, const Panel *panel);

/* Over all regions. */
void paint_explain(const Painter *p);
void paint_menu(const Painter *p);
void paint_tip(const Painter *p);

#endif
