/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Decides hop by hop whether there is music to learn from. There are two gates, as in ITU-R
 * BS.1770-5 annex 1: an absolute one, and one relative to the mean of what has passed so far.
 * So silence, fades and the noise of a tape leader freeze the analysis and never move a gain.
 *
 * For the relative gate each sub-band's energy is divided by its own mean, and weighted with
 * the usual share of its band. So the gate opens and closes at the same hops whatever
 * equaliser or fader the music went through. With plain levels the loudest band would decide,
 * and colour would choose the hops that the network sees.
 *
 * A hop more than 10 dB above a mean moves it like one at 10 dB, so a single loud hop cannot
 * close the gate. Sound that stays below the relative gate for GATE_PATIENCE_HOPS is quieter
 * music: it becomes the new reference. Sound 40 dB below the mean, by this measure or by plain
 * levels, never does: it is what is left of a song, or the noise of a pause. Half a second of
 * sound 30 dB above the mean of less than 10 s is where the music begins.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_GATE_H
#define GENRE_EQ_DSP_GATE_H

#include <stdbool.h>

#include "dsp/bands.h"

/** 8 s: longer than fades are. */
#define GATE_PATIENCE_HOPS 80

typedef enum {
  GATE_SILENT, /**< the hop is silence, or 40 dB below the music */
  GATE_CLOSED, /**< it is not music, or not for long enough */
  GATE_OPEN,   /**< it is music */
  GATE_BEGINS, /**< music begins with it: what has passed before was noise, 30 dB lower */
} GateState;

typedef struct {
  double mean[HEARD_COUNT]; /**< energy of each sub-band in the hops that passed */
  double power;             /**< of all bands in them */
  double weight;            /**< hops behind these means, at most 30 s of them */
  int waiting;              /**< hops in a row held back by the relative gate alone */
  int rising;               /**< hops in a row 30 dB above the mean */
} Gate;

void gate_reset(Gate *gate);

/** Judges a hop of these mean squares: of the sub-bands, which hear some of what lies below 20 Hz,
    and of all bands together without that. Otherwise a constant offset would be sound. */
GateState gate_judge(Gate *gate, const float energy[SUBBAND_COUNT], double power);

#endif
