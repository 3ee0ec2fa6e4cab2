/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#define _POSIX_C_SOURCE 200809L /* open, fstat */

#include "plugin/profile_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Up to `size` bytes; −1 on an error. */
static ssize_t read_all(int descriptor, char *text, size_t size)
{
  size_t used = 0;
  ssize_t n = 1;
  while (used < size && n > 0) {
    n = read(descriptor, text + used, size - used);
    used += n > 0 ? (size_t)n : 0;
  }
  return n < 0 ? -1 : (ssize_t)used;
}

/* The bytes of a UTF-8 byte order mark, which some editors put first. */
static size_t byte_order_mark(const char *text, size_t size)
{
  static const char mark[3] = "\xef\xbb\xbf";
  return size >= sizeof mark && memcmp(text, mark, sizeof mark) == 0 ? sizeof mark : 0;
}

/* Opens without waiting, should the path be a pipe or a device. */
static int open_regular(const char *path, struct stat *info)
{
  const int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (descriptor >= 0 && fstat(descriptor, info) != 0) {
    close(descriptor);
    return -1;
  }
  return descriptor;
}

bool profile_file_read(const char *path, Profile *profile, char error[PROFILE_ERROR_BYTES])
{
  char inside[PATH_MAX];
  char text[PROFILE_TEXT_BYTES];
  struct stat info;
  int descriptor = open_regular(path, &info);
  if (descriptor >= 0 && S_ISDIR(info.st_mode)) {
    close(descriptor);
    const int length = snprintf(inside, sizeof inside, "%s/" PROFILE_FILE_NAME, path);
    errno = ENAMETOOLONG;
    descriptor = length > 0 && (size_t)length < sizeof inside ? open_regular(inside, &info) : -1;
  }
  if (descriptor < 0) {
    snprintf(error, PROFILE_ERROR_BYTES, "cannot read the file (%s)", strerror(errno));
    return false;
  }
  const ssize_t size = S_ISREG(info.st_mode) ? read_all(descriptor, text, sizeof text) : -1;
  close(descriptor);
  if (size < 0) {
    snprintf(error, PROFILE_ERROR_BYTES, "cannot read the file (not a regular file)");
    return false;
  }
  const size_t mark = byte_order_mark(text, (size_t)size);
  return profile_read(text + mark, (size_t)size - mark, profile, error);
}
