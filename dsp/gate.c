/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/gate.h"

#include "dsp/band_history.h"
#include "dsp/portable_math.h"

void gate_reset(Gate *gate)
{
  *gate = (Gate){.reference_db = 0.0, .weight = 0.0, .waiting = 0};
}

/** Moves the reference toward a hop that passed: a plain mean at first, then one
    that forgets as fast as the history does. */
static void learn(Gate *gate, double level_db)
{
  if (gate->weight < HISTORY_HOPS) {
    gate->weight += 1.0;
  }
  gate->reference_db += (level_db - gate->reference_db) / gate->weight;
}

bool gate_pass(Gate *gate, double mean_square)
{
  const double level_db = power_to_db(mean_square);
  if (level_db < GATE_ABSOLUTE_DB) {
    gate->waiting = 0; /* true silence: what follows is a new wait */
    return false;
  }
  if (gate->weight > 0.0 && level_db < gate->reference_db + GATE_RELATIVE_DB) {
    if (++gate->waiting < GATE_PATIENCE_HOPS) {
      return false;
    }
    gate_reset(gate); /* that low for that long: it is the music's level now */
  }
  gate->waiting = 0;
  /* However loud a hop, it counts for as much above the reference as the quietest
     that passes lies below: a wild one at the very start cannot close the gate. */
  const double highest_db = gate->reference_db - GATE_RELATIVE_DB;
  learn(gate, gate->weight > 0.0 && level_db > highest_db ? highest_db : level_db);
  return true;
}
