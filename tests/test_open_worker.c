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

#include "plugin/learn.h"
#include "tests/support_cli.h"
#include "ui/cli/open/orders.h"
#include "ui/cli/open/pipes.h"
#include "ui/cli/open/worker.h"
#include "ui/cli/sound/loudness.h"

static CliTest test;

typedef struct {
  int count;
  double highest_db[2]; /* true peak */
  News last;
} Told;

/* Lets a worker listen to a song, and hears all its news. */
static Told listen_to(const char *song)
{
  Order order = {.kind = ORDER_LISTEN, .number = 1};
  News news = {.kind = NEWS_PROGRESS};
  Told told = {.highest_db = {-HUGE_VAL, -HUGE_VAL}};
  int orders[2];
  int pipes[2];
  assert_non_null(realpath(song, order.path));
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    order.value[i] = control_info[i].default_value;
  }
  assert_int_equal(pipe(orders), 0);
  assert_int_equal(pipe(pipes), 0);
  const pid_t worker = fork();
  if (worker == 0) {
    close(orders[1]);
    close(pipes[0]);
    _exit(worker_run(orders[0], pipes[1], &(WorkerHost){.bundle = test.bundle}));
  }
  close(orders[0]);
  close(pipes[1]);
  assert_true(pipe_write(orders[1], &order, sizeof order));
  while (news.kind == NEWS_PROGRESS && pipe_read(pipes[0], &news, sizeof news)) {
    ++told.count;
    assert_true(news.report.learn_phase[0] == (float)LEARN_OFF); /* a knob moves the curve */
    for (int i = 0; i < 2; ++i) {
      told.highest_db[i] = fmax(told.highest_db[i], news.peak_db[i]);
    }
  }
  close(orders[1]);
  close(pipes[0]);
  waitpid(worker, NULL, 0);
  assert_int_equal(news.kind, NEWS_HEARD);
  told.last = news;
  return told;
}

/* The highest peak told is that of the song from the first pass on: 0 dBTP is none. */
static void no_peak_is_told_above_the_song(void **state)
{
  (void)state;
  const Told told = listen_to("soft.wav");
  print_message("%d news, at most %.1f and %.1f dBTP\n", told.count, told.highest_db[0],
                told.highest_db[1]);
  assert_true(told.count >= 2);
  for (int i = 0; i < 2; ++i) {
    assert_true(told.highest_db[i] < -20.0 && told.highest_db[i] > -60.0);
  }
}

/* As the page of genre-eq report measures it: what is 10 LU below the mean does not count. */
static void loudness_is_that_of_ebu_r_128(void **state)
{
  (void)state;
  const Told told = listen_to("half.wav");
  Sound sound = cli_read_sound("half.wav");
  LoudnessMeasure *measure = loudness_measure_new(1, sound.info.samplerate);
  assert_true(loudness_measure_add(measure, &sound.sample, (uint32_t)sound.info.frames));
  const double expected_lufs = loudness_measure_read(measure).integrated_lufs;
  const double lufs = (double)told.last.report.loudness_lufs[0];
  print_message("%.2f LUFS, by EBU R 128 %.2f\n", lufs, expected_lufs);
  assert_true(fabs(lufs - expected_lufs) < 0.05);
  loudness_measure_free(measure);
  free(sound.sample);
}

static int begin(void **state)
{
  (void)state;
  cli_write_music("soft.wav", WAV16, 44100, 2, 20.0, 0.03f);
  Music music = music_make(20.0, 44100);
  for (uint32_t i = music.n_frames / 2; i < music.n_frames; ++i) {
    music.channel[0][i] *= 0.01f;
  }
  cli_write_sound("half.wav", WAV16, 44100, 1, music.channel[0], music.n_frames);
  music_free(&music);
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_peak_is_told_above_the_song),
      cmocka_unit_test(loudness_is_that_of_ebu_r_128),
  };
  return CLI_RUN_TESTS(&test, tests, begin);
}
