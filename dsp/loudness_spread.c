/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/loudness_spread.h"

#include <math.h>
#include <string.h>

#include "dsp/portable_math.h"

/* BS.1770-5, annex 1: the relative gate, as a ratio of powers. */
#define GATE_RATIO 0.1

void loudness_spread_clear(LoudnessSpread *spread)
{
  memset(spread, 0, sizeof *spread);
}

static double blocks_in(const LoudnessSpread *spread)
{
  double sum = 0.0;
  for (int bin = 0; bin < SPREAD_BINS; ++bin) {
    sum += spread->count[bin];
  }
  return sum;
}

static void forget(LoudnessSpread *spread, double kept)
{
  for (int bin = 0; bin < SPREAD_BINS; ++bin) {
    spread->count[bin] *= kept;
    for (int band = 0; band < BAND_COUNT; ++band) {
      spread->power[bin][band] *= kept;
    }
  }
}

void loudness_spread_add(LoudnessSpread *spread, double lufs, const double power[BAND_COUNT],
                         double most_blocks)
{
  if (!(lufs >= SPREAD_LOWEST_LUFS)) { /* NaN compares false */
    return;
  }
  const double n_blocks = blocks_in(spread);
  if (n_blocks + 1.0 > most_blocks) {
    forget(spread, fmax(most_blocks - 1.0, 0.0) / n_blocks);
  }
  const double place = (lufs - SPREAD_LOWEST_LUFS) / SPREAD_BIN_LU;
  const int bin = place < SPREAD_BINS ? (int)place : SPREAD_BINS - 1;
  spread->count[bin] += 1.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    spread->power[bin][band] += power[band];
  }
}

/* A little more than half a bin, as a ratio of powers. A bin further from the gate lies wholly on
 * one side of it, and needs no logarithm. */
#define CLEAR_OF_GATE 1.26

/** The share of a bin's blocks above the gate, if they are spread evenly around its mean. */
static double share_above(double mean, double gate)
{
  if (mean > CLEAR_OF_GATE * gate) {
    return 1.0;
  }
  if (CLEAR_OF_GATE * mean < gate) {
    return 0.0;
  }
  return fmin(fmax(0.5 + power_to_db(mean / gate) / SPREAD_BIN_LU, 0.0), 1.0);
}

/** The mean power of the blocks above the gate over that of all blocks, in LU. */
static double gate_effect_lu(const double count[SPREAD_BINS], const double power[SPREAD_BINS])
{
  double n_all = 0.0;
  double all = 0.0;
  for (int bin = 0; bin < SPREAD_BINS; ++bin) {
    n_all += count[bin];
    all += power[bin];
  }
  if (!(n_all > 0.0 && all > 0.0)) {
    return 0.0;
  }
  const double gate = GATE_RATIO * all / n_all;
  double n_passed = 0.0;
  double passed = 0.0;
  for (int bin = 0; bin < SPREAD_BINS; ++bin) {
    if (count[bin] > 0.0 && power[bin] > 0.0) {
      const double share = share_above(power[bin] / count[bin], gate);
      n_passed += share * count[bin];
      passed += share * power[bin];
    }
  }
  return n_passed > 0.0 ? power_to_db(passed / n_passed * (n_all / all)) : 0.0;
}

double loudness_spread_gate_lu(const LoudnessSpread *spread, const double change_db[BAND_COUNT])
{
  double change[BAND_COUNT];
  double before[SPREAD_BINS] = {0.0};
  double after[SPREAD_BINS] = {0.0};
  for (int band = 0; band < BAND_COUNT; ++band) {
    change[band] = db_to_power(change_db[band]);
  }
  for (int bin = 0; bin < SPREAD_BINS; ++bin) {
    for (int band = 0; band < BAND_COUNT; ++band) {
      before[bin] += spread->power[bin][band];
      after[bin] += spread->power[bin][band] * change[band];
    }
  }
  return gate_effect_lu(spread->count, after) - gate_effect_lu(spread->count, before);
}

double loudness_spread_match_db(const LoudnessSpread *spread, const double change_db[BAND_COUNT],
                                double mean_db)
{
  double lowest_db = mean_db;
  double highest_db = mean_db;
  for (int band = 0; band < BAND_COUNT; ++band) {
    lowest_db = fmin(lowest_db, change_db[band]);
    highest_db = fmax(highest_db, change_db[band]);
  }
  const double gated_db = mean_db + loudness_spread_gate_lu(spread, change_db);
  return -fmin(fmax(gated_db, lowest_db), highest_db);
}
