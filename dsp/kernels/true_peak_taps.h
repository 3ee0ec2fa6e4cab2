/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What a signal is a quarter, half and three quarters of a sample after the sixth-oldest
 * of twelve samples: fractional delays, least squares over 0 ... 0.42 of the sample rate
 * (dsp/true_peak.c). The half is symmetric, and three quarters is the quarter backwards:
 * so pairs of taps are added and subtracted first, and the two are sum and difference of
 * an even and an odd filter. (The fourth phase is the sample itself.)
 */
#ifndef GENRE_EQ_DSP_TRUE_PEAK_TAPS_H
#define GENRE_EQ_DSP_TRUE_PEAK_TAPS_H

#define TRUE_PEAK_TAPS 12
#define TRUE_PEAK_PAST (TRUE_PEAK_TAPS - 1)

/** So many samples beyond the last the kernel may read. */
#define TRUE_PEAK_MARGIN 20

/** No phase leaves the samples by more than so much of the largest second difference
    under its taps. Taps with the sum S and the first moment M are p and q at the sixth
    and seventh, p + q = S and 5 p + 6 q = M, and second differences with weights whose
    magnitudes add up to 0.37634 for the half, 0.27386 for the quarters; p and q add up
    to 0.9944. The rest is for rounding. */
#define TRUE_PEAK_BEND 0.38f

typedef struct {
  float even[TRUE_PEAK_TAPS / 2];
  float odd[TRUE_PEAK_TAPS / 2];
  float middle[TRUE_PEAK_TAPS / 2];
} TruePeakTaps;

extern const TruePeakTaps true_peak_taps;

#endif
