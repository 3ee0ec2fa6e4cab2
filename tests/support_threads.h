/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A host like Ardour or jalv. The audio thread calls run(), a second thread is the worker, and a
 * third saves and restores state. Messages between audio and worker go through two mailboxes of
 * one letter each, without locks or system calls.
 *
 *   audio   run() ─schedule─► question ──► work()        worker
 *           work_response() ◄─── answer ◄──respond─┘
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_THREADS_H
#define GENRE_EQ_TESTS_SUPPORT_THREADS_H

#include <lv2/atom/atom.h>
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
#include "plugin/report_atom.h"
#include "tests/support_state_bag.h"
#include "tests/support_urids.h"

enum { LETTER_BYTES = 4096 };

typedef struct {
  atomic_bool is_full;
  uint32_t size;
  char data[LETTER_BYTES];
} Mailbox;

typedef enum { THREADS_NO_WORKER, THREADS_REFUSE, THREADS_INSIDE_RUN, THREADS_WORKER } ThreadsKind;

typedef struct {
  ThreadsKind kind;
  const LV2_Descriptor *descriptor;
  LV2_Handle plugin;
  const LV2_Worker_Interface *worker;
  const LV2_State_Interface *state;
  int n_channels;

  /* The audio thread's. */
  float control[CONTROL_COUNT];
  union {
    LV2_Atom_Sequence sequence;
    char bytes[REPORT_ATOM_BYTES];
    int64_t alignment; /* as LV2 has it for atoms */
  } notify;
  union {
    LV2_Atom_Sequence sequence;
    char bytes[1024];
    int64_t alignment;
  } events;
  ReportUrids urids;
  long n_blocks;
  long n_responses;

  Mailbox question;
  Mailbox answer;
  atomic_bool is_ending;
  bool is_slow; /**< the worker answers two questions of three late */
  pthread_t worker_thread;

  LV2_URID_Map map;
  LV2_Worker_Schedule schedule;
  LV2_Feature feature[2];
  const LV2_Feature *features[3];
} ThreadsHost;

/* --- the worker --------------------------------------------------------------------- */

static inline bool mailbox_put(Mailbox *box, uint32_t size, const void *data)
{
  if (size > LETTER_BYTES || atomic_load_explicit(&box->is_full, memory_order_acquire)) {
    return false;
  }
  memcpy(box->data, data, size);
  box->size = size;
  atomic_store_explicit(&box->is_full, true, memory_order_release);
  return true;
}

static inline void mailbox_empty(Mailbox *box)
{
  atomic_store_explicit(&box->is_full, false, memory_order_release);
}

static inline bool mailbox_has_letter(Mailbox *box)
{
  return atomic_load_explicit(&box->is_full, memory_order_acquire);
}

static inline void threads_sleep_us(long us)
{
  const struct timespec time = {.tv_nsec = 1000 * us};
  nanosleep(&time, NULL);
}

/* Worker thread. */
static inline LV2_Worker_Status threads_respond(LV2_Worker_Respond_Handle handle, uint32_t size,
                                                const void *data)
{
  ThreadsHost *host = handle;
  while (!mailbox_put(&host->answer, size, data)) {
    if (atomic_load(&host->is_ending)) {
      return LV2_WORKER_ERR_NO_SPACE;
    }
    threads_sleep_us(100);
  }
  return LV2_WORKER_SUCCESS;
}

static inline void *threads_work(void *handle)
{
  ThreadsHost *host = handle;
  for (long n = 0; !atomic_load(&host->is_ending);) {
    if (mailbox_has_letter(&host->question)) {
      threads_sleep_us(host->is_slow ? 12000 * (n++ % 3) : 0);
      host->worker->work(host->plugin, threads_respond, host, host->question.size,
                         host->question.data);
      mailbox_empty(&host->question);
    } else {
      threads_sleep_us(100);
    }
  }
  return NULL;
}

/* Audio thread, from within run(). */
static inline LV2_Worker_Status threads_answer_at_once(LV2_Worker_Respond_Handle handle,
                                                       uint32_t size, const void *data)
{
  ThreadsHost *host = handle;
  ++host->n_responses;
  return host->worker->work_response(host->plugin, size, data);
}

static inline LV2_Worker_Status threads_schedule(LV2_Worker_Schedule_Handle handle, uint32_t size,
                                                 const void *data)
{
  ThreadsHost *host = handle;
  if (host->kind == THREADS_INSIDE_RUN) {
    return host->worker->work(host->plugin, threads_answer_at_once, host, size, data);
  }
  return host->kind == THREADS_WORKER && mailbox_put(&host->question, size, data)
             ? LV2_WORKER_SUCCESS
             : LV2_WORKER_ERR_NO_SPACE;
}

/* --- the host ------------------------------------------------------------------------ */

/** Instantiates, connects, activates, starts the worker. NULL when the plugin refuses. */
static inline ThreadsHost *threads_host_new(const LV2_Descriptor *descriptor, double rate_hz,
                                            ThreadsKind kind, bool is_slow)
{
  ThreadsHost *host = calloc(1, sizeof *host);
  host->kind = kind;
  host->is_slow = is_slow;
  host->descriptor = descriptor;
  host->n_channels = strcmp(descriptor->URI, GENRE_EQ_URI_MONO) == 0 ? 1 : 2;
  host->map = (LV2_URID_Map){host, urids_map};
  host->schedule = (LV2_Worker_Schedule){host, threads_schedule};
  host->feature[0] = (LV2_Feature){LV2_URID__map, &host->map};
  host->feature[1] = (LV2_Feature){LV2_WORKER__schedule, &host->schedule};
  host->features[0] = &host->feature[0];
  host->features[1] = kind == THREADS_NO_WORKER ? NULL : &host->feature[1];
  host->plugin = descriptor->instantiate(descriptor, rate_hz, "", host->features);
  if (!host->plugin) {
    free(host);
    return NULL;
  }
  host->worker = descriptor->extension_data(LV2_WORKER__interface);
  host->state = descriptor->extension_data(LV2_STATE__interface);
  report_urids_map(&host->urids, &host->map);
  for (uint32_t i = 0; i < CONTROL_COUNT; ++i) {
    host->control[i] = control_info[i].default_value;
    descriptor->connect_port(host->plugin, PORT_CONTROLS(host->n_channels) + i, &host->control[i]);
  }
  descriptor->connect_port(host->plugin, PORT_EVENTS_IN(host->n_channels), host->events.bytes);
  descriptor->connect_port(host->plugin, PORT_EVENTS_OUT(host->n_channels), host->notify.bytes);
  host->events.sequence.atom.size = sizeof host->events.sequence.body;
  host->events.sequence.atom.type = host->urids.atom_Sequence;
  descriptor->activate(host->plugin);
  if (kind == THREADS_WORKER) {
    pthread_create(&host->worker_thread, NULL, threads_work, host);
  }
  return host;
}

static inline void threads_host_free(ThreadsHost *host)
{
  if (host->kind == THREADS_WORKER) {
    atomic_store(&host->is_ending, true);
    pthread_join(host->worker_thread, NULL);
  }
  host->descriptor->deactivate(host->plugin);
  host->descriptor->cleanup(host->plugin);
  free(host);
}

/** Audio thread: one block, in-place. */
static inline void threads_host_run(ThreadsHost *host, float *const sound[], uint32_t n_frames)
{
  for (uint32_t channel = 0; channel < (uint32_t)host->n_channels; ++channel) {
    host->descriptor->connect_port(host->plugin, channel, sound[channel]);
    host->descriptor->connect_port(host->plugin, (uint32_t)host->n_channels + channel,
                                   sound[channel]);
  }
  if (mailbox_has_letter(&host->answer)) {
    host->worker->work_response(host->plugin, host->answer.size, host->answer.data);
    mailbox_empty(&host->answer);
    ++host->n_responses;
  }
  host->notify.sequence.atom.size = sizeof host->notify - sizeof(LV2_Atom);
  host->descriptor->run(host->plugin, n_frames);
  ++host->n_blocks;
}

/* --- state: a thread beside the audio thread ----------------------------------------------- */

static inline LV2_State_Status threads_host_save(ThreadsHost *host, StateBag *bag)
{
  bag->n_properties = 0;
  return host->state->save(host->plugin, state_bag_store, bag, 0, host->features);
}

static inline LV2_State_Status threads_host_restore(ThreadsHost *host, StateBag *bag)
{
  return host->state->restore(host->plugin, state_bag_retrieve, bag, 0, host->features);
}

#endif
