/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * True-peak estimate: four-fold oversampling by a polyphase FIR, as in ITU-R
 * BS.1770-5 annex 2. For the meters and for the makeup's headroom; never in the
 * audio path.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_TRUE_PEAK_H
#define GENRE_EQ_DSP_TRUE_PEAK_H

#include <stdbool.h>
#include <stdint.h>

#include "dsp/kernels/kernels.h"
#include "dsp/kernels/true_peak_taps.h"

#define TRUE_PEAK_CHANNELS 2

/** Beyond this (120 dB over full scale) a sample is a fault, not sound. */
#define TRUE_PEAK_SANE_MAGNITUDE 1e6f

typedef struct {
  const Kernels *kernels;
  float past[TRUE_PEAK_CHANNELS][TRUE_PEAK_PAST]; /**< samples before the next ones */
  float peak; /**< largest magnitude since the last take, of all channels */
} TruePeak;

void true_peak_init(TruePeak *meter);

/** Forgets all sound. */
void true_peak_clear(TruePeak *meter);

/** Watches n_frames of n_channels (1 or 2). NaN, Inf and what is beyond
    ±TRUE_PEAK_SANE_MAGNITUDE count as 0: false, if there was any. */
bool true_peak_process(TruePeak *meter, const float *const *in, int n_channels, uint32_t n_frames);

/** Largest magnitude (linear) of all channels since the last call; starts anew. */
float true_peak_take(TruePeak *meter);

#endif
