/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A curve that jazz is asked of, and what its decision has heard.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_CURVE_H
#define GENRE_EQ_TESTS_SUPPORT_CURVE_H

#include <math.h>

#include "dsp/grid.h"
#include "plugin/curve.h"
#include "tests/support_hearing.h"

#define RATE_HZ 48000.0

static const LoudnessSpread no_spread;

static const CurveSettings jazz = {
    .target = {.genre = GENRE_JAZZ, .amount = 1.0, .range_db = 6.0},
    .slew_db_per_s = 6.0,
    .loudness_match = true,
};

/* The decision hears this hop for ten seconds. */
static inline void hear_hop(Decision *decision, const HeardHop *hop)
{
  for (int i = 0; i < 100; ++i) {
    decision_add_hop(decision, hop, 120.0);
  }
}

/* The decision hears these levels for ten seconds. */
static inline void hear(Decision *decision, const double subband_db[SUBBAND_COUNT])
{
  static HeardHop hop;
  hop.spectrum = share_out(subband_db);
  hear_hop(decision, &hop);
}

/* Nothing heard yet, but answered: the middle of the jazz zone is expected. */
static inline void expect_jazz(Decision *decision)
{
  decision_reset(decision);
  decision->is_answered = true;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Zone *zone = &genre_zone[GENRE_JAZZ][band];
    decision->balance_db[band] = 0.5 * (zone->low_db + zone->high_db);
  }
}

/* A decision that heard pink noise with the treble `dull_db` too low. */
static inline Decision heard(double dull_db)
{
  Decision decision;
  expect_jazz(&decision);
  double subband_db[SUBBAND_COUNT];
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    const SubbandInfo *info = &subband_info[i];
    const double db = info->band == BAND_HIGH ? -dull_db : 0.0;
    subband_db[i] = db - 20.0 + 10.0 * log10(log(info->high_hz / info->low_hz));
  }
  hear(&decision, subband_db);
  return decision;
}

static inline void run_hops(Curve *curve, const CurveSettings *settings, const Decision *decision,
                            int n_hops)
{
  for (int hop = 0; hop < n_hops; ++hop) {
    curve_aim(curve, settings, decision);
    for (int tick = 0; tick < TICKS_PER_HOP; ++tick) {
      if (tick < SOLVER_STEPS) {
        curve_solve(curve, tick, decision);
      } else if (tick == SOLVER_STEPS) {
        curve_match(curve, &no_spread);
      }
      curve_move(curve, settings);
    }
  }
}

static inline double largest_section_db(const Curve *curve)
{
  double largest = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    largest = fmax(largest, fabs(curve->section[band].value_db));
  }
  return largest;
}

#endif
