/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Paints a View on any Cairo surface. Does not change the view.
 */
#ifndef GENRE_EQ_UI_X11_PAINT_H
#define GENRE_EQ_UI_X11_PAINT_H

#include <cairo.h>

#include "ui/draw/theme.h"
#include "ui/x11/view.h"

/** Paints the regions (REGION_BIT) of the view, and nothing outside them. One user
    unit is one pixel. theme: sizes at scale 1. */
void paint_view(cairo_t *cr, const View *view, const Theme *theme, unsigned regions);

#endif
