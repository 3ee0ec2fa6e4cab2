/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/terminal/interrupt.h"

#include <signal.h>
#include <stddef.h>

/* A signal handler can only reach a global variable. */
static volatile sig_atomic_t pending_signal;

static void note_signal(int number)
{
  pending_signal = number;
}

static void handle(int number, void (*handler)(int))
{
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

/* The command nohup starts a program with SIGHUP ignored, and a script's "&" with SIGINT. */
static void catch_unless_ignored(int number)
{
  struct sigaction before;
  if (sigaction(number, NULL, &before) != 0 || before.sa_handler != SIG_IGN) {
    handle(number, note_signal);
  }
}

void interrupt_catch(void)
{
  catch_unless_ignored(SIGINT);
  catch_unless_ignored(SIGTERM);
  catch_unless_ignored(SIGHUP);
  handle(SIGPIPE, note_signal);
  handle(SIGXFSZ, SIG_IGN);
}

void interrupt_ignore_pipes(void)
{
  handle(SIGPIPE, SIG_IGN);
}

bool interrupt_pending(void)
{
  return pending_signal != 0;
}

void interrupt_finish(void)
{
  if (pending_signal != 0) {
    handle(pending_signal, SIG_DFL);
    raise(pending_signal);
  }
}
