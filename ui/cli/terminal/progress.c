/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/terminal/progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BAR_CELLS = 40, SHORTEST_S = 3 };

/* Set once, at the start of a child process. */
static double *relay;

void progress_relay(double *part)
{
  relay = part;
}

void progress_begin(Progress *progress, const char *what)
{
  *progress = (Progress){
      .what = what, .on_terminal = !relay && isatty(STDERR_FILENO) != 0, .shown_percent = -1};
  clock_gettime(CLOCK_MONOTONIC, &progress->started);
}

/* " 1 min 20 s left", or "" while it is not known. */
static void describe_time_left(const Progress *progress, double part, char *text, size_t size)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  const double elapsed_s = (double)(now.tv_sec - progress->started.tv_sec) +
                           1e-9 * (double)(now.tv_nsec - progress->started.tv_nsec);
  text[0] = '\0';
  if (elapsed_s >= SHORTEST_S && part > 0.01) {
    const long left_s = (long)(elapsed_s * (1.0 - part) / part + 0.5);
    if (left_s >= 3600) {
      snprintf(text, size, "  %ld h %02ld min left", left_s / 3600, left_s / 60 % 60);
    } else if (left_s >= 60) {
      snprintf(text, size, "  %ld min %02ld s left", left_s / 60, left_s % 60);
    } else {
      snprintf(text, size, "  %ld s left", left_s);
    }
  }
}

void progress_show(Progress *progress, double done, double total)
{
  const double part = total <= 0.0 ? 0.0 : done < total ? done / total : 1.0;
  if (relay) {
    *relay = part;
  }
  const int percent = (int)(100.0 * part);
  if (!progress->on_terminal || total <= 0.0 || percent == progress->shown_percent) {
    return;
  }
  progress->shown_percent = percent;
  char left[48];
  char bar[BAR_CELLS + 1];
  describe_time_left(progress, part, left, sizeof left);
  memset(bar, ' ', BAR_CELLS);
  memset(bar, '#', (size_t)(BAR_CELLS * part));
  bar[BAR_CELLS] = '\0';
  fprintf(stderr, "\r%-9s [%s] %3d %%%s\033[K", progress->what, bar, percent, left);
  fflush(stderr);
}

void progress_end(Progress *progress)
{
  if (progress->on_terminal && progress->shown_percent >= 0) {
    fputs("\r\033[K", stderr);
    fflush(stderr);
    progress->shown_percent = -1;
  }
}
