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

/** All-passes in each branch. */
enum { RELAXED_STAGES = 1, STEEP_STAGES = 3, HALF_BAND_MAX_STAGES = STEEP_STAGES };

typedef enum {
  HALF_BAND_RELAXED, /**< flat to 0.137 of the rate, −57 dB from 0.363 on */
  HALF_BAND_STEEP,   /**< flat to 0.227 of the rate, −78 dB from 0.273 on */
} HalfBandKind;

/** The filter itself is run by the kernels (dsp/kernels/half_band_step.h). Lanes: odd
    branch left, right, even branch left, right. */
typedef struct {
  HalfBandKind kind;
  float coefficient[HALF_BAND_MAX_STAGES][4]; /**< of the all-passes; 0 beyond the last */
  float past[HALF_BAND_MAX_STAGES + 1][4];    /**< input to each stage one step back, then the
                                                 output of the last */
} HalfBand;

void half_band_init(HalfBand *half_band, HalfBandKind kind);

/** Forgets all sound. */
void half_band_clear(HalfBand *half_band);

/** |H|^2 at a fraction of the input rate. */
double half_band_power(HalfBandKind kind, double freq_fraction);

#endif
