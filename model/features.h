/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Features: what the network sees of the band history. They tell how the sub-bands
 * that are heard move, never how loud they are: each sub-band's levels (dB) are
 * taken against their own mean, so a fixed equaliser or fader changes nothing.
 * (The list is in features.c.)
 *
 * All functions are real-time safe; one thread at a time for a job.
 */
#ifndef GENRE_EQ_MODEL_FEATURES_H
#define GENRE_EQ_MODEL_FEATURES_H

#include <stdbool.h>

#include "dsp/band_history.h"

#define FEATURES_PER_SUBBAND 2
#define FEATURE_COUNT (HEARD_COUNT * FEATURES_PER_SUBBAND)

typedef struct {
  const BandHistory *history;
  int step;
  float mean_db[HEARD_COUNT]; /**< of each sub-band over the window */
  float feature[FEATURE_COUNT];
} FeatureJob;

/** Starts on a history, which must stay unchanged until the job is done. */
void features_begin(FeatureJob *job, const BandHistory *history);

/** Does the next small step; true when all features are there. */
bool features_step(FeatureJob *job);

/** The band that a feature tells about, or BAND_COUNT when it is about all. */
int feature_band(int feature);

#endif
