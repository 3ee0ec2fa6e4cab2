/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "plugin/learn.h"

#include "dsp/gate.h"
#include "dsp/grid.h"

#define PAUSE_HOPS ((int)LEARN_PAUSE_S * HOPS_PER_SECOND)
#define SOLVE_ANEW_HOPS ((int)LEARN_SOLVE_ANEW_S * HOPS_PER_SECOND)
_Static_assert(SOLVE_ANEW_HOPS > QUESTION_HOPS + ANSWER_HOPS, "the last answer must be there");
_Static_assert(PAUSE_HOPS > GATE_PATIENCE_HOPS, "quiet music must not end the song");

/* At least 0.3 s, longer than the engine waits for the controls that belong to a state. */
#define GRACE_HOPS 4

Learn learn_remembered(double phase)
{
  return (Learn){.phase = (LearnPhase)phase, .grace_hops = GRACE_HOPS};
}

static LearnPhase phase_in_hold(LearnPhase before)
{
  switch (before) {
  case LEARN_LISTENS:
    return LEARN_STOPPED;
  case LEARN_ENDED:
    return LEARN_HELD;
  default:
    return before;
  }
}

bool learn_take_mode(Learn *learn, Mode mode)
{
  const LearnPhase before = learn->phase;
  if (learn->grace_hops > 0) {
    return false;
  }
  if (mode == MODE_LEARN && before != LEARN_LISTENS && before != LEARN_ENDED) {
    *learn = (Learn){.phase = LEARN_LISTENS};
    return true;
  }
  if (mode != MODE_LEARN) {
    learn->phase = mode == MODE_HOLD ? phase_in_hold(before) : LEARN_OFF;
  }
  return false;
}

void learn_first_sound(Learn *learn)
{
  if (learn->phase == LEARN_OFF) {
    learn->grace_hops = 0;
  }
}

void learn_restart(Learn *learn)
{
  learn->still_hops = 0;
}

bool learn_count_hop(Learn *learn, bool music, double listened_s)
{
  learn->grace_hops -= learn->grace_hops > 0;
  if (music) {
    learn->still_hops = 0;
  } else if (learn->still_hops < PAUSE_HOPS) {
    ++learn->still_hops;
  }
  const bool has_ended = learn->still_hops == PAUSE_HOPS;
  if (learn->phase == LEARN_LISTENS && has_ended && listened_s >= LEARN_LEAST_MUSIC_S) {
    learn->phase = LEARN_ENDED;
  } else if (learn->phase == LEARN_STOPPED && has_ended) {
    learn->phase = LEARN_HELD;
  }
  return learn->still_hops == SOLVE_ANEW_HOPS && !music;
}

bool learn_heeds_sound(const Learn *learn)
{
  return learn->phase == LEARN_OFF || learn->phase == LEARN_LISTENS;
}

bool learn_moves_curve(const Learn *learn)
{
  return learn->phase == LEARN_LISTENS || learn->phase == LEARN_STOPPED;
}

bool learn_holds_curve(const Learn *learn, Mode mode)
{
  const bool waits_for_mode = learn->grace_hops > 0;
  return learn->phase == LEARN_OFF ? mode == MODE_HOLD || waits_for_mode
                                   : !learn_moves_curve(learn);
}
