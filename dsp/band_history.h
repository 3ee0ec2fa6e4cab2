/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The ring buffer: sub-band energies of the last 30 s of sound in dB, one row a
 * hop. Hops that the gate holds back are not pushed: 30 s of *music*, however
 * long the pauses between.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_BAND_HISTORY_H
#define GENRE_EQ_DSP_BAND_HISTORY_H

#include "dsp/bands.h"

/** The grid of all analysis: a hop is 100 ms, whatever the sample rate. */
#define HOPS_PER_SECOND 10

/** 30 s. */
#define HISTORY_HOPS 300

typedef struct {
  float level_db[HISTORY_HOPS][SUBBAND_COUNT]; /**< 10 log10 of the mean square */
  int next;                                    /**< row that the next push writes */
  int count;                                   /**< rows filled, 0 … HISTORY_HOPS */
} BandHistory;

void band_history_clear(BandHistory *history);

/** Appends a hop (mean squares); the oldest goes when the ring is full. */
void band_history_push(BandHistory *history, const float energy[SUBBAND_COUNT]);

/** The row `age` hops back: 0 is the newest. 0 ≤ age < count. */
const float *band_history_row(const BandHistory *history, int age);

#endif
