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
#include "model/target.h"

/* A decision that has heard band levels (dB), sure of pop/rock. */
static Decision hear(const double band_db[BAND_COUNT])
{
  Decision decision;
  HeardHop hop;
  memset(&hop, 0, sizeof hop);
  decision_reset(&decision);
  for (int band = 0; band < BAND_COUNT; ++band) {
    hop.band_energy[band] = (float)db_to_power(band_db[band]);
  }
  decision_add_hop(&decision, &hop, 120.0);
  Prediction prediction;
  memset(&prediction, 0, sizeof prediction);
  prediction.probability[GENRE_POPROCK] = 1.0F;
  prediction.familiarity = 1.0F;
  double mean = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Zone *zone = &genre_zone[GENRE_POPROCK][band];
    prediction.balance_db[band] = (float)(0.5 * (zone->low_db + zone->high_db));
    mean += (double)prediction.balance_db[band] / BAND_COUNT;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    prediction.balance_db[band] -= (float)mean;
  }
  decision_take_answer(&decision, &prediction);
  return decision;
}

static void middle_of(int genre, double level_db[BAND_COUNT])
{
  for (int band = 0; band < BAND_COUNT; ++band) {
    level_db[band] = 0.5 * (genre_zone[genre][band].low_db + genre_zone[genre][band].high_db);
  }
}

static void the_genres_own_balance_is_left_alone(void **state)
{
  (void)state;
  double level_db[BAND_COUNT];
  Target target;
  middle_of(GENRE_POPROCK, level_db);
  Decision decision = hear(level_db);
  for (int genre = GENRE_UNSURE; genre <= GENRE_POPROCK; ++genre) {
    target_find(&target, &decision, genre, 1.0, 6.0);
    for (int band = 0; band < BAND_COUNT; ++band) {
      assert_true(target.wanted_db[band] == 0.0);
      assert_true(target.zone[band].low_db < target.zone[band].high_db);
    }
  }
}

static void a_colored_band_is_pulled_back(void **state)
{
  (void)state;
  for (int band = 0; band < BAND_COUNT; ++band) {
    for (int sign = -1; sign <= 1; sign += 2) {
      double level_db[BAND_COUNT];
      Target target;
      middle_of(GENRE_POPROCK, level_db);
      level_db[band] += 6.0 * sign;
      Decision decision = hear(level_db);
      target_find(&target, &decision, GENRE_UNSURE, 1.0, 6.0);
      double against = 0.0;
      for (int other = 0; other < BAND_COUNT; ++other) {
        against += (target.wanted_db[band] - target.wanted_db[other]) / (BAND_COUNT - 1);
      }
      print_message("%s %+d dB: %+.2f dB, against the others %+.2f dB\n", band_info[band].symbol,
                    6 * sign, target.wanted_db[band], against);
      assert_true(sign * target.wanted_db[band] <= -0.8);
      assert_true(sign * against < -1.0 && fabs(against) < 6.0);
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
  Decision decision = hear(level_db);
  target_find(&full, &decision, GENRE_UNSURE, 1.0, 6.0);
  target_find(&half, &decision, GENRE_UNSURE, 0.5, 6.0);
  target_find(&narrow, &decision, GENRE_UNSURE, 1.0, 1.5);
  assert_true(half.wanted_db[BAND_MID] < 0.0);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(fabs(full.wanted_db[band]) <= 6.0);
    assert_true(fabs(narrow.wanted_db[band]) <= 1.5);
    assert_true(fabs(half.wanted_db[band]) <= fabs(full.wanted_db[band]));
  }
  target_find(&none, &decision, GENRE_UNSURE, 0.0, 6.0);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(none.wanted_db[band] == 0.0);
  }
  target_find(&none, &decision, GENRE_UNSURE, 1.0, 0.0);
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
  target_find(&target, &decision, GENRE_JAZZ, 1.0, 6.0);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(target.wanted_db[band] == 0.0);
    assert_true(target.zone[band].low_db == genre_zone[GENRE_JAZZ][band].low_db);
    assert_true(target.zone[band].high_db == genre_zone[GENRE_JAZZ][band].high_db);
  }
  target_find(&target, &decision, GENRE_UNSURE, 1.0, 6.0);
  for (int band = 0; band < BAND_COUNT; ++band) {
    print_message("%s, nothing heard: zone %.1f … %.1f dB (all genres %.1f … %.1f)\n",
                  band_info[band].symbol, target.zone[band].low_db, target.zone[band].high_db,
                  all_genre_zone[band].low_db, all_genre_zone[band].high_db);
    assert_true(target.zone[band].low_db == all_genre_zone[band].low_db);
    assert_true(target.zone[band].high_db == all_genre_zone[band].high_db);
  }
}

static void what_is_no_music_is_left_alone(void **state)
{
  (void)state;
  double level_db[BAND_COUNT];
  Target target;
  middle_of(GENRE_POPROCK, level_db);
  level_db[BAND_HIGH] += 20.0;
  Decision decision = hear(level_db);
  decision.familiarity = 0.3;
  target_find(&target, &decision, GENRE_UNSURE, 1.0, 6.0);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(target.wanted_db[band] == 0.0);
  }
  target_find(&target, &decision, GENRE_POPROCK, 1.0, 6.0); /* but a genre may be chosen */
  assert_true(target.wanted_db[BAND_HIGH] < -1.0);
}

static void the_other_rules_do_as_they_say(void **state)
{
  (void)state;
  double level_db[BAND_COUNT];
  Target target;
  middle_of(GENRE_POPROCK, level_db);
  level_db[BAND_HIGH] += 6.0;
  Decision decision = hear(level_db);
  decision_levels(&decision, level_db);
  target_find_by(&target, TARGET_ZONE, &decision, GENRE_UNSURE, 1.0, 6.0);
  double edge_db = genre_zone[GENRE_POPROCK][BAND_HIGH].high_db;
  assert_true(fabs(level_db[BAND_HIGH] + target.wanted_db[BAND_HIGH] - edge_db) < 1e-5);
  target_find_by(&target, TARGET_BLIND, &decision, GENRE_UNSURE, 1.0, 6.0);
  edge_db = all_genre_zone[BAND_HIGH].high_db;
  assert_true(fabs(level_db[BAND_HIGH] + target.wanted_db[BAND_HIGH] - edge_db) < 1e-5);
  target_find_by(&target, TARGET_POINT, &decision, GENRE_UNSURE, 1.0, 6.0);
  assert_true(target.zone[BAND_MID].low_db == target.zone[BAND_MID].high_db);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_genres_own_balance_is_left_alone),
      cmocka_unit_test(a_colored_band_is_pulled_back),
      cmocka_unit_test(amount_scales_and_range_limits),
      cmocka_unit_test(nothing_heard_moves_nothing),
      cmocka_unit_test(what_is_no_music_is_left_alone),
      cmocka_unit_test(the_other_rules_do_as_they_say),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
