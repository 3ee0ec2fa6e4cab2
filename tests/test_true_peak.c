/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The true peak of sines, whose peaks between the samples are known.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dsp/true_peak.h"
#include "tests/support_spectrum.h"

enum { N = 4096 };

static double reading_db(double cycles_per_frame, double phase)
{
  static float x[N];
  TruePeak meter;
  true_peak_init(&meter);
  for (int i = 0; i < N; ++i) { /* fades in: a hard start overshoots */
    const double fade = i < 512 ? 0.5 - 0.5 * cos(SPECTRUM_PI * i / 512.0) : 1.0;
    x[i] = (float)(fade * sin(2.0 * SPECTRUM_PI * (cycles_per_frame * i + phase)));
  }
  true_peak_process(&meter, (const float *const[]){x}, 1, N);
  return 20.0 * log10((double)true_peak_take(&meter));
}

static void reads_sines_between_samples(void **state)
{
  (void)state;
  /* Frequencies with few different phases, where a sample peak meter is worst. */
  static const double cycles[] = {1.0 / 24.0, 1.0 / 12.0, 1.0 / 8.0, 1.0 / 6.0, 1.0 / 5.0,
                                  1.0 / 4.0,  3.0 / 10.0, 1.0 / 3.0, 3.0 / 8.0, 0.4};
  for (size_t i = 0; i < sizeof cycles / sizeof cycles[0]; ++i) {
    double low_db = 9.0;
    double high_db = -9.0;
    for (int phase = 0; phase < 64; ++phase) {
      const double db = reading_db(cycles[i], phase / 64.0);
      low_db = fmin(low_db, db);
      high_db = fmax(high_db, db);
    }
    print_message("sine at %.4f of the rate: reads %+.3f to %+.3f dB\n", cycles[i], low_db,
                  high_db);
    assert_true(low_db > -0.5);
    assert_true(high_db < 0.25);
  }
}

/** A quarter of the rate at 45 degrees: the samples are at -3 dB. */
static void sees_three_decibels_more(void **state)
{
  (void)state;
  const double db = reading_db(0.25, 0.125);
  print_message("quarter of the rate, samples at -3.01 dB: reads %+.3f dB\n", db);
  assert_true(fabs(db) < 0.15);
}

static void cutting_changes_nothing(void **state)
{
  (void)state;
  static float x[N];
  uint64_t seed = 9;
  TruePeak whole;
  TruePeak cut;
  for (int i = 0; i < N; ++i) {
    x[i] = (float)noise_next(&seed);
  }
  true_peak_init(&whole);
  true_peak_init(&cut);
  true_peak_process(&whole, (const float *const[]){x}, 1, N);
  const float expected = true_peak_take(&whole);
  for (uint32_t block = 1; block < 200; block += 13) {
    true_peak_clear(&cut);
    for (uint32_t i = 0; i < N; i += block) {
      true_peak_process(&cut, (const float *const[]){x + i}, 1, i + block < N ? block : N - i);
    }
    assert_true(true_peak_take(&cut) == expected);
  }
  assert_true(true_peak_take(&whole) == 0.0f);
}

/** Either channel may be the louder one, or the first. */
static void hears_the_louder_channel(void **state)
{
  (void)state;
  static float x[2][N];
  uint64_t seed = 10;
  TruePeak meter;
  for (int i = 0; i < N; ++i) {
    x[0][i] = (float)noise_next(&seed);
    x[1][i] = 0.9f * (float)noise_next(&seed);
  }
  true_peak_init(&meter);
  float alone[2];
  for (int channel = 0; channel < 2; ++channel) {
    true_peak_clear(&meter);
    true_peak_process(&meter, (const float *const[]){x[channel]}, 1, N);
    alone[channel] = true_peak_take(&meter);
  }
  const float expected = alone[0] > alone[1] ? alone[0] : alone[1];
  for (int first = 0; first < 2; ++first) {
    true_peak_clear(&meter);
    for (uint32_t i = 0; i < N; i += 64) {
      true_peak_process(&meter, (const float *const[]){x[first] + i, x[1 - first] + i}, 2, 64);
    }
    assert_true(true_peak_take(&meter) == expected);
  }
}

static void ignores_bad_samples(void **state)
{
  (void)state;
  float x[64] = {0};
  TruePeak meter;
  x[3] = NAN;
  x[20] = INFINITY;
  x[30] = 0.5f;
  true_peak_init(&meter);
  true_peak_process(&meter, (const float *const[]){x}, 1, 64);
  const float peak = true_peak_take(&meter);
  print_message("NaN, Inf and 0.5: reads %.3f\n", (double)peak);
  assert_true(peak >= 0.5f && peak < 0.6f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_sines_between_samples), cmocka_unit_test(sees_three_decibels_more),
      cmocka_unit_test(cutting_changes_nothing),     cmocka_unit_test(hears_the_louder_channel),
      cmocka_unit_test(ignores_bad_samples),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
