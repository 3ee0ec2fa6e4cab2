/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/draw/text.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Longer texts are cut. */
enum { SHOWN_SIZE = 512 };

/* Length of the UTF-8 character at s, or 0 if there is none. */
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

/* Copies what Cairo can measure and draw: after one wrong byte it draws nothing more at all. What
 * is not UTF-8, or a control character, becomes "?". Returns the rest, for which there is no room.
 */
static const char *clean(char shown[SHOWN_SIZE], const char *text)
{
  size_t used = 0;
  while (*text && used + 4 < SHOWN_SIZE) {
    const size_t length = character_length((const unsigned char *)text);
    if (length == 0 || (unsigned char)*text < 0x20) {
      shown[used++] = '?';
      text += 1;
    } else {
      memcpy(shown + used, text, length);
      used += length;
      text += length;
    }
  }
  shown[used] = '\0';
  return text;
}

static void select_font(cairo_t *cr, const TextStyle *style, const char *family)
{
  cairo_select_font_face(cr, family, CAIRO_FONT_SLANT_NORMAL,
                         style->bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(cr, style->size);
}

/* True if the selected font has a picture for each letter. */
static bool font_has_all(cairo_t *cr, const char *shown)
{
  cairo_glyph_t *glyphs = NULL;
  int count = 0;
  bool all = true;
  cairo_scaled_font_text_to_glyphs(cairo_get_scaled_font(cr), 0.0, 0.0, shown, -1, &glyphs, &count,
                                   NULL, NULL, NULL);
  for (int i = 0; i < count; ++i) {
    all = all && glyphs[i].index != 0;
  }
  cairo_glyph_free(glyphs);
  return all;
}

/* A name may be Japanese: what the theme's font lacks, the font of the user's language may have. */
static void select_style(cairo_t *cr, const TextStyle *style, const char *shown)
{
  select_font(cr, style, style->theme->font);
  if (!font_has_all(cr, shown)) {
    select_font(cr, style, "sans-serif");
  }
}

double text_width(cairo_t *cr, const TextStyle *style, const char *text)
{
  cairo_text_extents_t extents;
  char shown[SHOWN_SIZE];
  clean(shown, text);
  select_style(cr, style, shown);
  cairo_text_extents(cr, shown, &extents);
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
  char shown[SHOWN_SIZE];
  clean(shown, text);
  theme_set_color(cr, style->color);
  cairo_move_to(cr, floor(left + 0.5), floor(y + baseline_drop(style) + 0.5));
  cairo_show_text(cr, shown);
}

void text_draw_within(cairo_t *cr, const TextStyle *style, double x, double y, double max_width,
                      const char *text)
{
  static const char dots[] = "\xe2\x80\xa6";
  char whole[SHOWN_SIZE];
  char part[SHOWN_SIZE];
  const char *rest = clean(whole, text);
  size_t fits = 0; /* so many bytes fit together with the dots */
  if (!*rest && text_width(cr, style, whole) <= max_width) {
    text_draw(cr, style, ALIGN_LEFT, x, y, whole);
    return;
  }
  for (size_t used = 0; used + sizeof dots < sizeof part && whole[used];) {
    used += character_length((const unsigned char *)whole + used);
    memcpy(part, whole, used);
    memcpy(part + used, dots, sizeof dots);
    fits = text_width(cr, style, part) <= max_width ? used : fits;
  }
  memcpy(part, whole, fits);
  memcpy(part + fits, dots, sizeof dots);
  text_draw(cr, style, ALIGN_LEFT, x, y, part);
}

void text_draw_upward(cairo_t *cr, const TextStyle *style, double x, double y, const char *text)
{
  cairo_save(cr);
  cairo_translate(cr, floor(x), floor(y));
  cairo_rotate(cr, -1.5707963267948966);
  text_draw(cr, style, ALIGN_CENTER, 0.0, 0.0, text);
  cairo_restore(cr);
}
