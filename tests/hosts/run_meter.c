/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Replaces genre-eq.so in a copy of the bundle, and passes everything on to the real one,
 * GENRE_EQ_REAL. Measures how a host runs the plugin: block lengths, how long each run() took, how
 * late the worker answered. When the host closes the plugin, one line is appended to the file
 * GENRE_EQ_METER:
 *
 *   runs N  frames N  block MIN-MAX  wall_ms MEAN 99.99% MAX  cpu_ms MEAN 99.99% MAX
 *   idle_ms MEAN 99.99% MAX  late RUNS IDLES  slow RUNS IDLES  waits N  faults N
 *   answers N  latest_ms T  freewheel 0|1  threads same|own  [own_ms T  at BLOCK]
 *
 * wall_ms is by the clock, and so has the time that other programs and a hypervisor took. cpu_ms is
 * the thread's own time by the kernel, and so has only interrupts and what a hypervisor took. A
 * work() that the host calls inside run() does not count; a work_response() counts with the run()
 * around or after it. late: how many took longer than the block lasts, by the clock. slow: how many
 * took more than SLOW_NS of their own time. waits: how often the thread waited, for a lock or a
 * file, inside run(). faults: how many page faults it had there. threads: whether work() was called
 * in run()'s thread (at once) or in its own. freewheel: 1 if that port was ever 1.
 *
 * GENRE_EQ_SLOW=FILE: also measures what the machine does to the thread. Before or after each
 * run(), in turn, the same thread walks through memory for as long as a mean run() takes: these are
 * the idles above. When the plugin is closed, FILE gets each slow or late one of both kinds:
 *
 *   run|idle BLOCK WALL_MS CPU_MS WAITS PREEMPTED FAULTS
 *
 * GENRE_EQ_COSTS=FILE: FILE holds, as floats, the least milliseconds by the clock of each block.
 * After several replays of the same sound this is the block's own cost, because the plugin does the
 * same in each replay, and the machine does not. The largest of these is own_ms.
 * GENRE_EQ_UNANSWERED: the worker never answers, so run() computes all answers.
 * GENRE_EQ_DELAY_MS=N: a worker's thread begins N, 2 N, ... 6 N ms late, then at once, and so on.
 *
 * Blocks are counted from the first that holds sound, from 0.
 */
#define _GNU_SOURCE /* RUSAGE_THREAD */
#include <dlfcn.h>
#include <lv2/core/lv2.h>
#include <lv2/state/state.h>
#include <lv2/worker/worker.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "plugin/controls.h"
#include "tests/hosts/meter_costs.h"
#include "tests/hosts/meter_notes.h"
#include "tests/hosts/meter_span.h"
#include "tests/hosts/meter_times.h"
#include "tests/hosts/meter_walk.h"

enum {
  MAX_FEATURES = 64,
  SLOW_NS = 300000,
  MAX_BLOCKS = 1 << 22,
  MANY_EMPTY = 1000, /* answers; the plugin gives one a second */
};

typedef struct {
  const LV2_Descriptor *real;
  LV2_Handle handle;
  double rate_hz;
  int n_channels;
  const LV2_Worker_Schedule *hosts_schedule;
  LV2_Worker_Schedule schedule;
  const float *freewheel;
  const float *in;

  uint64_t n_runs;
  uint64_t n_frames;
  uint32_t shortest;
  uint32_t longest;
  Times wall;
  Times cpu;
  Times idle;
  uint64_t n_late[2]; /* runs, idles; so is n_slow */
  uint64_t n_slow[2];
  Span in_all; /* of the runs */
  Span work;   /* inside this run */
  Span handed; /* answers, since the run before */
  uint64_t n_empty;
  int64_t n_silent; /* runs before the first sound */
  bool sounds;
  const char *slow_path;
  const char *costs_path;
  Notes notes;
  Walk walk;
  float *cost_ms;
  uint64_t asked_at; /* in frames */
  uint64_t n_answers;
  uint64_t latest; /* frames from question to answer */
  bool was_freewheeling;
  pthread_t run_thread;
  int delay_ms;
  int n_works; /* the worker's thread alone */
  atomic_bool own_thread;
} Meter;

static int64_t block_now(const Meter *meter)
{
  return (int64_t)meter->n_runs - meter->n_silent;
}

static void note_span(Meter *meter, bool is_idle, const Span *span, int64_t block_ns)
{
  const bool late = span->wall_ns > block_ns;
  const bool slow = span->cpu_ns > SLOW_NS;
  meter->n_late[is_idle] += late;
  meter->n_slow[is_idle] += slow;
  if (late || slow) {
    notes_add(&meter->notes, (Note){is_idle ? "idle" : "run", block_now(meter), *span});
  }
}

/** Walks through memory, as a plugin does, for as long as a mean run() takes. */
static void idle(Meter *meter, int64_t block_ns)
{
  const int64_t mean_ns = meter->n_runs ? meter->wall.sum_ns / (int64_t)meter->n_runs : 0;
  const Span begin = span_begin();
  while (now_ns(CLOCK_MONOTONIC) - begin.wall_ns < mean_ns) {
    walk_on(&meter->walk);
  }
  const Span span = span_since(&begin);
  times_add(&meter->idle, span.wall_ns);
  note_span(meter, true, &span, block_ns);
}

static LV2_Worker_Status schedule_work(LV2_Worker_Schedule_Handle handle, uint32_t size,
                                       const void *data)
{
  Meter *meter = handle;
  meter->asked_at = meter->n_frames;
  if (getenv("GENRE_EQ_UNANSWERED")) {
    return LV2_WORKER_ERR_UNKNOWN;
  }
  return meter->hosts_schedule->schedule_work(meter->hosts_schedule->handle, size, data);
}

static void meter_free(Meter *meter)
{
  if (meter) {
    free(meter->notes.note);
    free(meter->walk.memory);
    free(meter->cost_ms);
  }
  free(meter);
}

static LV2_Handle instantiate(const LV2_Descriptor *descriptor, double rate_hz,
                              const char *bundle_path, const LV2_Feature *const *features)
{
  const char *path = getenv("GENRE_EQ_REAL");
  void *library = path ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
  LV2_Descriptor_Function entry = NULL;
  void *symbol = library ? dlsym(library, "lv2_descriptor") : NULL;
  memcpy(&entry, &symbol, sizeof entry);
  Meter *meter = calloc(1, sizeof *meter);
  if (!entry || !meter) {
    fprintf(stderr, "run_meter: GENRE_EQ_REAL does not name the plugin's binary\n");
    meter_free(meter);
    return NULL;
  }
  const bool mono = strcmp(descriptor->URI, GENRE_EQ_URI_MONO) == 0;
  meter->real = entry(mono ? 1 : 0);
  meter->n_channels = mono ? 1 : 2;
  meter->rate_hz = rate_hz;
  meter->shortest = UINT32_MAX;
  meter->slow_path = getenv("GENRE_EQ_SLOW");
  meter->costs_path = getenv("GENRE_EQ_COSTS");
  const char *delay = getenv("GENRE_EQ_DELAY_MS");
  meter->delay_ms = delay ? (int)strtol(delay, NULL, 10) : 0;
  if (meter->slow_path) {
    meter->notes.note = calloc(MAX_NOTES, sizeof *meter->notes.note);
    meter->walk.memory = calloc(WALK_FLOATS, sizeof *meter->walk.memory);
    for (int i = 0; meter->walk.memory && i < WALK_FLOATS; ++i) {
      meter->walk.memory[i] = 1.0f; /* touches the pages */
    }
  }
  if (meter->costs_path) {
    meter->cost_ms = calloc(MAX_BLOCKS, sizeof *meter->cost_ms);
  }

  /* The same features, but for the worker's. */
  LV2_Feature own_schedule = {LV2_WORKER__schedule, &meter->schedule};
  const LV2_Feature *list[MAX_FEATURES + 1] = {NULL};
  for (int i = 0; features && features[i] && i < MAX_FEATURES; ++i) {
    list[i] = features[i];
    if (features[i]->URI && strcmp(features[i]->URI, LV2_WORKER__schedule) == 0) {
      meter->hosts_schedule = features[i]->data;
      meter->schedule = (LV2_Worker_Schedule){meter, schedule_work};
      list[i] = &own_schedule;
    }
  }
  meter->handle = meter->real->instantiate(meter->real, rate_hz, bundle_path, list);
  if (!meter->handle) {
    meter_free(meter);
    return NULL;
  }
  return meter;
}

static void connect_port(LV2_Handle handle, uint32_t port, void *data)
{
  Meter *meter = handle;
  if (port == PORT_CONTROLS((uint32_t)meter->n_channels) + CONTROL_FREEWHEEL) {
    meter->freewheel = data;
  } else if (port == 0) {
    meter->in = data;
  }
  meter->real->connect_port(meter->handle, port, data);
}

static void activate(LV2_Handle handle)
{
  Meter *meter = handle;
  meter->real->activate(meter->handle);
}

static bool holds_sound(const float *in, uint32_t n_frames)
{
  for (uint32_t i = 0; in && i < n_frames; ++i) {
    if (in[i] != 0.0f) {
      return true;
    }
  }
  return false;
}

static void note_run(Meter *meter, const Span *span, int64_t block_ns)
{
  times_add(&meter->wall, span->wall_ns);
  times_add(&meter->cpu, span->cpu_ns);
  meter->in_all.waits += span->waits;
  meter->in_all.faults += span->faults;
  note_span(meter, false, span, block_ns);
  const int64_t block = block_now(meter);
  if (meter->cost_ms && meter->sounds && block < MAX_BLOCKS) {
    meter->cost_ms[block] = (float)span->wall_ns * 1e-6f;
  }
}

static void run(LV2_Handle handle, uint32_t n_frames)
{
  Meter *meter = handle;
  const int64_t block_ns = (int64_t)(n_frames / meter->rate_hz * 1e9);
  const bool idles_first = meter->n_runs % 2 == 0;
  meter->run_thread = pthread_self();
  meter->sounds = meter->sounds || holds_sound(meter->in, n_frames);
  meter->n_silent += !meter->sounds;
  if (meter->walk.memory && idles_first) {
    idle(meter, block_ns);
  }
  const Span begin = span_begin();
  meter->real->run(meter->handle, n_frames);
  Span span = span_since(&begin);
  span_add(&span, &meter->work, -1);
  span_add(&span, &meter->handed, 1);
  meter->work = meter->handed = (Span){0};
  note_run(meter, &span, block_ns);
  if (meter->walk.memory && !idles_first) {
    idle(meter, block_ns);
  }
  ++meter->n_runs;
  meter->n_frames += n_frames;
  meter->shortest = n_frames < meter->shortest ? n_frames : meter->shortest;
  meter->longest = n_frames > meter->longest ? n_frames : meter->longest;
  meter->was_freewheeling |= meter->freewheel && *meter->freewheel > 0.0f;
}

static void deactivate(LV2_Handle handle)
{
  Meter *meter = handle;
  meter->real->deactivate(meter->handle);
}

static void report(Meter *meter, FILE *to)
{
  fprintf(to, "runs %llu  frames %llu  block %u-%u  wall_ms ", (unsigned long long)meter->n_runs,
          (unsigned long long)meter->n_frames, meter->shortest, meter->longest);
  times_print(&meter->wall, meter->n_runs, to);
  fprintf(to, "  cpu_ms ");
  times_print(&meter->cpu, meter->n_runs, to);
  fprintf(to, "  idle_ms ");
  times_print(&meter->idle, meter->n_runs, to);
  fprintf(to, "  late %llu %llu  slow %llu %llu  waits %lld  faults %lld",
          (unsigned long long)meter->n_late[0], (unsigned long long)meter->n_late[1],
          (unsigned long long)meter->n_slow[0], (unsigned long long)meter->n_slow[1],
          (long long)meter->in_all.waits, (long long)meter->in_all.faults);
  fprintf(to, "  answers %llu  latest_ms %.1f  freewheel %d  threads %s",
          (unsigned long long)meter->n_answers, (double)meter->latest * 1000.0 / meter->rate_hz,
          meter->was_freewheeling, meter->own_thread ? "own" : "same");
  if (meter->cost_ms) {
    const int64_t n_known = block_now(meter);
    costs_keep(meter->costs_path, meter->cost_ms,
               n_known < MAX_BLOCKS ? (size_t)n_known : MAX_BLOCKS, to);
  }
  fprintf(to, "\n");
  if (meter->notes.note) {
    notes_write(&meter->notes, meter->slow_path);
  }
}

static void cleanup(LV2_Handle handle)
{
  Meter *meter = handle;
  const char *path = getenv("GENRE_EQ_METER");
  FILE *to = path && meter->n_runs > 0 ? fopen(path, "a") : NULL;
  if (to) {
    report(meter, to);
    fclose(to);
  }
  meter->real->cleanup(meter->handle);
  meter_free(meter);
}

/* --- worker, state ------------------------------------------------------------------ */

static LV2_Worker_Status work(LV2_Handle handle, LV2_Worker_Respond_Function respond,
                              LV2_Worker_Respond_Handle respond_handle, uint32_t size,
                              const void *data)
{
  Meter *meter = handle;
  const LV2_Worker_Interface *worker = meter->real->extension_data(LV2_WORKER__interface);
  if (!pthread_equal(meter->run_thread, pthread_self())) {
    meter->own_thread = true;
    poll(NULL, 0, meter->delay_ms * (meter->n_works++ % 7)); /* sleeps */
    return worker->work(meter->handle, respond, respond_handle, size, data);
  }
  const Span begin = span_begin();
  const LV2_Worker_Status status = worker->work(meter->handle, respond, respond_handle, size, data);
  meter->work = span_since(&begin);
  return status;
}

/* The plugin never sends an empty answer: jalv 1.6.6 may read an unfinished answer as 2^30 empty
 * ones. This is printed at once, because jalv may die before it closes the plugin. */
static LV2_Worker_Status work_response(LV2_Handle handle, uint32_t size, const void *data)
{
  Meter *meter = handle;
  const LV2_Worker_Interface *worker = meter->real->extension_data(LV2_WORKER__interface);
  if (size == 0) {
    if (++meter->n_empty == MANY_EMPTY) {
      fprintf(stderr, "run_meter: %d empty answers from the host\n", MANY_EMPTY);
    }
    return worker->work_response(meter->handle, size, data);
  }
  const uint64_t late = meter->n_frames - meter->asked_at;
  meter->latest = late > meter->latest ? late : meter->latest;
  ++meter->n_answers;
  const Span begin = span_begin();
  const LV2_Worker_Status status = worker->work_response(meter->handle, size, data);
  const Span span = span_since(&begin);
  span_add(&meter->handed, &span, 1);
  return status;
}

static LV2_State_Status save(LV2_Handle handle, LV2_State_Store_Function store,
                             LV2_State_Handle state, uint32_t flags,
                             const LV2_Feature *const *features)
{
  Meter *meter = handle;
  const LV2_State_Interface *real = meter->real->extension_data(LV2_STATE__interface);
  return real->save(meter->handle, store, state, flags, features);
}

static LV2_State_Status restore(LV2_Handle handle, LV2_State_Retrieve_Function retrieve,
                                LV2_State_Handle state, uint32_t flags,
                                const LV2_Feature *const *features)
{
  Meter *meter = handle;
  const LV2_State_Interface *real = meter->real->extension_data(LV2_STATE__interface);
  return real->restore(meter->handle, retrieve, state, flags, features);
}

static const void *extension_data(const char *uri)
{
  static const LV2_Worker_Interface worker = {work, work_response, NULL};
  static const LV2_State_Interface state = {save, restore};
  if (strcmp(uri, LV2_WORKER__interface) == 0) {
    return &worker;
  }
  return strcmp(uri, LV2_STATE__interface) == 0 ? &state : NULL;
}

LV2_SYMBOL_EXPORT const LV2_Descriptor *lv2_descriptor(uint32_t index)
{
  static const LV2_Descriptor descriptors[] = {
      {GENRE_EQ_URI_STEREO, instantiate, connect_port, activate, run, deactivate, cleanup,
       extension_data},
      {GENRE_EQ_URI_MONO, instantiate, connect_port, activate, run, deactivate, cleanup,
       extension_data},
  };
  return index < 2 ? &descriptors[index] : NULL;
}
