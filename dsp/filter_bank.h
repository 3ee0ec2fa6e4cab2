/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The crossover bank the plugin listens through: energies of the sub-bands of
 * bands.def, and of the parts that some of them are split into. IIR only, no look-ahead;
 * nothing of it is ever heard.
 *
 * Each part is a cascade of a high-pass at its lower edge and a low-pass at its upper
 * edge, both steep and deep (cauer.h): what a part hears of louder neighbours, near or
 * far, changes with the colour of the sound. Only the lowest, which has no neighbour
 * below, has a Butterworth high-pass of the same order; and the highest sub-band, which
 * the network does not hear, and which costs most, has a Butterworth high-pass and a
 * Linkwitz-Riley low-pass of 4th order instead (Linkwitz, "Active Crossover Networks for
 * Noncoincident Drivers", JAES 24(1), 1976).
 *
 * A band's level is defined by Linkwitz-Riley filters at its two edges, which let less
 * through. One gain a band takes that back: the energies of its sub-bands add up to the
 * band's, to within 0.2 dB for white and for pink noise (tests/test_filter_bank.c). (At
 * 44.1 kHz the high band reads up to 0.5 dB more of noise that reaches to Nyquist:
 * bilinear, the low-pass at 20 kHz is steeper there than its analog model.)
 *
 * The stream is halved octave by octave (half_band.h), and each sub-band listens at the
 * lowest rate that still serves its upper edge: that makes the cost a second nearly the
 * same at all rates, keeps the arithmetic exact at low edges, and lets the network hear
 * nearly the same filters at 22.05 kHz and at 192 kHz.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_FILTER_BANK_H
#define GENRE_EQ_DSP_FILTER_BANK_H

#include <stdbool.h>
#include <stdint.h>

#include "dsp/bands.h"
#include "dsp/half_band.h"
#include "dsp/kernels/kernels.h"

/** Samples beyond this magnitude (+80 dBFS) are no sound: they count as 0. */
#define ABSURD_SAMPLE 1e4f

#define BANK_MAX_HALVINGS 10 /**< 768 kHz to the rate of the lowest sub-bands */

/** Frames that gather before a level works on them: enough that starting costs little. */
#define BANK_LEVEL_FRAMES 128

/** Frames that may wait: two of 128 at most but one, and what as many at the level before leave. */
#define BANK_LEVEL_ROOM 384

/** Parts that fit into one group, left and right each. */
#define GROUP_PARTS (SUBBAND_LANES / 2)

/** Full ones, one a level that is not, and the highest sub-band's own. */
#define BANK_MAX_GROUPS (PART_COUNT / GROUP_PARTS + BANK_MAX_HALVINGS + 2)

/** Parts that one register takes. */
typedef struct {
  SubbandLanes lanes;
  double sum[SUBBAND_LANES];                       /**< of squares in this hop */
  double ended_sum[SUBBAND_LANES];                 /**< … in the one that ended last */
  double lag_sum[SUBBAND_LAGS + 1][SUBBAND_LANES]; /**< since the last take of shapes */
} BankGroup;

/** What happens at one of the halved rates: some parts listen, and a half-band filter
    hands the stream on to the next. */
typedef struct {
  int first_group;
  int n_groups;
  uint32_t at_a_time; /**< frames that it works on: BANK_LEVEL_FRAMES, a quarter of them where
                           many groups listen, lest one call be dear */
  HalfBand half_band;
  uint32_t n_frames;     /**< behind the sums */
  uint32_t ended_frames; /**< behind those of the hop that ended last */
  bool is_ending;        /**< has not heard all of that hop yet */
  uint32_t n_left;       /**< frames of it to be heard, waiting here or at the levels before */
  uint32_t lag_frames;   /**< see filter_bank_turn() */
  uint32_t shape_period; /**< one turn at listening in so many measures shapes, too */
  uint32_t turn;         /**< within that period */
  uint32_t n_waiting;
  float waiting[2 * BANK_LEVEL_ROOM]; /**< interleaved stereo that has not been heard yet */
} BankLevel;

/** Where a part listens. */
typedef struct {
  int halvings; /**< of the sample rate: its level */
  int group;
  int lane;          /**< left; right is the next */
  double power_gain; /**< what the sections leave out */
} BankPart;

typedef struct {
  const Kernels *kernels;
  double rate_hz;
  double weight[BAND_COUNT]; /**< power gain of a band's sub-bands, see above */
  double lone_weight;        /**< of the highest */
  BankPart part[PART_COUNT];
  int n_halvings;
  int n_groups;
  bool hop_ended;          /**< and has not been taken */
  uint32_t frames_to_take; /**< until it will be */
  BankLevel level[BANK_MAX_HALVINGS + 1];
  BankGroup group[BANK_MAX_GROUPS];
  float heard[2][BANK_LEVEL_FRAMES][SUBBAND_LANES]; /**< while shapes are measured: at the top, and
                                                         below it */
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

/** Ends a hop here: the energies of what was processed until now can be taken. Some of it still
    waits to be heard: if they are taken n_frames later, little of that is left to be done then. */
void filter_bank_end_hop(FilterBank *bank, uint32_t n_frames);

/** Mean square per part of a sub-band in the hop that ended (if none has since the last call, one
    ends now), averaged over the channels (mono equals stereo with equal channels, bit for bit).
    Low parts count frames of a lower rate: a mean over none is 0. */
void filter_bank_take_parts(FilterBank *bank, float part_energy[PART_COUNT]);

/** The same, added up to sub-bands. */
void filter_bank_take(FilterBank *bank, float energy[SUBBAND_COUNT]);

/** What part of the shapes has been seen since the last call: sums of products, in
    relation to each other, not to the energies. Sub-bands of low rates are looked at all
    the time, those of high rates now and then. Nothing seen: all 0. */
void filter_bank_take_shape(FilterBank *bank, SubbandShape *shape);

/** Phase (0 … 2 pi) that freq_hz turns by in one lag of a sub-band's shape. */
double filter_bank_turn(const FilterBank *bank, int subband, double freq_hz);

/** Mean square that a sub-band measures of a steady sine of mean square 1 at
    freq_hz, from the same coefficients (what halving folds down included). */
double filter_bank_power(const FilterBank *bank, int subband, double freq_hz);

#endif
