/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The theme that suits the host's colours. Pure: any thread.
 */
#ifndef GENRE_EQ_UI_X11_LOOK_H
#define GENRE_EQ_UI_X11_LOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/draw/theme.h"

/** What the host says of its colours, 0xRRGGBBAA. */
typedef struct {
  bool has_background, has_foreground;
  uint32_t background, foreground;
} HostColors;

/** The dark theme, or the light one if the host's background is light. It takes the host's
    background, and the host's foreground if that is readable on it. */
Theme look_for(const HostColors *colors);

/** Contrast of two colours: 1 none … 21 (W3C, "Web Content Accessibility Guidelines
    2.1", contrast ratio). */
double look_contrast(Color a, Color b);

#endif
