/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/open/pipes.h"

#include <errno.h>
#include <unistd.h>

bool pipe_read(int descriptor, void *data, size_t n_bytes)
{
  char *at = data;
  while (n_bytes > 0) {
    const ssize_t n = read(descriptor, at, n_bytes);
    if (n > 0) {
      at += n;
      n_bytes -= (size_t)n;
    } else if (n == 0 || errno != EINTR) {
      return false;
    }
  }
  return true;
}

bool pipe_write(int descriptor, const void *data, size_t n_bytes)
{
  const char *at = data;
  while (n_bytes > 0) {
    const ssize_t n = write(descriptor, at, n_bytes);
    if (n >= 0) {
      at += n;
      n_bytes -= (size_t)n;
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}
