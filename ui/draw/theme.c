/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/draw/theme.h"

#include "plugin/dark_colors.h"

/* clang-format off */
#define RGB(hex, opacity) \
  {((hex) >> 16 & 0xff) / 255.0, ((hex) >> 8 & 0xff) / 255.0, ((hex) & 0xff) / 255.0, (opacity)}
/* clang-format on */

#define SIZES                                                                                      \
  .font = "DejaVu Sans", .title_size = 22.0, .text_size = 14.0, .small_size = 12.0, .thin = 1.0,   \
  .medium = 2.0, .thick = 3.5, .margin = 28.0, .gap = 12.0

const Theme theme_light = {
    .background = RGB(0xffffff, 1.0),
    .panel = RGB(0xf7f8fa, 1.0),
    .grid = RGB(0xdfe3e8, 1.0),
    .edge = RGB(0x76808d, 1.0),
    .text = RGB(0x1d2530, 1.0),
    .faint_text = RGB(0x5b6673, 1.0),
    .zone = RGB(0x009e73, 0.16),
    .zone_line = RGB(0x007a59, 1.0),
    .aim = RGB(0xa8437c, 1.0),
    .before = RGB(0x5b6673, 1.0),
    .after = RGB(0x0060a0, 1.0),
    .curve = RGB(0xc44f00, 1.0),
    .curve_fill = RGB(0xd55e00, 0.14),
    .bar_heard = RGB(0x0060a0, 1.0),
    SIZES,
};

const Theme theme_dark = {
    .background = RGB(DARK_BACKGROUND, 1.0),
    .panel = RGB(0x1e2328, 1.0),
    .grid = RGB(DARK_GRID, 1.0),
    .edge = RGB(DARK_EDGE, 1.0),
    .text = RGB(DARK_TEXT, 1.0),
    .faint_text = RGB(DARK_FAINT_TEXT, 1.0),
    .zone = RGB(0x00b383, 0.20),
    .zone_line = RGB(DARK_ZONE_LINE, 1.0),
    .aim = RGB(DARK_AIM, 1.0),
    .before = RGB(0xaeb8c2, 1.0),
    .after = RGB(0x56b4e9, 1.0),
    .curve = RGB(DARK_CURVE, 1.0),
    .curve_fill = RGB(0xe69f00, 0.16),
    .bar_heard = RGB(0x56b4e9, 1.0),
    SIZES,
};

void theme_set_color(cairo_t *cr, Color color)
{
  cairo_set_source_rgba(cr, color.red, color.green, color.blue, color.alpha);
}
