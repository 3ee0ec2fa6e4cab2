/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Short-term loudness, in and out: ITU-R BS.1770-5 over the last 3 s, in LUFS (EBU Tech 3341), from
 * the filter bank's energies, K-weighted; behind the equaliser, from the
 * same energies and the curve. It costs the sound nothing; tests/test_loudness_meter.c
 * holds it against libebur128.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_LOUDNESS_METER_H
#define GENRE_EQ_DSP_LOUDNESS_METER_H

#include "dsp/band_history.h"
#include "dsp/filter_bank.h"

/** What counts as silence: the standard's absolute gate. */
#define SILENCE_LUFS (-70.0)

enum { SHORT_TERM_HOPS = 3 * HOPS_PER_SECOND };

typedef struct {
  double rate_hz;
  double weight[SUBBAND_COUNT];     /**< of a sub-band's energy, all channels together */
  double power[2][SHORT_TERM_HOPS]; /**< in and out */
  int at;                           /**< where the next hop goes */
  int count;                        /**< hops that are there */
} LoudnessMeter;

/** For the energies of this bank, means over n_channels channels. Silent. Not for run(). */
void loudness_meter_init(LoudnessMeter *meter, const FilterBank *bank, int n_channels);

/** Silent again. */
void loudness_meter_clear(LoudnessMeter *meter);

/** One hop more: mean squares by sub-band at the input, averaged over the channels;
    then the equaliser at these section gains, and a gain, in dB. */
void loudness_meter_add(LoudnessMeter *meter, const float energy[SUBBAND_COUNT],
                        const double section_gain_db[BAND_COUNT], double gain_db);

/** Loudness of the last 3 s, or of what there is; SILENCE_LUFS or more. */
double loudness_meter_in_lufs(const LoudnessMeter *meter);
double loudness_meter_out_lufs(const LoudnessMeter *meter);

#endif
