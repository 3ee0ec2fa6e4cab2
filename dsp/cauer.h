/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Steep edges for filters that are listened through only: Cauer (elliptic) low- and
 * high-passes of 6th order, by the bilinear transform. 0.5 dB of ripple; the edge is where
 * they are 3 dB down, 20 dB at 1.15 times the edge, 40 dB at 1.38 times, 75 dB from 1.76 times on.
 *
 * Of type b: the outermost pair of the prototype's zeros is moved to infinity, so that a
 * high-pass keeps falling towards 0 Hz, where music is loudest (Saal & Ulbrich, "On the
 * design of filters by synthesis", IRE Trans. Circuit Theory 5(4), 1958, pp. 284-327).
 *
 * All functions are real-time safe (no allocation, bounded time); any thread.
 */
#ifndef GENRE_EQ_DSP_CAUER_H
#define GENRE_EQ_DSP_CAUER_H

#include "dsp/biquad.h"

#define CAUER_SECTIONS 3

/** Section k; all together pass 0 dB at most. The numerator of the first is b0 (1 + z^-1)^2,
    of a high-pass b0 (1 - z^-1)^2, that of the others b0 (1 + b1/b0 z^-1 + z^-2).
    0 < edge_hz < rate_hz / 2. */
Biquad cauer_lowpass(int k, double edge_hz, double rate_hz);
Biquad cauer_highpass(int k, double edge_hz, double rate_hz);

/** |H|^2 of the low-pass, `ratio` times the edge away in (warped) frequency; of the
    high-pass with the inverse ratio. */
double cauer_power(double ratio);

#endif
