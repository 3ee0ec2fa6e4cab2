/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The ring buffer: energies of the sub-bands' parts in the last 30 s of music, one row a
 * hop. Hops that the gate holds back are not pushed, so pauses do not count.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_BAND_HISTORY_H
#define GENRE_EQ_DSP_BAND_HISTORY_H

#include "dsp/bands.h"
#include "dsp/grid.h"

/** 30 s. */
#define HISTORY_HOPS (30 * HOPS_PER_SECOND)

typedef struct {
  float energy[HISTORY_HOPS][HEARD_PARTS]; /**< mean squares */
  int next;                                /**< row that the next push writes */
  int count;                               /**< rows filled, 0 … HISTORY_HOPS */
} BandHistory;

void band_history_clear(BandHistory *history);

/** Appends the mean squares of a hop that the network hears. When the ring is full, this
    replaces the oldest hop. */
void band_history_push(BandHistory *history, const float part_energy[PART_COUNT]);

/** The row `age` hops back: 0 is the newest. 0 ≤ age < count. */
const float *band_history_row(const BandHistory *history, int age);

#endif
