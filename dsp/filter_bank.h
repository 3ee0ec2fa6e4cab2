/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The crossover bank the plugin listens through: energies of the sub-bands of
 * bands.def. IIR only, no look-ahead; nothing of it is ever heard.
 *
 * Each sub-band is a cascade of a high-pass at its lower edge and a low-pass at
 * its upper edge, 4th order both. At an edge of a band they are Linkwitz-Riley
 * (Linkwitz, "Active Crossover Networks for Noncoincident Drivers", JAES 24(1),
 * 1976: two Butterworth sections of Q = 1/sqrt 2). At an edge inside a band they
 * are Butterworth, which is power-complementary (|LP|^2 + |HP|^2 = 1).
 *
 * Sub-bands are narrower than the skirts of a 4th-order filter, so a band's
 * sub-bands hear more in sum than Linkwitz-Riley filters at its two edges would
 * (0.2 to 1.7 dB). One gain a band takes that back: their energies add up to the
 * band's, to within 0.2 dB for noise from white to brown at 48 kHz and above. (At
 * 44.1 kHz the high band reads up to 0.5 dB more of noise that reaches to Nyquist:
 * bilinear, the low-pass at 20 kHz is steeper there than its analog model.)
 *
 * The stream is halved octave by octave (half_band.h), and each pair of sub-bands
 * listens at the lowest rate that still serves its upper edge: that makes the cost
 * a second nearly the same at all rates, keeps the arithmetic exact at low edges,
 * and lets the network hear nearly the same filters at 22.05 kHz and at 192 kHz.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_FILTER_BANK_H
#define GENRE_EQ_DSP_FILTER_BANK_H

#include <stdint.h>

#include "dsp/bands.h"
#include "dsp/half_band.h"

/** Samples beyond this magnitude (+80 dBFS) are no sound: they count as 0. */
#define ABSURD_SAMPLE 1e4f

#define SUBBAND_PAIR_COUNT ((SUBBAND_COUNT + 1) / 2)
#define BANK_SECTIONS 4     /**< second-order sections of a sub-band */
#define BANK_MAX_HALVINGS 8 /**< 768 kHz to the rate of the lowest sub-bands */

/** Two neighbouring sub-bands in four lanes: lower left, lower right, upper left,
    upper right. */
typedef struct {
  int halvings;               /**< of the sample rate before this pair listens */
  float a1[BANK_SECTIONS][4]; /**< section: (1 - z^-2) / (1 + a1 z^-1 + a2 z^-2) */
  float a2[BANK_SECTIONS][4];
  float w1[BANK_SECTIONS][4]; /**< direct form II: state one frame back */
  float w2[BANK_SECTIONS][4]; /**< two frames back */
  float recent[4];            /**< sum of squares since the last look at the grid */
  double sum[4];              /**< and before that */
  double power_gain[2];       /**< of the two sub-bands: what the sections leave out */
  uint32_t grid;              /**< frames since that last look */
  uint32_t n_frames;          /**< behind the sums */
} SubbandPair;

typedef struct {
  double rate_hz;
  double weight[BAND_COUNT]; /**< power gain of a band's sub-bands, see above */
  int n_halvings;
  HalfBand half_bands[BANK_MAX_HALVINGS];
  SubbandPair pairs[SUBBAND_PAIR_COUNT];
} FilterBank;

/** Sets up for a sample rate (8 kHz … 768 kHz). An edge that the rate is too low
    for is left out: a sub-band wholly above Nyquist measures 0. */
void filter_bank_init(FilterBank *bank, double rate_hz);

/** Forgets all sound. */
void filter_bank_clear(FilterBank *bank);

/** Listens to n_frames of n_channels (1 or 2) channels; NaN, Inf and absurdly
    large samples count as 0. The energies do not depend on how the stream is cut
    into calls. */
void filter_bank_process(FilterBank *bank, const float *const *in, int n_channels,
                         uint32_t n_frames);

/** Mean square per sub-band since the last call, averaged over the channels
    (mono equals stereo with equal channels, bit for bit); starts a new mean. Low
    sub-bands count frames of a lower rate: a mean over none is 0. */
void filter_bank_take(FilterBank *bank, float energy[SUBBAND_COUNT]);

/** Mean square that a sub-band measures of a steady sine of mean square 1 at
    freq_hz, from the same coefficients (what halving folds down included). */
double filter_bank_power(const FilterBank *bank, int subband, double freq_hz);

#endif
