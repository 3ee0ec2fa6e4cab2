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

#include <stdint.h>

#include "dsp/kernels/kernels.h"
#include "dsp/kernels/true_peak_taps.h"

typedef struct {
  const Kernels *kernels;
  float past[TRUE_PEAK_PAST]; /**< samples before this block */
  float peak;                 /**< largest magnitude since the last take */
} TruePeak;

void true_peak_init(TruePeak *meter);

/** Forgets all sound. */
void true_peak_clear(TruePeak *meter);

/** Watches n_frames of one channel. NaN and Inf count as 0. */
void true_peak_process(TruePeak *meter, const float *in, uint32_t n_frames);

/** Largest magnitude (linear) since the last call; starts anew. */
float true_peak_take(TruePeak *meter);

#endif
