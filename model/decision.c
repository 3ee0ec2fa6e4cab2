/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/decision.h"

#include <math.h>
#include <string.h>

#include "dsp/grid.h"
#include "dsp/portable_math.h"
#include "model/zones.h"

/* An answer comes once a second of music. A genre becomes the label after LABEL_ANSWERS answers in
   a row that name it. A label that is improbable in as many is given up. After each change the
   label holds for LABEL_HOLD_ANSWERS, so it changes at most once in 60 s. Of 785 songs and
   recordings, each answered by a network that had not learned it, the label was right in 64 % after
   30 s and wrong in 22 %. Without a hold these were 64 % and 20 %, but 37 songs had two changes or
   more in a minute. */
enum { LABEL_ANSWERS = 6, LABEL_HOLD_ANSWERS = 60 };
static const double label_kept = 0.25;

/* What was learned longer ago than this stays when music begins anew (dsp/gate.h). */
#define BEGINNING_HOPS 100.0

/* Below this the sound is not taken for music of a known kind. */
static const double familiar_enough = 0.5;

void decision_reset(Decision *decision)
{
  memset(decision, 0, sizeof *decision);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    decision->probability[genre] = 1.0 / GENRE_COUNT;
  }
  decision_set_label(decision, GENRE_UNSURE);
}

void decision_add_hop(Decision *decision, const HeardHop *hop, double memory_s)
{
  const double memory_hops = memory_s * HOPS_PER_SECOND;
  if (hop->begins && decision->n_hops <= BEGINNING_HOPS) {
    decision_reset(decision);
  }
  decision->n_hops = fmax(fmin(decision->n_hops + 1.0, memory_hops), 1.0);
  const float share = (float)(1.0 / decision->n_hops);
  for (int p = 0; p < GRID_POINTS; ++p) {
    Spectrum *mean = &decision->spectrum;
    mean->energy[p] += share * (hop->spectrum.energy[p] - mean->energy[p]);
    mean->moment[p] += share * (hop->spectrum.moment[p] - mean->moment[p]);
  }
  figures_learn(&decision->figures, &hop->figures, decision->n_hops, memory_hops, hop->n_before);
  decision->listened_s += 1.0 / HOPS_PER_SECOND;
}

static int most_probable(const Decision *decision)
{
  int best = 0;
  for (int genre = 1; genre < GENRE_COUNT; ++genre) {
    if (decision->probability[genre] > decision->probability[best]) {
      best = genre;
    }
  }
  return best;
}

/* The label that the last answer alone asks for. */
static int asked_label(const Decision *decision)
{
  const int best = most_probable(decision);
  if (decision->familiarity < familiar_enough) {
    return GENRE_UNSURE;
  }
  if (decision->probability[best] >= LABEL_PROBABILITY) {
    return best;
  }
  const bool is_given_up =
      decision->label != GENRE_UNSURE && decision->probability[decision->label] < label_kept;
  return is_given_up ? GENRE_UNSURE : decision->label;
}

static void move_label(Decision *decision)
{
  const int asked = asked_label(decision);
  decision->asked_answers = asked == decision->asked_label ? decision->asked_answers + 1 : 1;
  decision->asked_label = asked;
  if (decision->hold_answers > 0) {
    --decision->hold_answers;
  }
  if (asked != decision->label && decision->asked_answers >= LABEL_ANSWERS &&
      decision->hold_answers == 0) {
    decision->label = asked;
    decision->hold_answers = LABEL_HOLD_ANSWERS;
  }
}

void decision_set_label(Decision *decision, int label)
{
  decision->label = decision->asked_label = label;
  decision->asked_answers = decision->hold_answers = 0;
}

void decision_take_answer(Decision *decision, const Prediction *prediction)
{
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    decision->probability[genre] = (double)prediction->probability[genre];
    for (int column = 0; column < EVIDENCE_COLUMNS; ++column) {
      decision->evidence[genre][column] = (double)prediction->evidence[genre][column];
    }
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    decision->balance_db[band] = (double)prediction->balance_db[band];
  }
  decision->familiarity = (double)prediction->familiarity;
  decision->is_answered = true;
  move_label(decision);
}

void decision_heard(const Decision *decision, HeardMeans *heard)
{
  heard->mean = decision->figures;
  heard->listened_s = decision->n_hops / HOPS_PER_SECOND;
}

double decision_confidence(const Decision *decision)
{
  int shown = decision->label == GENRE_UNSURE ? most_probable(decision) : decision->label;
  return decision->probability[shown];
}

void decision_levels(const Decision *decision, double level_db[BAND_COUNT])
{
  double energy[BAND_COUNT];
  double sum = 0.0;
  spectrum_bands(&decision->spectrum, energy);
  for (int band = 0; band < BAND_COUNT; ++band) {
    sum += energy[band];
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Zone *zone = &all_genre_zone[band];
    level_db[band] =
        sum > 0.0 ? power_to_db(energy[band] / sum) : 0.5 * (zone->low_db + zone->high_db);
  }
}
