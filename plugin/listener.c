/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/listener.h"

/* From the begin of working an answer out until it takes effect. */
#define WORK_TICKS ((ANSWER_HOPS - PATIENCE_HOPS) * TICKS_PER_HOP)
_Static_assert(WORK_TICKS >= CLASSIFIER_MAX_STEPS,
               "one step a tick must be done before the answer takes effect");
_Static_assert(ANSWER_HOPS < QUESTION_HOPS, "one question at a time");

void listener_init(Listener *listener, double rate_hz, AskFunction ask, void *asker)
{
  filter_bank_init(&listener->bank, rate_hz);
  listener->ask = ask;
  listener->asker = asker;
  listener->worker_slot = -1;
  listener->question_id = 0;
  decision_reset(&listener->decision);
  listener_restart(listener);
}

static void start_afresh(Listener *listener)
{
  gate_reset(&listener->gate);
  band_history_clear(&listener->history);
  listener->hop_is_due = false;
  listener->waiting = false;
  listener->working = false;
}

void listener_restart(Listener *listener)
{
  filter_bank_clear(&listener->bank);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    listener->hop_energy[i] = 0.0f;
  }
  listener->hop_count = 0;
  start_afresh(listener);
}

void listener_forget(Listener *listener)
{
  decision_reset(&listener->decision);
  listener->shape = (SubbandShape){{{0.0}}};
  start_afresh(listener);
}

void listener_process(Listener *listener, const float *const *in, int n_channels, uint32_t n_frames)
{
  filter_bank_process(&listener->bank, in, n_channels, n_frames);
}

void listener_hear_hop(Listener *listener)
{
  filter_bank_take_parts(&listener->bank, listener->hop_parts);
  subband_energies(listener->hop_parts, listener->hop_energy);
  ++listener->hop_count;
}

void listener_learn(Listener *listener, double memory_s)
{
  SubbandShape shape;
  filter_bank_take_shape(&listener->bank, &shape);
  if (gate_pass(&listener->gate, listener->hop_energy)) {
    listener->hop_is_due = true;
    decision_add_hop(&listener->decision, listener->hop_energy, memory_s);
    subband_shape_learn(&listener->shape, &shape, 1.0 / listener->decision.n_hops);
  }
}

static void put_question(Listener *listener)
{
  const bool worker_free = listener->worker_slot < 0;
  const Question question = {.id = ++listener->question_id,
                             .slot = listener->worker_slot == 0 ? 1 : 0};
  feature_window_take(&listener->snapshot[question.slot], &listener->history);
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

static void let_answer_take_effect(Listener *listener, double memory_s)
{
  decision_add_prediction(&listener->decision, &listener->prediction, memory_s);
  listener->waiting = false;
  listener->working = false;
}

void listener_converse(Listener *listener, double memory_s)
{
  if (listener->hop_is_due) {
    band_history_push(&listener->history, listener->hop_parts);
    listener->hop_is_due = false;
  }
  if (listener->waiting) {
    ++listener->hops_waited;
    if (listener->hops_waited == PATIENCE_HOPS && !listener->answered) {
      classifier_begin(&listener->job, &listener->snapshot[listener->slot]);
      listener->working = true;
    }
    if (listener->hops_waited == ANSWER_HOPS) {
      let_answer_take_effect(listener, memory_s);
    }
  }
  if (listener->hop_count % QUESTION_HOPS == 0 && listener->history.count >= CLASSIFIER_MIN_HOPS) {
    put_question(listener);
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
  ClassifierJob job;
  classifier_begin(&job, &listener->snapshot[question->slot]);
  while (!classifier_step(&job)) {
  }
  answer->id = question->id;
  answer->prediction = job.prediction;
}

void listener_take_answer(Listener *listener, const Answer *answer)
{
  listener->worker_slot = -1;
  if (listener->waiting && answer->id == listener->question_id) {
    listener->prediction = answer->prediction;
    listener->answered = true;
  }
}
