/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/look.h"

#include <math.h>

/* The contrasts that text, and outlines and marks need: WCAG 2.1, success criteria 1.4.3 and
 * 1.4.11. */
#define READABLE_CONTRAST 4.5
#define VISIBLE_CONTRAST 3.0
#define PANEL_CONTRAST 1.03

static Color from_rgba(uint32_t rgba)
{
  return (Color){(rgba >> 24 & 0xff) / 255.0, (rgba >> 16 & 0xff) / 255.0,
                 (rgba >> 8 & 0xff) / 255.0, 1.0};
}

static double linear(double channel)
{
  return channel <= 0.03928 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

static double luminance(Color color)
{
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

double look_contrast(Color a, Color b)
{
  const double la = luminance(a);
  const double lb = luminance(b);
  return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

static Color mix(Color a, Color b, double part)
{
  return (Color){a.red + part * (b.red - a.red), a.green + part * (b.green - a.green),
                 a.blue + part * (b.blue - a.blue), 1.0};
}

/* Against the ground that the colour is nearest to. */
static double least_contrast(const Theme *theme, Color color)
{
  return fmin(look_contrast(color, theme->background),
              fmin(look_contrast(color, theme->panel), look_contrast(color, theme->grid)));
}

/* The colour, mixed with another one until it has this contrast on every ground. */
static Color distinct(const Theme *theme, Color color, double contrast, Color toward)
{
  for (int i = 0; i < 10 && least_contrast(theme, color) < contrast; ++i) {
    color = mix(color, toward, 0.2);
  }
  return least_contrast(theme, color) < contrast ? toward : color;
}

/* The panel is lighter than a light background and darker than a dark one. If the background
 * is already at the end of the range, it is the other way round. */
static Color panel_on(Color background, Color near, double part, Color far)
{
  const Color panel = mix(background, near, part);
  return look_contrast(panel, background) < PANEL_CONTRAST ? mix(background, far, 0.08) : panel;
}

Theme look_for(const HostColors *colors)
{
  if (!colors->has_background) {
    return theme_dark;
  }
  const Color black = {0.0, 0.0, 0.0, 1.0};
  const Color white = {1.0, 1.0, 1.0, 1.0};
  const Color background = from_rgba(colors->background);
  const bool light = look_contrast(background, black) > look_contrast(background, white);
  const Color far = light ? black : white;
  Theme theme = light ? theme_light : theme_dark;
  theme.background = background;
  theme.panel =
      light ? panel_on(background, white, 0.45, black) : panel_on(background, black, 0.2, white);
  theme.grid = mix(background, far, 0.11);
  theme.edge = distinct(&theme, mix(background, far, 0.36), VISIBLE_CONTRAST, far);
  theme.zone_line =
      distinct(&theme, theme.zone_line, READABLE_CONTRAST, far); /* of its name, too */
  theme.aim = distinct(&theme, theme.aim, VISIBLE_CONTRAST, far);
  const Color text = colors->has_foreground ? from_rgba(colors->foreground) : theme.text;
  theme.text = distinct(&theme, text, READABLE_CONTRAST, far);
  theme.faint_text = distinct(&theme, mix(theme.text, background, 0.35), READABLE_CONTRAST, far);
  theme.after = distinct(&theme, theme.after, READABLE_CONTRAST, far);
  theme.curve = distinct(&theme, theme.curve, READABLE_CONTRAST, far);
  theme.before = theme.faint_text;
  theme.bar_heard = theme.after;
  return theme;
}
