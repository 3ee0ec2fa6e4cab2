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

#include "dsp/biquad.h"
#include "dsp/shelves.h"

static double analog_db(int shelf, double at_hz, double gain_db)
{
  const ShelfShape shape = shelf_shape(shelf, gain_db);
  return 10.0 * log10(shelf < MIDDLE_BAND
                          ? analog_low_shelf_power(at_hz, shape.freq_hz, shape.q, gain_db)
                          : analog_high_shelf_power(at_hz, shape.freq_hz, shape.q, gain_db));
}

static double digital_db(const Biquad *h, double at_hz, double rate_hz)
{
  return 10.0 * log10(biquad_power_at(h, at_hz, rate_hz));
}

/** Largest error of the equaliser's shelves, up to top_hz. */
static double worst_error_db(double rate_hz, double limit_db, double top_hz)
{
  double worst_db = 0.0;
  for (int shelf = 0; shelf < SHELF_COUNT; ++shelf) {
    for (double gain_db = -limit_db; gain_db <= limit_db; gain_db += 0.5) {
      const Biquad h = shelf_design(shelf, gain_db, rate_hz);
      for (double f = 10.0; f <= top_hz; f *= 1.02) {
        const double error_db = digital_db(&h, f, rate_hz) - analog_db(shelf, f, gain_db);
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
    double rate_hz, all_db, usual_db;
  } row[] = {{8000.0, 0.33, 0.15},    {11025.0, 0.25, 0.25}, {22050.0, 0.25, 0.15},
             {44100.0, 0.3, 0.15},    {48000.0, 0.3, 0.15},  {96000.0, 0.15, 0.1},
             {192000.0, 0.052, 0.05}, {768000.0, 0.05, 0.05}};
  for (size_t i = 0; i < sizeof row / sizeof row[0]; ++i) {
    const double rate_hz = row[i].rate_hz;
    const double all_db = worst_error_db(rate_hz, SHELF_GAIN_LIMIT_DB, 0.45 * rate_hz);
    const double usual_db = worst_error_db(rate_hz, 12.0, 0.45 * rate_hz);
    print_message("%6.0f Hz, to 0.9 Nyquist: within %.4f dB (shelves within +-12 dB: %.4f)\n",
                  rate_hz, all_db, usual_db);
    assert_true(all_db <= row[i].all_db);
    assert_true(usual_db <= row[i].usual_db);
  }
}

static void is_exact_where_it_is_heard(void **state)
{
  (void)state;
  static const double rate_hz[] = {44100.0, 48000.0, 88200.0, 96000.0, 192000.0, 768000.0};
  for (size_t i = 0; i < sizeof rate_hz / sizeof rate_hz[0]; ++i) {
    const double error_db = worst_error_db(rate_hz[i], SHELF_GAIN_LIMIT_DB, 16000.0);
    print_message("%6.0f Hz, to 16 kHz: %.4f dB\n", rate_hz[i], error_db);
    assert_true(error_db <= 0.1);
  }
}

/** Whole curves, all shelves in series, against the analog curve and each other. */
static void sounds_the_same_at_all_rates(void **state)
{
  (void)state;
  double apart_db = 0.0;
  double off_db = 0.0;
  uint64_t seed = 1;
  for (int trial = 0; trial < 300; ++trial) {
    double section_db[BAND_COUNT];
    Biquad low[SHELF_COUNT];
    Biquad high[SHELF_COUNT];
    for (int band = 0; band < BAND_COUNT; ++band) {
      seed = seed * 6364136223846793005u + 1442695040888963407u;
      section_db[band] = 12.0 * ((double)(seed >> 11) / 9007199254740992.0 - 0.5);
    }
    shelves_design(section_db, 44100.0, low);
    shelves_design(section_db, 192000.0, high);
    for (double f = 20.0; f <= 16000.0; f *= 1.03) {
      const double analog = analog_curve_power(section_db, f);
      const double low_power = shelves_power_at(low, f, 44100.0);
      const double high_power = shelves_power_at(high, f, 192000.0);
      apart_db = fmax(apart_db, fabs(10.0 * log10(low_power / high_power)));
      off_db = fmax(off_db, fabs(10.0 * log10(low_power / analog)));
    }
  }
  print_message("44.1 and 192 kHz, sections within +-6 dB, apart by %.4f dB; the analog curve "
                "missed by %.4f dB\n",
                apart_db, off_db);
  assert_true(apart_db <= 0.1);
  assert_true(off_db <= 0.1);
}

static void boost_and_cut_mirror(void **state)
{
  (void)state;
  double worst_db = 0.0;
  for (int shelf = 0; shelf < SHELF_COUNT; ++shelf) {
    for (double gain_db = 0.5; gain_db <= SHELF_GAIN_LIMIT_DB; gain_db += 0.5) {
      const Biquad boost = shelf_design(shelf, gain_db, 44100.0);
      const Biquad cut = shelf_design(shelf, -gain_db, 44100.0);
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
    for (int shelf = 0; shelf < SHELF_COUNT; ++shelf) {
      for (int k = -320; k <= 320; ++k) {
        const double gain_db = k == 0 ? tiny_db[i % 5] : 0.1 * k;
        const Biquad h = shelf_design(shelf, gain_db, rate_hz[i]);
        assert_inside_unit_circle(h.a1, h.a2);
        assert_inside_unit_circle(h.b1 / h.b0, h.b2 / h.b0);
      }
    }
  }
}

static void flat_is_the_identity(void **state)
{
  (void)state;
  static const double flat_db[BAND_COUNT] = {0.0};
  Biquad shelf[SHELF_COUNT];
  shelves_design(flat_db, 48000.0, shelf);
  for (int i = 0; i < SHELF_COUNT; ++i) {
    assert_memory_equal(&shelf[i], &biquad_identity, sizeof shelf[i]);
  }
}

/** The curve tends to a section's gain within its band, and moves little more anywhere else. */
static void sections_lie_where_they_are_set(void **state)
{
  (void)state;
  static const double far_hz[BAND_COUNT] = {20.0, 353.6, 1000.0, 3464.0, 20000.0};
  static const double section_db[BAND_COUNT] = {3.0, -2.0, 1.0, 4.0, -3.0};
  double most_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    const double is_db = 10.0 * log10(analog_curve_power(section_db, far_hz[band]));
    double moved_db[BAND_COUNT];
    for (int k = 0; k < BAND_COUNT; ++k) {
      moved_db[k] = section_db[k] + (k == band ? 0.1 : 0.0);
    }
    for (double f = 10.0; f < 30000.0; f *= 1.05) {
      const double ratio = analog_curve_power(moved_db, f) / analog_curve_power(section_db, f);
      most_db = fmax(most_db, fabs(10.0 * log10(ratio)) / 0.1);
    }
    print_message("section %d set to %+.1f dB: curve at %5.0f Hz %+.2f dB\n", band,
                  section_db[band], far_hz[band], is_db);
  }
  print_message("a section moved by 1 dB moves the curve by %.3f dB at most\n", most_db);
  assert_true(most_db < 1.4);
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
      cmocka_unit_test(follows_the_analog_curve),
      cmocka_unit_test(is_exact_where_it_is_heard),
      cmocka_unit_test(sounds_the_same_at_all_rates),
      cmocka_unit_test(boost_and_cut_mirror),
      cmocka_unit_test(is_stable_and_minimum_phase),
      cmocka_unit_test(flat_is_the_identity),
      cmocka_unit_test(sections_lie_where_they_are_set),
      cmocka_unit_test(passes_are_butterworth),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
