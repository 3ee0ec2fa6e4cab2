/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/terminal/seen_name.h"

#include <string.h>

#include "ui/cli/terminal/compose.h"
#include "ui/cli/terminal/utf8.h"

enum { LONGEST = 4096, MOST_BYTES = 4 }; /* of a name; of a character */

typedef struct {
  uint32_t first, last;
} Range;

/* Default_Ignorable_Code_Point and White_Space (without controls) of the Unicode Character
 * Database, version 14.0.0 (DerivedCoreProperties.txt, PropList.txt). */
static const Range unseen[] = {
    {0xad, 0xad},       {0x34f, 0x34f},     {0x61c, 0x61c},   {0x115f, 0x1160}, {0x17b4, 0x17b5},
    {0x180b, 0x180f},   {0x200b, 0x200f},   {0x202a, 0x202e}, {0x2060, 0x206f}, {0x3164, 0x3164},
    {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},   {0xffa0, 0xffa0}, {0xfff0, 0xfff8}, {0x1bca0, 0x1bca3},
    {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff},
};
static const Range blank[] = {
    {' ', ' '},       {0xa0, 0xa0},     {0x1680, 0x1680}, {0x2000, 0x200a},
    {0x2028, 0x2029}, {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000},
};
enum { N_UNSEEN = sizeof unseen / sizeof unseen[0], N_BLANK = sizeof blank / sizeof blank[0] };

static bool is_in(const Range *range, int count, uint32_t character)
{
  int i = 0;
  while (i < count && !(character >= range[i].first && character <= range[i].last)) {
    ++i;
  }
  return i < count;
}

bool seen_name_copy(const char *name, char *to, size_t size)
{
  char seen[LONGEST] = "";
  size_t used = 0;
  size_t length = 0;
  size_t at = 0;
  for (; name[at] && used + MOST_BYTES < sizeof seen; at += length) {
    const int bytes = utf8_length(name + at);
    const uint32_t character = bytes > 0 ? utf8_character(name + at, bytes) : 0;
    length = bytes > 0 ? (size_t)bytes : 1;
    if (is_in(blank, N_BLANK, character)) {
      if (used > 0 && seen[used - 1] != ' ') {
        seen[used++] = ' ';
      }
    } else if (!is_in(unseen, N_UNSEEN, character)) {
      memcpy(seen + used, name + at, length);
      used += length;
    }
  }
  used -= used > 0 && seen[used - 1] == ' ';
  seen[used] = '\0';
  compose_copy(seen, to, size);
  return used != at; /* every change makes it shorter, since ' ' is the shortest blank */
}
