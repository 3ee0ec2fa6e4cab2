/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/open/song_window.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ui/cli/open/chooser.h"
#include "ui/cli/open/workshop.h"
#include "ui/cli/sound/audio_input.h"
#include "ui/cli/terminal/interrupt.h"
#include "ui/cli/terminal/message.h"
#include "ui/cli/terminal/shown.h"
#include "ui/x11/look.h"
#include "ui/x11/saved_size.h"
#include "ui/x11/window.h"

/* The curve is computed again this long after a control has moved. */
#define SETTLE_AFTER_S 0.2
#define HEARD "Heard. Save writes the equalised song."
/* How long the loop waits while something moves, and at rest. */
enum { MOVING_MS = 25, REST_MS = 100 };

typedef struct {
  View view;
  Theme theme;
  ViewWindow *window;
  Workshop workshop;
  Chooser chooser;
  char path[PATH_MAX]; /* the song; "" none */
  SongRow row;
  OrderKind doing;  /* while row.busy */
  OrderKind failed; /* whose fault the row tells; ORDER_STOP: none */
  double settle_s;  /* when to compute the curve again; 0: never */
  double awake_s;   /* something may move until then */
} SongWindow;

static double now_s(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static const char *base_of(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static void say(SongWindow *song, bool failed, const char *words)
{
  song->row.failed = failed;
  snprintf(song->row.state, sizeof song->row.state, "%s", words);
}

static void order(SongWindow *song, OrderKind kind)
{
  song->doing = kind;
  song->row.busy = kind == ORDER_LISTEN || kind == ORDER_SAVE;
  song->row.part = 0.0;
  song->settle_s = 0.0;
  if (song->row.busy) {
    song->failed = ORDER_STOP;
    say(song, false, "");
  }
  workshop_order(&song->workshop, kind, song->path, song->view.now.value);
}

static bool is_saving(const SongWindow *song)
{
  return song->row.busy && song->doing == ORDER_SAVE;
}

/* --- what the user does ----------------------------------------------------------------------- */

/* What can be no song, such as a folder that was dropped, leaves the song before it alone. */
static void choose_song(SongWindow *song, const char *path)
{
  char title[SONG_TEXT_SIZE + 16];
  char words[SONG_TEXT_SIZE];
  char fault[AUDIO_FAULT_BYTES];
  if (!audio_input_is_there(path, fault)) {
    snprintf(words, sizeof words, "%.200s: %s", base_of(path), fault);
    say(song, true, words);
    return;
  }
  if (is_saving(song)) {
    say(song, true, "This song is still being saved: drop the next one when it is saved.");
    return;
  }
  if (song->row.busy) {
    order(song, ORDER_STOP);
  }
  snprintf(song->path, sizeof song->path, "%s", path);
  song->row = (SongRow){.busy = false};
  snprintf(song->row.name, sizeof song->row.name, "%s", base_of(path));
  shown_clean(song->row.name);
  say(song, false, "Run listens to all of it.");
  view_forget(&song->view);
  view_set_focus(&song->view, WIDGET_RUN, false);
  snprintf(title, sizeof title, "%s \xe2\x80\x93 Genre EQ", song->row.name);
  window_set_title(song->window, title);
}

static void on_write(void *host, Control control, float value)
{
  SongWindow *song = host;
  (void)control;
  (void)value;
  if (song->row.heard || song->row.busy) { /* what is being heard is heard as set when it began */
    song->settle_s = now_s() + SETTLE_AFTER_S;
  }
}

static void on_resize(void *host, int width, int height)
{
  SongWindow *song = host;
  window_resize(song->window, width, height);
}

static void run_or_stop(SongWindow *song)
{
  if (song->row.busy) {
    song->row.heard &= song->doing != ORDER_LISTEN;
    order(song, ORDER_STOP);
    say(song, false, "Stopped.");
  } else {
    song->row.heard = false;
    view_forget(&song->view);
    order(song, ORDER_LISTEN);
  }
}

static void on_act(void *host, int widget)
{
  SongWindow *song = host;
  if (widget == WIDGET_CHOOSE) {
    chooser_start(&song->chooser);
  } else if (widget == WIDGET_RUN) {
    run_or_stop(song);
  } else if (widget == WIDGET_SAVE) {
    order(song, ORDER_SAVE);
  }
}

static void on_drop(void *user, const char *path)
{
  SongWindow *song = user;
  if (path) {
    choose_song(song, path);
  } else {
    say(song, true, "What was dropped is no file on this computer.");
  }
}

static void ask_chooser(SongWindow *song)
{
  switch (chooser_ask(&song->chooser)) {
  case CHOOSER_CHOSEN:
    choose_song(song, song->chooser.path);
    break;
  case CHOOSER_MISSING:
    say(song, true, "No file dialog is installed (zenity, kdialog): drop a song here.");
    break;
  case CHOOSER_CANCELLED:
  case CHOOSER_NONE:
    break;
  }
}

/* --- what the worker tells -----------------------------------------------------------------------
 */

/* Cuts the folder from "folder/song.wav: what". */
static const char *without_folder(const char *words, const char *path)
{
  const size_t length = (size_t)(base_of(path) - path);
  return strncmp(words, path, length) == 0 ? words + length : words;
}

/* Says that the work is done, with what the command warns of: clipped samples, a lost tag. */
static void say_done(SongWindow *song, const char *done, const char *words)
{
  const char *warning = without_folder(song->workshop.said, song->path);
  char line[SONG_TEXT_SIZE];
  snprintf(line, sizeof line, "%s. %.*s", done, (int)sizeof line - 16, warning);
  say(song, warning[0] != '\0', warning[0] ? line : words);
}

static void take_news(SongWindow *song, const News *news)
{
  char words[SONG_TEXT_SIZE];
  song->row.busy = news->kind == NEWS_PROGRESS;
  song->row.part = news->part;
  song->awake_s = now_s() + 1.0;
  switch (news->kind) {
  case NEWS_PROGRESS:
    if (!song->row.failed) { /* or else it tells why a dropped file was not taken */
      say(song, false, news->what);
    }
    if (song->doing == ORDER_SAVE) { /* the picture still shows the whole song */
      return;
    }
    break;
  case NEWS_HEARD:
    song->row.heard = true;
    plain_words(words, &news->report, song->view.now.value); /* how little was heard */
    say_done(song, "Heard", news->report.answered[0] > 0.0f ? HEARD : words);
    break;
  case NEWS_SETTLED:
    if (song->row.failed && song->failed == ORDER_SETTLE) {
      say(song, false, HEARD);
    }
    break;
  case NEWS_SAVED:
    snprintf(words, sizeof words, "Saved %.*s", (int)sizeof words - 16, base_of(news->path));
    say_done(song, "Saved", words);
    break;
  case NEWS_FAILED:
    song->row.part = 0.0;
    song->failed = song->doing;
    say(song, true, without_folder(song->workshop.said, song->path));
    return;
  }
  view_report(&song->view, &news->report);
  view_port(&song->view, CONTROL_PEAK_IN, (float)news->peak_db[0]);
  view_port(&song->view, CONTROL_PEAK_OUT, (float)news->peak_db[1]);
}

static void settle_if_due(SongWindow *song)
{
  if (song->settle_s <= 0.0 || now_s() < song->settle_s || song->row.busy) {
    return;
  }
  if (song->row.heard) {
    order(song, ORDER_SETTLE);
  }
  song->settle_s = 0.0;
}

/* --- the loop --------------------------------------------------------------------------------- */

static void pause_loop(SongWindow *song)
{
  const bool moving = song->row.busy || song->settle_s > 0.0 || now_s() < song->awake_s;
  struct pollfd waiting[] = {
      {.fd = window_connection(song->window), .events = POLLIN},
      {.fd = song->workshop.worker ? song->workshop.news : -1, .events = POLLIN},
  };
  if (poll(waiting, 2, moving ? MOVING_MS : REST_MS) > 0 && waiting[0].revents) {
    song->awake_s = now_s() + 1.0;
  }
}

static void loop(SongWindow *song)
{
  News news;
  while (window_idle(song->window) && !interrupt_pending()) {
    while (workshop_hear(&song->workshop, &news)) {
      take_news(song, &news);
    }
    ask_chooser(song);
    settle_if_due(song);
    view_set_song(&song->view, &song->row);
    pause_loop(song);
  }
}

/* A song that is being saved when the window is closed is saved all the same. */
static bool finish_save(SongWindow *song)
{
  News news = {.kind = NEWS_PROGRESS};
  while (is_saving(song) && !interrupt_pending()) {
    if (workshop_hear(&song->workshop, &news)) {
      take_news(song, &news);
    } else {
      poll(&(struct pollfd){.fd = song->workshop.news, .events = POLLIN}, 1, REST_MS);
    }
  }
  if (news.kind == NEWS_FAILED) {
    message_error("save", "%s", song->workshop.said);
  }
  return news.kind != NEWS_FAILED;
}

int song_window_run(const char *first_song, const WorkerHost *with)
{
  SongWindow *song = calloc(1, sizeof *song);
  interrupt_ignore_pipes();                              /* a worker may end, and close its pipe */
  if (!song || !workshop_start(&song->workshop, with)) { /* before the window opens */
    message_error("memory", "no worker can be started (%s); close other programs", strerror(errno));
    free(song);
    return EXIT_FILE_FAILED;
  }
  bool fine = false;
  const HostColors none = {.has_background = false};
  const DisplayInfo display = window_display();
  song->theme = look_for(&none);
  view_init(&song->view,
            (ViewOutlet){.write = on_write, .resize = on_resize, .act = on_act, .host = song},
            display.scale);
  view_show_song_row(&song->view);
  if (with->own.n_songs > 0) {
    song->view.now.value[CONTROL_GENRE] = (float)GENRE_VALUE_OWN;
  } else {
    view_hide_own(&song->view);
  }
  view_set_screen(&song->view, display.width, display.height);
  saved_size_restore(&song->view);
  song->window = window_open(&song->view, &song->theme, 0);
  if (song->window) {
    window_take_drops(song->window, on_drop, song);
    if (first_song) {
      choose_song(song, first_song);
    }
    loop(song);
    saved_size_keep(&song->view);
    window_close(song->window);
    fine = finish_save(song);
  } else {
    message_error("display", "no window can be opened: it needs an X display (DISPLAY) of 24-bit "
                             "colour; genre-eq master does the same without one");
  }
  chooser_stop(&song->chooser);
  workshop_stop(&song->workshop);
  free(song);
  return fine ? EXIT_FINE : EXIT_FILE_FAILED;
}
