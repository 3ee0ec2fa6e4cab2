/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The colours that the picture in the mixer strip and the window's dark theme have in common,
 * 0xRRGGBB. The theme's other colours, and the light theme: ui/draw/theme.c.
 */
#ifndef GENRE_EQ_PLUGIN_DARK_COLORS_H
#define GENRE_EQ_PLUGIN_DARK_COLORS_H

#define DARK_BACKGROUND 0x16191du
#define DARK_GRID 0x2f363eu
#define DARK_EDGE 0x7a8590u
#define DARK_TEXT 0xe8ecf0u
#define DARK_FAINT_TEXT 0xa3adb8u
#define DARK_CURVE 0xf0a030u
#define DARK_ZONE_LINE 0x2fc79bu
#define DARK_AIM 0xe08fbbu

#endif
