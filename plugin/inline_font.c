/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/inline_font.h"

#include <stddef.h>

/* Rows from the top, separated by spaces; '#' is a dot. */
typedef struct {
  char character;
  const char *rows;
} Glyph;

/* clang-format off */
static const Glyph glyphs[] = {
    {' ', ". . . . . . . . ..."},
    {'%', "##..# ##..# ...#. ..#.. .#... #..## #..##"},
    {'/', "....# ...#. ...#. ..#.. .#... .#... #...."},
    {'-', ". . . #### . . ."},
    {'.', ". . . . . . #"},
    {'0', ".##. #..# #..# #..# #..# #..# .##."},
    {'1', ".#. ##. .#. .#. .#. .#. ###"},
    {'2', ".##. #..# ...# ..#. .#.. #... ####"},
    {'3', ".##. #..# ...# .##. ...# #..# .##."},
    {'4', "..#. .##. #.#. #.#. #### ..#. ..#."},
    {'5', "#### #... ###. ...# ...# #..# .##."},
    {'6', ".##. #... ###. #..# #..# #..# .##."},
    {'7', "#### ...# ..#. ..#. .#.. .#.. .#.."},
    {'8', ".##. #..# #..# .##. #..# #..# .##."},
    {'9', ".##. #..# #..# #..# .### ...# .##."},
    {'a', ". . .##. ...# .### #..# .###"},
    {'b', "#... #... ###. #..# #..# #..# ###."},
    {'c', ". . .### #... #... #... .###"},
    {'d', "...# ...# .### #..# #..# #..# .###"},
    {'e', ". . .##. #..# #### #... .###"},
    {'f', ".## #.. ### #.. #.. #.. #.."},
    {'g', ". . .### #..# #..# #..# .### ...# .##."},
    {'h', "#... #... ###. #..# #..# #..# #..#"},
    {'i', "# . # # # # #"},
    {'j', ".# .. .# .# .# .# .# .# #."},
    {'k', "#... #... #..# #.#. ##.. #.#. #..#"},
    {'l', "# # # # # # #"},
    {'m', ". . ####. #.#.# #.#.# #.#.# #.#.#"},
    {'n', ". . ###. #..# #..# #..# #..#"},
    {'o', ". . .##. #..# #..# #..# .##."},
    {'p', ". . ###. #..# #..# #..# ###. #... #..."},
    {'q', ". . .### #..# #..# #..# .### ...# ...#"},
    {'r', ". . #.## ##.. #... #... #..."},
    {'s', ". . .### #... .##. ...# ###."},
    {'t', "#.. #.. ### #.. #.. #.. .##"},
    {'u', ". . #..# #..# #..# #..# .###"},
    {'v', ". . #...# #...# .#.#. .#.#. ..#.."},
    {'w', ". . #.#.# #.#.# #.#.# #.#.# .#.#."},
    {'x', ". . #..# #..# .##. #..# #..#"},
    {'y', ". . #..# #..# #..# #..# .### ...# .##."},
    {'z', ". . #### ...# .##. #... ####"},
};
/* clang-format on */

static const Glyph missing = {'\0', "#### #..# #..# #..# #..# #..# ####"};

static const Glyph *find(char character)
{
  const char low = (char)(character >= 'A' && character <= 'Z' ? character - 'A' + 'a' : character);
  for (size_t i = 0; i < sizeof glyphs / sizeof glyphs[0]; ++i) {
    if (glyphs[i].character == low) {
      return &glyphs[i];
    }
  }
  return &missing;
}

static int glyph_width(const Glyph *glyph)
{
  int widest = 0;
  int width = 0;
  for (const char *s = glyph->rows; *s; ++s) {
    width = *s == ' ' ? 0 : width + 1;
    widest = width > widest ? width : widest;
  }
  return widest;
}

int font_width(const char *text)
{
  int width = 0;
  for (const char *s = text; *s; ++s) {
    width += glyph_width(find(*s)) + (s[1] ? 1 : 0);
  }
  return width;
}

static void draw_glyph(Canvas *canvas, const Glyph *glyph, int x, int y, int dot_size,
                       uint32_t color)
{
  int column = 0;
  int row = 0;
  for (const char *s = glyph->rows; *s; ++s) {
    if (*s == '#') {
      const int left = x + column * dot_size;
      const int top = y + row * dot_size;
      canvas_fill(canvas, left, top, left + dot_size, top + dot_size, color, 1.0);
    }
    column = *s == ' ' ? 0 : column + 1;
    row += *s == ' ';
  }
}

void font_draw(Canvas *canvas, const char *text, int x, int y, int dot_size, uint32_t color)
{
  for (const char *s = text; *s; ++s) {
    const Glyph *glyph = find(*s);
    draw_glyph(canvas, glyph, x, y, dot_size, color);
    x += (glyph_width(glyph) + 1) * dot_size;
  }
}
