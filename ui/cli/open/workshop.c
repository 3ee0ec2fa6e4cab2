/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/open/workshop.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ui/cli/open/pipes.h"

/* The worker inherits the window's connection to the display and the other ends of the pipes,
 * and must close them. */
static void close_all_but(const int *kept, int n_kept)
{
  const long most = sysconf(_SC_OPEN_MAX);
  for (int i = STDERR_FILENO + 1; i < (most > 0 && most < 4096 ? most : 4096); ++i) {
    bool keep = false;
    for (int k = 0; k < n_kept; ++k) {
      keep |= kept[k] == i;
    }
    if (!keep) {
      close(i);
    }
  }
}

static void become_worker(int orders, int news, int errors, const WorkerHost *with)
{
  const int kept[] = {orders, news};
  dup2(errors, STDERR_FILENO);
  close_all_but(kept, 2);
  _exit(worker_run(orders, news, with));
}

static void close_pipes(int pipes[][2], int n_pipes)
{
  for (int i = 0; i < n_pipes; ++i) {
    close(pipes[i][0]);
    close(pipes[i][1]);
  }
}

static bool start(Workshop *workshop)
{
  int pipes[3][2]; /* orders, news, errors */
  for (int i = 0; i < 3; ++i) {
    if (pipe(pipes[i]) != 0) {
      close_pipes(pipes, i);
      return false;
    }
  }
  fflush(NULL);
  const pid_t worker = fork();
  if (worker < 0) {
    close_pipes(pipes, 3);
    return false;
  }
  if (worker == 0) {
    become_worker(pipes[0][0], pipes[1][1], pipes[2][1], workshop->with);
  }
  close(pipes[0][0]);
  close(pipes[1][1]);
  close(pipes[2][1]);
  workshop->worker = worker;
  workshop->orders = pipes[0][1];
  workshop->news = pipes[1][0];
  workshop->errors = pipes[2][0];
  workshop->n_incoming = 0;
  workshop->n_line = 0;
  for (int i = 0; i < 3; ++i) { /* a dialog must not inherit them */
    const int ours = pipes[i][i == 0 ? 1 : 0];
    fcntl(ours, F_SETFD, FD_CLOEXEC);
    if (i > 0) {
      fcntl(ours, F_SETFL, O_NONBLOCK);
    }
  }
  return true;
}

bool workshop_start(Workshop *workshop, const WorkerHost *with)
{
  workshop->with = with;
  return start(workshop);
}

void workshop_stop(Workshop *workshop)
{
  if (workshop->worker == 0) {
    return;
  }
  kill(workshop->worker, SIGTERM); /* it removes an unfinished result, and ends */
  close(workshop->orders);
  close(workshop->news);
  close(workshop->errors);
  while (waitpid(workshop->worker, NULL, 0) < 0 && errno == EINTR) {
  }
  workshop->worker = 0;
}

void workshop_order(Workshop *workshop, OrderKind kind, const char *path, const float *value)
{
  Order order = {.kind = kind, .number = ++workshop->number};
  snprintf(order.path, sizeof order.path, "%s", path);
  memcpy(order.value, value, sizeof order.value);
  workshop->said[0] = '\0';
  workshop->is_lost = workshop->worker == 0 && kind != ORDER_STOP && !start(workshop);
  if (workshop->worker != 0) {
    pipe_write(workshop->orders, &order, sizeof order); /* a dead worker is found later */
  }
}

/* Takes a line of the worker's messages without "genre-eq: ". */
static void take_line(Workshop *workshop)
{
  static const char program[] = "genre-eq: ";
  const char *line = workshop->line;
  workshop->line[workshop->n_line] = '\0';
  workshop->n_line = 0;
  if (strncmp(line, program, strlen(program)) == 0) {
    line += strlen(program);
  }
  if (line[0]) {
    snprintf(workshop->said, sizeof workshop->said, "%s", line);
  }
}

static void hear_errors(Workshop *workshop)
{
  char byte;
  while (read(workshop->errors, &byte, 1) == 1) {
    if (byte == '\n') {
      take_line(workshop);
    } else if (workshop->n_line + 1 < sizeof workshop->line) {
      workshop->line[workshop->n_line++] = byte;
    }
  }
}

/* Only the next order starts a new worker; otherwise one that always dies would be started for
 * ever. */
static bool after_death(Workshop *workshop, News *news)
{
  const int number = workshop->number;
  workshop_stop(workshop);
  workshop->is_lost = false;
  if (!workshop->said[0]) {
    snprintf(workshop->said, sizeof workshop->said, "the work on this song failed");
  }
  *news = (News){.kind = NEWS_FAILED, .number = number};
  return true;
}

bool workshop_hear(Workshop *workshop, News *news)
{
  if (workshop->worker == 0) {
    return workshop->is_lost && after_death(workshop, news);
  }
  for (;;) {
    const size_t left = sizeof workshop->incoming - workshop->n_incoming;
    const ssize_t n = read(workshop->news, workshop->incoming.bytes + workshop->n_incoming, left);
    hear_errors(workshop);
    if (n == 0) {
      return after_death(workshop, news);
    }
    if (n < 0) {
      return false; /* nothing yet */
    }
    workshop->n_incoming += (size_t)n;
    if (workshop->n_incoming == sizeof workshop->incoming) {
      workshop->n_incoming = 0;
      if (workshop->incoming.whole.number == workshop->number) {
        *news = workshop->incoming.whole;
        return true;
      }
    }
  }
}
