/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Figures of the fine spectrum that the features are made of: what is steady, tonal, sung or noisy.
 * The fine spectrum is a logarithm minus its own mean over +-12 % in frequency. So a smooth
 * equaliser or a fader changes it very little.
 *
 *   bands   in TONE_BANDS bands from 120 Hz up: how flat the spectrum is (geometric against
 *           arithmetic mean), how steady from look to look, how much it glides, how it is
 *           spread (moments)
 *   voice   how strongly, and where, the spectrum repeats itself along frequency: a harmonic
 *           spacing of 80 to 500 Hz
 *   chroma  peaks folded to the twelve tones, below and above 520 Hz, from look to look and
 *           smoothed over 0.75 s and 5 s: intervals, triads, scales (Fujishima, "Realtime
 *           chord recognition of musical sound", ICMC 1999)
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_MODEL_HARMONY_H
#define GENRE_EQ_MODEL_HARMONY_H

#include "dsp/ear.h"
#include "dsp/kernels/kernels.h"

enum {
  TONE_BANDS = 20,
  MOMENT_BANDS = TONE_BANDS / 2,
  TONES = 12,
  CHROMA_RANGES = 2,
  CHROMA_TIMES = 3,
  CHROMA_FIGURES = 11, /**< six intervals, the largest share, major, minor, two scales */
  NOVELTY_LAGS = 6,    /**< 1, 2, 4 ... 32 looks */
  LONGEST_NOVELTY = 32,
  STEADY_LOOKS = 4
};

/** Figures of a look. */
typedef struct {
  float flat[2][TONE_BANDS];     /**< ln of arithmetic against geometric mean; its square */
  float steady[2][TONE_BANDS];   /**< correlation with the look before; its square */
  float steady_4[TONE_BANDS];    /**< with the look 4 before */
  float glide[TONE_BANDS];       /**< with the one before, moved by a point up or down */
  float moment[3][MOMENT_BANDS]; /**< powers 2, 3, 4 of the fine spectrum */
  float voice[6]; /**< strength, its square; pitch (octaves), its square; jump; strong share */
  float chroma[CHROMA_RANGES][CHROMA_TIMES][CHROMA_FIGURES];
  float amount[CHROMA_RANGES][2]; /**< of peaks, and its square */
  float novelty[NOVELTY_LAGS];    /**< likeness of the tones so many looks apart */
} Harmony;

/** The points around one, and one by their number. */
typedef struct {
  int first;
  int end;
  double share;
} Neighbourhood;

typedef struct {
  const Kernels *kernels;
  float fine[STEADY_LOOKS + 1][FINE_POINTS + 15]; /**< the newest looks, newest first */
  float square[STEADY_LOOKS + 1][TONE_BANDS];     /**< sums of their squares in a band */
  float smoothed[CHROMA_RANGES][CHROMA_TIMES][TONES];
  float past[LONGEST_NOVELTY + 1][CHROMA_RANGES * TONES]; /**< unit vectors, newest first */
  float pitch;                                            /**< of the look before, octaves */
  int first_of_band[TONE_BANDS + 1]; /**< point that a tone band begins with; the last: the end */
  Neighbourhood near[FINE_POINTS];
  float tone[FINE_POINTS]; /**< semitones of a point above 55 Hz */
} HarmonyTracker;

/** Middle of a tone band (Hz). Any thread. */
double tone_band_hz(int band);

/** Sets up the tables, silent. Not for run(). */
void harmony_init(HarmonyTracker *tracker);

/** Forgets all sound. */
void harmony_clear(HarmonyTracker *tracker);

/** Adds a look, the mean squares at the points of the fine spectrum. Computes the figures of the
    tone bands. */
void harmony_add(HarmonyTracker *tracker, const float power[FINE_POINTS], Harmony *harmony);

/** Computes the other figures of the same look: voice and chroma. */
void harmony_add_pitch(HarmonyTracker *tracker, Harmony *harmony);

#endif
