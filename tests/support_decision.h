/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For tests: a decision about a song of known levels and genre.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_DECISION_H
#define GENRE_EQ_TESTS_SUPPORT_DECISION_H

#include "dsp/portable_math.h"
#include "model/decision.h"
#include "model/zones.h"
#include "tests/support_hearing.h"

/** A decision that has heard these levels (dB) and is sure of this genre. The balance that the
    network expects is the middle of the genre's zone. */
static inline Decision decision_on(const double band_db[BAND_COUNT], int genre)
{
  Decision decision;
  HeardHop hop;
  memset(&hop, 0, sizeof hop);
  decision_reset(&decision);
  double energy[BAND_COUNT];
  for (int band = 0; band < BAND_COUNT; ++band) {
    energy[band] = db_to_power(band_db[band]);
  }
  hop.spectrum = spectrum_of_bands(energy);
  decision_add_hop(&decision, &hop, 120.0);
  Prediction prediction;
  memset(&prediction, 0, sizeof prediction);
  prediction.probability[genre] = 1.0F;
  prediction.familiarity = 1.0F;
  double mean = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Zone *zone = &genre_zone[genre][band];
    prediction.balance_db[band] = (float)(0.5 * (zone->low_db + zone->high_db));
    mean += (double)prediction.balance_db[band] / BAND_COUNT;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    prediction.balance_db[band] -= (float)mean;
  }
  decision_take_answer(&decision, &prediction);
  return decision;
}

#endif
