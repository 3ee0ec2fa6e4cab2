/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Features: what the network sees of the last 5 s of the band history. They tell
 * how the sub-bands that are heard move, never how loud they are: each sub-band's
 * levels (dB) are taken against their own mean, and where it is split, each part's
 * energy is divided by its own mean first; so a fader changes nothing, and a fixed
 * equaliser no more than its slope within a part does. The window is short and always the same, so
 * the length of a file cannot be seen; longer listening is the mean over many windows (decision.h).
 *
 * All functions are real-time safe; one thread at a time for a job.
 */
#ifndef GENRE_EQ_MODEL_FEATURES_H
#define GENRE_EQ_MODEL_FEATURES_H

#include <stdbool.h>

#include "dsp/band_history.h"

/** Hops in a window: 5 s, or what there is, but at least 3 s. */
#define FEATURE_HOPS 50
#define FEATURE_MIN_HOPS 30

/** Kinds of features of a single sub-band, in this order. */
typedef enum {
  FEATURE_SPREAD,   /**< ln of the standard deviation of the level */
  FEATURE_FLUX,     /**< ln of the mean step from hop to hop */
  FEATURE_DRIFT_2,  /**< ln of the mean step over 2 hops, less FEATURE_FLUX */
  FEATURE_DRIFT_4,  /**< over 4 hops */
  FEATURE_DRIFT_8,  /**< over 8 hops */
  FEATURE_DRIFT_16, /**< over 16 hops */
  FEATURE_SKEW,     /**< third standardised moment of the level, ±4 */
  FEATURE_PEAKED,   /**< ln of the fourth */
  FEATURE_ATTACK,   /**< third standardised moment of the steps, ±4 */
  FEATURE_CREST,    /**< level of the mean energy above the mean level, dB */
  SUBBAND_FEATURES  /**< how many there are */
} SubbandFeature;

#define HEARD_PAIRS (HEARD_COUNT * (HEARD_COUNT - 1) / 2)

/** Lags of the autocorrelation of the attacks: 1 … 20 hops. */
#define RHYTHM_LAGS 20

/** Where each kind of feature begins: of sub-band i, kind k at i + k · HEARD_COUNT;
    then the correlation of the steps of each pair of sub-bands (0,1), (0,2) …; of
    the step of sub-band i with that of sub-band j a hop before, at j + i ·
    HEARD_COUNT; and the rhythm. */
#define FEATURE_PAIRS (SUBBAND_FEATURES * HEARD_COUNT)
#define FEATURE_FOLLOWERS (FEATURE_PAIRS + HEARD_PAIRS)
#define FEATURE_RHYTHM (FEATURE_FOLLOWERS + HEARD_COUNT * HEARD_COUNT)
#define FEATURE_COUNT (FEATURE_RHYTHM + RHYTHM_LAGS)

/** What it is worked out from: the newest hops of a band history, the oldest of them first. */
typedef struct {
  int n_hops;
  float energy[FEATURE_HOPS][HEARD_PARTS]; /**< mean squares */
} FeatureWindow;

typedef struct {
  const FeatureWindow *window;
  int step;
  int n_hops;                              /**< in the window */
  float energy[HEARD_COUNT];               /**< mean squares of their parts, added up */
  float level[HEARD_COUNT][FEATURE_HOPS];  /**< against its mean, dB */
  float change[HEARD_COUNT][FEATURE_HOPS]; /**< hop to hop, dB; later ÷ spread */
  float attack[FEATURE_HOPS];              /**< rises of all sub-bands together */
  float attack_power;
  float feature[FEATURE_COUNT];
} FeatureJob;

/** Copies the newest hops. */
void feature_window_take(FeatureWindow *window, const BandHistory *history);

/** Starts on a window of at least FEATURE_MIN_HOPS, which must stay unchanged
    until the job is done. */
void features_begin(FeatureJob *job, const FeatureWindow *window);

/** Does the next small step; true when all features are there (and from then on). */
bool features_step(FeatureJob *job);

/** The two bands that a feature tells about, each for a half; both the same for a
    single sub-band, both BAND_COUNT for what is about all. */
void feature_bands(int feature, int band[2]);

#endif
