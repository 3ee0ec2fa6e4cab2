/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/decision.h"

#include <string.h>

#include "dsp/band_history.h"
#include "dsp/portable_math.h"
#include "model/firmness.h"
#include "model/weights.h"
#include "model/zones.h"

/* The label's hysteresis: a genre becomes the label at one probability and loses it at a lower
   one. Another genre replaces it only with a lead. */
static const double label_on = 0.50;
static const double label_off = 0.40;
static const double label_lead = 0.15;

/* With less familiarity the sound does not count as music of a known kind. */
static const double familiar_enough = 0.5;

void decision_reset(Decision *decision)
{
  memset(decision, 0, sizeof *decision);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    decision->mean_probability[genre] = 1.0 / GENRE_COUNT;
    decision->probability[genre] = 1.0 / GENRE_COUNT;
  }
  decision->label = GENRE_UNSURE;
}

/* Adds one to the weight, up to the cap; returns the share of the new value in the mean. */
static double count_in(double *weight, double cap)
{
  *weight = *weight + 1.0 < cap ? *weight + 1.0 : (cap > 1.0 ? cap : 1.0);
  return 1.0 / *weight;
}

void decision_add_hop(Decision *decision, const float energy[SUBBAND_COUNT], double memory_s)
{
  double share = count_in(&decision->n_hops, memory_s * HOPS_PER_SECOND);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    double mean = (double)decision->energy[i];
    decision->energy[i] = (float)(mean + share * ((double)energy[i] - mean));
  }
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

static void move_label(Decision *decision)
{
  int best = most_probable(decision);
  double highest = decision->probability[best];
  if (decision->familiarity < familiar_enough) {
    decision->label = GENRE_UNSURE;
  } else if (decision->label == GENRE_UNSURE) {
    decision->label = highest >= label_on ? best : GENRE_UNSURE;
  } else if (decision->probability[decision->label] + label_lead < highest) {
    decision->label = highest >= label_on ? best : GENRE_UNSURE;
  } else if (decision->probability[decision->label] < label_off) {
    decision->label = GENRE_UNSURE;
  }
}

void decision_firm_up(Decision *decision)
{
  firm_up(decision->mean_probability, decision->n_predictions, (double)movement_network.firmness,
          decision->probability);
}

void decision_add_prediction(Decision *decision, const Prediction *prediction, double memory_s)
{
  double share = count_in(&decision->n_predictions, memory_s);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    double *mean = &decision->mean_probability[genre];
    *mean += share * ((double)prediction->probability[genre] - *mean);
    for (int band = 0; band < BAND_COUNT; ++band) {
      double *evidence = &decision->evidence[genre][band];
      *evidence += share * ((double)prediction->evidence[genre][band] - *evidence);
    }
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    double *balance_db = &decision->balance_db[band];
    *balance_db += share * ((double)prediction->balance_db[band] - *balance_db);
  }
  decision->familiarity += share * ((double)prediction->familiarity - decision->familiarity);
  decision_firm_up(decision);
  move_label(decision);
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
  band_energies(decision->energy, energy);
  for (int band = 0; band < BAND_COUNT; ++band) {
    sum += energy[band];
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Zone *zone = &all_genre_zone[band];
    level_db[band] =
        sum > 0.0 ? power_to_db(energy[band] / sum) : 0.5 * (zone->low_db + zone->high_db);
  }
}
