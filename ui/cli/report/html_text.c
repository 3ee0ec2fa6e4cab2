/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of html.h: text and numbers.
 */
#include <math.h>
#include <string.h>

#include "ui/cli/report/html.h"
#include "ui/cli/terminal/utf8.h"

#define MINUS "\xe2\x88\x92"
#define EN_DASH "\xe2\x80\x93"

void html_text(FILE *to, const char *text)
{
  while (*text) {
    const int length = utf8_length(text);
    if (*text == '&') {
      fputs("&amp;", to);
    } else if (*text == '<') {
      fputs("&lt;", to);
    } else if (*text == '>') {
      fputs("&gt;", to);
    } else if (*text == '"') {
      fputs("&quot;", to);
    } else if (length == 0 || (utf8_is_control(text) && *text != '\n')) {
      fputs("\xef\xbf\xbd", to);
    } else {
      fwrite(text, 1, (size_t)length, to);
    }
    text += length > 0 ? length : 1;
  }
}

static void put(FILE *to, double value, int decimals, const char *plus)
{
  if (!isfinite(value)) {
    fputs(EN_DASH, to);
    return;
  }
  char digits[64];
  snprintf(digits, sizeof digits, "%.*f", decimals, fabs(value));
  const bool nothing = strspn(digits, "0.") == strlen(digits);
  fprintf(to, "%s%s", nothing ? "" : value < 0.0 ? MINUS : plus, digits);
}

void html_change(FILE *to, double value, int decimals)
{
  put(to, value, decimals, "+");
}

void html_number(FILE *to, double value, int decimals)
{
  put(to, value, decimals, "");
}
