/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Fractional delays: the signal a quarter, half and three quarters of a sample after the
 * sixth-oldest of twelve samples, by least squares over 0 ... 0.42 of the sample rate
 * (dsp/true_peak.c). The half is symmetric, and three quarters is the quarter in reverse. So pairs
 * of samples are added and subtracted first, and the two quarters are the sum and the difference of
 * an even and an odd filter. (The fourth phase is the sample itself.)
 */
#ifndef GENRE_EQ_DSP_TRUE_PEAK_TAPS_H
#define GENRE_EQ_DSP_TRUE_PEAK_TAPS_H

#define TRUE_PEAK_TAPS 12
#define TRUE_PEAK_PAST (TRUE_PEAK_TAPS - 1)

/** The kernel may read so many samples beyond the last. */
#define TRUE_PEAK_MARGIN 20

/** No phase exceeds the samples by more than this share of the largest second difference under its
    taps. Taps with the sum S and the first moment M equal weights p and q at the sixth and seventh
    sample, with p + q = S and 5 p + 6 q = M, plus weights on second differences. The magnitudes of
    those add up to 0.37634 for the half and 0.27386 for the quarters; p and q add up to 0.9944. The
    rest is for rounding. */
#define TRUE_PEAK_BEND 0.38f

typedef struct {
  float even[TRUE_PEAK_TAPS / 2];
  float odd[TRUE_PEAK_TAPS / 2];
  float middle[TRUE_PEAK_TAPS / 2];
} TruePeakTaps;

extern const TruePeakTaps true_peak_taps;

#endif
