/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/draw/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void select_style(cairo_t *cr, const TextStyle *style)
{
  cairo_select_font_face(cr, style->theme->font, CAIRO_FONT_SLANT_NORMAL,
                         style->bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(cr, style->size);
}

double text_width(cairo_t *cr, const TextStyle *style, const char *text)
{
  cairo_text_extents_t extents;
  select_style(cr, style);
  cairo_text_extents(cr, text, &extents);
  return extents.x_advance;
}

/* How far the baseline lies below the middle of a digit. */
static double baseline_drop(const TextStyle *style)
{
  return 0.36 * style->size;
}

static double left_edge(double x, double width, Align align)
{
  return align == ALIGN_LEFT ? x : align == ALIGN_CENTER ? x - 0.5 * width : x - width;
}

void text_draw(cairo_t *cr, const TextStyle *style, Align align, double x, double y,
               const char *text)
{
  const double left = left_edge(x, text_width(cr, style, text), align);
  theme_set_color(cr, style->color);
  cairo_move_to(cr, floor(left + 0.5), floor(y + baseline_drop(style) + 0.5));
  cairo_show_text(cr, text);
}

/* Length of the UTF-8 character at s, or 0 if there is none. After one wrong byte Cairo
 * draws nothing more. */
static size_t character_length(const unsigned char *s)
{
  const size_t length = s[0] < 0x80                   ? 1
                        : s[0] >= 0xc2 && s[0] < 0xe0 ? 2
                        : s[0] >= 0xe0 && s[0] < 0xf0 ? 3
                        : s[0] >= 0xf0 && s[0] < 0xf5 ? 4
                                                      : 0;
  for (size_t i = 1; i < length; ++i) {
    if ((s[i] & 0xc0) != 0x80) {
      return 0;
    }
  }
  const int overlong = (s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xf0 && s[1] < 0x90);
  const int not_unicode = (s[0] == 0xed && s[1] >= 0xa0) || (s[0] == 0xf4 && s[1] >= 0x90);
  return overlong || not_unicode ? 0 : length;
}

void text_draw_within(cairo_t *cr, const TextStyle *style, double x, double y, double max_width,
                      const char *text)
{
  static const char dots[] = "\xe2\x80\xa6";
  char shown[512];
  size_t used = 0;
  size_t fits = 0; /* so many bytes fit together with the dots */
  const unsigned char *s = (const unsigned char *)text;
  while (*s && used + 8 < sizeof shown) {
    const size_t length = character_length(s);
    if (length == 0 || *s < 0x20) {
      shown[used++] = '?';
      s += 1;
    } else {
      memcpy(shown + used, s, length);
      used += length;
      s += length;
    }
    memcpy(shown + used, dots, sizeof dots);
    if (text_width(cr, style, shown) <= max_width) {
      fits = used;
    }
  }
  shown[used] = '\0';
  if (*s || text_width(cr, style, shown) > max_width) {
    memcpy(shown + fits, dots, sizeof dots);
  }
  text_draw(cr, style, ALIGN_LEFT, x, y, shown);
}

void text_draw_upward(cairo_t *cr, const TextStyle *style, double x, double y, const char *text)
{
  cairo_save(cr);
  cairo_translate(cr, floor(x), floor(y));
  cairo_rotate(cr, -1.5707963267948966);
  text_draw(cr, style, ALIGN_CENTER, 0.0, 0.0, text);
  cairo_restore(cr);
}
