/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The figures of harmony over made-up fine spectra: what they must not see, and what they must.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/harmony.h"

#define FIGURES ((int)(sizeof(Harmony) / sizeof(float)))

static double point_hz(int point)
{
  return FINE_LOW_HZ + FINE_STEP_HZ * point;
}

static void fill_noise(float power[FINE_POINTS], uint32_t seed)
{
  for (int i = 0; i < FINE_POINTS; ++i) {
    seed = seed * 1664525u + 1013904223u;
    power[i] = 1e-4f * (float)(-log(((seed >> 8) + 0.5) / 16777216.0)); /* of a bin of noise */
  }
}

/** A steady tone and its overtones, each as wide as the window makes it. */
static void add_tone(float power[FINE_POINTS], double freq_hz, int n_overtones)
{
  for (int k = 1; k <= n_overtones; ++k) {
    for (int i = 0; i < FINE_POINTS; ++i) {
      const double off = (point_hz(i) - k * freq_hz) / 6.0;
      power[i] += (float)(1.0 / k * exp(-off * off));
    }
  }
}

static void look(HarmonyTracker *tracker, const float power[FINE_POINTS], Harmony *harmony)
{
  harmony_add(tracker, power, harmony);
  harmony_add_pitch(tracker, harmony);
}

static void add_looks(HarmonyTracker *tracker, const float power[FINE_POINTS], int n_looks,
                      Harmony *harmony)
{
  for (int i = 0; i < n_looks; ++i) {
    look(tracker, power, harmony);
  }
}

/** A fader of -30 dB, and a slope of 3 dB an octave. Seen to fail with the fine spectrum against
    the mean of all its points. */
static void a_fader_and_a_slope_change_next_to_nothing(void **state)
{
  (void)state;
  static HarmonyTracker tracker[3];
  double by_fader = 0.0;
  double by_slope = 0.0;
  for (int k = 0; k < 3; ++k) {
    harmony_init(&tracker[k]);
  }
  for (int n = 0; n < 100; ++n) {
    float power[3][FINE_POINTS];
    Harmony harmony[3];
    fill_noise(power[0], (uint32_t)n);
    add_tone(power[0], 220.0, 8);
    add_tone(power[0], 220.0 * pow(2.0, (n / 10 % 12) / 12.0), 6);
    for (int i = 0; i < FINE_POINTS; ++i) {
      power[1][i] = 1e-3f * power[0][i];
      power[2][i] = power[0][i] * (float)(point_hz(i) / 1000.0);
    }
    for (int k = 0; k < 3; ++k) {
      look(&tracker[k], power[k], &harmony[k]);
    }
    for (int i = 0; i < FIGURES; ++i) {
      const double x = (double)((const float *)&harmony[0])[i];
      by_fader =
          fmax(by_fader, fabs((double)((const float *)&harmony[1])[i] - x) / (1.0 + fabs(x)));
      by_slope =
          fmax(by_slope, fabs((double)((const float *)&harmony[2])[i] - x) / (1.0 + fabs(x)));
    }
  }
  print_message("largest change by a fader %.2g, by a slope %.2g of a figure\n", by_fader,
                by_slope);
  assert_true(by_fader < 2e-3);
  assert_true(by_slope < 0.3);
}

static void tones_are_steady_and_noise_is_not(void **state)
{
  (void)state;
  static HarmonyTracker tracker;
  float power[FINE_POINTS];
  Harmony tone;
  Harmony noise;
  harmony_init(&tracker);
  fill_noise(power, 1);
  add_tone(power, 196.0, 20);
  add_looks(&tracker, power, 10, &tone);
  for (int n = 0; n < 10; ++n) {
    fill_noise(power, 100u + (uint32_t)n);
    look(&tracker, power, &noise);
  }
  double steady[2] = {0.0, 0.0};
  double flat[2] = {0.0, 0.0};
  for (int band = 0; band < TONE_BANDS; ++band) {
    steady[0] += (double)tone.steady[0][band] / TONE_BANDS;
    steady[1] += (double)noise.steady[0][band] / TONE_BANDS;
    flat[0] += (double)tone.flat[0][band] / TONE_BANDS;
    flat[1] += (double)noise.flat[0][band] / TONE_BANDS;
  }
  print_message("steady: a tone %.3f, noise %.3f; far from flat: %.2f, %.2f\n", steady[0],
                steady[1], flat[0], flat[1]);
  assert_true(steady[0] > 0.95 && fabs(steady[1]) < 0.3);
  assert_true(flat[0] > flat[1] + 1.0);
}

/** Seen to fail with spacings counted in Hz. */
static void the_voices_pitch_is_found(void **state)
{
  (void)state;
  static HarmonyTracker tracker;
  for (double pitch_hz = 90.0; pitch_hz < 400.0; pitch_hz *= 1.3) {
    float power[FINE_POINTS];
    Harmony harmony;
    harmony_init(&tracker);
    fill_noise(power, 3);
    add_tone(power, pitch_hz, 12);
    add_looks(&tracker, power, 2, &harmony);
    const double found_hz = 13.0 * FINE_STEP_HZ * pow(2.0, (double)harmony.voice[2]);
    print_message("%5.1f Hz: found %.1f Hz, strength %.2f, jump %.2f\n", pitch_hz, found_hz,
                  (double)harmony.voice[0], (double)harmony.voice[4]);
    assert_true(fabs(found_hz - pitch_hz) < FINE_STEP_HZ);
    assert_true(harmony.voice[0] > 0.2f);
    assert_true(harmony.voice[4] == 0.0f); /* it stays */
  }
}

/** Pure tones of a triad above 520 Hz. */
static void triad(int third, Harmony *harmony)
{
  static HarmonyTracker tracker;
  float power[FINE_POINTS];
  const double root_hz = 659.26;
  harmony_init(&tracker);
  for (int i = 0; i < FINE_POINTS; ++i) {
    power[i] = 1e-4f;
  }
  add_tone(power, root_hz, 1);
  add_tone(power, root_hz * pow(2.0, third / 12.0), 1);
  add_tone(power, root_hz * pow(2.0, 7.0 / 12.0), 1);
  add_looks(&tracker, power, 300, harmony);
}

static void major_and_minor_are_told_apart(void **state)
{
  (void)state;
  Harmony major;
  Harmony minor;
  triad(4, &major);
  triad(3, &minor);
  for (int time = 0; time < CHROMA_TIMES; ++time) {
    const float *of_major = major.chroma[1][time];
    const float *of_minor = minor.chroma[1][time];
    print_message("major triad: major %.2f, minor %.2f; minor triad: %.2f, %.2f\n",
                  (double)of_major[7], (double)of_major[8], (double)of_minor[7],
                  (double)of_minor[8]);
    assert_true(of_major[7] > of_major[8] + 0.1f);
    assert_true(of_minor[8] > of_minor[7] + 0.1f);
  }
}

/** Another chord is less like the one before than the same is. */
static void a_change_of_chord_is_heard(void **state)
{
  (void)state;
  static HarmonyTracker tracker;
  float power[FINE_POINTS];
  Harmony before;
  Harmony after;
  harmony_init(&tracker);
  fill_noise(power, 5);
  add_tone(power, 261.63, 6);
  add_looks(&tracker, power, 40, &before);
  fill_noise(power, 6);
  add_tone(power, 369.99, 6);
  add_looks(&tracker, power, 1, &after);
  print_message("likeness to 50 ms before: %.2f, at the change %.2f\n", (double)before.novelty[0],
                (double)after.novelty[0]);
  assert_true(before.novelty[0] > 0.99f && before.novelty[NOVELTY_LAGS - 1] > 0.99f);
  assert_true(after.novelty[0] < 0.9f);
}

static void any_power_stays_finite(void **state)
{
  (void)state;
  static const float odd[] = {0.0f, 1e-30f, 1e-8f, 1.0f, 1e8f};
  static HarmonyTracker tracker;
  uint32_t seed = 5;
  harmony_init(&tracker);
  for (int n = 0; n < 300; ++n) {
    float power[FINE_POINTS];
    Harmony harmony;
    for (int i = 0; i < FINE_POINTS; ++i) {
      seed = seed * 1664525u + 1013904223u;
      power[i] = n % 3 == 0 ? odd[n / 3 % 5] : odd[(seed >> 20) % 5];
    }
    look(&tracker, power, &harmony);
    for (int i = 0; i < FIGURES; ++i) {
      assert_true(isfinite(((const float *)&harmony)[i]));
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_fader_and_a_slope_change_next_to_nothing),
      cmocka_unit_test(tones_are_steady_and_noise_is_not),
      cmocka_unit_test(the_voices_pitch_is_found),
      cmocka_unit_test(major_and_minor_are_told_apart),
      cmocka_unit_test(a_change_of_chord_is_heard),
      cmocka_unit_test(any_power_stays_finite),
  };
  return cmocka_run_group_tests_name("harmony", tests, NULL, NULL);
}
