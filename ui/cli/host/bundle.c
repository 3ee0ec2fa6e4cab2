/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */

#include "ui/cli/host/bundle.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

bool bundle_is(const char *path)
{
  char manifest[PATH_MAX];
  const int length = snprintf(manifest, sizeof manifest, "%s/manifest.ttl", path);
  return length > 0 && (size_t)length < sizeof manifest && access(manifest, R_OK) == 0;
}

/* The kernel gives each program the path by which it was started. Unlike /proc, this works in
 * a bare chroot, too. */
static bool program_directory(char directory[PATH_MAX])
{
  const char *started_as = (const char *)getauxval(AT_EXECFN);
  if (!started_as || !realpath(started_as, directory)) {
    return false;
  }
  char *slash = strrchr(directory, '/');
  *slash = '\0';
  return true;
}

bool bundle_find(char *path, size_t size)
{
  static const char *const places[] = {"genre-eq.lv2", "../lib/lv2/genre-eq.lv2"};
  char directory[PATH_MAX];
  if (!program_directory(directory)) {
    return false;
  }
  for (size_t i = 0; i < sizeof places / sizeof places[0]; ++i) {
    const int length = snprintf(path, size, "%s/%s", directory, places[i]);
    if (length > 0 && (size_t)length < size && bundle_is(path)) {
      return true;
    }
  }
  return false;
}
