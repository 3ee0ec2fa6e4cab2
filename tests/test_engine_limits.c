/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The engine with faulty input: NaN and infinite samples, controls out of range, every sample
 * rate.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support_engine.h"

static void test_nan_and_inf_do_not_stick(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  Music music = music_make(8.0, RATE_HZ);
  for (uint32_t i = 0; i < 500; ++i) {
    music.channel[0][100000 + i] = NAN;
    music.channel[1][120000 + i] = i % 2 ? INFINITY : -INFINITY;
    music.channel[0][140000 + i] = 1e30f;
  }
  Music out = music_like(&music);
  Worker worker;
  engine_free(play(&plain, control, &music, &out, &worker));
  for (uint32_t i = 0; i < music.n_frames; ++i) {
    assert_true(isfinite(out.channel[0][i]) && isfinite(out.channel[1][i]));
  }
  double late_peak = 0.0;
  for (uint32_t i = 140500 + 44100; i < music.n_frames; ++i) {
    late_peak = fmax(late_peak, fabs((double)out.channel[0][i]));
  }
  print_message("peak from 1 s after 1e30 on: %.3f\n", late_peak);
  assert_true(late_peak < 2.0 && late_peak > 0.05);
  music_free(&music);
  music_free(&out);
}

static void test_controls_out_of_range_are_clamped(void **state)
{
  (void)state;
  Music music = music_make(2.0, RATE_HZ);
  Music out = music_like(&music);
  const float wild[] = {NAN, INFINITY, -INFINITY, 1e30f, -1e30f, 0.4f};
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  ControlValues control;
  uint32_t seed = 7;
  for (uint32_t at = 0; at + 100 <= music.n_frames; at += 100) {
    for (int i = 0; i < CONTROL_COUNT; ++i) {
      seed = seed * 1664525u + 1013904223u;
      control[i] = wild[(seed >> 16) % 6u];
    }
    const float *in[2] = {music.channel[0] + at, music.channel[1] + at};
    float *to[2] = {out.channel[0] + at, out.channel[1] + at};
    engine_process(engine, control, in, to, 100);
  }
  for (uint32_t i = 0; i < music.n_frames; ++i) {
    assert_true(isfinite(out.channel[0][i]));
  }
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    if (control_info[i].is_output) {
      const float value = engine_output(engine, (Control)i);
      assert_true(value >= control_info[i].minimum && value <= control_info[i].maximum);
    }
  }
  engine_free(engine);
  music_free(&music);
  music_free(&out);
}

static void test_every_rate_works(void **state)
{
  (void)state;
  const double rates_hz[] = {8000, 11025, 22050, 48000, 96000, 192000, 768000};
  for (size_t i = 0; i < sizeof rates_hz / sizeof rates_hz[0]; ++i) {
    ControlValues control;
    default_controls(control);
    control[CONTROL_GLIDE] = 1.0f;
    Music music = music_make(rates_hz[i] > 200000 ? 5.0 : 8.0, rates_hz[i]);
    Music out = music_like(&music);
    Play how = plain;
    how.rate_hz = rates_hz[i];
    Worker worker;
    Engine *engine = play(&how, control, &music, &out, &worker);
    double peak = 0.0;
    for (uint32_t k = 0; k < music.n_frames; ++k) {
      assert_true(isfinite(out.channel[0][k]));
      peak = fmax(peak, fabs((double)out.channel[0][k]));
    }
    print_message("%6.0f Hz: peak %.3f, gains %.2f %.2f %.2f %.2f %.2f dB, makeup %.2f dB\n",
                  rates_hz[i], peak, (double)engine_output(engine, CONTROL_GAIN_LOW),
                  (double)engine_output(engine, CONTROL_GAIN_LOW_MID),
                  (double)engine_output(engine, CONTROL_GAIN_MID),
                  (double)engine_output(engine, CONTROL_GAIN_HIGH_MID),
                  (double)engine_output(engine, CONTROL_GAIN_HIGH),
                  (double)engine_output(engine, CONTROL_MAKEUP));
    assert_true(peak > 0.1 && peak < 2.0);
    engine_free(engine);
    music_free(&music);
    music_free(&out);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_nan_and_inf_do_not_stick),
      cmocka_unit_test(test_controls_out_of_range_are_clamped),
      cmocka_unit_test(test_every_rate_works),
  };
  return cmocka_run_group_tests_name("engine_limits", tests, NULL, NULL);
}
