/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/terminal/message.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "ui/cli/terminal/shown.h"

enum { LINE_BYTES = 2 * PATH_MAX + 1024 };

static void print_line(const char *subject, const char *kind, const char *format, va_list values)
{
  char line[LINE_BYTES];
  const int length = snprintf(line, sizeof line, "%s: %s", *subject ? subject : "\"\"", kind);
  if (length >= 0 && (size_t)length < sizeof line) {
    vsnprintf(line + length, sizeof line - (size_t)length, format, values);
  }
  shown_clean(line);
  /* On a terminal, the line may hold a progress bar. */
  fprintf(stderr, "%sgenre-eq: %s\n", isatty(STDERR_FILENO) ? "\r\033[K" : "", line);
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

const char *message_remedy(int error)
{
  switch (error) {
  case ENOENT:
    return "make its directory first";
  case EACCES:
  case EPERM:
  case EROFS:
    return "it needs a directory you may write to";
  case ENOSPC:
  case EDQUOT:
    return "make room, or choose another disk";
  case EFBIG:
    return "allow longer files (ulimit -f), or choose another disk";
  case EEXIST:
    return "choose another name, or give --force";
  case EIO:
    return "check the disk, or choose another";
  case ENAMETOOLONG:
    return "choose a shorter name";
  case EMFILE:
  case ENFILE:
  case ENOMEM:
    return "close other programs";
  default:
    return "choose another place";
  }
}
