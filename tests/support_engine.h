/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Plays music in blocks through an engine with a simulated worker.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_ENGINE_H
#define GENRE_EQ_TESTS_SUPPORT_ENGINE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "plugin/engine.h"
#include "plugin/float_mode.h"
#include "tests/support_music.h"

#define RATE_HZ 44100.0
#define SECONDS 14.0

/* --- a worker in a box ----------------------------------------------------------- */

/* Kinds of workers that hosts have. Delays are in frames of sound. */
typedef enum { WORKER_NONE, WORKER_REFUSES, WORKER_NEVER, WORKER_AT_ONCE, WORKER_LATE } WorkerKind;

typedef struct {
  WorkerKind kind;
  uint64_t delay_frames;
  Engine *engine;
  uint64_t now;
  bool has_question;
  Question question;
  uint64_t due;
  int n_asked;
  int n_answered;
} Worker;

static inline void worker_answer(Worker *worker)
{
  Answer answer;
  listener_work(engine_listener(worker->engine), &worker->question, &answer);
  worker->has_question = false;
  ++worker->n_answered;
  listener_take_answer(engine_listener(worker->engine), &answer);
}

static inline bool worker_ask(void *asker, const Question *question)
{
  Worker *worker = asker;
  ++worker->n_asked;
  if (worker->kind == WORKER_REFUSES) {
    return false;
  }
  worker->question = *question;
  worker->has_question = true;
  worker->due = worker->now + worker->delay_frames;
  if (worker->kind == WORKER_AT_ONCE) {
    worker_answer(worker);
  }
  return true;
}

/* --- playing ---------------------------------------------------------------------- */

typedef struct {
  double rate_hz;
  int n_channels;
  uint32_t block; /* 0: random sizes */
  WorkerKind worker;
  double delay_s;
  bool in_place;
  bool crossed; /* each channel is written to the other one's buffer */
  const Memory *memory;
} Play;

static const Play plain = {.rate_hz = RATE_HZ, .n_channels = 2, .block = 1024};

static inline void default_controls(ControlValues control)
{
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
}

/* Plays all of `music` through a new engine into `out`; leaves the engine to the
 * caller. */
static inline Engine *play(const Play *how, const ControlValues control, const Music *music,
                           Music *out, Worker *worker)
{
  *worker = (Worker){.kind = how->worker, .delay_frames = (uint64_t)(how->delay_s * how->rate_hz)};
  Engine *engine = engine_new(how->rate_hz, how->n_channels,
                              how->worker == WORKER_NONE ? NULL : worker_ask, worker);
  assert_non_null(engine);
  worker->engine = engine;
  if (how->memory) {
    engine_remember(engine, how->memory);
  }
  uint32_t seed = 1;
  for (uint32_t at = 0; at < music->n_frames;) {
    uint32_t block = how->block;
    if (block == 0) {
      seed = seed * 1664525u + 1013904223u;
      block = (seed >> 16) % 3000u;
    }
    block = block < music->n_frames - at ? block : music->n_frames - at;
    const float *in[2] = {music->channel[0] + at, music->channel[1] + at};
    float *to[2] = {out->channel[0] + at, out->channel[1] + at};
    if (how->in_place || how->crossed) {
      for (int channel = 0; channel < 2; ++channel) {
        float *buffer = to[how->crossed ? 1 - channel : channel];
        memcpy(buffer, in[channel], block * sizeof(float));
        in[channel] = buffer;
      }
    }
    const uint64_t mode = float_mode_enter();
    if (worker->has_question && worker->kind == WORKER_LATE && worker->now >= worker->due) {
      worker_answer(worker);
    }
    engine_process(engine, control, in, to, block);
    float_mode_leave(mode);
    at += block;
    worker->now += block;
  }
  return engine;
}

#endif
