/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The portable elementary functions, compared with libm in long double. Some of their bits are
 * compared with committed ones, which must be the same on every machine.
 */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dsp/portable_math.h"

#define POINTS 200000

/** Error in units of the last place of the true value. */
static double ulps(double measured, long double truth)
{
  return (double)(fabsl((long double)measured - truth) / fabsl(truth)) / DBL_EPSILON;
}

static double between(double low, double high, int i)
{
  return low + (high - low) * (i + 0.37) / POINTS;
}

static void exp_and_log_are_within_2_ulp(void **state)
{
  (void)state;
  double worst_exp = 0.0;
  double worst_log = 0.0;
  for (int i = 0; i < POINTS; ++i) {
    const double wide = between(-707.0, 709.0, i);
    const double near = between(-1.0, 1.0, i);
    worst_exp = fmax(worst_exp, ulps(portable_exp(wide), expl((long double)wide)));
    worst_exp = fmax(worst_exp, ulps(portable_exp(near), expl((long double)near)));
    const double power = exp(wide);
    const double around_1 = 1.0 + 0.6 * near;
    worst_log = fmax(worst_log, ulps(portable_log(power), logl((long double)power)));
    worst_log = fmax(worst_log, ulps(portable_log(around_1), logl((long double)around_1)));
  }
  print_message("exp within %.3f ulp, log within %.3f ulp\n", worst_exp, worst_log);
  assert_true(worst_exp <= 2.0);
  assert_true(worst_log <= 2.0);
}

static void exp_and_log_have_their_limits(void **state)
{
  (void)state;
  assert_true(portable_exp(0.0) == 1.0);
  assert_true(portable_exp(-746.0) == 0.0);
  assert_true(portable_exp(-(double)INFINITY) == 0.0);
  assert_true(isinf(portable_exp(709.8)));
  assert_true(isinf(portable_exp((double)INFINITY)));
  assert_true(isnan(portable_exp((double)NAN)));
  assert_true(portable_log(1.0) == 0.0);
  assert_true(portable_log(0.0) == -(double)INFINITY);
  assert_true(isnan(portable_log(-1.0)));
  assert_true(isnan(portable_log((double)NAN)));
  assert_true(isinf(portable_log((double)INFINITY)));
  assert_true(fabs(portable_log(0x1p-1074) + 1074.0 * log(2.0)) < 1e-12);
}

/** The functions on arrays give the same bits as on single values, also near and beyond the
   limits. */
static void exp_of_many_is_exp_of_each(void **state)
{
  (void)state;
  static const double odd[] = {0.0,    -0.0,     700.0,     -700.0, 709.8,
                               -746.0, HUGE_VAL, -HUGE_VAL, 1e-300};
  enum { ODD = sizeof odd / sizeof odd[0], MANY = 2001 };
  double x[MANY];
  for (int i = 0; i < POINTS; i += MANY) {
    for (int k = 0; k < MANY; ++k) {
      const double wide = between(-760.0, 720.0, (i + k) * 7919 % POINTS);
      const double near = between(-2.0, 2.0, i + k);
      x[k] = k % 50 == 0 ? odd[k / 50 % ODD] : k % 2 == 0 ? near : wide;
    }
    double each[MANY];
    for (int k = 0; k < MANY; ++k) {
      each[k] = portable_exp(x[k]);
    }
    portable_exp_all(x, MANY);
    assert_memory_equal(x, each, sizeof x);
  }
}

static void db_of_many_is_db_of_each(void **state)
{
  (void)state;
  static const double odd[] = {0.0, -1.0, 1.0, 1e-20, 1e-310, 2e300, HUGE_VAL, (double)NAN, 0x1p-1};
  enum { ODD = sizeof odd / sizeof odd[0], MANY = 2001 };
  double x[MANY];
  for (int i = 0; i < POINTS; i += MANY) {
    for (int k = 0; k < MANY; ++k) {
      const double wide = exp(between(-60.0, 60.0, (i + k) * 7919 % POINTS));
      const double near = 1.0 + 0.6 * between(-1.0, 1.0, i + k);
      x[k] = k % 50 == 0 ? odd[k / 50 % ODD] : k % 2 == 0 ? near : wide;
    }
    double each[MANY];
    for (int k = 0; k < MANY; ++k) {
      each[k] = power_to_db(x[k]);
    }
    power_to_db_all(x, MANY);
    assert_memory_equal(x, each, sizeof x);
  }
}

static void power_of_many_is_power_of_each(void **state)
{
  (void)state;
  enum { MANY = 2001 };
  double x[MANY];
  double each[MANY];
  for (int k = 0; k < MANY; ++k) {
    x[k] = k % 50 == 0 ? (k % 100 == 0 ? 5000.0 : (double)NAN) : between(-400.0, 60.0, k * 37);
    each[k] = db_to_power(x[k]);
  }
  db_to_power_all(x, MANY);
  assert_memory_equal(x, each, sizeof x);
}

static void bounded_functions_are_within_1e15(void **state)
{
  (void)state;
  double worst_tanh = 0.0;
  double worst_cos = 0.0;
  double worst_sin = 0.0;
  double worst_tan = 0.0;
  for (int i = 0; i < POINTS; ++i) {
    const double x = between(-25.0, 25.0, i);
    const double angle = between(-2.0 * PI, 2.0 * PI, i);
    const double acute = between(-0.4999 * PI, 0.4999 * PI, i);
    worst_tanh =
        fmax(worst_tanh, (double)fabsl((long double)portable_tanh(x) - tanhl((long double)x)));
    worst_cos =
        fmax(worst_cos, (double)fabsl((long double)portable_cos(angle) - cosl((long double)angle)));
    worst_sin =
        fmax(worst_sin, (double)fabsl((long double)portable_sin(angle) - sinl((long double)angle)));
    worst_tan = fmax(worst_tan, ulps(portable_tan(acute), tanl((long double)acute)));
  }
  print_message("tanh within %.2g, cos %.2g, sin %.2g; tan within %.2f ulp\n", worst_tanh,
                worst_cos, worst_sin, worst_tan);
  assert_true(worst_tanh < 1e-15);
  assert_true(worst_cos < 1e-15);
  assert_true(worst_sin < 1e-15);
  assert_true(worst_tan < 4.0);
  assert_true(portable_tanh(0.0) == 0.0);
  assert_true(isnan(portable_tanh((double)NAN)));
  assert_true(portable_sin(0.0) == 0.0);
  assert_true(portable_cos(0.0) == 1.0);
}

static void decibels_are_exact_where_promised(void **state)
{
  (void)state;
  assert_true(db_to_gain(0.0) == 1.0);
  assert_true(db_to_power(0.0) == 1.0);
  assert_true(power_to_db(1.0) == 0.0);
  assert_true(power_to_db(0.0) == POWER_FLOOR_DB);
  assert_true(power_to_db(-1.0) == POWER_FLOOR_DB);
  assert_true(power_to_db((double)NAN) == POWER_FLOOR_DB);
  double worst = 0.0;
  for (int i = 0; i < POINTS; ++i) {
    const double db = between(-150.0, 60.0, i);
    worst = fmax(worst, fabs(power_to_db(db_to_power(db)) - db));
    worst = fmax(worst, fabs(power_to_db(db_to_gain(db) * db_to_gain(db)) - db));
  }
  print_message("there and back within %.2g dB\n", worst);
  assert_true(worst < 1e-12);
}

/* These are single results of +, −, × and ÷ alone, which IEEE 754 defines to the last bit. A
   machine with other results would export other sound. */
static void bits_are_the_same_everywhere(void **state)
{
  (void)state;
  const struct {
    double result;
    double wanted;
  } cases[] = {
      {portable_exp(-3.7), 0x1.9511fc6871044p-6},   {portable_exp(0.3), 0x1.599058c8c1a96p+0},
      {portable_exp(88.1), 0x1.12a58d927aa47p+127}, {portable_log(0.07), -0x1.5462a20517cffp+1},
      {portable_log(1.3), 0x1.0ca937be1b9dcp-2},    {portable_tanh(0.6), 0x1.12f8292d2ccfcp-1},
      {portable_tanh(-1.9), -0x1.e997f4c3bcd48p-1}, {portable_cos(2.2), -0x1.2d5004b88ad7p-1},
      {portable_sin(-5.1), 0x1.da0461cd822bcp-1},   {portable_tan(1.1), 0x1.f6fa7d286214fp+0},
      {db_to_gain(-4.7), 0x1.2a096ed671cbep-1},     {power_to_db(0.013), -0x1.2dc4e15aa748fp+4},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    uint64_t result_bits;
    uint64_t wanted_bits;
    memcpy(&result_bits, &cases[i].result, sizeof result_bits);
    memcpy(&wanted_bits, &cases[i].wanted, sizeof wanted_bits);
    assert_true(result_bits == wanted_bits);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(exp_and_log_are_within_2_ulp),
      cmocka_unit_test(exp_and_log_have_their_limits),
      cmocka_unit_test(exp_of_many_is_exp_of_each),
      cmocka_unit_test(db_of_many_is_db_of_each),
      cmocka_unit_test(power_of_many_is_power_of_each),
      cmocka_unit_test(bounded_functions_are_within_1e15),
      cmocka_unit_test(decibels_are_exact_where_promised),
      cmocka_unit_test(bits_are_the_same_everywhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
