/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What has been learned so far: the predictions of windows and the band energies of hops, each
 * averaged over the listening memory. The averages are plain means until the memory is full,
 * and then exponential means. So a track's answer becomes firmer as it plays, and surer the
 * longer it has played (firmness.h). The label has hysteresis. The probabilities, and so the
 * target, need none.
 *
 * The structure is plain data without pointers: it is what the plugin's state
 * saves. All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_MODEL_DECISION_H
#define GENRE_EQ_MODEL_DECISION_H

#include "dsp/bands.h"
#include "model/classifier.h"
#include "model/genres.h"

typedef struct {
  double mean_probability[GENRE_COUNT];     /**< of the predictions; sum 1 */
  double probability[GENRE_COUNT];          /**< firmed up (firmness.h); sum 1 */
  double familiarity;                       /**< smoothed likewise, 0 … 1 */
  double evidence[GENRE_COUNT][BAND_COUNT]; /**< smoothed likewise */
  double balance_db[BAND_COUNT];            /**< smoothed likewise; sum 0 */
  double n_predictions;                     /**< weight behind them, capped */
  float energy[SUBBAND_COUNT];              /**< mean square per sub-band */
  double n_hops;                            /**< weight behind it, capped */
  double listened_s;                        /**< music heard since the last reset */
  int label;                                /**< Genre or GENRE_UNSURE */
} Decision;

/** Forgets everything: unsure, with equal probabilities. */
void decision_reset(Decision *decision);

/** Adds a hop that passed the gate. memory_s > 0: how long a stretch counts. */
void decision_add_hop(Decision *decision, const float energy[SUBBAND_COUNT], double memory_s);

/** Adds a window's prediction (one a second) and moves the label. */
void decision_add_prediction(Decision *decision, const Prediction *prediction, double memory_s);

/** Computes the probabilities from their mean. Call after restoring a session's mean. */
void decision_firm_up(Decision *decision);

/** Confidence shown: the label's probability, or the largest while unsure. 0 … 1. */
double decision_confidence(const Decision *decision);

/** Level of each band relative to the sum of all five, dB; 0 … −POWER_FLOOR_DB.
    All NaN-free; before the first hop the all-genre zone's middle is returned. */
void decision_levels(const Decision *decision, double level_db[BAND_COUNT]);

#endif
