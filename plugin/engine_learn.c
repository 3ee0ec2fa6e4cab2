/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/engine_internal.h"

#include "dsp/grid.h"

void engine_ask_anew(Engine *engine)
{
  listener_drop_question(&engine->listener);
  if (learn_moves_curve(&engine->learn)) {
    listener_ask_again(&engine->listener);
  }
}

void engine_restart_listener(Engine *engine)
{
  listener_restart(&engine->listener);
  engine_ask_anew(engine);
}

void engine_rest(Engine *engine)
{
  curve_settle(&engine->curve);
  engine->curve.resting = !learn_moves_curve(&engine->learn);
}

static void forget(Engine *engine)
{
  listener_forget(&engine->listener);
  loudness_spread_clear(&engine->spread);
  curve_forget_peaks(&engine->curve);
  engine->peak_out = 0.0;
}

void engine_take_relearn(Engine *engine)
{
  if (engine->relearn_pressed) {
    forget(engine);
    engine->learn.phase = LEARN_OFF; /* in the mode Learn, it begins again */
    engine->relearn_pressed = false;
  }
}

void engine_follow_mode(Engine *engine, const ControlValues control)
{
  if (!learn_take_mode(&engine->learn, (Mode)control[CONTROL_MODE])) {
    return;
  }
  const bool is_silent = !engine->sounding && !engine->goes_on;
  engine->goes_on = !is_silent;
  engine->sounding = false;
  engine->learns_afresh = true;
  forget(engine);
  curve_start_afresh(&engine->curve, is_silent);
  if (is_silent) {
    engine_settle(engine);
  }
}

void engine_begin_to_learn(Engine *engine)
{
  if (engine->learns_afresh) {
    forget(engine);
    curve_start_afresh(&engine->curve, false);
    engine->learns_afresh = false;
  }
}

double engine_memory_s(const Engine *engine, const ControlValues control)
{
  return (double)(learn_moves_curve(&engine->learn) ? LEARN_MEMORY_S : control[CONTROL_MEMORY]);
}

void engine_learn_hop(Engine *engine, double memory_s)
{
  const bool moved = learn_moves_curve(&engine->learn);
  const bool music = listener_learn(&engine->listener, learn_heeds_sound(&engine->learn), memory_s);
  if (learn_count_hop(&engine->learn, music, engine->listener.decision.listened_s)) {
    curve_solve_anew(&engine->curve);
  }
  if (moved && !learn_moves_curve(&engine->learn)) {
    curve_leave_headroom(&engine->curve);
  }
}

void engine_learn_spread(Engine *engine, double memory_s)
{
  const bool is_full = engine->listener.hop_count >= BLOCK_HOPS; /* else part is before the sound */
  const bool is_silent = engine->listener.hearing.hop.n_silent >= BLOCK_HOPS;
  if (is_full && !is_silent && learn_heeds_sound(&engine->learn)) {
    double power[BAND_COUNT];
    const double lufs = loudness_meter_block(&engine->loudness, power);
    loudness_spread_add(&engine->spread, lufs, power, memory_s * HOPS_PER_SECOND);
  }
}
