/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Everything between the input and the decision: the hearing, what was learned, and the
 * questions put to the worker.
 *
 * A question goes out once a second, if something was heard since the last one, with a
 * snapshot of what was heard. Its answer takes effect at one fixed hop (grid.h), whenever it came.
 * Where none has come in time (late, refused, no worker at all), the audio thread works it out, one
 * step a tick: the same code on the same snapshot, the same bits.
 */
#ifndef GENRE_EQ_PLUGIN_LISTENER_H
#define GENRE_EQ_PLUGIN_LISTENER_H

#include <stdbool.h>
#include <stdint.h>

#include "dsp/grid.h"
#include "model/classifier.h"
#include "model/decision.h"
#include "model/hearing.h"

/** To the worker. Plain data: hosts copy it. */
typedef struct {
  uint32_t id;
  int slot; /**< which snapshot */
} Question;

/** From the worker. Plain data: hosts copy it. */
typedef struct {
  uint32_t id;
  Prediction prediction;
} Answer;

/** False for what cannot have been put by a listener. Any thread, real-time safe. */
static inline bool question_is_one(const Question *question)
{
  return question->slot == 0 || question->slot == 1;
}

/** Hands a question to the host's worker; false when there is none or it refuses.
    Called from the audio thread. The answer may come before it returns. */
typedef bool (*AskFunction)(void *asker, const Question *question);

typedef struct {
  Hearing hearing;
  Decision decision;
  uint64_t hop_count; /**< since the start */
  bool has_news;      /**< a hop was learned since the last question */

  AskFunction ask;
  void *asker;

  HeardMeans snapshot[2];
  int worker_slot;      /**< snapshot the worker may be reading, −1 none */
  uint32_t question_id; /**< of the last question, never reset */
  bool waiting;         /**< for the answer to question_id, until it takes effect */
  int slot;             /**< its snapshot */
  int hops_waited;      /**< since it was put */
  bool answered;        /**< prediction is there */
  bool working;         /**< the audio thread is at it */
  Prediction prediction;
  ClassifierJob job;
} Listener;

/** Real-time unsafe (sets up filters); before anything else. */
void listener_init(Listener *listener, double rate_hz, AskFunction ask, void *asker);

/** Back to the first sample: forgets the sound that is under way, and any question; keeps the
    decision. Not while process runs. */
void listener_restart(Listener *listener);

/** Forgets all that was learned. Audio thread, real-time safe. */
void listener_forget(Listener *listener);

/** Audio thread, real-time safe: sound within a tick. */
void listener_process(Listener *listener, const float *const *in, int n_channels,
                      uint32_t n_frames);

/** Audio thread, real-time safe, at the begin of each tick: takes a spectrum of what was heard
    in the ticks before, if one is due. */
void listener_look(Listener *listener, int tick);

/** Audio thread, real-time safe: a hop ended with the last sample; takes its energies. */
void listener_hear_hop(Listener *listener);

/** Audio thread, real-time safe, the tick after that: learns from the hop, if it is music. */
void listener_learn(Listener *listener, double memory_s);

/** Audio thread, real-time safe, once a hop after listener_learn(): puts a
    question when one is due, lets an answer take effect when its hop has come. */
void listener_converse(Listener *listener);

/** Audio thread, real-time safe, each tick: one step of working an answer out, where the
    worker has not answered in time. */
void listener_tick(Listener *listener);

/** Worker thread (or whichever the host chose): works an answer out. Reads only the
    question's snapshot, which the audio thread leaves alone until the answer is
    back. No allocation. */
void listener_work(const Listener *listener, const Question *question, Answer *answer);

/** Audio thread, real-time safe: an answer has come. One that nobody waits for any
    more is dropped. */
void listener_take_answer(Listener *listener, const Answer *answer);

#endif
