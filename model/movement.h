/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Figures of a hop that the features are made of: how the sub-bands move. First each narrow band's
 * energy is divided by its own mean. Then the narrow bands of a sub-band are averaged, in dB. So a
 * fader changes nothing, and a fixed equaliser only by its slope within a narrow band.
 *
 * There are two streams of levels: `slow`, one a hop (100 ms), for movement from beat to beat, and
 * `fast`, FRAMES_PER_HOP a hop, for attacks. A figure that needs some earlier hops exists when so
 * many hops have been heard.
 *
 * All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_MODEL_MOVEMENT_H
#define GENRE_EQ_MODEL_MOVEMENT_H

#include "dsp/bands.h"
#include "dsp/ear.h"

#define HEARD_PAIRS (HEARD_COUNT * (HEARD_COUNT - 1) / 2)

/** Steps of the slow levels are taken over 1, 2, 4, 8 and 16 hops, of the fast ones over 1, 2
    and 4 frames. */
enum { SLOW_STEPS = 5, FAST_STEPS = 3, RHYTHM_LAGS = 16 };

/** Figures of a hop. Of sub-band i unless the comment says otherwise. */
typedef struct {
  float level[4][HEARD_COUNT];              /**< powers 1 ... 4 of the slow level, 10 dB */
  float power[HEARD_COUNT];                 /**< the slow level as energy */
  float square[HEARD_COUNT];                /**< of the step over one hop, dB^2 */
  float cube[HEARD_COUNT];                  /**< ... dB^3 */
  float pair[HEARD_PAIRS];                  /**< products of two sub-bands' steps */
  float follow[HEARD_COUNT][HEARD_COUNT];   /**< step of i times the one of j a hop before */
  float rise[2];                            /**< rises of all together, and their square */
  float step[SLOW_STEPS][HEARD_COUNT];      /**< magnitudes, dB */
  float rhythm[RHYTHM_LAGS];                /**< rise times the one 1 ... 16 hops before */
  float fast_step[FAST_STEPS][HEARD_COUNT]; /**< magnitudes, dB */
  float fast_power[2][3][HEARD_COUNT];      /**< over 2 and 4 frames: powers 2, 3, 4, 10 dB */
  float onset[HEARD_COUNT];                 /**< share of rises by more than about 6 dB */
  float rise_square[HEARD_COUNT];           /**< of rises over 2 frames, 10 dB */
  float rise_pair[HEARD_PAIRS];             /**< products of two sub-bands' rises */
  float common[2];                          /**< square of the mean rise; mean of squares */
} Movement;

typedef struct {
  float mean[HEARD_PARTS];                     /**< of each narrow band's energy */
  int n_hops;                                  /**< heard, at most the longest memory */
  int n_in_row;                                /**< heard since the last pause, at most that */
  float slow[RHYTHM_LAGS + 1][HEARD_COUNT];    /**< the newest hops' levels, newest first */
  float change[2][HEARD_COUNT];                /**< steps of this hop and the one before */
  float rise[RHYTHM_LAGS + 1];                 /**< newest first */
  float fast[FRAMES_PER_HOP + 4][HEARD_COUNT]; /**< this hop's frames behind 4 before */
} MovementTracker;

void movement_clear(MovementTracker *tracker);

/** Adds a hop: its frames, oldest first. */
void movement_add(MovementTracker *tracker, const float frame[FRAMES_PER_HOP][HEARD_PARTS],
                  Movement *movement);

#endif
