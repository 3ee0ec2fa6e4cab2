/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Decides hop by hop whether there is music to learn from. Two gates, as in ITU-R
 * BS.1770-5 annex 1: an absolute one (GATE_ABSOLUTE_DB) and one relative to the
 * mean of what has passed so far (GATE_RELATIVE_DB below it), so that silence,
 * fades and the noise of a tape leader freeze the analysis and never push a gain.
 *
 * A hop's level is what it would be if the music had a usual balance: each sub-band's
 * energy counts in relation to its own mean, with a usual share. So the relative gate
 * opens and closes at the same hops whatever equaliser the music went through, and
 * whatever fader; if it heard the loudest band most, colour would choose which hops
 * the network sees.
 *
 * No hop moves a mean by more than if it were 10 dB above it, so that a single wild one
 * cannot close the gate; and sound above the absolute gate that stays below the relative
 * one for GATE_PATIENCE_HOPS is music after all, only quieter: it becomes the new
 * reference.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_GATE_H
#define GENRE_EQ_DSP_GATE_H

#include <stdbool.h>

#include "dsp/bands.h"

#define GATE_ABSOLUTE_DB (-80.0) /**< mean square of a hop, dB re full scale */
#define GATE_RELATIVE_DB (-20.0)
#define GATE_PATIENCE_HOPS 80 /**< 8 s: longer than fades are */

typedef struct {
  double mean[HEARD_COUNT]; /**< energy of each sub-band in the hops that passed */
  double weight;            /**< hops behind these means, at most 30 s of them */
  int waiting;              /**< hops in a row held back by the relative gate alone */
} Gate;

void gate_reset(Gate *gate);

/** True when a hop of these mean squares is to be learned from. */
bool gate_pass(Gate *gate, const float energy[SUBBAND_COUNT]);

#endif
