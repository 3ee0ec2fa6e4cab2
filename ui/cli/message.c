/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/message.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static void print_line(const char *subject, const char *kind, const char *format, va_list values)
{
  /* On a terminal a progress bar may stand in the line. */
  const char *erase = isatty(STDERR_FILENO) ? "\r\033[K" : "";
  fprintf(stderr, "%sgenre-eq: %s: %s", erase, subject, kind);
  vfprintf(stderr, format, values);
  fputc('\n', stderr);
}

void message_error(const char *subject, const char *format, ...)
{
  va_list values;
  va_start(values, format);
  print_line(subject, "", format, values);
  va_end(values);
}

void message_warning(const char *subject, const char *format, ...)
{
  va_list values;
  va_start(values, format);
  print_line(subject, "warning: ", format, values);
  va_end(values);
}
