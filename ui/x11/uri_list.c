/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/x11/uri_list.h"

#include <string.h>
#include <unistd.h>

static int hex_digit(char c)
{
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

/* False if the path is too long, or holds a byte that no path can hold. */
static bool decode(const char *from, size_t n_bytes, char *path, size_t size)
{
  size_t used = 0;
  for (size_t i = 0; i < n_bytes; ++i) {
    int byte = (unsigned char)from[i];
    if (from[i] == '%') {
      const bool whole = n_bytes - i > 2;
      const int high = whole ? hex_digit(from[i + 1]) : -1;
      const int low = whole ? hex_digit(from[i + 2]) : -1;
      if (high < 0 || low < 0) {
        return false;
      }
      byte = 16 * high + low;
      i += 2;
    }
    if (byte == 0 || used + 1 >= size) {
      return false;
    }
    path[used++] = (char)byte;
  }
  path[used] = '\0';
  return used > 0;
}

/* The end of the host's name at s if that is this machine (RFC 8089), or else s. */
static const char *skip_host(const char *s, const char *end)
{
  char own[256] = "";
  gethostname(own, sizeof own - 1);
  const char *const names[] = {"localhost", own};
  for (int i = 0; i < 2; ++i) {
    const size_t length = strlen(names[i]);
    if ((size_t)(end - s) > length && s[length] == '/' && strncmp(s, names[i], length) == 0) {
      return s + length;
    }
  }
  return s;
}

/* The start of the path if the line is a file on this machine. NULL if it is something else. */
static const char *path_part(const char *line, const char *end)
{
  static const char scheme[] = "file:";
  if ((size_t)(end - line) < strlen(scheme) || strncmp(line, scheme, strlen(scheme)) != 0) {
    return NULL;
  }
  const char *s = line + strlen(scheme);
  if (end - s >= 2 && s[0] == '/' && s[1] == '/') {
    s = skip_host(s + 2, end);
  }
  return s < end && *s == '/' ? s : NULL;
}

bool uri_list_first_path(const char *list, size_t n_bytes, char *path, size_t size)
{
  const char *end = list + n_bytes;
  for (const char *line = list; line < end;) {
    const char *stop = line;
    while (stop < end && *stop != '\r' && *stop != '\n' && *stop != '\0') {
      ++stop;
    }
    const char *from = path_part(line, stop);
    if (from) {
      return decode(from, (size_t)(stop - from), path, size);
    }
    line = stop + 1;
  }
  return false;
}
