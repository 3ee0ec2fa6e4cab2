/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/target.h"

#include <string.h>

#include "dsp/portable_math.h"
#include "model/likely_balance.h"
#include "model/weights.h"

/* A colour below this is left alone, and more than this is left of each (dB). */
static const double tolerance_db = 0.1;

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

static double mix(double a, double b, double share_of_b)
{
  return (1.0 - share_of_b) * a + share_of_b * b;
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
static void find_zone(Zone zone[BAND_COUNT], const Decision *decision, int genre)
{
  if (genre != GENRE_UNSURE) {
    memcpy(zone, genre_zone[genre], sizeof genre_zone[genre]);
    return;
  }
  const double sure = sureness(decision);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Zone *all = &all_genre_zone[band];
    Zone blend = {0.0, 0.0};
    for (int g = 0; g < GENRE_COUNT; ++g) {
      blend.low_db += decision->probability[g] * genre_zone[g][band].low_db;
      blend.high_db += decision->probability[g] * genre_zone[g][band].high_db;
    }
    zone[band].low_db = mix(all->low_db, blend.low_db, sure);
    zone[band].high_db = mix(all->high_db, blend.high_db, sure);
  }
  zones_move_to_balance(zone);
}

/* The profile's zone, with `share` of those of the genres heard. */
static void find_own_zone(Zone zone[BAND_COUNT], const Profile *profile, double share,
                          const Decision *decision)
{
  find_zone(zone, decision, GENRE_UNSURE);
  for (int band = 0; band < BAND_COUNT; ++band) {
    zone[band].low_db = mix(profile->zone[band].low_db, zone[band].low_db, share);
    zone[band].high_db = mix(profile->zone[band].high_db, zone[band].high_db, share);
  }
  zones_move_to_balance(zone);
}

/* Any level of this band is as probable as another: so the others are compared among themselves.
   The variance is without a common gain, as all of the covariance. */
static void expect_anything(Expectation *expected, int band)
{
  static const double variance_db2 = 1e6;
  for (int i = 0; i < BAND_COUNT; ++i) {
    for (int k = 0; k < BAND_COUNT; ++k) {
      expected->covariance[i][k] +=
          variance_db2 * ((i == band) - 1.0 / BAND_COUNT) * ((k == band) - 1.0 / BAND_COUNT);
    }
  }
}

/* How far the song is from its most probable balance. In Auto the second head's errors are those
   of all genres, blended by the probabilities. */
static void find_color(double color_db[BAND_COUNT], const Decision *decision, int genre,
                       const BalanceErrors errors[GENRE_COUNT], const double level_db[BAND_COUNT],
                       const bool is_empty[BAND_COUNT])
{
  Expectation expected = {.covariance = {{0.0}}};
  for (int band = 0; band < BAND_COUNT; ++band) {
    expected.level_db[band] = decision->balance_db[band];
  }
  for (int g = 0; g < GENRE_COUNT; ++g) {
    const double share = genre == GENRE_UNSURE ? decision->probability[g] : (double)(g == genre);
    for (int i = 0; i < BAND_COUNT; ++i) {
      expected.level_db[i] -= share * (double)errors[g].mean_db[i];
      for (int k = 0; k < BAND_COUNT; ++k) {
        expected.covariance[i][k] += share * (double)errors[g].covariance[i][k];
      }
    }
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    if (is_empty[band]) {
      expect_anything(&expected, band);
    }
  }
  likely_color(level_db, &expected, color_db);
}

/* The same by a profile's own songs. */
static void find_own_color(double color_db[BAND_COUNT], const Profile *profile,
                           const double level_db[BAND_COUNT], const bool is_empty[BAND_COUNT])
{
  double off_db[BAND_COUNT];
  double sum_db = 0.0;
  int n_bands = 0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    off_db[band] = level_db[band] - middle(&profile->zone[band]);
    sum_db += is_empty[band] ? 0.0 : off_db[band];
    n_bands += !is_empty[band];
  }
  const double mean_db = n_bands > 0 ? sum_db / n_bands : 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    color_db[band] = 0.0;
    for (int other = 0; other < BAND_COUNT; ++other) {
      color_db[band] +=
          is_empty[other] ? 0.0 : profile->pull[band][other] * (off_db[other] - mean_db);
    }
  }
}

static double beyond_tolerance(double color_db)
{
  return color_db - clamp(color_db, -tolerance_db, tolerance_db);
}

/* How much of the genres' zones and balance counts. */
static double share_of_genres(const Profile *own, const Decision *decision)
{
  return own ? own->blend * sureness(decision) : 1.0;
}

/* The most probable balance. `own` is NULL where there is no profile. */
static void find_likely(double likely_db[BAND_COUNT], const Decision *decision, int genre,
                        const Profile *own, const BalanceErrors errors[GENRE_COUNT],
                        const double level_db[BAND_COUNT], const bool is_empty[BAND_COUNT])
{
  const double share = share_of_genres(own, decision);
  double color_db[BAND_COUNT];
  double own_color_db[BAND_COUNT] = {0.0};
  find_color(color_db, decision, genre, errors, level_db, is_empty);
  if (own) {
    find_own_color(own_color_db, own, level_db, is_empty);
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    likely_db[band] = level_db[band] - mix(beyond_tolerance(own_color_db[band]),
                                           beyond_tolerance(color_db[band]), share);
  }
}

void target_find_by(Target *target, const Decision *decision, const TargetSettings *settings,
                    const BalanceErrors errors[GENRE_COUNT])
{
  const Profile *own = settings->own && settings->own->n_songs > 0 ? settings->own : NULL;
  const int genre = own ? GENRE_UNSURE : settings->genre;
  const bool is_known = settings->own ? own && decision->n_hops > 0.0 : decision->is_answered;
  double level_db[BAND_COUNT];
  double likely_db[BAND_COUNT];
  bool is_empty[BAND_COUNT];
  decision_levels(decision, level_db);
  if (own) {
    find_own_zone(target->zone, own, share_of_genres(own, decision), decision);
  } else {
    find_zone(target->zone, decision, genre);
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    is_empty[band] = level_db[band] < target->zone[band].low_db - TARGET_EMPTY_DB;
  }
  find_likely(likely_db, decision, genre, own, errors, level_db, is_empty);
  /* In Auto, sound that is unlike music is changed less. */
  const bool is_auto = !settings->own && settings->genre == GENRE_UNSURE;
  const double trust = is_auto ? rise(decision->familiarity, 0.5, 0.9) : 1.0;
  const double amount = trust * settings->amount;
  const double range_db = settings->range_db;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const bool is_aimed = is_known && !is_empty[band];
    const double middle_db = middle(&target->zone[band]);
    const double to_likely_db =
        clamp(amount * (likely_db[band] - level_db[band]), -range_db, range_db);
    const double to_middle_db = clamp(amount * (middle_db - level_db[band]), -range_db, range_db);
    target->aim_db[band] =
        is_aimed ? mix(likely_db[band], middle_db, settings->match) : level_db[band];
    const double wanted_db = is_aimed ? mix(to_likely_db, to_middle_db, settings->match) : 0.0;
    target->wanted_db[band] = clamp(wanted_db, -range_db, range_db); /* against rounding */
  }
}

void target_find(Target *target, const Decision *decision, const TargetSettings *settings)
{
  target_find_by(target, decision, settings, ear_network.balance_errors);
}
