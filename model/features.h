/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Features: what the network sees of the band history. (Contents: the
 * implementation's; see there for the list.)
 */
#ifndef GENRE_EQ_MODEL_FEATURES_H
#define GENRE_EQ_MODEL_FEATURES_H

#include <stdbool.h>

#include "dsp/band_history.h"

#define FEATURE_COUNT 64

typedef struct {
  const BandHistory *history;
  int step;
  float feature[FEATURE_COUNT];
} FeatureJob;

/** Starts on a history, which must stay unchanged until the job is done. */
void features_begin(FeatureJob *job, const BandHistory *history);

/** Does the next small step; true when all features are there. */
bool features_step(FeatureJob *job);

#endif
