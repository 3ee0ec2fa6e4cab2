/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dsp/loudness.h"

static double k_db(double freq_hz)
{
  return 10.0 * log10(k_weight_power(freq_hz));
}

/** The standard itself: a 0 dBFS sine of 997 Hz in one channel reads -3.01 LKFS,
    with -0.691 dB added, so the weight at 997 Hz is 0.691 dB. */
static void reads_the_reference_tone(void **state)
{
  (void)state;
  print_message("997 Hz: %.4f dB\n", k_db(997.0));
  assert_true(fabs(k_db(997.0) - 0.691) < 0.005);
}

/** The curves of its figures 2 and 4: a shelf of 4 dB, a cut below 100 Hz. */
static void has_the_standards_shape(void **state)
{
  (void)state;
  print_message("20 Hz %.2f, 100 Hz %.2f, 2 kHz %.2f, 10 kHz %.2f dB\n", k_db(20.0), k_db(100.0),
                k_db(2000.0), k_db(10000.0));
  assert_true(fabs(k_db(38.135) + 6.02) < 0.1); /* double real pole: half amplitude */
  assert_true(fabs(k_db(10000.0) - 4.0) < 0.1);
  for (double f = 5.0; f < 1000.0; f *= 1.1) {
    assert_true(k_db(1.1 * f) > k_db(f));
  }
}

static void holds_above_its_range(void **state)
{
  (void)state;
  assert_true(k_weight_power(30000.0) == k_weight_power(24000.0));
  assert_true(isfinite(k_weight_power(384000.0)));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_the_reference_tone),
      cmocka_unit_test(has_the_standards_shape),
      cmocka_unit_test(holds_above_its_range),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
