/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#define _GNU_SOURCE /* memfd_create */

#include "ui/cli/terminal/hush.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

Hush hush_begin(void)
{
  Hush hush = {.standard_error = dup(STDERR_FILENO), .kept = memfd_create("stderr", MFD_CLOEXEC)};
  fflush(stderr);
  if (hush.standard_error < 0 || hush.kept < 0 || dup2(hush.kept, STDERR_FILENO) < 0) {
    if (hush.standard_error >= 0) {
      close(hush.standard_error);
    }
    if (hush.kept >= 0) {
      close(hush.kept);
    }
    hush.standard_error = -1;
  }
  return hush;
}

bool hush_pause(const Hush *hush)
{
  if (hush->standard_error < 0) {
    return false;
  }
  fflush(stderr);
  dup2(hush->standard_error, STDERR_FILENO);
  return lseek(hush->kept, 0, SEEK_END) > 0;
}

void hush_go_on(const Hush *hush)
{
  if (hush->standard_error >= 0) {
    fflush(stderr);
    dup2(hush->kept, STDERR_FILENO);
  }
}

bool hush_end(Hush hush)
{
  const bool printed = hush_pause(&hush);
  if (hush.standard_error >= 0) {
    close(hush.standard_error);
    close(hush.kept);
  }
  return printed;
}
