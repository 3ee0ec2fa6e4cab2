/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/target.h"

#include <stdbool.h>

/* Half the width of the zone around the most probable balance (dB). */
static const double tolerance_db = 0.5;

/* The weight of the second head in what is expected in Auto. */
static const double balance_share = 0.5;

static double clamp(double x, double low, double high)
{
  return x < low ? low : (x > high ? high : x);
}

/* 0 up to `from`, 1 from `to` on, a straight line between. */
static double rise(double x, double from, double to)
{
  return clamp((x - from) / (to - from), 0.0, 1.0);
}

static double middle(const Zone *zone)
{
  return 0.5 * (zone->low_db + zone->high_db);
}

static void subtract_mean(double level_db[BAND_COUNT])
{
  double mean = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    mean += level_db[band] / BAND_COUNT;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    level_db[band] -= mean;
  }
}

/* How sure of a genre, 0 … 1. */
static double sureness(const Decision *decision)
{
  double highest = 0.0;
  for (int g = 0; g < GENRE_COUNT; ++g) {
    highest = decision->probability[g] > highest ? decision->probability[g] : highest;
  }
  return rise(highest, 1.0 / GENRE_COUNT, 0.5);
}

/* The genre's zone, or in Auto all zones blended, with more of the all-genre zone when the
   decision is less sure. */
static void blend_zones(Zone zone[BAND_COUNT], const Decision *decision, int genre)
{
  double sure = sureness(decision);
  for (int band = 0; band < BAND_COUNT; ++band) {
    Zone blend = {0.0, 0.0};
    for (int g = 0; g < GENRE_COUNT; ++g) {
      blend.low_db += decision->probability[g] * genre_zone[g][band].low_db;
      blend.high_db += decision->probability[g] * genre_zone[g][band].high_db;
    }
    const Zone *all = &all_genre_zone[band];
    zone[band].low_db = sure * blend.low_db + (1.0 - sure) * all->low_db;
    zone[band].high_db = sure * blend.high_db + (1.0 - sure) * all->high_db;
    if (genre != GENRE_UNSURE) {
      zone[band] = genre_zone[genre][band];
    }
  }
}

/* Moves the zones around the most probable balance; pull is K. */
static void narrow_zones(Zone zone[BAND_COUNT], const double pull[BAND_COUNT][BAND_COUNT],
                         const Decision *decision, double head_share,
                         const double level_db[BAND_COUNT])
{
  double expected_db[BAND_COUNT];
  double off_db[BAND_COUNT];
  for (int band = 0; band < BAND_COUNT; ++band) {
    expected_db[band] = middle(&zone[band]);
    off_db[band] = level_db[band];
  }
  subtract_mean(expected_db);
  subtract_mean(off_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    off_db[band] -=
        head_share * decision->balance_db[band] + (1.0 - head_share) * expected_db[band];
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    double pull_db = 0.0;
    for (int other = 0; other < BAND_COUNT; ++other) {
      pull_db += pull[band][other] * off_db[other];
    }
    zone[band].low_db = level_db[band] - pull_db - tolerance_db;
    zone[band].high_db = level_db[band] - pull_db + tolerance_db;
  }
}

static void find_zones(Zone zone[BAND_COUNT], TargetRule rule, const Decision *decision, int genre,
                       const double level_db[BAND_COUNT])
{
  bool has_head = rule == TARGET_BALANCE && genre == GENRE_UNSURE && decision->is_answered;
  blend_zones(zone, decision, genre);
  for (int band = 0; band < BAND_COUNT && rule == TARGET_BLIND; ++band) {
    zone[band] = all_genre_zone[band];
  }
  for (int band = 0; band < BAND_COUNT && rule == TARGET_POINT; ++band) {
    zone[band].low_db = zone[band].high_db = middle(&zone[band]);
  }
  /* Before anything is heard there is no most probable balance. */
  bool is_known = genre == GENRE_UNSURE ? decision->is_answered : decision->n_hops > 0.0;
  if (is_known && (rule == TARGET_BALANCE || rule == TARGET_GENRE)) {
    narrow_zones(zone, band_pull, decision, has_head ? balance_share : 0.0, level_db);
  }
}

/* The profile's zones and pull, with `share` of those of the genres heard. */
static void find_own_zones(Zone zone[BAND_COUNT], const Profile *profile, double share,
                           const Decision *decision, const double level_db[BAND_COUNT])
{
  double pull[BAND_COUNT][BAND_COUNT];
  blend_zones(zone, decision, GENRE_UNSURE);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Zone *own = &profile->zone[band];
    zone[band].low_db = share * zone[band].low_db + (1.0 - share) * own->low_db;
    zone[band].high_db = share * zone[band].high_db + (1.0 - share) * own->high_db;
    for (int other = 0; other < BAND_COUNT; ++other) {
      pull[band][other] =
          share * band_pull[band][other] + (1.0 - share) * profile->pull[band][other];
    }
  }
  narrow_zones(zone, pull, decision, 0.0, level_db);
}

/* Finds the wanted changes for target->zone. */
static void find_wanted(Target *target, const Decision *decision, const double level_db[BAND_COUNT],
                        double amount, double range_db)
{
  bool is_heard = decision->n_hops > 0.0 && amount > 0.0 && range_db > 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Zone *zone = &target->zone[band];
    double way_db = clamp(level_db[band], zone->low_db, zone->high_db) - level_db[band];
    double wanted_db = clamp(amount * way_db, -range_db, range_db);
    target->wanted_db[band] = is_heard ? wanted_db : 0.0;
  }
}

void target_find_by(Target *target, TargetRule rule, const Decision *decision, int genre,
                    double amount, double range_db)
{
  double level_db[BAND_COUNT];
  decision_levels(decision, level_db);
  find_zones(target->zone, rule, decision, genre, level_db);
  /* In Auto, sound that is unlike music is changed less. */
  double trust = genre == GENRE_UNSURE ? rise(decision->familiarity, 0.5, 0.9) : 1.0;
  find_wanted(target, decision, level_db, trust * amount, range_db);
}

void target_find_own(Target *target, const Decision *decision, const Profile *profile,
                     double amount, double range_db)
{
  double level_db[BAND_COUNT];
  decision_levels(decision, level_db);
  if (profile->n_songs > 0 && decision->n_hops > 0.0) {
    find_own_zones(target->zone, profile, profile->blend * sureness(decision), decision, level_db);
  } else {
    for (int band = 0; band < BAND_COUNT; ++band) {
      target->zone[band] = profile->n_songs > 0 ? profile->zone[band] : all_genre_zone[band];
    }
  }
  find_wanted(target, decision, level_db, profile->n_songs > 0 ? amount : 0.0, range_db);
}

void target_find(Target *target, const Decision *decision, int genre, double amount,
                 double range_db)
{
  target_find_by(target, TARGET_BALANCE, decision, genre, amount, range_db);
}
