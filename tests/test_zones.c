/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The tables of zones.def are complete and consistent.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/zones.h"

static void check_zone(const char *name, const Zone zone[BAND_COUNT])
{
  double energy_low = 0.0;
  double energy_high = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(zone[band].low_db < zone[band].high_db);
    assert_true(zone[band].low_db > -45.0 && zone[band].high_db < 0.0);
    energy_low += pow(10.0, 0.1 * zone[band].low_db);
    energy_high += pow(10.0, 0.1 * zone[band].high_db);
  }
  /* Some balance inside the zones adds up to the whole, so the zones are possible. */
  print_message("%s: all low edges %.2f (below 1), all high edges %.2f (above 1)\n", name,
                energy_low, energy_high);
  assert_true(energy_low < 1.0 && energy_high > 1.0);
}

/* The middle is a balance that a song can have. */
static void check_middle(const char *name, const Zone zone[BAND_COUNT])
{
  double power = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    power += pow(10.0, 0.05 * (zone[band].low_db + zone[band].high_db));
  }
  print_message("%s: the middles add up to %+.2f dB (0 within 0.06)\n", name, 10.0 * log10(power));
  assert_true(fabs(10.0 * log10(power)) < 0.06);
}

static void middles_are_balances(void **state)
{
  (void)state;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    check_middle(genre_name[genre], genre_zone[genre]);
  }
  check_middle("all genres", all_genre_zone);
}

static void zones_are_whole(void **state)
{
  (void)state;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    check_zone(genre_name[genre], genre_zone[genre]);
  }
  check_zone("all genres", all_genre_zone);
}

static void the_all_genre_zone_lies_among_the_others(void **state)
{
  (void)state;
  for (int band = 0; band < BAND_COUNT; ++band) {
    double lowest = 0.0;
    double highest = -100.0;
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      lowest = fmin(lowest, genre_zone[genre][band].low_db);
      highest = fmax(highest, genre_zone[genre][band].high_db);
    }
    assert_true(all_genre_zone[band].low_db >= lowest);
    assert_true(all_genre_zone[band].high_db <= highest);
  }
}

/* K = v P (S + v P)^+ with a symmetric S without a common gain. So K is symmetric, ignores a
   common gain, causes none, and pulls by less than the whole way. */
static void the_pull_is_a_shrinkage(void **state)
{
  (void)state;
  for (int i = 0; i < BAND_COUNT; ++i) {
    double row = 0.0;
    double column = 0.0;
    for (int j = 0; j < BAND_COUNT; ++j) {
      row += band_pull[i][j];
      column += band_pull[j][i];
    }
    print_message("%s: own %.3f, row sum %.4f, column sum %.4f (0)\n", band_info[i].symbol,
                  band_pull[i][i], row, column);
    assert_true(fabs(row) < 0.003 && fabs(column) < 0.003);
    assert_true(band_pull[i][i] > 0.0 && band_pull[i][i] < 1.0);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(zones_are_whole),
      cmocka_unit_test(middles_are_balances),
      cmocka_unit_test(the_all_genre_zone_lies_among_the_others),
      cmocka_unit_test(the_pull_is_a_shrinkage),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
