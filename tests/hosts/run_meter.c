/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Stands in for genre-eq.so in a copy of the bundle and passes everything on to the
 * real one, GENRE_EQ_REAL. Measures what a host makes of it: block lengths, how long
 * each run() took, how late the worker answered. When the host lets the plugin go,
 * one line is appended to the file GENRE_EQ_METER:
 *
 *   runs N  frames N  block MIN-MAX  wall_ms MEAN 99.99% MAX  cpu_ms MEAN 99.99% MAX
 *   spin_ms MEAN 99.99% MAX  late RUNS SPINS  answers N  latest_ms T  freewheel 0|1
 *   threads same|own
 *
 * wall_ms is by the clock, so it holds what other programs, and a hypervisor, took away
 * in between; cpu_ms is the thread's own time. With GENRE_EQ_SPIN set, after each run()
 * the same thread reads the clock in a loop for as long as a run() takes in the mean:
 * spin_ms is what the machine makes of that. late: how many runs, and how many of these
 * loops, took longer than the block lasts. threads: where work() was called, in run()'s
 * thread (at once) or in one of its own. freewheel: was that port ever 1?
 */
#include <dlfcn.h>
#include <lv2/core/lv2.h>
#include <lv2/state/state.h>
#include <lv2/worker/worker.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "plugin/controls.h"

enum { N_BINS = 4096, BIN_NS = 5000, MAX_FEATURES = 64 };

/** Times in steps of 5 us, so that the slowest in ten thousand can be told. */
typedef struct {
  uint64_t count[N_BINS];
  int64_t sum_ns;
  int64_t max_ns;
} Times;

typedef struct {
  const LV2_Descriptor *real;
  LV2_Handle handle;
  double rate_hz;
  int n_channels;
  const LV2_Worker_Schedule *hosts_schedule;
  LV2_Worker_Schedule schedule;
  const float *freewheel;

  uint64_t n_runs;
  uint64_t n_frames;
  uint32_t shortest;
  uint32_t longest;
  Times wall;
  Times cpu;
  Times spin;
  bool spins;
  uint64_t late_runs;
  uint64_t late_spins;
  uint64_t asked_at; /* in frames */
  uint64_t n_answers;
  uint64_t latest; /* frames from question to answer */
  bool was_freewheeling;
  pthread_t run_thread;
  atomic_bool own_thread;
} Meter;

static int64_t now_ns(clockid_t clock)
{
  struct timespec time;
  clock_gettime(clock, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void times_add(Times *times, int64_t ns)
{
  const int64_t bin = ns / BIN_NS;
  ++times->count[bin < N_BINS ? bin : N_BINS - 1];
  times->sum_ns += ns;
  times->max_ns = ns > times->max_ns ? ns : times->max_ns;
}

static void times_print(const Times *times, uint64_t n_runs, FILE *to)
{
  uint64_t left = n_runs / 10000;
  int bin = N_BINS - 1;
  while (bin > 0 && times->count[bin] <= left) {
    left -= times->count[bin--];
  }
  fprintf(to, "%.4f %.3f %.3f", (double)times->sum_ns / (double)n_runs * 1e-6,
          (double)(bin + 1) * BIN_NS * 1e-6, (double)times->max_ns * 1e-6);
}

/** Does nothing for as long as a run() takes in the mean; returns how long that took. */
static int64_t spin(const Meter *meter)
{
  const int64_t begin = now_ns(CLOCK_MONOTONIC);
  const int64_t mean_ns = meter->wall.sum_ns / (int64_t)meter->n_runs;
  int64_t passed_ns = 0;
  while (passed_ns < mean_ns) {
    passed_ns = now_ns(CLOCK_MONOTONIC) - begin;
  }
  return passed_ns;
}

static LV2_Worker_Status schedule_work(LV2_Worker_Schedule_Handle handle, uint32_t size,
                                       const void *data)
{
  Meter *meter = handle;
  meter->asked_at = meter->n_frames;
  return meter->hosts_schedule->schedule_work(meter->hosts_schedule->handle, size, data);
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
    free(meter);
    return NULL;
  }
  const bool mono = strcmp(descriptor->URI, GENRE_EQ_URI_MONO) == 0;
  meter->real = entry(mono ? 1 : 0);
  meter->n_channels = mono ? 1 : 2;
  meter->rate_hz = rate_hz;
  meter->shortest = UINT32_MAX;
  meter->spins = getenv("GENRE_EQ_SPIN") != NULL;

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
    free(meter);
    return NULL;
  }
  return meter;
}

static void connect_port(LV2_Handle handle, uint32_t port, void *data)
{
  Meter *meter = handle;
  if (port == PORT_CONTROLS((uint32_t)meter->n_channels) + CONTROL_FREEWHEEL) {
    meter->freewheel = data;
  }
  meter->real->connect_port(meter->handle, port, data);
}

static void activate(LV2_Handle handle)
{
  Meter *meter = handle;
  meter->real->activate(meter->handle);
}

static void run(LV2_Handle handle, uint32_t n_frames)
{
  Meter *meter = handle;
  meter->run_thread = pthread_self();
  const int64_t wall = now_ns(CLOCK_MONOTONIC);
  const int64_t cpu = now_ns(CLOCK_THREAD_CPUTIME_ID);
  meter->real->run(meter->handle, n_frames);
  times_add(&meter->cpu, now_ns(CLOCK_THREAD_CPUTIME_ID) - cpu);
  const int64_t taken_ns = now_ns(CLOCK_MONOTONIC) - wall;
  const int64_t block_ns = (int64_t)(n_frames / meter->rate_hz * 1e9);
  times_add(&meter->wall, taken_ns);
  meter->late_runs += taken_ns > block_ns;
  ++meter->n_runs;
  if (meter->spins) {
    const int64_t spun_ns = spin(meter);
    times_add(&meter->spin, spun_ns);
    meter->late_spins += spun_ns > block_ns;
  }
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

static void report(const Meter *meter, FILE *to)
{
  fprintf(to, "runs %llu  frames %llu  block %u-%u  wall_ms ", (unsigned long long)meter->n_runs,
          (unsigned long long)meter->n_frames, meter->shortest, meter->longest);
  times_print(&meter->wall, meter->n_runs, to);
  fprintf(to, "  cpu_ms ");
  times_print(&meter->cpu, meter->n_runs, to);
  fprintf(to, "  spin_ms ");
  times_print(&meter->spin, meter->n_runs, to);
  fprintf(to, "  late %llu %llu", (unsigned long long)meter->late_runs,
          (unsigned long long)meter->late_spins);
  fprintf(to, "  answers %llu  latest_ms %.1f  freewheel %d  threads %s\n",
          (unsigned long long)meter->n_answers, (double)meter->latest * 1000.0 / meter->rate_hz,
          meter->was_freewheeling, meter->own_thread ? "own" : "same");
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
  free(meter);
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
  }
  return worker->work(meter->handle, respond, respond_handle, size, data);
}

static LV2_Worker_Status work_response(LV2_Handle handle, uint32_t size, const void *data)
{
  Meter *meter = handle;
  const LV2_Worker_Interface *worker = meter->real->extension_data(LV2_WORKER__interface);
  const uint64_t late = meter->n_frames - meter->asked_at;
  meter->latest = late > meter->latest ? late : meter->latest;
  ++meter->n_answers;
  return worker->work_response(meter->handle, size, data);
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
