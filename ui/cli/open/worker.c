/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/open/worker.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "plugin/learn.h"
#include "ui/cli/files/free_names.h"
#include "ui/cli/open/orders.h"
#include "ui/cli/open/pipes.h"
#include "ui/cli/open/song_mean.h"
#include "ui/cli/song/render.h"
#include "ui/cli/sound/audio_format.h"
#include "ui/cli/sound/loudness.h"
#include "ui/cli/terminal/message.h"

/* Frames. So short that no report is missed and a stop takes effect at once. */
enum { BLOCK = 1024 };

#define TELL_EACH_S (1.0 / 30.0)

typedef struct {
  int orders, news;
  Host *host;
  Order order; /* being done */
  bool ended;  /* the window is gone */
  Heard heard;
  SongMean mean;
  LoudnessMeasure *loudness[2]; /* in and out, of the current pass */
  int n_channels, rate_hz;      /* of the song */
  double part;                  /* progress of the current pass */
  double told_s;                /* when progress was reported last */
  double peak_db[2];
  LilvState *learned;           /* NULL: nothing heard yet */
  char path[PATH_MAX];          /* that it was learned from */
  struct stat file;             /* what it was when it was heard */
  float settled[CONTROL_COUNT]; /* the settings for `learned` */
} Worker;

static bool tell(Worker *worker, NewsKind kind, const char *what, double part, const Report *report)
{
  News news = {.kind = kind,
               .number = worker->order.number,
               .part = part,
               .peak_db = {worker->peak_db[0], worker->peak_db[1]},
               .report = *report};
  news.report.learn_phase[0] = (float)LEARN_OFF; /* nothing is held: the knobs move the curve */
  snprintf(news.what, sizeof news.what, "%s", what);
  snprintf(news.path, sizeof news.path, "%s", kind == NEWS_SAVED ? what : worker->order.path);
  worker->ended |= !pipe_write(worker->news, &news, sizeof news);
  return !worker->ended;
}

/* A new order ends the current one: the window has changed its mind. */
static bool wants_to_stop(Worker *worker)
{
  struct pollfd waiting = {.fd = worker->orders, .events = POLLIN};
  return poll(&waiting, 1, 0) > 0;
}

static double now_s(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void free_loudness(Worker *worker)
{
  for (int i = 0; i < 2; ++i) {
    loudness_measure_free(worker->loudness[i]);
    worker->loudness[i] = NULL;
  }
}

static void begin_loudness(Worker *worker)
{
  free_loudness(worker);
  for (int i = 0; i < 2; ++i) {
    worker->loudness[i] = loudness_measure_new_integrated(worker->n_channels, worker->rate_hz);
  }
}

static void on_sound(void *user, int side, float *const *channel, uint32_t n_frames)
{
  const Worker *worker = user;
  if (worker->loudness[side]) {
    loudness_measure_add(worker->loudness[side], channel, n_frames);
  }
}

/* Of the whole song, what a report tells of one moment. */
static void write_means(const Worker *worker, Report *report)
{
  song_mean_write(&worker->mean, report);
  for (int i = 0; i < 2; ++i) {
    report->loudness_lufs[i] =
        worker->loudness[i] ? (float)loudness_measure_read(worker->loudness[i]).integrated_lufs
                            : -HUGE_VALF;
  }
}

static bool on_played(void *user, const char *what, double part, const Report *report)
{
  Worker *worker = user;
  if (part < worker->part) { /* a new pass, with another curve */
    worker->peak_db[0] = worker->peak_db[1] = -HUGE_VAL;
    song_mean_clear(&worker->mean);
    begin_loudness(worker);
  }
  worker->part = part;
  for (int i = 0; i < 2; ++i) {
    worker->peak_db[i] = fmax(worker->peak_db[i], (double)report->peak_db[i]);
  }
  song_mean_add(&worker->mean, report);
  const double time_s = now_s();
  const bool due = time_s - worker->told_s >= TELL_EACH_S;
  worker->told_s = due ? time_s : worker->told_s;
  return (!due || tell(worker, NEWS_PROGRESS, what, part, report)) && !wants_to_stop(worker);
}

/* The settings of the window, as --set would give them, without mode, glide and memory: the
 * whole file is heard. */
static Arguments arguments_of(const Worker *worker)
{
  static const Control left_out[] = {CONTROL_MODE,    CONTROL_GLIDE,     CONTROL_MEMORY,
                                     CONTROL_RELEARN, CONTROL_FREEWHEEL, CONTROL_ENABLED,
                                     CONTROL_DELTA};
  Arguments arguments = {.block = BLOCK};
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    bool given = !control_info[i].is_output;
    for (size_t k = 0; k < sizeof left_out / sizeof left_out[0]; ++k) {
      given = given && left_out[k] != (Control)i;
    }
    arguments.settings.given[i] = given;
    arguments.settings.value[i] = worker->order.value[i];
  }
  return arguments;
}

static bool settings_are_settled(const Worker *worker, const Arguments *arguments)
{
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    if (arguments->settings.given[i] && arguments->settings.value[i] != worker->settled[i]) {
      return false;
    }
  }
  return true;
}

static void forget(Worker *worker)
{
  if (worker->learned) {
    lilv_state_free(worker->learned);
    worker->learned = NULL;
  }
}

static bool do_listen(Worker *worker, AudioInput *input)
{
  const Arguments arguments = arguments_of(worker);
  forget(worker);
  stat(worker->order.path, &worker->file); /* what is written later is noticed */
  song_mean_clear(&worker->mean);
  if (!song_listen(worker->host, input, &arguments, &worker->heard, &worker->learned)) {
    worker->learned = NULL;
    return false;
  }
  write_means(worker, &worker->heard.report);
  memcpy(worker->settled, worker->order.value, sizeof worker->settled);
  snprintf(worker->path, sizeof worker->path, "%s", worker->order.path);
  return tell(worker, NEWS_HEARD, "", 1.0, &worker->heard.report);
}

static bool settle(Worker *worker, AudioInput *input, bool measure)
{
  const Arguments arguments = arguments_of(worker);
  if (!song_listen_again(worker->host, input, &arguments, measure, &worker->heard,
                         &worker->learned)) {
    return false;
  }
  memcpy(worker->settled, worker->order.value, sizeof worker->settled);
  return true;
}

/* The output is not known until the song is played through the new curve. */
static bool do_settle(Worker *worker, AudioInput *input)
{
  if (!settle(worker, input, false)) {
    return false;
  }
  worker->peak_db[1] = -HUGE_VAL;
  worker->heard.report.peak_db[1] = worker->heard.report.loudness_lufs[1] = -HUGE_VALF;
  return tell(worker, NEWS_SETTLED, "", 1.0, &worker->heard.report);
}

static bool do_save(Worker *worker, AudioInput *input)
{
  const bool as_float = !audio_format_is_lossless(input->info.format);
  const char *const extension[] = {
      audio_format_extension(worker->order.path, &input->info, as_float)};
  FileName name[1];
  const Arguments arguments = arguments_of(worker);
  const bool as_learned = settings_are_settled(worker, &arguments);
  Rendered rendered;
  RenderTarget target = {.path = name[0]};
  if (!free_names_find(worker->order.path, 1, extension, name) ||
      (!as_learned && !settle(worker, input, true))) {
    return false;
  }
  target.format = audio_format_for(name[0], &input->info, as_float);
  target.learned = worker->learned;
  if (target.format == 0 || !song_render(worker->host, input, &arguments, &target, &rendered)) {
    return false;
  }
  memcpy(worker->peak_db, rendered.peak_db, sizeof worker->peak_db);
  write_means(worker, &worker->heard.report);
  return tell(worker, NEWS_SAVED, name[0], 1.0, &worker->heard.report);
}

/* The user may have mixed the song anew, under the same name. */
static bool is_as_heard(const Worker *worker)
{
  const struct stat *then = &worker->file;
  struct stat now;
  const bool same = stat(worker->order.path, &now) != 0 || /* opening it tells why */
                    (now.st_size == then->st_size && now.st_mtim.tv_sec == then->st_mtim.tv_sec &&
                     now.st_mtim.tv_nsec == then->st_mtim.tv_nsec);
  if (!same) {
    message_error(worker->order.path, "has changed since it was heard; press Run");
  }
  return same;
}

static void obey(Worker *worker)
{
  static bool (*const doing[])(Worker *, AudioInput *) = {
      [ORDER_LISTEN] = do_listen, [ORDER_SETTLE] = do_settle, [ORDER_SAVE] = do_save};
  const OrderKind kind = worker->order.kind;
  if (kind == ORDER_STOP) {
    return;
  }
  const bool known = worker->learned && strcmp(worker->path, worker->order.path) == 0;
  AudioInput *input = kind == ORDER_LISTEN || (known && is_as_heard(worker))
                          ? audio_input_open(worker->order.path, BLOCK)
                          : NULL;
  if (input) {
    worker->n_channels = input->info.channels;
    worker->rate_hz = input->info.samplerate;
    begin_loudness(worker);
  }
  if (!input || !doing[kind](worker, input)) {
    tell(worker, NEWS_FAILED, "", 0.0, &worker->heard.report);
  }
  audio_input_close(input);
  free_loudness(worker);
}

int worker_run(int orders, int news, const WorkerHost *with)
{
  Worker worker = {.orders = orders,
                   .news = news,
                   .host = host_open(with->bundle),
                   .peak_db = {-HUGE_VAL, -HUGE_VAL}};
  if (!worker.host) {
    return EXIT_FILE_FAILED;
  }
  host_aim_at(worker.host, &with->own);
  host_watch(worker.host, (Watch){on_played, on_sound, &worker});
  while (!worker.ended && pipe_read(orders, &worker.order, sizeof worker.order)) {
    obey(&worker);
  }
  forget(&worker);
  host_close(worker.host);
  return EXIT_FINE;
}
