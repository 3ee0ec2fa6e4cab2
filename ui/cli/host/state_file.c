/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/host/state_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_BYTES = 4 << 20, MOST_NESTED = 50 };

static bool is_flat(int descriptor)
{
  char text[4096];
  int depth = 0;
  ssize_t length;
  while ((length = read(descriptor, text, sizeof text)) > 0) {
    for (ssize_t i = 0; i < length && depth <= MOST_NESTED; ++i) {
      depth += (text[i] == '[' || text[i] == '(') - (text[i] == ']' || text[i] == ')');
    }
    if (depth > MOST_NESTED) {
      return false;
    }
  }
  return length == 0;
}

bool state_file_is_tame(const char *path)
{
  const int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  struct stat status;
  const bool fine = descriptor >= 0 && fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
                    status.st_size <= MOST_BYTES && is_flat(descriptor);
  if (descriptor >= 0) {
    close(descriptor);
  }
  return fine;
}
