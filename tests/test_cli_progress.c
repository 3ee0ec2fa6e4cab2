/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The progress bar: per cent and the time left on a terminal, nothing into a pipe.
 * Seen to fail: with minutes of 61 seconds, with the bar drawn into a pipe.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui/cli/terminal/progress.h"

enum { SHOWN_BYTES = 512 };

/* Shows one bar on the terminal or pipe whose other end is `end`; the work began begun_s ago. */
static void show(int end, long begun_s, double part)
{
  Progress progress;
  const int kept = dup(STDERR_FILENO);
  assert_int_equal(dup2(end, STDERR_FILENO), STDERR_FILENO);
  progress_begin(&progress, "Listening");
  progress.started.tv_sec -= begun_s;
  progress_show(&progress, part, 1.0);
  progress_end(&progress);
  assert_int_equal(dup2(kept, STDERR_FILENO), STDERR_FILENO);
  close(kept);
}

static void shown_on_terminal(long begun_s, double part, char shown[SHOWN_BYTES])
{
  const int master = posix_openpt(O_RDWR | O_NOCTTY);
  if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0) {
    print_message("needs pseudo-terminals (/dev/pts)\n");
    skip();
  }
  const int terminal = open(ptsname(master), O_RDWR | O_NOCTTY);
  assert_true(terminal >= 0);
  show(terminal, begun_s, part);
  const ssize_t n = read(master, shown, SHOWN_BYTES - 1);
  assert_true(n > 0);
  shown[n] = '\0';
  print_message("%s\n", shown + 1);
  close(terminal);
  close(master);
}

static void a_terminal_is_told_how_long(void **state)
{
  (void)state;
  char shown[SHOWN_BYTES];
  shown_on_terminal(0, 0.5, shown);
  assert_non_null(strstr(shown, "Listening [####################                    ]  50 %"));
  assert_null(strstr(shown, "left"));
  shown_on_terminal(10, 0.5, shown);
  assert_non_null(strstr(shown, "  10 s left"));
  shown_on_terminal(30, 0.25, shown);
  assert_non_null(strstr(shown, "  1 min 30 s left"));
  shown_on_terminal(1000, 0.125, shown);
  assert_non_null(strstr(shown, "  1 h 56 min left"));
}

static void a_pipe_is_told_nothing(void **state)
{
  (void)state;
  int end[2];
  assert_int_equal(pipe(end), 0);
  show(end[1], 10, 0.5);
  close(end[1]);
  char byte;
  assert_int_equal(read(end[0], &byte, 1), 0);
  close(end[0]);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_terminal_is_told_how_long),
      cmocka_unit_test(a_pipe_is_told_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
