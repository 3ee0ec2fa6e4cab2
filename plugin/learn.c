/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/learn.h"

#include "dsp/gate.h"
#include "dsp/grid.h"

#define PAUSE_HOPS ((int)(LEARN_PAUSE_S * HOPS_PER_SECOND))
#define SOLVE_ANEW_HOPS ((int)(LEARN_SOLVE_ANEW_S * HOPS_PER_SECOND))
_Static_assert(SOLVE_ANEW_HOPS > QUESTION_HOPS + ANSWER_HOPS, "the last answer must be there");
_Static_assert(PAUSE_HOPS > GATE_PATIENCE_HOPS, "quiet music must not end the song");

/* 0.3 s, longer than the engine waits for the controls that belong to a state. */
#define GRACE_HOPS 3

Learn learn_remembered(double phase, double still_hops)
{
  return (Learn){
      .phase = (LearnPhase)phase, .still_hops = (int)still_hops, .grace_hops = GRACE_HOPS};
}

bool learn_take_mode(Learn *learn, Mode mode)
{
  if (learn->phase != LEARN_OFF && learn->grace_hops > 0) {
    return false;
  }
  const LearnPhase before = learn->phase;
  if (mode == MODE_ADAPT) {
    learn->phase = LEARN_OFF;
  } else if (mode == MODE_HOLD && before != LEARN_OFF) {
    learn->phase = LEARN_STOPPED;
  } else if (mode == MODE_LEARN && (before == LEARN_OFF || before == LEARN_STOPPED)) {
    *learn = (Learn){.phase = LEARN_LISTENS};
    return true;
  }
  return false;
}

void learn_restart(Learn *learn)
{
  if (learn_moves_curve(learn)) {
    learn->still_hops = 0;
  }
}

bool learn_count_hop(Learn *learn, bool music, double listened_s)
{
  learn->grace_hops -= learn->grace_hops > 0;
  if (music) {
    learn->still_hops = 0;
  } else if (learn->still_hops < PAUSE_HOPS) {
    ++learn->still_hops;
  }
  if (learn->phase == LEARN_LISTENS && learn->still_hops >= PAUSE_HOPS &&
      listened_s >= LEARN_LEAST_MUSIC_S) {
    learn->phase = LEARN_ENDED;
  }
  return learn->still_hops == SOLVE_ANEW_HOPS && !music;
}

bool learn_heeds_sound(const Learn *learn)
{
  return learn->phase == LEARN_OFF || learn->phase == LEARN_LISTENS;
}

bool learn_moves_curve(const Learn *learn)
{
  return learn->phase == LEARN_LISTENS ||
         (learn->phase == LEARN_STOPPED && learn->still_hops < PAUSE_HOPS);
}

bool learn_holds_curve(const Learn *learn, Mode mode)
{
  return learn->phase == LEARN_OFF ? mode == MODE_HOLD : !learn_moves_curve(learn);
}
