/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Halves the sample rate of a stereo stream: an elliptic half-band low-pass of two
 * branches of all-passes in z^2, which run at the lower rate.
 *
 *   H(z) = (A_even(z^2) + z^-1 A_odd(z^2)) / 2
 *
 * (Valenzuela & Constantinides, "Digital signal processing schemes for efficient
 * interpolation and decimation", IEE Proc. G 130(6), 1983, pp. 225-235.)
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_HALF_BAND_H
#define GENRE_EQ_DSP_HALF_BAND_H

#include <stdbool.h>
#include <stdint.h>

/** All-passes in each branch. */
enum { HALF_BAND_STAGES = 3 };

/** Flat to 0.227 of the rate, -78 dB from 0.273 on. Lanes: odd branch left, right, even branch
    left, right. */
typedef struct {
  float coefficient[HALF_BAND_STAGES][4];
  float past[HALF_BAND_STAGES + 1][4]; /**< input to each stage one step back, then the output
                                            of the last */
  float waiting[2];                    /**< a frame that waits for another to be halved with */
  bool is_waiting;
} HalfBand;

void half_band_init(HalfBand *half_band);

/** Forgets all sound. */
void half_band_clear(HalfBand *half_band);

/** Halves a stream, left and right; returns how many frames come out. in and out may be the same.
    How the stream is cut into calls does not matter. */
uint32_t half_band_process(HalfBand *half_band, const float *const in[2], float *const out[2],
                           uint32_t n_frames);

/** |H|^2 at a fraction of the input rate. */
double half_band_power(double freq_fraction);

#endif
