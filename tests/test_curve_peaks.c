/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The peaks that the curve knows, and the makeup that peak safety lowers for them.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/support_curve.h"

/* The curve has arrived, and nothing but peak safety moves the makeup. */
static CurveSettings arrive_with_safety(Curve *curve, const Decision *decision)
{
  CurveSettings settings = jazz;
  settings.loudness_match = false;
  settings.peak_safety = true;
  curve_init(curve, RATE_HZ);
  run_hops(curve, &settings, decision, 60);
  return settings;
}

/* A hop of white noise with these peaks. forgets: as music in Adapt. */
static void note_peaks(Curve *curve, double in, double wet, bool forgets)
{
  static const float white[BAND_COUNT] = {1.0f, 1.0f, 1.0f, 1.0f, 1.0f};
  curve_note_peaks(curve, &(HopPeaks){in, wet, white}, forgets);
}

static void test_peak_safety_lowers_the_makeup(void **state)
{
  (void)state;
  Curve *curve = malloc(sizeof *curve);
  const Decision decision = heard(12.0);
  CurveSettings settings = arrive_with_safety(curve, &decision);
  assert_true(curve->makeup.value_db == 0.0);

  note_peaks(curve, 0.9, pow(10.0, 2.0 / 20.0), true); /* 2 dB over full scale */
  run_hops(curve, &settings, &decision, 30);
  print_message("makeup for a peak 2 dB over: %.4f dB\n", curve->makeup.value_db);
  assert_true(fabs(curve->makeup.value_db + 2.0) < 1e-3);

  note_peaks(curve, pow(10.0, 1.5 / 20.0), 1.0, true); /* the input clips by 1.5 dB itself */
  run_hops(curve, &settings, &decision, 30);
  print_message("where the input itself is 1.5 dB over: %.4f dB\n", curve->makeup.value_db);
  assert_true(fabs(curve->makeup.value_db + 0.5) < 1e-3);

  settings.peak_safety = false;
  run_hops(curve, &settings, &decision, 30);
  assert_true(fabs(curve->makeup.value_db) < 1e-3);
  free(curve);
}

/* In a pause the amount goes down and up again. The peak is the same as before. If music was heard
 * meanwhile, its peak counts instead. */
static void test_a_pause_forgets_no_peak(void **state)
{
  (void)state;
  Curve *curve = malloc(sizeof *curve);
  const Decision decision = heard(12.0);
  CurveSettings settings = arrive_with_safety(curve, &decision);
  const double peak = pow(10.0, 2.0 / 20.0);
  note_peaks(curve, 0.9, peak, true);
  run_hops(curve, &settings, &decision, 30);
  const double makeup_db = curve->makeup.value_db;
  for (int music = 0; music < 2; ++music) {
    settings.target.amount = 0.3;
    for (int hop = 0; hop < 60; ++hop) {
      run_hops(curve, &settings, &decision, 1);
      note_peaks(curve, 0.0, 1e-9, false);
    }
    assert_true(curve->peak_wet == peak);
    if (music) {
      note_peaks(curve, 0.5, 0.5, true);
      assert_true(fabs(curve->headroom_db - 6.0206) < 1e-4);
    }
    settings.target.amount = 1.0;
    for (int hop = 0; hop < 60; ++hop) {
      run_hops(curve, &settings, &decision, 1);
      note_peaks(curve, 0.0, 1e-9, false);
    }
    print_message("there and back %s: headroom %.4f dB, makeup %.4f dB\n",
                  music ? "with music" : "in a pause", curve->headroom_db, curve->makeup.value_db);
    assert_true(music ? curve->headroom_db > 2.0 : fabs(curve->headroom_db + 2.0) < 1e-3);
    assert_true(fabs(curve->makeup.value_db - (music ? 0.0 : makeup_db)) < 1e-3);
  }
  free(curve);
}

/* A peak of full scale in one band, or in all: when the curve moves, it is expected to change as
 * the band's section, or as the mean power of all sections. */
static void test_a_peak_is_expected_to_change_with_its_level(void **state)
{
  (void)state;
  for (int in_band = 0; in_band <= BAND_COUNT; ++in_band) {
    Curve *curve = malloc(sizeof *curve);
    const Decision decision = heard(12.0);
    CurveSettings settings = arrive_with_safety(curve, &decision);
    float energy[BAND_COUNT];
    double before_db[BAND_COUNT], after_db[BAND_COUNT];
    double before = 0.0, after = 0.0;
    for (int band = 0; band < BAND_COUNT; ++band) {
      energy[band] = in_band == band || in_band == BAND_COUNT ? 0.01f : 0.0f;
    }
    curve_section_gains(curve, before_db);
    curve_note_peaks(curve, &(HopPeaks){0.9, 1.0, energy}, true);
    settings.target.amount = 0.3;
    run_hops(curve, &settings, &decision, 60);
    curve_note_peaks(curve, &(HopPeaks){0.0, 1e-9, energy}, false);
    curve_section_gains(curve, after_db);
    for (int band = 0; band < BAND_COUNT; ++band) {
      before += (double)energy[band] * pow(10.0, before_db[band] / 10.0);
      after += (double)energy[band] * pow(10.0, after_db[band] / 10.0);
    }
    const double higher_db = 10.0 * log10(after / before);
    print_message("peak in %s: expected %.3f dB higher\n",
                  in_band < BAND_COUNT ? band_info[in_band].name : "all bands", higher_db);
    assert_true(fabs(curve->headroom_db + higher_db) < 1e-6);
    free(curve);
  }
}

/* Between Adapt and Hold, back and forth. Only the end of Learn leaves headroom: 0.5 dB, or half
 * the largest section gain. */
static void test_hold_leaves_no_headroom(void **state)
{
  (void)state;
  Curve *curve = malloc(sizeof *curve);
  const Decision decision = heard(12.0);
  CurveSettings settings = arrive_with_safety(curve, &decision);
  note_peaks(curve, 0.9, 1.0, true);
  for (int i = 0; i < 10; ++i) {
    settings.hold = false;
    settings.target.amount = i % 2 ? 1.0 : 0.9;
    run_hops(curve, &settings, &decision, 30);
    settings.hold = true;
    run_hops(curve, &settings, &decision, 2);
  }
  note_peaks(curve, 0.0, 1e-9, false);
  print_message("headroom after ten Holds: %.4f dB\n", curve->headroom_db);
  assert_true(fabs(curve->headroom_db) < 1e-3);
  for (int gentle = 0; gentle < 2; ++gentle) {
    settings.hold = false;
    settings.target.amount = gentle ? 0.05 : 1.0;
    run_hops(curve, &settings, &decision, 60);
    curve_forget_peaks(curve);
    note_peaks(curve, 0.9, 1.0, true);
    curve_leave_headroom(curve);
    const double largest_db = largest_section_db(curve);
    print_message("largest section gain %.2f dB: headroom after Learn %.4f dB\n", largest_db,
                  curve->headroom_db);
    assert_true(gentle ? largest_db > 0.1 && largest_db < 0.9 : largest_db > 2.0);
    assert_true(fabs(curve->headroom_db + fmin(0.5, 0.5 * largest_db)) < 1e-3);
  }
  free(curve);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_peak_safety_lowers_the_makeup),
      cmocka_unit_test(test_a_pause_forgets_no_peak),
      cmocka_unit_test(test_a_peak_is_expected_to_change_with_its_level),
      cmocka_unit_test(test_hold_leaves_no_headroom),
  };
  return cmocka_run_group_tests_name("curve_peaks", tests, NULL, NULL);
}
