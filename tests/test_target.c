/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * From decisions to wanted changes.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dsp/portable_math.h"
#include "model/likely_balance.h"
#include "model/target.h"
#include "model/weights.h"
#include "tests/support_decision.h"

static Target find(const Decision *decision, int genre, double amount, double range_db)
{
  const TargetSettings settings = {.genre = genre, .amount = amount, .range_db = range_db};
  Target target;
  target_find(&target, decision, &settings);
  return target;
}

static double middle(const Zone *zone)
{
  return 0.5 * (zone->low_db + zone->high_db);
}

static void middle_of(int genre, double level_db[BAND_COUNT])
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    level_db[band] = 0.5 * (genre_zone[genre][band].low_db + genre_zone[genre][band].high_db);
  }
}

/* The zone of a table, whose figures are rounded to 0.1 dB. */
static void assert_zone(const Target *target, const Zone zone[BAND_COUNT])
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(fabs(target->zone[band].low_db - zone[band].low_db) < 0.06);
    assert_true(fabs(target->zone[band].high_db - zone[band].high_db) < 0.06);
  }
}

static void the_genres_own_balance_is_left_alone(void **state)
{
  (void)state;
  double level_db[BAND_COUNT];
  Target target;
  middle_of(GENRE_POPROCK, level_db);
  Decision decision = decision_on(level_db, GENRE_POPROCK);
  decision_levels(&decision, level_db);
  for (int genre = GENRE_UNSURE; genre <= GENRE_POPROCK; ++genre) {
    target = find(&decision, genre, 1.0, 6.0);
    for (int band = 0; band < BAND_COUNT; ++band) {
      assert_true(target.wanted_db[band] == 0.0);
      assert_true(fabs(target.aim_db[band] - level_db[band]) < 1e-6);
    }
    assert_zone(&target, genre_zone[GENRE_POPROCK]);
  }
}

/* What the second head's errors in pop/rock make of the levels (tests/test_likely_balance.c). */
static void find_color(const double level_db[BAND_COUNT], double color_db[BAND_COUNT])
{
  const BalanceErrors *errors = &ear_network.balance_errors[GENRE_POPROCK];
  Expectation expected;
  for (int i = 0; i < BAND_COUNT; ++i) {
    expected.level_db[i] = middle(&genre_zone[GENRE_POPROCK][i]) - (double)errors->mean_db[i];
    for (int k = 0; k < BAND_COUNT; ++k) {
      expected.covariance[i][k] = (double)errors->covariance[i][k];
    }
  }
  likely_color(level_db, &expected, color_db);
}

/* By what is likely to be colour, but for the 0.1 dB that are left alone. */
static void a_colored_band_is_pulled_back(void **state)
{
  (void)state;
  for (int band = 0; band < BAND_COUNT; ++band) {
    for (int sign = -1; sign <= 1; sign += 2) {
      double level_db[BAND_COUNT];
      double color_db[BAND_COUNT];
      Target target;
      middle_of(GENRE_POPROCK, level_db);
      level_db[band] += 6.0 * sign;
      const Decision decision = decision_on(level_db, GENRE_POPROCK);
      target = find(&decision, GENRE_UNSURE, 1.0, 6.0);
      find_color(level_db, color_db);
      double against = 0.0;
      for (int other = 0; other < BAND_COUNT; ++other) {
        const double left_db = fmax(-0.1, fmin(0.1, color_db[other]));
        assert_true(fabs(target.wanted_db[other] + color_db[other] - left_db) < 1e-4);
        against += (target.wanted_db[band] - target.wanted_db[other]) / (BAND_COUNT - 1);
      }
      print_message("%s %+d dB: %+.2f dB, against the others %+.2f dB\n", band_info[band].symbol,
                    6 * sign, target.wanted_db[band], against);
      assert_true(sign * target.wanted_db[band] < 0.0);
      assert_true(sign * against < 0.0 && fabs(against) < 6.0);
    }
  }
}

static void amount_scales_and_range_limits(void **state)
{
  (void)state;
  double level_db[BAND_COUNT];
  Target full;
  Target half;
  Target narrow;
  Target none;
  middle_of(GENRE_POPROCK, level_db);
  level_db[BAND_MID] += 12.0;
  Decision decision = decision_on(level_db, GENRE_POPROCK);
  full = find(&decision, GENRE_UNSURE, 1.0, 6.0);
  half = find(&decision, GENRE_UNSURE, 0.5, 6.0);
  narrow = find(&decision, GENRE_UNSURE, 1.0, 1.5);
  assert_true(half.wanted_db[BAND_MID] < 0.0);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(fabs(full.wanted_db[band]) <= 6.0);
    assert_true(fabs(narrow.wanted_db[band]) <= 1.5);
    assert_true(fabs(half.wanted_db[band]) <= fabs(full.wanted_db[band]));
  }
  none = find(&decision, GENRE_UNSURE, 0.0, 6.0);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(none.wanted_db[band] == 0.0);
  }
  none = find(&decision, GENRE_UNSURE, 1.0, 0.0);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(none.wanted_db[band] == 0.0);
  }
}

static void nothing_heard_moves_nothing(void **state)
{
  (void)state;
  Decision decision;
  Target target;
  decision_reset(&decision);
  target = find(&decision, GENRE_JAZZ, 1.0, 6.0);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(target.wanted_db[band] == 0.0);
  }
  assert_zone(&target, genre_zone[GENRE_JAZZ]);
  target = find(&decision, GENRE_UNSURE, 1.0, 6.0);
  for (int band = 0; band < BAND_COUNT; ++band) {
    print_message("%s, nothing heard: zone %.1f … %.1f dB (all genres %.1f … %.1f)\n",
                  band_info[band].symbol, target.zone[band].low_db, target.zone[band].high_db,
                  all_genre_zone[band].low_db, all_genre_zone[band].high_db);
    assert_true(target.wanted_db[band] == 0.0);
  }
  assert_zone(&target, all_genre_zone);
}

/* Genres of one probability each: their zones' mean, moved as a whole to be a balance. */
static void in_auto_the_zones_blend(void **state)
{
  (void)state;
  double level_db[BAND_COUNT];
  double power = 0.0;
  middle_of(GENRE_JAZZ, level_db);
  Decision decision = decision_on(level_db, GENRE_POPROCK);
  decision.probability[GENRE_POPROCK] = 0.5;
  decision.probability[GENRE_JAZZ] = 0.5;
  const Target target = find(&decision, GENRE_UNSURE, 1.0, 6.0);
  const Zone *poprock = genre_zone[GENRE_POPROCK];
  const Zone *jazz = genre_zone[GENRE_JAZZ];
  const double moved_db = target.zone[0].low_db - 0.5 * (poprock[0].low_db + jazz[0].low_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Zone *zone = &target.zone[band];
    assert_true(fabs(zone->low_db - 0.5 * (poprock[band].low_db + jazz[band].low_db) - moved_db) <
                1e-9);
    assert_true(
        fabs(zone->high_db - 0.5 * (poprock[band].high_db + jazz[band].high_db) - moved_db) < 1e-9);
    power += db_to_power(middle(zone));
  }
  print_message("moved by %+.2f dB; the middles' powers add up to %.9f\n", moved_db, power);
  assert_true(moved_db > 0.0 && fabs(power - 1.0) < 1e-9);
}

static void what_is_no_music_is_left_alone(void **state)
{
  (void)state;
  double level_db[BAND_COUNT];
  Target target;
  middle_of(GENRE_POPROCK, level_db);
  level_db[BAND_HIGH] += 20.0;
  Decision decision = decision_on(level_db, GENRE_POPROCK);
  decision.familiarity = 0.3;
  target = find(&decision, GENRE_UNSURE, 1.0, 6.0);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(target.wanted_db[band] == 0.0);
  }
  target = find(&decision, GENRE_POPROCK, 1.0, 6.0); /* but a genre may be chosen */
  assert_true(target.wanted_db[BAND_HIGH] < -1.0);
}

static double line(double from, double to, double share)
{
  return from + share * (to - from);
}

/* A sweep of Match moves the aim on a straight line from the likely balance to the middle of the
 * zone, and the wanted change on a straight line within the range. Also for a song whose way is
 * far beyond the range: there Match acts over its whole travel. No rounding leaves the range. */
static void match_leads_to_the_middle(void **state)
{
  (void)state;
  static const struct {
    double high_off_db, range_db;
  } songs[] = {{-5.0, 6.0}, {-23.0, 6.0}, {-23.0, 2.4}};
  for (size_t song = 0; song < sizeof songs / sizeof songs[0]; ++song) {
    const double range_db = songs[song].range_db;
    double level_db[BAND_COUNT];
    middle_of(GENRE_POPROCK, level_db);
    level_db[BAND_LOW_MID] += 3.0;
    level_db[BAND_HIGH] += songs[song].high_off_db;
    const Decision decision = decision_on(level_db, GENRE_POPROCK);
    decision_levels(&decision, level_db);
    TargetSettings settings = {.genre = GENRE_JAZZ, .amount = 1.0, .range_db = range_db};
    Target target[101];
    for (int percent = 0; percent <= 100; ++percent) {
      settings.match = percent / 100.0;
      target_find(&target[percent], &decision, &settings);
    }
    double largest_step_db = 0.0;
    for (int band = 0; band < BAND_COUNT; ++band) {
      const double middle_db = middle(&genre_zone[GENRE_JAZZ][band]);
      const double way_db = middle_db - level_db[band];
      const double first_db = target[0].wanted_db[band];
      const double last_db = target[100].wanted_db[band];
      print_message("%s: %+.2f dB to the middle, wanted %+.2f at 0 %%, %+.2f at 100 %%\n",
                    band_info[band].symbol, way_db, first_db, last_db);
      assert_true(fabs(last_db - fmax(-range_db, fmin(range_db, way_db))) < 1e-9);
      for (int percent = 1; percent <= 100; ++percent) {
        const double share = percent / 100.0;
        const Target *now = &target[percent];
        const double aim_db = line(target[0].aim_db[band], middle_db, share);
        assert_true(fabs(now->aim_db[band] - aim_db) < 1e-9);
        assert_true(fabs(now->wanted_db[band] - line(first_db, last_db, share)) < 1e-9);
        assert_true(fabs(now->wanted_db[band]) <= range_db);
        largest_step_db =
            fmax(largest_step_db, fabs(now->wanted_db[band] - target[percent - 1].wanted_db[band]));
      }
    }
    print_message("largest step of a percent: %.3f dB\n", largest_step_db);
    assert_true(largest_step_db <= 0.05);
  }
}

/* A song of 8 kHz, or one behind a low-pass, has no top band. */
static void an_empty_band_is_left_alone(void **state)
{
  (void)state;
  double level_db[BAND_COUNT];
  middle_of(GENRE_POPROCK, level_db);
  level_db[BAND_MID] += 4.0;
  const Decision whole = decision_on(level_db, GENRE_POPROCK);
  level_db[BAND_HIGH] -= 60.0;
  const Decision cut_off = decision_on(level_db, GENRE_POPROCK);
  Profile own = {.n_songs = 10};
  for (int band = 0; band < BAND_COUNT; ++band) {
    own.zone[band] = genre_zone[GENRE_POPROCK][band];
    own.pull[band][band] = 0.5;
  }
  for (int k = 0; k < 4; ++k) {
    const TargetSettings settings = {.genre = k == 1 ? GENRE_POPROCK : GENRE_UNSURE,
                                     .own = k == 3 ? &own : NULL,
                                     .match = k == 2 ? 1.0 : 0.0,
                                     .amount = 1.0,
                                     .range_db = 6.0};
    Target full;
    Target target;
    target_find(&full, &whole, &settings);
    target_find(&target, &cut_off, &settings);
    for (int band = 0; band < BAND_COUNT; ++band) {
      print_message("%d, %s: wanted %+.2f dB, with a top band %+.2f\n", k, band_info[band].symbol,
                    target.wanted_db[band], full.wanted_db[band]);
      if (band == BAND_HIGH) {
        assert_true(target.wanted_db[band] == 0.0);
        assert_true(target.aim_db[band] < -60.0);
      } else {
        assert_true(fabs(target.wanted_db[band] - full.wanted_db[band]) < 0.2);
      }
    }
  }
}

static void before_an_answer_nothing_is_wanted(void **state)
{
  (void)state;
  double level_db[BAND_COUNT];
  middle_of(GENRE_CLASSICAL, level_db);
  Decision decision = decision_on(level_db, GENRE_POPROCK);
  decision.is_answered = false;
  for (int genre = GENRE_UNSURE; genre < GENRE_COUNT; ++genre) {
    const TargetSettings settings = {.genre = genre, .match = 1.0, .amount = 1.0, .range_db = 6.0};
    Target target;
    target_find(&target, &decision, &settings);
    for (int band = 0; band < BAND_COUNT; ++band) {
      assert_true(target.wanted_db[band] == 0.0);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_genres_own_balance_is_left_alone),
      cmocka_unit_test(a_colored_band_is_pulled_back),
      cmocka_unit_test(amount_scales_and_range_limits),
      cmocka_unit_test(nothing_heard_moves_nothing),
      cmocka_unit_test(in_auto_the_zones_blend),
      cmocka_unit_test(what_is_no_music_is_left_alone),
      cmocka_unit_test(match_leads_to_the_middle),
      cmocka_unit_test(an_empty_band_is_left_alone),
      cmocka_unit_test(before_an_answer_nothing_is_wanted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
