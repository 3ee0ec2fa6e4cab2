/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Of html.h: text, numbers and bytes.
 */
#include <math.h>
#include <string.h>

#include "ui/cli/report/html.h"
#include "ui/cli/terminal/utf8.h"

#define MINUS "\xe2\x88\x92"
#define EN_DASH "\xe2\x80\x93"
#define CLOSING_QUOTE "\xe2\x80\x9d"

static void put_text(FILE *to, const char *text, const char *end)
{
  while (text < end) {
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

void html_text(FILE *to, const char *text)
{
  put_text(to, text, text + strlen(text));
}

void html_words(FILE *to, const char *words)
{
  const char *quote;
  while ((quote = strstr(words, CLOSING_QUOTE))) {
    put_text(to, words, quote + strlen(CLOSING_QUOTE));
    fputs("&lrm;", to);
    words = quote + strlen(CLOSING_QUOTE);
  }
  html_text(to, words);
}

void html_base64(FILE *to, const unsigned char *byte, size_t count)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < count; i += 3) {
    const size_t left = count - i;
    const unsigned bits = (unsigned)byte[i] << 16 | (left > 1 ? (unsigned)byte[i + 1] << 8 : 0) |
                          (left > 2 ? (unsigned)byte[i + 2] : 0);
    fputc(digits[bits >> 18], to);
    fputc(digits[bits >> 12 & 63], to);
    fputc(left > 1 ? digits[bits >> 6 & 63] : '=', to);
    fputc(left > 2 ? digits[bits & 63] : '=', to);
  }
}

void html_time(FILE *to, double seconds)
{
  const long s = (long)seconds;
  if (s < 3600) {
    fprintf(to, "%ld:%02ld", s / 60, s % 60);
  } else {
    fprintf(to, "%ld:%02ld:%02ld", s / 3600, s / 60 % 60, s % 60);
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
