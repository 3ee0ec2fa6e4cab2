/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/files/target_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ui/cli/terminal/message.h"

bool target_file_allowed(const char *path, const char *source, bool overwrite)
{
  struct stat there;
  struct stat from;
  if (stat(path, &there) != 0) {
    return true; /* if anything else is wrong, opening the temporary says so */
  }
  if (source && stat(source, &from) == 0 && from.st_dev == there.st_dev &&
      from.st_ino == there.st_ino) {
    message_error(path, "is the input itself; name another output file");
  } else if (S_ISDIR(there.st_mode)) {
    message_error(path, "is a directory; name a file in it");
  } else if (!S_ISREG(there.st_mode)) {
    message_error(path, "is not a regular file; name another output file");
  } else if (!overwrite) {
    message_error(path, "exists already; name another file, or give --force");
  } else {
    return true;
  }
  return false;
}

static const char *advice(int error)
{
  switch (error) {
  case ENOENT:
    return "make its directory first";
  case EACCES:
  case EPERM:
  case EROFS:
    return "choose a directory you may write to";
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    return "make room, or choose another disk";
  default:
    return "choose another place";
  }
}

bool target_file_open(TargetFile *target, const char *path, bool overwrite)
{
  target->path = path;
  target->overwrite = overwrite;
  target->descriptor = -1;
  const char *slash = strrchr(path, '/');
  const int directory = slash ? (int)(slash - path) + 1 : 0;
  const int length = snprintf(target->temporary, sizeof target->temporary, "%.*s.genre-eq-XXXXXX",
                              directory, path);
  if (length < 0 || (size_t)length >= sizeof target->temporary) {
    message_error(path, "the name is too long; choose a shorter one");
    return false;
  }
  target->descriptor = mkstemp(target->temporary);
  if (target->descriptor < 0) {
    message_error(path, "cannot be written (%s); %s", strerror(errno), advice(errno));
    return false;
  }
  const mode_t mask = umask(0); /* the mask can only be read by setting it */
  umask(mask);
  fchmod(target->descriptor, 0666 & ~mask);
  return true;
}

void target_file_drop(TargetFile *target)
{
  if (target->descriptor >= 0) {
    close(target->descriptor);
    target->descriptor = -1;
  }
  unlink(target->temporary);
}

bool target_file_keep(TargetFile *target)
{
  if (target->descriptor >= 0) {
    close(target->descriptor);
    target->descriptor = -1;
  }
  /* A hard link never replaces a file that appeared meanwhile. If the file system has no links,
   * check and rename. */
  if (!target->overwrite) {
    if (link(target->temporary, target->path) == 0) {
      unlink(target->temporary);
      return true;
    }
    if (errno == EEXIST || access(target->path, F_OK) == 0) {
      message_error(target->path, "exists already; name another file, or give --force");
      target_file_drop(target);
      return false;
    }
  }
  if (rename(target->temporary, target->path) != 0) {
    message_error(target->path, "cannot be written (%s); %s", strerror(errno), advice(errno));
    target_file_drop(target);
    return false;
  }
  return true;
}
