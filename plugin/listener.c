/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/listener.h"

/* The ticks in which the audio thread can compute an answer before it takes effect. */
#define WORK_TICKS ((ANSWER_HOPS - PATIENCE_HOPS) * TICKS_PER_HOP)
_Static_assert(WORK_TICKS >= CLASSIFIER_STEPS,
               "one step a tick must be done before the answer takes effect");
_Static_assert(ANSWER_HOPS < QUESTION_HOPS, "one question at a time");

void listener_init(Listener *listener, double rate_hz, AskFunction ask, void *asker)
{
  hearing_init(&listener->hearing, rate_hz);
  listener->ask = ask;
  listener->asker = asker;
  listener->worker_slot = -1;
  listener->question_id = 0;
  decision_reset(&listener->decision);
  listener_restart(listener);
}

void listener_drop_question(Listener *listener)
{
  listener->has_news = false;
  listener->waiting = false;
  listener->working = false;
}

void listener_restart(Listener *listener)
{
  hearing_clear(&listener->hearing);
  listener->hop_count = 0;
  listener_drop_question(listener);
}

void listener_ask_again(Listener *listener)
{
  listener->has_news = listener->decision.n_hops > 0.0;
}

void listener_forget(Listener *listener)
{
  hearing_start_afresh(&listener->hearing);
  decision_reset(&listener->decision);
  listener_drop_question(listener);
}

void listener_process(Listener *listener, const float *const *in, int n_channels, uint32_t n_frames)
{
  hearing_process(&listener->hearing, in, n_channels, n_frames);
}

void listener_look(Listener *listener, int tick)
{
  hearing_look(&listener->hearing, tick);
}

void listener_hear_hop(Listener *listener)
{
  hearing_end_hop(&listener->hearing);
  ++listener->hop_count;
}

bool listener_learn(Listener *listener, bool heeded, double memory_s)
{
  const bool learns = hearing_find_figures(&listener->hearing) && heeded;
  if (learns) {
    decision_add_hop(&listener->decision, &listener->hearing.hop, memory_s);
    listener->has_news = true;
  }
  return learns;
}

static void put_question(Listener *listener)
{
  const bool worker_free = listener->worker_slot < 0;
  const Question question = {.id = ++listener->question_id,
                             .slot = listener->worker_slot == 0 ? 1 : 0};
  decision_heard(&listener->decision, &listener->snapshot[question.slot]);
  listener->slot = question.slot;
  listener->hops_waited = 0;
  listener->waiting = true;
  listener->answered = false;
  listener->working = false;
  if (worker_free) {
    /* Marked before asking: the answer may come before ask() returns. */
    listener->worker_slot = question.slot;
    if (!listener->ask || !listener->ask(listener->asker, &question)) {
      listener->worker_slot = -1;
    }
  }
}

void listener_converse(Listener *listener)
{
  if (listener->waiting) {
    ++listener->hops_waited;
    if (listener->hops_waited == PATIENCE_HOPS && !listener->answered) {
      classifier_begin(&listener->job, &listener->snapshot[listener->slot]);
      listener->working = true;
    }
    if (listener->hops_waited == ANSWER_HOPS) {
      decision_take_answer(&listener->decision, &listener->prediction);
      listener->waiting = false;
      listener->working = false;
    }
  }
  if (listener->hop_count % QUESTION_HOPS == 0 && listener->has_news &&
      listener->decision.n_hops >= CLASSIFIER_MIN_S * HOPS_PER_SECOND) {
    put_question(listener);
    listener->has_news = false;
  }
}

void listener_tick(Listener *listener)
{
  if (listener->working && !listener->answered && classifier_step(&listener->job)) {
    listener->prediction = listener->job.prediction;
    listener->answered = true;
  }
}

void listener_work(const Listener *listener, const Question *question, Answer *answer)
{
  answer->id = question->id;
  classifier_ask(&listener->snapshot[question->slot], &answer->prediction);
}

void listener_take_answer(Listener *listener, const Answer *answer)
{
  listener->worker_slot = -1;
  if (listener->waiting && answer->id == listener->question_id) {
    listener->prediction = answer->prediction;
    listener->answered = true;
  }
}
