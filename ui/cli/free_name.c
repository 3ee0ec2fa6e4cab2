/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/free_name.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ui/cli/message.h"

enum { MOST_NAMES_TRIED = 10000 };

bool free_name(char name[PATH_MAX], const char *path, const char *extension)
{
  const char *slash = strrchr(path, '/');
  const char *base = slash ? slash + 1 : path;
  const char *dot = strrchr(base, '.');
  const int stem = (int)(dot && dot > base ? (size_t)(dot - path) : strlen(path));
  for (int number = 1; number <= MOST_NAMES_TRIED; ++number) {
    char suffix[16] = "";
    if (number > 1) {
      snprintf(suffix, sizeof suffix, "-%d", number);
    }
    const int length =
        snprintf(name, PATH_MAX, "%.*s.genre-eq%s.%s", stem, path, suffix, extension);
    if (length < 0 || length >= PATH_MAX) {
      message_error(path, "the name is too long; choose a shorter one");
      return false;
    }
    if (access(name, F_OK) != 0) {
      return true;
    }
  }
  message_error(path, "all names for its master are taken; move some away");
  return false;
}
