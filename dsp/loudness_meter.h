/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Short-term loudness, in and out: ITU-R BS.1770-5 over the last 3 s, in LUFS (EBU Tech
 * 3341), from the energies of the narrow bands, K-weighted; behind the equaliser, from the same
 * energies and the curve. And the input's blocks of 400 ms, band by band. It costs the sound
 * nothing; tests/test_loudness_meter.c holds it against libebur128.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_DSP_LOUDNESS_METER_H
#define GENRE_EQ_DSP_LOUDNESS_METER_H

#include "dsp/bands.h"
#include "dsp/grid.h"
#include "dsp/shelves.h"

/** What counts as silence: the standard's absolute gate. */
#define SILENCE_LUFS (-70.0)

enum { SHORT_TERM_HOPS = 3 * HOPS_PER_SECOND, BLOCK_HOPS = 4 };

typedef struct {
  double weight[PART_COUNT];                 /**< of a part's energy, all channels together */
  double middle_sin2[PART_COUNT];            /**< biquad_sin2() of its middle */
  double as_stereo;                          /**< of the power: 2 for mono, else 1 */
  double power[2][SHORT_TERM_HOPS];          /**< in and out */
  double band_power[BLOCK_HOPS][BAND_COUNT]; /**< of the input's last hops, the newest last */
  int at;                                    /**< where the next hop goes */
  int count;                                 /**< hops that are there */
  double curve[PART_COUNT];                  /**< |H|^2 of the curve in the middle of each part */
  double curve_real[PART_COUNT];             /**< Re H */
} LoudnessMeter;

/** What is put out. */
typedef enum { PUT_OUT_INPUT, PUT_OUT_EQUALIZED, PUT_OUT_DIFFERENCE } PutOut;

/** For energies that are means over n_channels channels. Silent. Not for run(). */
void loudness_meter_init(LoudnessMeter *meter, double rate_hz, int n_channels);

/** Silent again; the curve flat. */
void loudness_meter_clear(LoudnessMeter *meter);

/** The equaliser's curve, from the next hop on. */
void loudness_meter_set_curve(LoudnessMeter *meter, const Biquad shelf[SHELF_COUNT]);

/** One hop more: mean squares of the parts at the input, averaged over the channels. Put out is
    the same, or what is behind the curve and a gain in dB, or that minus the input. */
void loudness_meter_add(LoudnessMeter *meter, const float energy[PART_COUNT], PutOut put_out,
                        double gain_db);

/** Loudness of the last 3 s, or of what there is; SILENCE_LUFS or more. */
double loudness_meter_in_lufs(const LoudnessMeter *meter);
double loudness_meter_out_lufs(const LoudnessMeter *meter);

/** K-weighted mean squares of the input's last BLOCK_HOPS hops, 400 ms, all channels
    together; returns their loudness, of a mono sound as if it came from both channels. So the
    same sound in one channel or in two is matched alike, to the bit. */
double loudness_meter_block(const LoudnessMeter *meter, double power[BAND_COUNT]);

#endif
