/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The five bands of dsp/bands.def, told apart by Linkwitz-Riley crossovers of 4th order: a
 * high-pass at the lower edge, a low-pass at the upper one, two equal Butterworth sections
 * each (Linkwitz, "Active Crossover Networks for Noncoincident Drivers", JAES 24(1), 1976).
 * They measure the bands' energies; nothing of them is ever heard.
 *
 * All functions are real-time safe but crossover_init(); one thread at a time.
 */
#ifndef GENRE_EQ_DSP_CROSSOVER_H
#define GENRE_EQ_DSP_CROSSOVER_H

#include <stdint.h>

#include "dsp/bands.h"
#include "dsp/biquad.h"
#include "dsp/kernels/kernels.h"

/** The five bands, and what lies above HEARD_TOP_HZ: up to 20 kHz, by a Butterworth high-pass of
    6th order and a low-pass of 2nd. A cascade filters two of these. */
enum {
  CROSSOVER_ABOVE = BAND_COUNT,
  CROSSOVER_BANDS,
  CROSSOVER_CASCADES = (CROSSOVER_BANDS + 1) / 2,
  CROSSOVER_SECTIONS = CASCADE_SECTIONS
};

typedef struct {
  const Kernels *kernels;
  double rate_hz;
  Biquad section[CROSSOVER_BANDS][CROSSOVER_SECTIONS];
  double power_gain[CROSSOVER_BANDS]; /**< what the cascade leaves out; 0 above Nyquist */
  Cascade cascade[CROSSOVER_CASCADES];
  double sum[CROSSOVER_CASCADES][CASCADE_LANES]; /**< of squares since the last take */
  uint32_t n_frames;                             /**< behind the sums */
} Crossover;

/** Sets up for a sample rate (8 kHz ... 768 kHz). An upper edge above Nyquist is left out; a
    band wholly above it measures 0. */
void crossover_init(Crossover *crossover, double rate_hz);

/** Forgets all sound. */
void crossover_clear(Crossover *crossover);

/** Listens to left and right; all samples must be finite. How the stream is cut into calls
    does not matter. */
void crossover_process(Crossover *crossover, const float *const in[2], uint32_t n_frames);

/** Mean squares of the bands since the last take, both channels' mean. */
void crossover_take(Crossover *crossover, float energy[CROSSOVER_BANDS]);

/** Power response of a band at freq_hz. Any thread. */
double crossover_power(const Crossover *crossover, int band, double freq_hz);

#endif
