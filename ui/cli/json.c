/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/json.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* Length of the well-formed UTF-8 sequence at s (RFC 3629, section 4), or 0. */
static int utf8_length(const unsigned char *s)
{
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

void json_string(FILE *to, const char *text)
{
  const unsigned char *s = (const unsigned char *)text;
  fputc('"', to);
  while (*s) {
    const int length = utf8_length(s);
    if (*s == '"' || *s == '\\') {
      fprintf(to, "\\%c", *s);
    } else if (*s < 0x20) {
      fprintf(to, "\\u%04x", (unsigned)*s);
    } else if (length == 0) {
      fputs("\\ufffd", to);
    } else {
      fwrite(s, 1, (size_t)length, to);
    }
    s += length > 0 ? length : 1;
  }
  fputc('"', to);
}

void json_number(FILE *to, double value, int decimals)
{
  if (isfinite(value)) {
    char text[64];
    snprintf(text, sizeof text, "%.*f", decimals, value);
    const int negative_zero = text[0] == '-' && strspn(text + 1, "0.") == strlen(text + 1);
    fputs(text + negative_zero, to);
  } else {
    fputs("null", to);
  }
}
