/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/target.h"

#include <stdbool.h>

static double clamp(double x, double low, double high)
{
  return x < low ? low : (x > high ? high : x);
}

/* 0 up to `from`, 1 from `to` on, a straight line between. */
static double rise(double x, double from, double to)
{
  return clamp((x - from) / (to - from), 0.0, 1.0);
}

static void find_zones(Zone zone[BAND_COUNT], const Decision *decision, int genre)
{
  double highest = 0.0;
  for (int g = 0; g < GENRE_COUNT; ++g) {
    highest = decision->probability[g] > highest ? decision->probability[g] : highest;
  }
  double sure = rise(highest, 1.0 / GENRE_COUNT, 0.5);
  for (int band = 0; band < BAND_COUNT; ++band) {
    if (genre != GENRE_UNSURE) {
      zone[band] = genre_zone[genre][band];
      continue;
    }
    double low_db = 0.0;
    double high_db = 0.0;
    for (int g = 0; g < GENRE_COUNT; ++g) {
      low_db += decision->probability[g] * genre_zone[g][band].low_db;
      high_db += decision->probability[g] * genre_zone[g][band].high_db;
    }
    zone[band].low_db = sure * low_db + (1.0 - sure) * all_genre_zone[band].low_db;
    zone[band].high_db = sure * high_db + (1.0 - sure) * all_genre_zone[band].high_db;
  }
}

void target_find(Target *target, const Decision *decision, int genre, double amount,
                 double range_db)
{
  double level_db[BAND_COUNT];
  decision_levels(decision, level_db);
  find_zones(target->zone, decision, genre);
  /* In Auto, what is hardly music is hardly touched. */
  double trust = genre == GENRE_UNSURE ? rise(decision->familiarity, 0.4, 0.8) : 1.0;
  bool is_heard = decision->n_hops > 0.0 && amount > 0.0 && range_db > 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    double low_db = target->zone[band].low_db;
    double high_db = target->zone[band].high_db;
    double way_db = clamp(level_db[band], low_db, high_db) - level_db[band];
    double wanted_db = clamp(trust * amount * way_db, -range_db, range_db);
    target->wanted_db[band] = is_heard ? wanted_db : 0.0;
  }
}
