/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#define _GNU_SOURCE /* renameat2 */

#include "ui/cli/files/bundle_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ui/cli/files/target_file.h"
#include "ui/cli/terminal/message.h"

bool bundle_folder_make(const char *folder, char temporary[PATH_MAX])
{
  if (!target_file_temporary(folder, temporary) || !mkdtemp(temporary)) {
    return false;
  }
  const mode_t mask = umask(0); /* the mask can only be read by setting it */
  umask(mask);
  chmod(temporary, 0777 & ~mask);
  return true;
}

static bool is_among(const char *name, const char *const *files)
{
  for (; *files; ++files) {
    if (strcmp(name, *files) == 0) {
      return true;
    }
  }
  return false;
}

bool bundle_folder_holds_only(const char *folder, const char *const *files)
{
  DIR *listing = opendir(folder);
  bool fine = listing != NULL;
  for (const struct dirent *entry; fine && (entry = readdir(listing));) {
    const bool is_dot = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    fine = is_dot || is_among(entry->d_name, files);
  }
  if (listing) {
    closedir(listing);
  }
  return fine;
}

void bundle_folder_remove(const char *folder, const char *const *files)
{
  char path[PATH_MAX];
  for (; *files; ++files) {
    const int length = snprintf(path, sizeof path, "%s/%s", folder, *files);
    if (length > 0 && length < PATH_MAX) {
      unlink(path);
    }
  }
  rmdir(folder);
}

/* Exchanges two names at once. If the file system cannot do that, renames one after the other. */
static bool exchange(const char *fresh, const char *old)
{
  char aside[PATH_MAX];
  if (renameat2(AT_FDCWD, fresh, AT_FDCWD, old, RENAME_EXCHANGE) == 0) {
    return true;
  }
  const int length = snprintf(aside, sizeof aside, "%s.old", fresh);
  if (length < 0 || length >= PATH_MAX || rename(old, aside) != 0) {
    return false;
  }
  if (rename(fresh, old) != 0) {
    const int error = errno;
    if (rename(aside, old) != 0) {
      message_error(aside, "holds what was in %s; move it back", old);
    }
    errno = error;
    return false;
  }
  return rename(aside, fresh) == 0;
}

bool bundle_folder_keep(const char *fresh, const char *folder, bool replace)
{
  struct stat there;
  if (replace && lstat(folder, &there) == 0) {
    return exchange(fresh, folder);
  }
  const bool fine = rename(fresh, folder) == 0; /* never replaces a folder that holds files */
  errno = errno == ENOTEMPTY ? EEXIST : errno;
  return fine;
}
