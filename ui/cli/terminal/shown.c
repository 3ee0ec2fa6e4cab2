/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/terminal/shown.h"

#include <stdio.h>

#include "ui/cli/terminal/utf8.h"

void shown_clean(char *text)
{
  for (char *at = text; *at;) {
    const int length = utf8_length(at);
    if (length > 0 && !utf8_is_control(at)) {
      at += length;
    } else {
      *at++ = '?'; /* the rest of the sequence is not UTF-8, and becomes '?', too */
    }
  }
}

ShownName shown_name(const char *name)
{
  ShownName shown;
  snprintf(shown.text, sizeof shown.text, "%s", name);
  shown_clean(shown.text);
  return shown;
}
