/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The proof of lv2:hardRTCapable. run() and work_response() of the shipped binary make no system
 * call, allocate nothing and take no lock, with any controls, sound, sample rate, block size and
 * worker. The same holds for work(), which hosts call from run() when they render. Meanwhile
 * another thread saves and restores state.
 */
#define _GNU_SOURCE /* dladdr, RTLD_NEXT, syscall */

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED
#endif
#endif
#if !defined(__GLIBC__) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) ||        \
    defined(IS_SANITIZED)

int main(void)
{
  puts("ok 1 # SKIP realtime: a sanitizer (or another C library) owns the allocator");
  return 0;
}

#else

#include "tests/support_profile.h"
#include "tests/support_session.h"
#include "tests/support_traps.h"

#define MUSIC_RATE_HZ 48000.0
#define LEAD_IN_S 4.0 /* then there are questions to the worker */
#define EVENT_S 0.1

static const LV2_Descriptor *stereo;
static const LV2_Descriptor *mono;
static Music music;
static PatchUrids patch_urids;
static char profile_path[] = "/tmp/genre-eq-test-XXXXXX";
static double tests_blocks, tests_frames, tests_answers;

/* --- the audio thread ------------------------------------------------------------------- */

typedef struct {
  Session session;
  atomic_bool is_done;
  bool is_filtered;
} TrappedSession;

static void *audio_thread(void *handle)
{
  TrappedSession *trapped_session = handle;
  Session *session = &trapped_session->session;
  ThreadsHost *host = session->host;
  trapped_session->is_filtered = traps_enter();
  session_play(session, LEAD_IN_S);
  for (int event = 0; event < SESSION_EVENTS; ++event) {
    const bool changes = event >= FIRST_PRESET || !control_info[event / EXTREMES].is_output;
    if (changes) {
      session_cause(session, event);
      session_play(session, EVENT_S);
    }
  }
  session->sound = SOUND_MUSIC;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    host->control[i] = control_info[i].kind == KIND_TRIGGER ? 1.0f : control_info[i].default_value;
  }
  session_play(session, LEAD_IN_S);
  atomic_store(&trapped_session->is_done, true);
  traps_leave();
}

/* --- the tests -------------------------------------------------------------------------- */

/* Describes the catch for people: the place and the binary. */
static const char *describe(void)
{
  static char text[256];
  Dl_info info = {0};
  const char *what = atomic_load(&trapped.what);
  const char *where = atomic_load(&trapped.where);
  if (where) {
    dladdr(where, &info);
  }
  const int n = trapped.system_call;
  snprintf(text, sizeof text, "%s (number %d) at %s+0x%tx", what ? what : "nothing", n,
           info.dli_fname ? info.dli_fname : "?",
           info.dli_fbase ? where - (const char *)info.dli_fbase : 0);
  return text;
}

/* Plays a session under the traps, while state is saved and restored beside it. */
static void live_through(const LV2_Descriptor *descriptor, double rate_hz, uint32_t block,
                         ThreadsKind kind)
{
  static StateBag bag;
  TrappedSession trapped_session = {.session = {.music = &music,
                                                .patch_urids = &patch_urids,
                                                .profile_path = profile_path,
                                                .rate_hz = rate_hz,
                                                .block = block,
                                                .seed = 1}};
  Session *session = &trapped_session.session;
  session->buffer[0] = calloc(SESSION_LONGEST_BLOCK, sizeof(float));
  session->buffer[1] = calloc(SESSION_LONGEST_BLOCK, sizeof(float));
  session->host = threads_host_new(descriptor, rate_hz, kind, false);
  assert_non_null(session->host);
  pthread_t thread;
  traps_init();
  assert_int_equal(pthread_create(&thread, NULL, audio_thread, &trapped_session), 0);
  for (int n = 0; !atomic_load(&trapped_session.is_done) && !atomic_load(&trapped.what); ++n) {
    assert_int_equal(threads_host_save(session->host, &bag), LV2_STATE_SUCCESS);
    if (n % 8 == 7) {
      assert_int_equal(threads_host_restore(session->host, &bag), LV2_STATE_SUCCESS);
    }
    threads_sleep_us(2000);
  }
  pthread_join(thread, NULL);
  if (atomic_load(&trapped.what)) {
    fail_msg("%g Hz, blocks of %u, %d channels, worker kind %d: %s", rate_hz, block,
             session->host->n_channels, (int)kind, describe());
  }
  assert_true(trapped_session.is_filtered);
  tests_blocks += (double)session->host->n_blocks;
  tests_frames += session->frames;
  tests_answers += (double)session->host->n_responses;
  threads_host_free(session->host);
  free(session->buffer[0]);
  free(session->buffer[1]);
}

static void tell(const char *over_what)
{
  print_message("%s: %.0f blocks, %.0f million frames, %.0f answers: no system call, no "
                "allocation, no lock\n",
                over_what, tests_blocks, tests_frames / 1e6, tests_answers);
  tests_blocks = tests_frames = tests_answers = 0.0;
}

static void test_at_every_sample_rate(void **state)
{
  (void)state;
  static const double rates_hz[] = {8000,  11025, 22050,  32000,  44100, 48000,
                                    88200, 96000, 176400, 192000, 384000};
  for (size_t i = 0; i < sizeof rates_hz / sizeof rates_hz[0]; ++i) {
    live_through(stereo, rates_hz[i], 0, THREADS_WORKER);
  }
  live_through(mono, 48000.0, 0, THREADS_WORKER);
  assert_true(tests_answers > 12.0);
  tell("12 rates and variants, blocks of random sizes");
}

static void test_with_every_block_size(void **state)
{
  (void)state;
  static const uint32_t sizes[] = {1, 13, 64, 256, 1024, 8192, SESSION_LONGEST_BLOCK};
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; ++i) {
    live_through(stereo, 44100.0, sizes[i], THREADS_WORKER);
  }
  tell("7 block sizes");
}

static void test_with_every_worker(void **state)
{
  (void)state;
  for (int kind = THREADS_NO_WORKER; kind <= THREADS_INSIDE_RUN; ++kind) {
    live_through(stereo, 48000.0, 0, (ThreadsKind)kind);
    live_through(mono, 48000.0, 0, (ThreadsKind)kind);
  }
  assert_true(tests_answers > 4.0);
  tell("no worker, one that refuses, one inside run()");
}

/* --- that the traps trap --------------------------------------------------------------- */

static pthread_mutex_t a_mutex = PTHREAD_MUTEX_INITIALIZER;

static void *do_nothing(void *unused)
{
  (void)unused;
  traps_enter();
  traps_leave();
}

static void *do_allocate(void *unused)
{
  (void)unused;
  traps_enter();
  void *volatile memory = malloc(100);
  free(memory);
  traps_leave();
}

static void *do_lock(void *unused)
{
  (void)unused;
  traps_enter();
  pthread_mutex_lock(&a_mutex);
  pthread_mutex_unlock(&a_mutex);
  traps_leave();
}

static void *do_call(void *unused)
{
  (void)unused;
  traps_enter();
  sched_yield();
  traps_leave();
}

static const char *caught_in(void *(*function)(void *))
{
  pthread_t thread;
  traps_init();
  assert_int_equal(pthread_create(&thread, NULL, function, NULL), 0);
  pthread_join(thread, NULL);
  return atomic_load(&trapped.what);
}

static void test_the_traps_trap(void **state)
{
  (void)state;
  assert_null(caught_in(do_nothing));
  assert_string_equal(caught_in(do_allocate), "malloc");
  assert_string_equal(caught_in(do_lock), "pthread_mutex_lock");
  assert_string_equal(caught_in(do_call), "a system call");
  assert_int_equal(trapped.system_call, SYS_sched_yield);
}

int main(void)
{
  char path[4096];
  const char *bundle = getenv("GENRE_EQ_BUNDLE");
  snprintf(path, sizeof path, "%s/genre-eq.so", bundle ? bundle : "build/genre-eq.lv2");
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  LV2_Descriptor_Function function = NULL;
  if (library) {
    *(void **)&function = dlsym(library, "lv2_descriptor");
  }
  if (!function) {
    fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  stereo = function(0);
  mono = function(1);
  music = music_make(8.0, MUSIC_RATE_HZ);
  LV2_URID_Map map = {NULL, urids_map};
  const Profile profile = test_profile("Ours");
  patch_urids_map(&patch_urids, &map);
  close(mkstemp(profile_path));
  test_profile_file(profile_path, &profile);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_traps_trap),
      cmocka_unit_test(test_at_every_sample_rate),
      cmocka_unit_test(test_with_every_block_size),
      cmocka_unit_test(test_with_every_worker),
  };
  const int failed = cmocka_run_group_tests_name("realtime", tests, NULL, NULL);
  music_free(&music);
  unlink(profile_path);
  dlclose(library);
  return failed;
}

#endif
