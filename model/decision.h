/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What has been learned so far: the spectrum and the figures of single hops, each averaged over
 * the listening memory, and the network's last answer about them. The averages are plain means
 * until the memory is full, exponential ones from then on, so an answer firms up as a track
 * plays. Where nothing new is heard, nothing changes. The label changes at most once in 60 s; the
 * sound follows the probabilities, not the label.
 *
 * The structure is plain data without pointers. The plugin's state saves it, but not for how long
 * the label has been asked for or held. All functions are real-time safe; one thread at a time.
 */
#ifndef GENRE_EQ_MODEL_DECISION_H
#define GENRE_EQ_MODEL_DECISION_H

#include "dsp/bands.h"
#include "model/classifier.h"
#include "model/genres.h"
#include "model/hearing.h"

/** What is at least so probable is named: as the label, and as the genre of a whole song. */
#define LABEL_PROBABILITY 0.5

typedef struct {
  Spectrum spectrum;               /**< means over the memory */
  Figures figures;                 /**< ... */
  double n_hops;                   /**< weight behind the means, capped */
  double listened_s;               /**< music heard since the last reset */
  bool is_answered;                /**< the network has answered */
  double probability[GENRE_COUNT]; /**< of its last answer; sum 1 */
  double familiarity;              /**< ..., 0 … 1 */
  double balance_db[BAND_COUNT];   /**< ...; sum 0 */
  double evidence[GENRE_COUNT][EVIDENCE_COLUMNS];
  int label;         /**< Genre or GENRE_UNSURE */
  int asked_label;   /**< the label that the last answer alone asks for */
  int asked_answers; /**< answers in a row that ask for it */
  int hold_answers;  /**< answers until the label may change again */
} Decision;

/** Nothing heard yet: unsure, all genres alike. */
void decision_reset(Decision *decision);

/** Adds a hop of music. memory_s > 0: how long a stretch counts. */
void decision_add_hop(Decision *decision, const HeardHop *hop, double memory_s);

/** Takes the network's answer and moves the label. */
void decision_take_answer(Decision *decision, const Prediction *prediction);

/** Shows a label that was saved. It may change as soon as answers ask for it. */
void decision_set_label(Decision *decision, int label);

/** What the network is asked about. */
void decision_heard(const Decision *decision, HeardMeans *heard);

/** Confidence shown: the label's probability, or the largest while unsure. 0 … 1. */
double decision_confidence(const Decision *decision);

/** Level of each band relative to the sum of all five, dB; 0 … −POWER_FLOOR_DB.
    All NaN-free; before the first hop the all-genre zone's middle is returned. */
void decision_levels(const Decision *decision, double level_db[BAND_COUNT]);

#endif
