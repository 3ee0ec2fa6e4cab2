/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/files/text_file.h"

#include <errno.h>
#include <string.h>

#include "ui/cli/files/target_file.h"
#include "ui/cli/terminal/message.h"

bool text_file_write(const char *path, const char *source, bool overwrite, TextFunction write_to,
                     const void *what)
{
  if (!path || strcmp(path, "-") == 0) {
    write_to(what, stdout);
    return true; /* main() checks that it could be written */
  }
  TargetFile target;
  if (!target_file_allowed(path, source, overwrite) ||
      !target_file_open(&target, path, overwrite)) {
    return false;
  }
  FILE *file = fdopen(target.descriptor, "w");
  if (file) {
    errno = 0;
    write_to(what, file);
    const bool failed = ferror(file) != 0;
    target.descriptor = -1;
    if (fclose(file) == 0 && !failed) {
      return target_file_keep(&target);
    }
  }
  message_error(path, "cannot be written (%s); %s", strerror(errno), message_remedy(errno));
  target_file_drop(&target);
  return false;
}
