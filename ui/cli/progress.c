/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BAR_CELLS = 40 };

void progress_begin(Progress *progress, const char *what)
{
  *progress =
      (Progress){.what = what, .on_terminal = isatty(STDERR_FILENO) != 0, .shown_percent = -1};
}

void progress_show(Progress *progress, double done, double total)
{
  if (!progress->on_terminal || total <= 0.0) {
    return;
  }
  const double part = done < total ? done / total : 1.0;
  const int percent = (int)(100.0 * part);
  if (percent == progress->shown_percent) {
    return;
  }
  progress->shown_percent = percent;
  char bar[BAR_CELLS + 1];
  memset(bar, ' ', BAR_CELLS);
  memset(bar, '#', (size_t)(BAR_CELLS * part));
  bar[BAR_CELLS] = '\0';
  fprintf(stderr, "\r%-9s [%s] %3d %%", progress->what, bar, percent);
  fflush(stderr);
}

void progress_end(Progress *progress)
{
  if (progress->on_terminal && progress->shown_percent >= 0) {
    fputs("\r\033[K", stderr);
    fflush(stderr);
  }
}
