/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/band_history.h"

#include <string.h>

void band_history_clear(BandHistory *history)
{
  *history = (BandHistory){.next = 0, .count = 0};
}

void band_history_push(BandHistory *history, const float part_energy[PART_COUNT])
{
  memcpy(history->energy[history->next], part_energy, sizeof history->energy[0]);
  history->next = (history->next + 1) % HISTORY_HOPS;
  if (history->count < HISTORY_HOPS) {
    ++history->count;
  }
}

const float *band_history_row(const BandHistory *history, int age)
{
  return history->energy[(history->next + HISTORY_HOPS - 1 - age) % HISTORY_HOPS];
}
