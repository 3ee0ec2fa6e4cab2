/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Sections against their analog prototypes, over all rates and gains.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dsp/bands.h"
#include "dsp/biquad.h"
#include "dsp/equalizer_section.h"

static double analog_db(Band band, double at_hz, double gain_db)
{
  if (band == BAND_LOW) {
    return 10.0 * log10(analog_low_shelf_power(at_hz, band_info[band].high_hz, gain_db));
  }
  if (band == BAND_HIGH) {
    return 10.0 * log10(analog_high_shelf_power(at_hz, band_info[band].low_hz, gain_db));
  }
  const double centre_hz = sqrt(band_info[band].low_hz * band_info[band].high_hz);
  return 10.0 * log10(analog_bell_power(at_hz, centre_hz, equalizer_bell_q[band], gain_db));
}

static double digital_db(const Biquad *h, double at_hz, double rate_hz)
{
  return 10.0 * log10(biquad_power_at(h, at_hz, rate_hz));
}

/** Largest error of the sections from ... to (bands), up to top_hz. */
static double worst_error_db(Band from, Band to, double rate_hz, double limit_db, double top_hz)
{
  double worst_db = 0.0;
  for (Band band = from; band <= to; ++band) {
    for (double gain_db = -limit_db; gain_db <= limit_db; gain_db += 0.5) {
      const Biquad h = equalizer_section(band, gain_db, rate_hz);
      for (double f = 10.0; f <= top_hz; f *= 1.02) {
        const double error_db = digital_db(&h, f, rate_hz) - analog_db(band, f, gain_db);
        if (!(fabs(error_db) <= worst_db)) {
          worst_db = fabs(error_db);
        }
      }
    }
  }
  return worst_db;
}

static void follows_the_analog_curve(void **state)
{
  (void)state;
  static const struct {
    double rate_hz, shelf_db, bell_db;
  } row[] = {{8000.0, 0.1, 0.7},     {11025.0, 0.1, 0.7},   {22050.0, 0.1, 0.5},
             {44100.0, 0.05, 0.22},  {48000.0, 0.05, 0.2},  {96000.0, 0.05, 0.11},
             {192000.0, 0.05, 0.05}, {768000.0, 0.05, 0.05}};
  for (size_t i = 0; i < sizeof row / sizeof row[0]; ++i) {
    const double rate_hz = row[i].rate_hz;
    const double top_hz = 0.45 * rate_hz;
    const double limit_db = SECTION_GAIN_LIMIT_DB;
    const double bell_db = worst_error_db(BAND_LOW_MID, BAND_HIGH_MID, rate_hz, limit_db, top_hz);
    const double usual_db = worst_error_db(BAND_LOW, BAND_HIGH, rate_hz, 6.0, top_hz);
    const double shelf_db = fmax(worst_error_db(BAND_LOW, BAND_LOW, rate_hz, limit_db, top_hz),
                                 worst_error_db(BAND_HIGH, BAND_HIGH, rate_hz, limit_db, top_hz));
    print_message(
        "%6.0f Hz, to 0.9 Nyquist: shelves %.4f dB, bells %.4f dB (all at +-6 dB: %.4f)\n", rate_hz,
        shelf_db, bell_db, usual_db);
    assert_true(shelf_db <= row[i].shelf_db);
    assert_true(bell_db <= row[i].bell_db);
  }
}

static void is_exact_where_it_is_heard(void **state)
{
  (void)state;
  static const double rate_hz[] = {44100.0, 48000.0, 88200.0, 96000.0, 192000.0, 768000.0};
  for (size_t i = 0; i < sizeof rate_hz / sizeof rate_hz[0]; ++i) {
    const double error_db =
        worst_error_db(BAND_LOW, BAND_HIGH, rate_hz[i], SECTION_GAIN_LIMIT_DB, 16000.0);
    print_message("%6.0f Hz, to 16 kHz: %.4f dB\n", rate_hz[i], error_db);
    assert_true(error_db <= 0.1);
  }
}

/** Whole curves, five sections in series. */
static void sounds_the_same_at_all_rates(void **state)
{
  (void)state;
  double worst_db = 0.0;
  uint64_t seed = 1;
  for (int trial = 0; trial < 300; ++trial) {
    Biquad low[BAND_COUNT];
    Biquad high[BAND_COUNT];
    for (int band = 0; band < BAND_COUNT; ++band) {
      seed = seed * 6364136223846793005u + 1442695040888963407u;
      const double gain_db = 12.0 * ((double)(seed >> 11) / 9007199254740992.0 - 0.5);
      low[band] = equalizer_section((Band)band, gain_db, 44100.0);
      high[band] = equalizer_section((Band)band, gain_db, 192000.0);
    }
    for (double f = 20.0; f <= 16000.0; f *= 1.03) {
      double apart_db = 0.0;
      for (int band = 0; band < BAND_COUNT; ++band) {
        apart_db += digital_db(&low[band], f, 44100.0) - digital_db(&high[band], f, 192000.0);
      }
      worst_db = fmax(worst_db, fabs(apart_db));
    }
  }
  print_message("44.1 and 192 kHz, sections within +-6 dB, apart by %.4f dB\n", worst_db);
  assert_true(worst_db <= 0.1);
}

static void boost_and_cut_mirror(void **state)
{
  (void)state;
  double worst_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    for (double gain_db = 0.5; gain_db <= SECTION_GAIN_LIMIT_DB; gain_db += 0.5) {
      const Biquad boost = equalizer_section((Band)band, gain_db, 44100.0);
      const Biquad cut = equalizer_section((Band)band, -gain_db, 44100.0);
      for (double f = 20.0; f < 20000.0; f *= 1.1) {
        const double sum_db = digital_db(&boost, f, 44100.0) + digital_db(&cut, f, 44100.0);
        worst_db = fmax(worst_db, fabs(sum_db));
      }
    }
  }
  print_message("boost + cut: %.1e dB\n", worst_db);
  assert_true(worst_db < 1e-8);
}

static void assert_inside_unit_circle(double c1, double c2)
{
  assert_true(fabs(c2) < 1.0);
  assert_true(fabs(c1) < 1.0 + c2);
}

static void is_stable_and_minimum_phase(void **state)
{
  (void)state;
  static const double rate_hz[] = {8000.0, 11025.0, 16000.0, 44100.0, 192000.0, 768000.0};
  static const double tiny_db[] = {1e-6, 1e-5, 1e-4, 1e-3, 1e-2};
  for (size_t i = 0; i < sizeof rate_hz / sizeof rate_hz[0]; ++i) {
    for (int band = 0; band < BAND_COUNT; ++band) {
      for (int k = -230; k <= 230; ++k) {
        const double gain_db = k == 0 ? tiny_db[i % 5] : 0.1 * k;
        const Biquad h = equalizer_section((Band)band, gain_db, rate_hz[i]);
        assert_inside_unit_circle(h.a1, h.a2);
        assert_inside_unit_circle(h.b1 / h.b0, h.b2 / h.b0);
      }
    }
  }
}

static void flat_is_the_identity(void **state)
{
  (void)state;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Biquad h = equalizer_section((Band)band, 0.0, 48000.0);
    assert_memory_equal(&h, &biquad_identity, sizeof h);
  }
}

static void passes_are_butterworth(void **state)
{
  (void)state;
  const double q = sqrt(0.5);
  const Biquad low = biquad_lowpass(1000.0, q, 48000.0);
  const Biquad high = biquad_highpass(1000.0, q, 48000.0);
  const double low_db = digital_db(&low, 1000.0, 48000.0);
  const double high_db = digital_db(&high, 1000.0, 48000.0);
  print_message("at the edge: %.6f and %.6f dB\n", low_db, high_db);
  assert_true(fabs(low_db + 3.0103) < 1e-4);
  assert_true(fabs(high_db + 3.0103) < 1e-4);
  for (double f = 20.0; f < 23000.0; f *= 1.1) {
    const double sum = biquad_power_at(&low, f, 48000.0) + biquad_power_at(&high, f, 48000.0);
    assert_true(fabs(sum - 1.0) < 1e-9);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(follows_the_analog_curve),     cmocka_unit_test(is_exact_where_it_is_heard),
      cmocka_unit_test(sounds_the_same_at_all_rates), cmocka_unit_test(boost_and_cut_mirror),
      cmocka_unit_test(is_stable_and_minimum_phase),  cmocka_unit_test(flat_is_the_identity),
      cmocka_unit_test(passes_are_butterworth),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
