/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/terminal/utf8.h"

#include <string.h>

int utf8_length(const char *text)
{
  const unsigned char *s = (const unsigned char *)text;
  if (s[0] < 0x80) {
    return 1;
  }
  const int length = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : s[0] >= 0xc2 ? 2 : 0;
  if (length == 0 || s[0] > 0xf4) {
    return 0;
  }
  for (int i = 1; i < length; ++i) {
    if ((s[i] & 0xc0) != 0x80) {
      return 0;
    }
  }
  const uint32_t second = s[1];
  const int overlong = (s[0] == 0xe0 && second < 0xa0) || (s[0] == 0xf0 && second < 0x90);
  const int surrogate = s[0] == 0xed && second >= 0xa0;
  const int too_large = s[0] == 0xf4 && second >= 0x90;
  return overlong || surrogate || too_large ? 0 : length;
}

uint32_t utf8_character(const char *text, int length)
{
  const unsigned char *s = (const unsigned char *)text;
  uint32_t value = length == 1 ? s[0] : s[0] & (0xffu >> (length + 1));
  for (int i = 1; i < length; ++i) {
    value = value << 6 | (s[i] & 0x3fu);
  }
  return value;
}

/* C1 are U+0080 ... U+009F, in UTF-8 C2 80 ... C2 9F. */
bool utf8_is_control(const char *text)
{
  const unsigned char *s = (const unsigned char *)text;
  return s[0] < 0x20 || s[0] == 0x7f || (s[0] == 0xc2 && s[1] >= 0x80 && s[1] < 0xa0);
}

void utf8_copy(char *to, size_t size, const char *from)
{
  size_t length = strlen(from);
  if (length >= size) {
    length = size - 1;
    while (length > 0 && ((unsigned char)from[length] & 0xc0) == 0x80) { /* within a character */
      --length;
    }
  }
  memcpy(to, from, length);
  to[length] = '\0';
}
