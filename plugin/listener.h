/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Everything between the input and the decision: the hearing, what was learned, and the questions
 * to the worker.
 *
 * Once a second, if something was heard since the last question, a question goes out with a
 * snapshot of what was heard. Its answer takes effect at a fixed hop (grid.h), whenever it
 * arrived. If none has arrived in time (late, refused, no worker), the audio thread computes it,
 * one step a tick, with the same code on the same snapshot, and so with the same bits.
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

/** False if no listener can have asked this question. Any thread, real-time safe. */
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
  int worker_slot;      /**< the snapshot that the worker may be reading; −1: none */
  uint32_t question_id; /**< of the last question, never reset */
  bool waiting;         /**< for the answer to question_id, until it takes effect */
  int slot;             /**< its snapshot */
  int hops_waited;      /**< since it was asked */
  bool answered;        /**< the answer has arrived */
  bool working;         /**< the audio thread computes the answer */
  Prediction prediction;
  ClassifierJob job;
} Listener;

/** Sets up the filters; call it first. Not real-time safe. */
void listener_init(Listener *listener, double rate_hz, AskFunction ask, void *asker);

/** Goes back to the first sample: clears the filters and any question; keeps the decision. Do not
    call it while listener_process() runs. */
void listener_restart(Listener *listener);

/** Asks again about what was learned: a restart has dropped the last question. Audio thread,
    real-time safe. */
void listener_ask_again(Listener *listener);

/** The decision was replaced: the answer to a question about the one before it is dropped. Audio
    thread, real-time safe. */
void listener_drop_question(Listener *listener);

/** Forgets all that was learned. Audio thread, real-time safe. */
void listener_forget(Listener *listener);

/** Audio thread, real-time safe: hears sound within a tick. */
void listener_process(Listener *listener, const float *const *in, int n_channels,
                      uint32_t n_frames);

/** Audio thread, real-time safe, at the start of each tick: takes a spectrum of the sound in the
    ticks before, if one is due. */
void listener_look(Listener *listener, int tick);

/** Audio thread, real-time safe: the last sample ended a hop; takes its energies. */
void listener_hear_hop(Listener *listener);

/** Audio thread, real-time safe, the tick after that: learns from the hop, if it is music and
    sound is heeded. True if it has learned. */
bool listener_learn(Listener *listener, bool heeded, double memory_s);

/** Audio thread, real-time safe, once a hop after listener_learn(): asks a question when one is
    due, and lets an answer take effect at its hop. */
void listener_converse(Listener *listener);

/** Audio thread, real-time safe, each tick: one step of computing an answer, if the worker has not
    answered in time. */
void listener_tick(Listener *listener);

/** Worker thread (or any that the host chose): computes an answer. Reads only the question's
    snapshot, which the audio thread does not touch until the answer is back. No allocation. */
void listener_work(const Listener *listener, const Question *question, Answer *answer);

/** Audio thread, real-time safe: an answer has arrived. Drops it if it is no longer awaited. */
void listener_take_answer(Listener *listener, const Answer *answer);

#endif
