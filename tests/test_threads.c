/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Five threads use one instance, as in a host: audio, worker, a session that is saved and
 * restored, a window that turns knobs and reads reports, a mixer strip that draws. `make
 * check-threads` runs it under ThreadSanitizer, which reports every data race. The test itself
 * checks that all threads get their data.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plugin/lv2_inline_display.h"
#include "tests/support_music.h"
#include "tests/support_threads.h"

#define RATE_HZ 48000.0
#define SECONDS 40.0
enum { BLOCK = 256 };

typedef struct {
  ThreadsHost *host;
  Music music;
  atomic_bool is_done;
  atomic_long now;                   /* blocks played; sets the pace of the other threads */
  _Atomic float knob[CONTROL_COUNT]; /* window to audio, as hosts do */
  Mailbox notes;                     /* audio to window */
  long n_saved, n_restored, n_reports, n_knobs, n_pictures;
  bool all_finite;
} Session;

static bool is_knob(int control)
{
  return !control_info[control].is_output;
}

static void *audio(void *handle)
{
  Session *session = handle;
  ThreadsHost *host = session->host;
  for (double left = SECONDS * RATE_HZ; left > 0.0; left -= BLOCK) {
    static float left_sound[BLOCK], right_sound[BLOCK];
    float *sound[2] = {left_sound, right_sound};
    const uint32_t at = (uint32_t)left % (session->music.n_frames - BLOCK);
    memcpy(left_sound, session->music.channel[0] + at, sizeof left_sound);
    memcpy(right_sound, session->music.channel[1] + at, sizeof right_sound);
    for (int i = 0; i < CONTROL_COUNT; ++i) {
      if (is_knob(i)) {
        host->control[i] = atomic_load_explicit(&session->knob[i], memory_order_relaxed);
      }
    }
    threads_host_run(host, sound, BLOCK);
    if (atomic_fetch_add_explicit(&session->now, 1, memory_order_relaxed) % 64 == 0) {
      threads_sleep_us(3000); /* the others get their turn */
    }
    mailbox_put(&session->notes,
                (uint32_t)(sizeof host->notify.sequence.atom + host->notify.sequence.atom.size),
                &host->notify);
  }
  atomic_store(&session->is_done, true);
  return NULL;
}

/* True if so many blocks were played since. */
static bool is_due(Session *session, long *since, long n_blocks)
{
  const long now = atomic_load_explicit(&session->now, memory_order_relaxed);
  const bool due = now - *since >= n_blocks;
  *since = due ? now : *since;
  return due;
}

/* Each restore drops the answer that is awaited. So every other 1000 blocks none is. */
static bool may_restore(long block)
{
  return block / 1000 % 2 == 0;
}

static void *save_and_restore(void *handle)
{
  Session *session = handle;
  StateBag bag;
  long since = 0;
  while (!atomic_load(&session->is_done)) {
    if (!is_due(session, &since, 10)) {
      threads_sleep_us(50);
      continue;
    }
    session->n_saved += threads_host_save(session->host, &bag) == LV2_STATE_SUCCESS;
    if (session->n_saved % 4 == 0 && may_restore(since)) {
      session->n_restored += threads_host_restore(session->host, &bag) == LV2_STATE_SUCCESS;
    }
  }
  return NULL;
}

static void read_note(Session *session)
{
  union {
    LV2_Atom_Sequence sequence;
    char bytes[LETTER_BYTES];
  } note;
  Report report = {0};
  memcpy(&note, session->notes.data, session->notes.size);
  mailbox_empty(&session->notes);
  if (note.sequence.atom.size > sizeof note.sequence.body) {
    const LV2_Atom_Event *event = (const LV2_Atom_Event *)(&note.sequence + 1);
    session->n_reports += report_atom_read(&session->host->urids, &event->body, &report);
    for (int band = 0; band < BAND_COUNT; ++band) {
      session->all_finite = session->all_finite && isfinite(report.applied_db[band]) &&
                            fabsf(report.applied_db[band]) < 7.0f;
    }
  }
}

static void *window(void *handle)
{
  Session *session = handle;
  uint32_t seed = 1;
  long since = 0;
  while (!atomic_load(&session->is_done)) {
    seed = seed * 1664525u + 1013904223u;
    const int control = (int)((seed >> 8) % CONTROL_COUNT);
    /* A plugin that often relearns has learned nothing. */
    const bool is_rare = control_info[control].kind == KIND_TRIGGER && seed >> 28 != 0;
    if (is_knob(control) && !is_rare && is_due(session, &since, 10)) {
      const ControlInfo *info = &control_info[control];
      const float position = (float)(seed >> 20) / 4096.0f;
      atomic_store_explicit(&session->knob[control],
                            info->minimum + position * (info->maximum - info->minimum),
                            memory_order_relaxed);
      ++session->n_knobs;
    }
    if (mailbox_has_letter(&session->notes)) {
      read_note(session);
    }
    threads_sleep_us(50);
  }
  return NULL;
}

static void *mixer_strip(void *handle)
{
  Session *session = handle;
  const InlineDisplayInterface *display =
      session->host->descriptor->extension_data(INLINE_DISPLAY_INTERFACE_URI);
  long since = 0;
  while (!atomic_load(&session->is_done)) {
    if (!is_due(session, &since, 50)) {
      threads_sleep_us(50);
      continue;
    }
    const uint32_t width = 60 + (uint32_t)(session->n_pictures % 3) * 20; /* a strip is resized */
    session->n_pictures += display->render(session->host->plugin, width, 60) != NULL;
  }
  return NULL;
}

static void live(int variant)
{
  static Session session;
  session = (Session){.all_finite = true};
  session.host = threads_host_new(lv2_descriptor((uint32_t)variant), RATE_HZ, THREADS_WORKER, true);
  assert_non_null(session.host);
  session.music = music_make(10.0, RATE_HZ);
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    atomic_init(&session.knob[i], control_info[i].default_value);
  }
  enum { N_JOBS = 4 };
  void *(*const job[N_JOBS])(void *) = {audio, save_and_restore, window, mixer_strip};
  pthread_t thread[N_JOBS];
  for (int i = 0; i < N_JOBS; ++i) {
    assert_int_equal(pthread_create(&thread[i], NULL, job[i], &session), 0);
  }
  for (int i = 0; i < N_JOBS; ++i) {
    pthread_join(thread[i], NULL);
  }
  print_message("%ld blocks, %ld answers by the worker, %ld saved, %ld restored, %ld reports, "
                "%ld knobs turned, %ld pictures\n",
                session.host->n_blocks, session.host->n_responses, session.n_saved,
                session.n_restored, session.n_reports, session.n_knobs, session.n_pictures);
  assert_true(session.all_finite);
  assert_true(session.n_saved > 0 && session.n_restored > 0);
  assert_true(session.n_reports > 0 && session.n_pictures > 0);
  assert_true(session.host->n_responses > 0);
  threads_host_free(session.host);
  music_free(&session.music);
}

static void test_stereo_lives_among_threads(void **state)
{
  (void)state;
  live(0);
}

static void test_mono_lives_among_threads(void **state)
{
  (void)state;
  live(1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_stereo_lives_among_threads),
      cmocka_unit_test(test_mono_lives_among_threads),
  };
  return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
