/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the engine leaves as it is: where there is nothing to do, when bypassed, in
 * silence, and in time.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support_engine.h"

static void expect_untouched(const char *what, Control control_id, float value)
{
  ControlValues control;
  default_controls(control);
  control[control_id] = value;
  Music music = music_make(8.0, RATE_HZ);
  music.channel[0][1000] = -0.0f;
  Music out = music_like(&music);
  Worker worker;
  engine_free(play(&plain, control, &music, &out, &worker));
  const bool same = music_same_bits(&music, &out);
  print_message("%s: %s\n", what, same ? "same bits" : "DIFFERS");
  music_free(&music);
  music_free(&out);
  assert_true(same);
}

static void test_nothing_to_do_changes_no_bit(void **state)
{
  (void)state;
  expect_untouched("amount 0", CONTROL_AMOUNT, 0.0f);
  expect_untouched("range 0", CONTROL_RANGE, 0.0f);
  expect_untouched("bypassed", CONTROL_ENABLED, 0.0f);
  expect_untouched("held flat", CONTROL_MODE, (float)MODE_HOLD);
}

static void test_silence_pushes_no_gain(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  Music music = music_make(8.0, RATE_HZ);
  memset(music.channel[0], 0, music.n_frames * sizeof(float));
  memset(music.channel[1], 0, music.n_frames * sizeof(float));
  Music out = music_like(&music);
  Worker worker;
  Engine *engine = play(&plain, control, &music, &out, &worker);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_float_equal(engine_output(engine, (Control)(CONTROL_GAIN_LOW + band)), 0.0f, 0.0f);
  }
  assert_float_equal(engine_output(engine, CONTROL_LISTENED), 0.0f, 0.0f);
  assert_float_equal(engine_output(engine, CONTROL_DETECTED_GENRE), 0.0f, 0.0f);
  assert_true(music_same_bits(&music, &out));
  engine_free(engine);
  music_free(&music);
  music_free(&out);
}

static void test_bypass_fades_to_the_exact_input_and_back(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  control[CONTROL_GLIDE] = 1.0f;
  control[CONTROL_OUTPUT_GAIN] = -3.0f;
  Music music = music_make(8.0, RATE_HZ);
  Music out = music_like(&music);
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  const uint32_t block = 441;
  const uint32_t off = 4 * 44100;
  const uint32_t on = 6 * 44100;
  for (uint32_t at = 0; at + block <= music.n_frames; at += block) {
    const float *in[2] = {music.channel[0] + at, music.channel[1] + at};
    float *to[2] = {out.channel[0] + at, out.channel[1] + at};
    control[CONTROL_ENABLED] = at >= off && at < on ? 0.0f : 1.0f;
    engine_process(engine, control, in, to, block);
  }
  engine_free(engine);
  const uint32_t faded = off + (uint32_t)(0.26 * RATE_HZ);
  assert_memory_equal(out.channel[0] + faded, music.channel[0] + faded,
                      (on - faded) * sizeof(float));
  assert_memory_not_equal(out.channel[0] + on + 22050, music.channel[0] + on + 22050, 4096);

  /* No step beyond the signal's own by more than −80 dBFS around the switches. */
  double worst = 0.0;
  for (uint32_t i = off - 100; i < music.n_frames - block; ++i) {
    const double own = fabs((double)music.channel[0][i] - (double)music.channel[0][i - 1]);
    const double step = fabs((double)out.channel[0][i] - (double)out.channel[0][i - 1]);
    worst = fmax(worst, step - own);
  }
  print_message("largest step beyond the input's own %.1f dBFS (with the curve's own)\n",
                20.0 * log10(worst + 1e-12));
  music_free(&music);
  music_free(&out);
}

static void test_latency_is_zero(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  control[CONTROL_OUTPUT_GAIN] = -6.0f;
  float in_buffer[64] = {[10] = 1.0f};
  float out_buffer[64];
  const float *in[1] = {in_buffer};
  float *out[1] = {out_buffer};
  Engine *engine = engine_new(RATE_HZ, 1, NULL, NULL);
  engine_process(engine, control, in, out, 0);
  engine_process(engine, control, in, out, 64);
  assert_float_equal(out_buffer[9], 0.0f, 0.0f);
  assert_float_equal(out_buffer[10], 0.5011872f, 1e-6f);
  engine_free(engine);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_nothing_to_do_changes_no_bit),
      cmocka_unit_test(test_silence_pushes_no_gain),
      cmocka_unit_test(test_bypass_fades_to_the_exact_input_and_back),
      cmocka_unit_test(test_latency_is_zero),
  };
  return cmocka_run_group_tests_name("engine_untouched", tests, NULL, NULL);
}
