/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/files/free_names.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "ui/cli/files/target_file.h"
#include "ui/cli/terminal/message.h"

enum { MOST_NAMES_TRIED = 10000 };

static bool compose(FileName to, const char *path, int stem, int number, const char *extension)
{
  char suffix[16] = "";
  if (number > 1) {
    snprintf(suffix, sizeof suffix, "-%d", number);
  }
  const int length = snprintf(to, PATH_MAX, "%.*s.genre-eq%s.%s", stem, path, suffix, extension);
  return length > 0 && length < PATH_MAX;
}

static bool all_can_be_made(int count, FileName name[])
{
  for (int i = 0; i < count; ++i) {
    if (!target_file_place(name[i])) {
      return false;
    }
  }
  return true;
}

bool free_names_find(const char *path, int count, const char *const extension[], FileName name[])
{
  const char *slash = strrchr(path, '/');
  const char *base = slash ? slash + 1 : path;
  const char *dot = strrchr(base, '.');
  const int stem = (int)(dot && dot > base ? (size_t)(dot - path) : strlen(path));
  for (int number = 1; number <= MOST_NAMES_TRIED; ++number) {
    struct stat there;
    int n_free = 0;
    for (int i = 0; i < count; ++i) {
      if (!compose(name[i], path, stem, number, extension[i])) {
        message_error(path, "the name is too long; choose a shorter one");
        return false;
      }
      n_free += lstat(name[i], &there) != 0;
    }
    if (n_free == count) {
      return all_can_be_made(count, name);
    }
  }
  message_error(path, "all names for its master are taken; move some away");
  return false;
}
