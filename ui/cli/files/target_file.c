/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#define _GNU_SOURCE /* statx */

#include "ui/cli/files/target_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "ui/cli/terminal/message.h"

/* True if even its owner may not replace it (chattr +i or +a). */
static bool is_locked(const char *path)
{
  const uint64_t locked = STATX_ATTR_IMMUTABLE | STATX_ATTR_APPEND;
  struct statx there;
  return statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, 0, &there) == 0 &&
         (there.stx_attributes & locked) != 0;
}

/* True if the directory, like /tmp, lets nobody replace the files of others. */
static bool is_kept_for_another(const char *directory, const struct stat *there)
{
  const uid_t user = geteuid();
  struct stat status;
  return stat(directory, &status) == 0 && (status.st_mode & S_ISVTX) != 0 && user != 0 &&
         user != status.st_uid && user != there->st_uid;
}

/* Writes a little to a temporary beside the path, with `name` in its name, and removes it: a file
 * system may be full, or take no files at all, as /proc. False, with errno. */
static bool takes_a_file(const char *path, const char *name)
{
  static const char block[4096];
  char temporary[PATH_MAX];
  const char *slash = strrchr(path, '/');
  const int directory = slash ? (int)(slash - path) + 1 : 0;
  const int length =
      snprintf(temporary, sizeof temporary, "%.*s.genre-eq-%s-XXXXXX", directory, path, name);
  if (length < 0 || (size_t)length >= sizeof temporary) {
    errno = ENAMETOOLONG;
    return false;
  }
  const int descriptor = mkstemp(temporary);
  if (descriptor < 0) {
    errno = errno == ENOENT ? EPERM : errno; /* the directory exists */
    return false;
  }
  size_t done = 0;
  ssize_t got = 1;
  while (done < sizeof block && got > 0) { /* only where nothing fits does the system say why */
    got = write(descriptor, block + done, sizeof block - done);
    done += got > 0 ? (size_t)got : 0;
  }
  const bool written = done == sizeof block;
  const int error = errno;
  const bool closed = close(descriptor) == 0;
  const bool removed = unlink(temporary) == 0;
  errno = written ? errno : error;
  return written && closed && removed;
}

bool target_file_place(const char *path)
{
  if (strcmp(path, "-") == 0) {
    message_error(path,
                  "standard output is not possible here; name a place, or ./- if it is meant");
    return false;
  }
  char directory[PATH_MAX];
  struct stat there;
  const char *slash = strrchr(path, '/');
  const int length = slash ? (int)(slash - path) + 1 : 0;
  const int written = snprintf(directory, sizeof directory, "%.*s.", length, path);
  if (written < 0 || (size_t)written >= sizeof directory ||
      (lstat(path, &there) != 0 && errno == ENAMETOOLONG)) {
    message_error(path, "the name is too long; choose a shorter one");
    return false;
  }
  errno = 0;
  const bool writable = access(directory, W_OK | X_OK) == 0 && !is_locked(directory);
  if (!writable || !takes_a_file(path, "")) {
    const int error = errno != 0 ? errno : EPERM;
    message_error(path, "cannot be written (%s); %s", strerror(error), message_remedy(error));
    return false;
  }
  /* The disks of other systems refuse ?, : and more. A long name leaves no room to try it. */
  if (!takes_a_file(path, slash ? slash + 1 : path) && errno != ENAMETOOLONG) {
    message_error(path, "this disk takes no such name; choose another");
    return false;
  }
  if (lstat(path, &there) == 0 && (is_locked(path) || is_kept_for_another(directory, &there))) {
    message_error(path, "cannot be replaced (%s); choose another name", strerror(EPERM));
    return false;
  }
  return true;
}

void target_file_warn_of_room(const char *path, double bytes)
{
  char directory[PATH_MAX];
  struct statvfs disk;
  const char *slash = strrchr(path, '/');
  snprintf(directory, sizeof directory, "%.*s.", slash ? (int)(slash - path) + 1 : 0, path);
  if (statvfs(directory, &disk) != 0 || disk.f_blocks == 0) { /* some file systems do not tell */
    return;
  }
  const double free_bytes =
      (double)(geteuid() == 0 ? disk.f_bfree : disk.f_bavail) * (double)disk.f_frsize;
  if (bytes > free_bytes) {
    message_warning(path,
                    "%.1f MB are to be written, and the disk has %.1f MB left; make room, or "
                    "choose another disk",
                    bytes / 1e6, free_bytes / 1e6);
  }
}

/* A link whose target does not exist counts as existing. */
static bool is_dangling(const char *path, bool overwrite)
{
  struct stat there;
  const bool dangling = !overwrite && lstat(path, &there) == 0;
  if (dangling) {
    message_error(path, "exists already; name another file, or give --force");
  }
  return dangling;
}

bool target_file_is_same(const char *path, const char *source)
{
  struct stat there;
  struct stat from;
  const bool same = source && stat(path, &there) == 0 && stat(source, &from) == 0 &&
                    from.st_dev == there.st_dev && from.st_ino == there.st_ino;
  if (same) {
    message_error(path, "is the input itself; name another output file");
  }
  return same;
}

/* As /dev/stdout is if the shell sent it to a file. What is printed would be lost with that file.
 */
static bool is_standard_output(const struct stat *there)
{
  struct stat output;
  return fstat(STDOUT_FILENO, &output) == 0 && output.st_dev == there->st_dev &&
         output.st_ino == there->st_ino;
}

bool target_file_allowed(const char *path, const char *source, bool overwrite)
{
  struct stat there;
  if (stat(path, &there) != 0) {
    return target_file_place(path) && !is_dangling(path, overwrite);
  }
  if (target_file_is_same(path, source)) {
    return false;
  }
  if (S_ISDIR(there.st_mode)) {
    message_error(path, "is a directory; name a file in it");
  } else if (!S_ISREG(there.st_mode)) {
    message_error(path, "is not a regular file; name another output file");
  } else if (is_standard_output(&there)) {
    message_error(path, "is where standard output goes; name another output file");
  } else if (!overwrite) {
    message_error(path, "exists already; name another file, or give --force");
  } else {
    return target_file_place(path);
  }
  return false;
}

bool target_file_temporary(const char *path, char temporary[PATH_MAX])
{
  const char *slash = strrchr(path, '/');
  const int directory = slash ? (int)(slash - path) + 1 : 0;
  const int length = snprintf(temporary, PATH_MAX, "%.*s.genre-eq-XXXXXX", directory, path);
  errno = ENAMETOOLONG;
  return length > 0 && length < PATH_MAX;
}

bool target_file_open(TargetFile *target, const char *path, bool overwrite)
{
  struct stat there;
  target->path = path;
  target->overwrite = overwrite;
  target->descriptor = -1;
  if (!target_file_temporary(path, target->temporary)) {
    message_error(path, "the name is too long; choose a shorter one");
    return false;
  }
  target->descriptor = mkstemp(target->temporary);
  if (target->descriptor < 0) {
    message_error(path, "cannot be written (%s); %s", strerror(errno), message_remedy(errno));
    return false;
  }
  const mode_t mask = umask(0); /* the mask can only be read by setting it */
  umask(mask);
  const bool replaces = lstat(path, &there) == 0 && S_ISREG(there.st_mode);
  fchmod(target->descriptor, replaces ? there.st_mode & 0777 : 0666 & ~mask);
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

/* Waits until the disk has all of it: some disks, those in a network above all, tell only now that
 * they are full. False, with errno. */
static bool reaches_disk(TargetFile *target)
{
  if (target->descriptor < 0) {
    return true;
  }
  const bool synced = fsync(target->descriptor) == 0 || errno == EINVAL || errno == EOPNOTSUPP;
  const int error = errno;
  const bool closed = close(target->descriptor) == 0;
  errno = synced ? errno : error;
  target->descriptor = -1;
  return synced && closed;
}

bool target_file_keep(TargetFile *target)
{
  if (!reaches_disk(target)) {
    message_error(target->path, "cannot be written to the end (%s); %s", strerror(errno),
                  message_remedy(errno));
    target_file_drop(target);
    return false;
  }
  /* A hard link never replaces a file that appeared meanwhile. If the file system has no links,
   * check and rename. */
  if (!target->overwrite) {
    if (link(target->temporary, target->path) == 0) {
      unlink(target->temporary);
      return true;
    }
    if (errno == EEXIST || access(target->path, F_OK) == 0) {
      message_error(target->path, "was made by another program meanwhile; run this again");
      target_file_drop(target);
      return false;
    }
  }
  if (rename(target->temporary, target->path) != 0) {
    message_error(target->path, "cannot be written (%s); %s", strerror(errno),
                  message_remedy(errno));
    target_file_drop(target);
    return false;
  }
  return true;
}
