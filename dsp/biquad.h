/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Second-order sections: coefficients and their response.
 *
 *            b0 + b1 z^-1 + b2 z^-2
 *   H(z) =  -------------------------
 *             1 + a1 z^-1 + a2 z^-2
 *
 * All functions are real-time safe (no allocation, bounded time); any thread.
 */
#ifndef GENRE_EQ_DSP_BIQUAD_H
#define GENRE_EQ_DSP_BIQUAD_H

typedef struct {
  double b0, b1, b2, a1, a2;
} Biquad;

/** Passes every sample unchanged. */
extern const Biquad biquad_identity;

/** 1 / H, for a minimum-phase H: the cut that mirrors a boost. */
Biquad biquad_inverse(const Biquad *biquad);

/** The biquad times a linear gain. */
Biquad biquad_amplified(const Biquad *biquad, double gain);

/** A gain (dB) nearer to 0 than this counts as 0: it would change the sound by -140 dB. */
#define FLAT_DB 1e-6

/** Butterworth-family low- and high-pass by the bilinear transform, pre-warped:
    exact at freq_hz (Bristow-Johnson, "Cookbook formulae for audio EQ biquad
    filter coefficients"). 0 < freq_hz < rate_hz / 2, q > 0. */
Biquad biquad_lowpass(double freq_hz, double q, double rate_hz);
Biquad biquad_highpass(double freq_hz, double q, double rate_hz);

/** Shelves that follow their analog prototypes up to near Nyquist (matched designs; biquad.c
    names the sources). They have half their gain (dB) at freq_hz. q sets the steepness:
    1/sqrt 2 is the Butterworth shelf, more is steeper, and above about 1 there is a bump on
    either side.

    gain_db within FLAT_DB of 0 gives exactly biquad_identity; its magnitude is at most
    SHELF_GAIN_LIMIT_DB. freq_hz may lie above rate_hz / 2; then the shelf has the part of the
    analog response below. Boost and cut mirror each other.

    Largest error over all gains (tests/test_biquad.c), this equaliser's shelves:
    0.08 dB up to 16 kHz at 44.1 kHz and more; up to 0.9 Nyquist 0.33 dB at any rate, 0.16 dB
    within ±12 dB. */
#define SHELF_GAIN_LIMIT_DB 32.0
Biquad biquad_low_shelf(double freq_hz, double q, double gain_db, double rate_hz);
Biquad biquad_high_shelf(double freq_hz, double q, double gain_db, double rate_hz);

/** |H|^2 of the analog prototypes, for tests and plots. */
double analog_low_shelf_power(double at_hz, double freq_hz, double q, double gain_db);
double analog_high_shelf_power(double at_hz, double freq_hz, double q, double gain_db);

/** |H|^2 at the frequency whose sin^2(pi f / rate) is sin2. This form is precise at low
    frequencies. */
double biquad_power(const Biquad *biquad, double sin2);

/** sin^2(pi f / rate), which is the same for all filters at a frequency. */
double biquad_sin2(double freq_hz, double rate_hz);

/** |H|^2 at freq_hz. */
double biquad_power_at(const Biquad *biquad, double freq_hz, double rate_hz);

#endif
