/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * From what was heard to the probabilities of the genres: features, then the network. The
 * work is cut into small steps, so that the host's worker can do it in one go and the audio
 * thread, when no worker answers, one step a tick: the same code on the same snapshot, hence
 * the same bits.
 */
#ifndef GENRE_EQ_MODEL_CLASSIFIER_H
#define GENRE_EQ_MODEL_CLASSIFIER_H

#include <stdbool.h>

#include "model/evidence.h"
#include "model/features.h"
#include "model/genres.h"
#include "model/network.h"

/** Music needed before a first answer: 3 s. */
#define CLASSIFIER_MIN_S 3.0

/** What was heard: the figures' means. */
typedef struct {
  Figures mean;
  double listened_s; /**< music behind them */
} HeardMeans;

/** What the network says of what was heard. */
typedef struct {
  float probability[GENRE_COUNT]; /**< calibrated; sum 1; all alike as familiarity falls */
  float familiarity;              /**< how surely it is music of a known kind: 0 … 1 */
  float balance_db[BAND_COUNT];   /**< levels to be expected, against their mean; sum 0 */
  /** How much each kind of feature and each band spoke for each genre: its share of the genre's
      logit, against the mean over the genres. What tells of all bands together is shared out
      alike. The kinds add up to the same as the bands. */
  float evidence[GENRE_COUNT][EVIDENCE_COLUMNS];
} Prediction;

/** Steps of a job: the features' blocks, their standardising, an output each, the end. */
#define CLASSIFIER_STEPS (FEATURE_BLOCKS + 1 + OUTPUT_COUNT + 1)

typedef struct {
  const HeardMeans *heard;
  int step;
  Features features;
  float input[sizeof(Features) / sizeof(float)]; /**< standardised */
  FeatureOrigin origin[sizeof(Features) / sizeof(float)];
  float logit[OUTPUT_COUNT];
  float share[GENRE_COUNT][EVIDENCE_COLUMNS]; /**< of the logits */
  Prediction prediction;
} ClassifierJob;

/** Starts on what was heard, which must stay unchanged until the job is done. Real-time safe. */
void classifier_begin(ClassifierJob *job, const HeardMeans *heard);

/** Does the next small step; true when job->prediction is there (and from then on).
    Real-time safe. */
bool classifier_step(ClassifierJob *job);

/** All steps in one go. Any thread; not for run(). */
void classifier_ask(const HeardMeans *heard, Prediction *prediction);

#endif
