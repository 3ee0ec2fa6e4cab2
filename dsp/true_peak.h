/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * True-peak estimate by four-fold oversampling with a polyphase FIR, as in ITU-R BS.1770-5
 * annex 2. It serves the meters and the makeup's headroom, and is not in the audio path.
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

/** A sample beyond this (120 dB over full scale) is a fault and not sound. */
#define TRUE_PEAK_SANE_MAGNITUDE 1e6f

typedef struct {
  const Kernels *kernels;
  float past[TRUE_PEAK_CHANNELS][TRUE_PEAK_PAST]; /**< samples before the next ones */
  float peak; /**< largest magnitude since the last take, of all channels */
} TruePeak;

void true_peak_init(TruePeak *meter);

/** Clears the meter. */
void true_peak_clear(TruePeak *meter);

/** Goes on from what another meter has heard, at this gain. */
void true_peak_go_on(TruePeak *meter, const TruePeak *from, float gain);

/** Measures n_frames of n_channels (1 or 2). NaN, Inf and samples beyond
    ±TRUE_PEAK_SANE_MAGNITUDE count as 0; returns false if there was one. */
bool true_peak_process(TruePeak *meter, const float *const *in, int n_channels, uint32_t n_frames);

/** The largest magnitude (linear) of all channels since the last call. */
float true_peak_take(TruePeak *meter);

#endif
