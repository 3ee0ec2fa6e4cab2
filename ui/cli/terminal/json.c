/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/terminal/json.h"

#include <math.h>
#include <string.h>

#include "ui/cli/terminal/utf8.h"

void json_string(FILE *to, const char *text)
{
  const char *s = text;
  fputc('"', to);
  while (*s) {
    const int length = utf8_length(s);
    if (*s == '"' || *s == '\\') {
      fprintf(to, "\\%c", *s);
    } else if (utf8_is_control(s)) {
      fprintf(to, "\\u%04x", (unsigned)(unsigned char)s[length - 1]);
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
