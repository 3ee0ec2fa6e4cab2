/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The estimate of a song's colour, compared with its definition, which is computed by sampling. A
 * fifth of the sampled songs are as masters are expected to be, the others have a random colour
 * besides. The estimate is the mean colour of all that sound like the song at hand.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/likely_balance.h"

enum { SAMPLES = 400000 };

static const double untouched = 0.15; /* as in likely_balance.c */

/* Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8(14), 2003. 0 ... 1. */
static double random_unit(uint64_t *seed)
{
  *seed ^= *seed << 13;
  *seed ^= *seed >> 7;
  *seed ^= *seed << 17;
  return (double)(*seed >> 11) / 9007199254740992.0;
}

static double random_normal(uint64_t *seed)
{
  double sum = 0.0;
  for (int i = 0; i < 12; ++i) { /* nearly normal, with variance 1 */
    sum += random_unit(seed);
  }
  return sum - 6.0;
}

/* Independent numbers of this deviation, less their mean. */
static void random_balance(uint64_t *seed, double deviation, double level_db[BAND_COUNT])
{
  double mean = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    level_db[band] = deviation * random_normal(seed);
    mean += level_db[band] / BAND_COUNT;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    level_db[band] -= mean;
  }
}

/* Masters scatter alike in all bands, by a variance s: S = s P, whose inverse among balances is
 * 1/s. So the density of a master at this distance is known without a matrix. */
static double density(const double off_db[BAND_COUNT], double variance)
{
  double square = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    square += off_db[band] * off_db[band];
  }
  return exp(-0.5 * square / variance) / (variance * variance); /* of four dimensions */
}

static void the_estimate_is_the_mean_of_what_may_be(void **state)
{
  (void)state;
  static const double off[][BAND_COUNT] = {
      {0.0, 0.0, 0.0, 0.0, 0.0},  {1.0, -1.0, 0.5, -0.5, 0.0}, {6.0, 0.0, 0.0, 0.0, 0.0},
      {0.0, 3.0, -3.0, 2.0, 2.0}, {-4.0, -2.0, 0.0, 2.0, 4.0},
  };
  static const double variances[] = {2.0, 6.0};
  uint64_t seed = 88172645463325252U;
  double worst_db = 0.0;
  for (size_t v = 0; v < sizeof variances / sizeof variances[0]; ++v) {
    for (size_t k = 0; k < sizeof off / sizeof off[0]; ++k) {
      Expectation expected = {.level_db = {-3.0, -8.0, -6.0, -12.0, -20.0}};
      double level_db[BAND_COUNT], color_db[BAND_COUNT], mean_db[BAND_COUNT] = {0.0};
      double centred_db[BAND_COUNT];
      double mean = 0.0;
      for (int i = 0; i < BAND_COUNT; ++i) {
        level_db[i] = expected.level_db[i] + off[k][i];
        mean += off[k][i] / BAND_COUNT;
        for (int j = 0; j < BAND_COUNT; ++j) {
          expected.covariance[i][j] = variances[v] * ((i == j ? 1.0 : 0.0) - 1.0 / BAND_COUNT);
        }
      }
      for (int i = 0; i < BAND_COUNT; ++i) {
        centred_db[i] = off[k][i] - mean;
      }
      double sum = untouched * density(centred_db, variances[v]);
      for (int n = 0; n < SAMPLES; ++n) {
        double this_db[BAND_COUNT], rest_db[BAND_COUNT];
        random_balance(&seed, sqrt(COLOR_VARIANCE_DB2), this_db);
        for (int i = 0; i < BAND_COUNT; ++i) {
          rest_db[i] = centred_db[i] - this_db[i];
        }
        const double weight = (1.0 - untouched) / SAMPLES * density(rest_db, variances[v]);
        sum += weight;
        for (int i = 0; i < BAND_COUNT; ++i) {
          mean_db[i] += weight * this_db[i];
        }
      }
      likely_color(level_db, &expected, color_db);
      for (int i = 0; i < BAND_COUNT; ++i) {
        worst_db = fmax(worst_db, fabs(color_db[i] - mean_db[i] / sum));
      }
      print_message("off by %+.1f %+.1f %+.1f %+.1f %+.1f: low %+.3f dB, by sampling %+.3f\n",
                    off[k][0], off[k][1], off[k][2], off[k][3], off[k][4], color_db[0],
                    mean_db[0] / sum);
    }
  }
  print_message("worst band off by %.3f dB (0.04)\n", worst_db);
  assert_true(worst_db < 0.04);
}

static void a_common_gain_does_not_matter(void **state)
{
  (void)state;
  Expectation expected = {.level_db = {-3.0, -8.0, -6.0, -12.0, -20.0}};
  double level_db[BAND_COUNT] = {-1.0, -9.0, -4.0, -12.0, -25.0};
  double color_db[BAND_COUNT], louder_db[BAND_COUNT];
  double sum = 0.0;
  for (int i = 0; i < BAND_COUNT; ++i) {
    for (int j = 0; j < BAND_COUNT; ++j) {
      expected.covariance[i][j] = 4.0 * ((i == j ? 1.0 : 0.0) - 1.0 / BAND_COUNT);
    }
  }
  likely_color(level_db, &expected, color_db);
  for (int i = 0; i < BAND_COUNT; ++i) {
    level_db[i] += 17.0;
    sum += color_db[i];
  }
  likely_color(level_db, &expected, louder_db);
  assert_true(fabs(sum) < 1e-9);
  for (int i = 0; i < BAND_COUNT; ++i) {
    assert_true(fabs(color_db[i] - louder_db[i]) < 1e-9);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_estimate_is_the_mean_of_what_may_be),
      cmocka_unit_test(a_common_gain_does_not_matter),
  };
  return cmocka_run_group_tests_name("likely_balance", tests, NULL, NULL);
}
