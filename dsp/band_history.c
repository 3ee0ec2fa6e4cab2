/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/band_history.h"

#include "dsp/portable_math.h"

void band_history_clear(BandHistory *history)
{
  *history = (BandHistory){.next = 0, .count = 0};
}

void band_history_push(BandHistory *history, const float energy[SUBBAND_COUNT])
{
  float *row = history->level_db[history->next];
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    row[i] = (float)power_to_db((double)energy[i]);
  }
  history->next = (history->next + 1) % HISTORY_HOPS;
  if (history->count < HISTORY_HOPS) {
    ++history->count;
  }
}

const float *band_history_row(const BandHistory *history, int age)
{
  return history->level_db[(history->next + HISTORY_HOPS - 1 - age) % HISTORY_HOPS];
}
