/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * K-weighting (ITU-R BS.1770-5, annex 1) as a weight on frequencies. With it, the change of
 * loudness under a curve is computed from the learned spectrum. Real-time safe, any thread.
 */
#ifndef GENRE_EQ_DSP_LOUDNESS_H
#define GENRE_EQ_DSP_LOUDNESS_H

/** |H|^2 of the K-weighting filters at freq_hz: about 1 at 1 kHz. */
double k_weight_power(double freq_hz);

#endif
