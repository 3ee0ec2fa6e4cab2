/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * How loud a whole sound is, by libebur128: EBU R 128 with the gates of BS.1770.
 */
#ifndef GENRE_EQ_UI_CLI_SOUND_LOUDNESS_H
#define GENRE_EQ_UI_CLI_SOUND_LOUDNESS_H

#include <stdbool.h>
#include <stdint.h>

/** Values are −HUGE_VAL where there is only silence, and the range of less than 3 s is, too. */
typedef struct {
  double integrated_lufs;
  double range_lu; /**< EBU Tech 3342 */
  double true_peak_dbtp;
} Loudness;

typedef struct LoudnessMeasure LoudnessMeasure;

/** NULL, with a message, if memory is short. */
LoudnessMeasure *loudness_measure_new(int n_channels, int rate_hz);

/** The same, for integrated_lufs alone: the others cost most of the time. */
LoudnessMeasure *loudness_measure_new_integrated(int n_channels, int rate_hz);

/** Takes NULL. */
void loudness_measure_free(LoudnessMeasure *measure);

bool loudness_measure_add(LoudnessMeasure *measure, float *const *channel, uint32_t n_frames);

/** Of all that was added. */
Loudness loudness_measure_read(const LoudnessMeasure *measure);

#endif
