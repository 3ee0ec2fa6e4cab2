/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * From a stretch of the band history to the probabilities of the genres: features, then the
 * network's forward pass. The work is cut into small steps, so that the host's
 * worker can do it in one go and the audio thread, when no worker answers, one
 * step a tick: the same code on the same snapshot, hence the same bits.
 */
#ifndef GENRE_EQ_MODEL_CLASSIFIER_H
#define GENRE_EQ_MODEL_CLASSIFIER_H

#include <stdbool.h>

#include "dsp/band_history.h"
#include "model/features.h"
#include "model/genres.h"
#include "model/network.h"

/** What the network answers: the genres, and last "none of these" (noise, tones,
    speech). */
#define OUTPUT_COUNT (GENRE_COUNT + 1)

/** Most units in a layer of the network. */
#define CLASSIFIER_MAX_WIDTH 200

/** Hops of music needed before a first answer: 3 s. */
#define CLASSIFIER_MIN_HOPS FEATURE_MIN_HOPS

/** What the network says of a window. */
typedef struct {
  float probability[GENRE_COUNT]; /**< calibrated; sum 1; all alike as familiarity falls */
  float familiarity;              /**< how surely it is music of a known kind: 0 … 1 */
  float balance_db[BAND_COUNT];   /**< levels to be expected, against their mean; sum 0 */
  /** How much the movement of each band spoke for each genre: its share of the
      genre's logit, against the mean over the genres. What tells of all bands
      together is shared out alike. */
  float evidence[GENRE_COUNT][BAND_COUNT];
} Prediction;

typedef struct {
  FeatureJob features;
  float input[FEATURE_COUNT];                     /**< standardised */
  float input_of_band[BAND_COUNT][FEATURE_COUNT]; /**< shared out to the bands */
  int layer; /**< that is next; below 0: before the layers, behind them: the balance */
  int step;  /**< unit of that layer that is next */
  float unit[2][CLASSIFIER_MAX_WIDTH];              /**< of an odd layer, of an even one */
  float share[2][CLASSIFIER_MAX_WIDTH][BAND_COUNT]; /**< of each unit, by band */
  Prediction prediction; /**< valid once classifier_step() has returned true */
} ClassifierJob;

/** Starts on a window of at least CLASSIFIER_MIN_HOPS, which must stay unchanged
    until the job is done. Real-time safe. */
void classifier_begin(ClassifierJob *job, const FeatureWindow *window);

/** Does the next step; true when the prediction is complete (and from then on).
    At most CLASSIFIER_MAX_STEPS steps. Real-time safe. */
bool classifier_step(ClassifierJob *job);

#define CLASSIFIER_MAX_STEPS 240

#endif
