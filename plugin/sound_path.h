/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the sound goes through, in this order:
 *
 *   in ─┬─► equaliser ─► makeup and output gain ─► wet ─► delta ─► bypass fade ─► out
 *       └──────────────────────────────────────► dry ─────┴───────────┘
 *
 * with true-peak meters at `in`, behind the equaliser, and at `out` while that is more than the
 * equalised sound at a gain that hardly moves. It moves its gains as the engine tells it, tick by
 * tick, and decides nothing.
 *
 * All functions are real-time safe; audio thread.
 */
#ifndef GENRE_EQ_PLUGIN_SOUND_PATH_H
#define GENRE_EQ_PLUGIN_SOUND_PATH_H

#include <stdbool.h>
#include <stdint.h>

#include "dsp/equalizer.h"
#include "dsp/loudness_meter.h"
#include "dsp/true_peak.h"
#include "plugin/gain_ramp.h"

/** Sound is processed in pieces of at most this many frames. */
#define PIECE_FRAMES 256

typedef struct {
  double rate_hz;
  int n_channels;
  Equalizer equalizer;
  double gain_db; /**< makeup and output gain together, where `gain` ends */
  GainRamp gain;
  GainRamp wet;  /**< 1 enabled … 0 bypassed */
  GainRamp less; /**< how much of the dry sound is subtracted: 1 for delta, else 0 */
  TruePeak peak_in;
  TruePeak peak_equalized;
  TruePeak peak_out;
  bool is_apart; /**< peak_out runs, at least until the peaks are taken */
  float wet_piece[MAX_CHANNELS][PIECE_FRAMES];
  float dry_piece[MAX_CHANNELS][PIECE_FRAMES];
} SoundPath;

/** Flat, gain 1, enabled. */
void sound_path_init(SoundPath *path, double rate_hz, int n_channels);

/** Clears the filters; keeps the gains. */
void sound_path_clear(SoundPath *path);

/** True if the first frame of `in` continues the last sound without a jump. */
bool sound_path_goes_on(const SoundPath *path, const float *const *in);

/** Sets section gains and total gain at once. */
void sound_path_jump(SoundPath *path, const double section_db[BAND_COUNT], double gain_db);

/** Moves section gains and total gain on straight lines over the next n_frames. */
void sound_path_ramp(SoundPath *path, const double section_db[BAND_COUNT], double gain_db,
                     uint32_t n_frames);

/** Fades to the equalised sound or to the unchanged sound; jumps if at_once. */
void sound_path_enable(SoundPath *path, bool enabled, bool at_once);

/** Fades to the difference, wet minus dry, or back; jumps if at_once. A bypassed sound stays
    unchanged. */
void sound_path_delta(SoundPath *path, bool on, bool at_once);

/** What is put out, or faded to. */
PutOut sound_path_put_out(const SoundPath *path);

/** At most PIECE_FRAMES. Any of the buffers may be the same. */
void sound_path_process(SoundPath *path, const float *const *in, float *const *out,
                        uint32_t n_frames);

/** Highest true peaks (linear) since the last call: at the input, at the output, and behind the
    equaliser before the gains. */
typedef struct {
  double in;
  double out;
  double equalized;
} Peaks;

Peaks sound_path_take_peaks(SoundPath *path);

#endif
