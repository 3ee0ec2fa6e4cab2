/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The worker of genre-eq open: what it tells while it listens.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "tests/support_cli.h"
#include "ui/cli/open/orders.h"
#include "ui/cli/open/pipes.h"
#include "ui/cli/open/worker.h"

static CliTest test;

/* The highest peak told is that of the song from the first pass on: 0 dBTP is none. */
static void no_peak_is_told_above_the_song(void **state)
{
  (void)state;
  Order order = {.kind = ORDER_LISTEN, .number = 1};
  News news = {.kind = NEWS_PROGRESS};
  double highest_db[2] = {-HUGE_VAL, -HUGE_VAL};
  int orders[2];
  int told[2];
  int n_told = 0;
  assert_non_null(realpath("soft.wav", order.path));
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    order.value[i] = control_info[i].default_value;
  }
  assert_int_equal(pipe(orders), 0);
  assert_int_equal(pipe(told), 0);
  const pid_t worker = fork();
  if (worker == 0) {
    close(orders[1]);
    close(told[0]);
    _exit(worker_run(orders[0], told[1], test.bundle));
  }
  close(orders[0]);
  close(told[1]);
  assert_true(pipe_write(orders[1], &order, sizeof order));
  while (news.kind == NEWS_PROGRESS && pipe_read(told[0], &news, sizeof news)) {
    ++n_told;
    highest_db[0] = fmax(highest_db[0], news.peak_db[0]);
    highest_db[1] = fmax(highest_db[1], news.peak_db[1]);
  }
  close(orders[1]);
  close(told[0]);
  waitpid(worker, NULL, 0);
  print_message("%d news, at most %.1f and %.1f dBTP\n", n_told, highest_db[0], highest_db[1]);
  assert_int_equal(news.kind, NEWS_HEARD);
  assert_true(n_told >= 2);
  assert_true(highest_db[0] < -20.0 && highest_db[0] > -60.0);
  assert_true(highest_db[1] < -20.0 && highest_db[1] > -60.0);
}

static int begin(void **state)
{
  (void)state;
  cli_write_music("soft.wav", WAV16, 44100, 2, 20.0, 0.03f);
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_peak_is_told_above_the_song),
  };
  return CLI_RUN_TESTS(&test, tests, begin);
}
