/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The proof behind lv2:hardRTCapable: run() and work_response() of the shipped binary
 * make no system call, allocate nothing and take no lock, whatever the controls, the
 * sound, the sample rate, the block size and the worker; work() too, which hosts that
 * render call from run(). A thread beside it saves and restores state meanwhile.
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

#include "plugin/profile_patch.h"
#include "tests/support_music.h"
#include "tests/support_profile.h"
#include "tests/support_threads.h"
#include "tests/support_traps.h"

#define MUSIC_RATE_HZ 48000.0
#define LEAD_IN_S 4.0 /* until there are questions to the worker */
#define EVENT_S 0.1
#define LONGEST_BLOCK 65536u

static const LV2_Descriptor *stereo;
static const LV2_Descriptor *mono;
static Music music;
static PatchUrids patch_urids;
static char profile_path[] = "/tmp/genre-eq-test-XXXXXX";
static double tests_blocks, tests_frames, tests_answers;

/* --- what happens in a session ------------------------------------------------------------ */

typedef enum {
  SOUND_MUSIC,
  SOUND_SILENCE,
  SOUND_NOISE,
  SOUND_DC,
  SOUND_NAN,
  SOUND_INF,
  SOUND_HUGE,
  SOUND_DENORMAL,
  SOUND_COUNT
} SoundKind;

typedef enum {
  NOTE_NONE,
  NOTE_PROFILE, /* a window names the own profile's file */
  NOTE_NO_PROFILE,
  NOTE_ASKS,
  NOTE_EMPTY,
  NOTE_OBJECT,
  NOTE_CUT,
  NOTE_GARBAGE,
  NOTE_COUNT
} NoteKind;

typedef struct {
  int mode, genre;
  float amount, range, glide, memory;
} PresetValues;

static const PresetValues preset[] = {
#define PRESET(symbol, name, ...) {__VA_ARGS__},
#include "ttl/presets.def"
};

enum {
  N_PRESETS = sizeof preset / sizeof preset[0],
  EXTREMES = 6,
  N_CHOICES = GENRE_COUNT + 2, /* Auto, the genres, the own profile */
  FIRST_PRESET = CONTROL_COUNT * EXTREMES,
  FIRST_MODE = FIRST_PRESET + N_PRESETS,
  FIRST_SOUND = FIRST_MODE + MODE_COUNT * N_CHOICES,
  FIRST_NOTE = FIRST_SOUND + SOUND_COUNT,
  N_EVENTS = FIRST_NOTE + NOTE_COUNT
};

typedef struct {
  ThreadsHost *host;
  double rate_hz;
  uint32_t block; /* 0: random ones */
  SoundKind sound;
  uint32_t seed;
  uint32_t music_position;
  float *buffer[2];
  double frames;
  atomic_bool is_done;
  bool is_filtered;
} Session;

static uint32_t next_random(Session *session)
{
  session->seed = session->seed * 1664525u + 1013904223u;
  return session->seed >> 8;
}

static float extreme(Control control, int which)
{
  const ControlInfo *info = &control_info[control];
  const float value[EXTREMES] = {info->minimum,   info->maximum, NAN,
                                 (float)INFINITY, -1e30f,        info->default_value};
  return value[which];
}

static void load_preset(ThreadsHost *host, const PresetValues *values)
{
  host->control[CONTROL_MODE] = (float)values->mode;
  host->control[CONTROL_GENRE] = (float)values->genre;
  host->control[CONTROL_AMOUNT] = values->amount;
  host->control[CONTROL_RANGE] = values->range;
  host->control[CONTROL_GLIDE] = values->glide;
  host->control[CONTROL_MEMORY] = values->memory;
}

/* What a window may send, well formed and not. */
static void write_note(ThreadsHost *host, NoteKind note)
{
  LV2_Atom_Sequence *sequence = &host->events.sequence;
  LV2_Atom_Event *event = (LV2_Atom_Event *)(sequence + 1);
  memset(host->events.bytes, note == NOTE_GARBAGE ? 0xa5 : 0, sizeof host->events);
  sequence->atom.type = host->urids.atom_Sequence;
  sequence->atom.size = sizeof sequence->body;
  if (note == NOTE_PROFILE || note == NOTE_NO_PROFILE) {
    profile_patch_write(&patch_urids, note == NOTE_PROFILE ? profile_path : "/not/there", sequence,
                        sizeof host->events - sizeof sequence->atom);
  } else if (note == NOTE_ASKS) {
    event->body = (LV2_Atom){sizeof(LV2_Atom_Object_Body), patch_urids.atom_Object};
    ((LV2_Atom_Object *)&event->body)->body.otype = patch_urids.patch_Get;
    sequence->atom.size += sizeof *event + sizeof(LV2_Atom_Object_Body);
  } else if (note >= NOTE_OBJECT) {
    event->body.type = host->urids.atom_Object;
    event->body.size = note == NOTE_OBJECT ? sizeof(LV2_Atom_Object_Body) : 0xfffffff0u;
    sequence->atom.size += sizeof *event + sizeof(LV2_Atom_Object_Body);
  }
}

static void cause(Session *session, int event)
{
  ThreadsHost *host = session->host;
  if (event < FIRST_PRESET) {
    const Control control = (Control)(event / EXTREMES);
    if (!control_info[control].is_output && control_info[control].kind != KIND_TRIGGER) {
      host->control[control] = extreme(control, event % EXTREMES);
    }
  } else if (event < FIRST_MODE) {
    load_preset(host, &preset[event - FIRST_PRESET]);
  } else if (event < FIRST_SOUND) {
    const int mode = (event - FIRST_MODE) / N_CHOICES;
    host->control[CONTROL_MODE] = (float)mode;
    host->control[CONTROL_GENRE] = (float)((event - FIRST_MODE) % N_CHOICES);
  } else if (event < FIRST_NOTE) {
    session->sound = (SoundKind)((event - FIRST_SOUND + 1) % SOUND_COUNT);
  } else if (host->kind != THREADS_INSIDE_RUN) { /* whose work() may read a file */
    write_note(host, (NoteKind)(event - FIRST_NOTE));
  }
}

/* --- the audio thread ------------------------------------------------------------------- */

static float next_sample(Session *session, int channel, uint32_t i)
{
  switch (session->sound) {
  case SOUND_SILENCE:
    return 0.0f;
  case SOUND_NOISE:
    return (float)music_noise(i + session->music_position);
  case SOUND_DC:
    return 1.0f;
  case SOUND_NAN:
    return NAN;
  case SOUND_INF:
    return i % 2 ? (float)INFINITY : -(float)INFINITY;
  case SOUND_HUGE:
    return 1e30f;
  case SOUND_DENORMAL:
    return 1e-40f;
  default:
    return music.channel[channel][(session->music_position + i) % music.n_frames];
  }
}

static void play(Session *session, double seconds)
{
  static const uint32_t sizes[] = {0, 1, 3, 16, 64, 100, 256, 480, 1024, 4096, 8192};
  double left = seconds * session->rate_hz;
  while (left > 0.0) {
    const uint32_t size = session->block ? session->block : sizes[next_random(session) % 11];
    for (int channel = 0; channel < session->host->n_channels; ++channel) {
      for (uint32_t i = 0; i < size; ++i) {
        session->buffer[channel][i] = next_sample(session, channel, i);
      }
    }
    threads_host_run(session->host, session->buffer, size);
    session->music_position = (session->music_position + size) % music.n_frames;
    session->frames += size;
    left -= size ? size : 1;
  }
}

static void *audio_thread(void *handle)
{
  Session *session = handle;
  ThreadsHost *host = session->host;
  session->is_filtered = traps_enter();
  play(session, LEAD_IN_S);
  for (int event = 0; event < N_EVENTS; ++event) {
    const bool changes = event >= FIRST_PRESET || !control_info[event / EXTREMES].is_output;
    if (changes) {
      cause(session, event);
      play(session, EVENT_S);
    }
  }
  session->sound = SOUND_MUSIC;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    host->control[i] = control_info[i].kind == KIND_TRIGGER ? 1.0f : control_info[i].default_value;
  }
  play(session, LEAD_IN_S);
  atomic_store(&session->is_done, true);
  traps_leave();
}

/* --- the tests -------------------------------------------------------------------------- */

/* What was caught, for people: where in which binary. */
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

/* A session under the traps; state is saved and restored beside it. */
static void live_through(const LV2_Descriptor *descriptor, double rate_hz, uint32_t block,
                         ThreadsKind kind)
{
  static StateBag bag;
  Session session = {.rate_hz = rate_hz, .block = block, .seed = 1};
  session.buffer[0] = calloc(LONGEST_BLOCK, sizeof(float));
  session.buffer[1] = calloc(LONGEST_BLOCK, sizeof(float));
  session.host = threads_host_new(descriptor, rate_hz, kind, false);
  assert_non_null(session.host);
  pthread_t thread;
  traps_init();
  assert_int_equal(pthread_create(&thread, NULL, audio_thread, &session), 0);
  for (int n = 0; !atomic_load(&session.is_done) && !atomic_load(&trapped.what); ++n) {
    assert_int_equal(threads_host_save(session.host, &bag), LV2_STATE_SUCCESS);
    if (n % 8 == 7) {
      assert_int_equal(threads_host_restore(session.host, &bag), LV2_STATE_SUCCESS);
    }
    threads_sleep_us(2000);
  }
  pthread_join(thread, NULL);
  if (atomic_load(&trapped.what)) {
    fail_msg("%g Hz, blocks of %u, %d channels, worker kind %d: %s", rate_hz, block,
             session.host->n_channels, (int)kind, describe());
  }
  assert_true(session.is_filtered);
  tests_blocks += (double)session.host->n_blocks;
  tests_frames += session.frames;
  tests_answers += (double)session.host->n_responses;
  threads_host_free(session.host);
  free(session.buffer[0]);
  free(session.buffer[1]);
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
  static const uint32_t sizes[] = {1, 13, 64, 256, 1024, 8192, LONGEST_BLOCK};
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
  LV2_URID_Map map = {NULL, threads_map};
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
