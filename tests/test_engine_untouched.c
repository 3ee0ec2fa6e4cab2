/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The engine does not change the sound with nothing to do, when bypassed, and in silence. It never
 * delays the sound.
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

/* Zones from -60 to 0 dB without a pull hold all bands. So everything runs, but the curve stays
 * flat, and the loudness match has nothing to match. */
static void test_all_bands_in_their_zones_changes_no_bit(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  control[CONTROL_GENRE] = (float)GENRE_VALUE_OWN;
  Profile profile = {.n_songs = 1};
  for (int band = 0; band < BAND_COUNT; ++band) {
    profile.zone[band] = (Zone){.low_db = -60.0, .high_db = 0.0};
  }
  Music music = music_make(8.0, RATE_HZ);
  Music out = music_like(&music);
  const float *in[2] = {music.channel[0], music.channel[1]};
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  engine_set_profile(engine, &profile);
  const uint64_t mode = float_mode_enter();
  engine_process(engine, control, in, out.channel, music.n_frames);
  float_mode_leave(mode);
  assert_true(engine_output(engine, CONTROL_LISTENED) > 7.0f);
  assert_true(music_same_bits(&music, &out));
  control[CONTROL_GENRE] = (float)genre_value[GENRE_JAZZ]; /* with another aim it does work */
  engine_process(engine, control, in, out.channel, music.n_frames);
  assert_false(music_same_bits(&music, &out));
  engine_free(engine);
  music_free(&music);
  music_free(&out);
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

enum { BYPASS_BLOCK = 441 };

/* Plays with bypass between these two frames. */
static void play_bypassed(const Music *music, Music *out, uint32_t off, uint32_t on)
{
  ControlValues control;
  default_controls(control);
  control[CONTROL_GLIDE] = 1.0f;
  control[CONTROL_OUTPUT_GAIN] = -3.0f;
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  for (uint32_t at = 0; at + BYPASS_BLOCK <= music->n_frames; at += BYPASS_BLOCK) {
    const float *in[2] = {music->channel[0] + at, music->channel[1] + at};
    float *to[2] = {out->channel[0] + at, out->channel[1] + at};
    control[CONTROL_ENABLED] = at >= off && at < on ? 0.0f : 1.0f;
    engine_process(engine, control, in, to, BYPASS_BLOCK);
  }
  engine_free(engine);
}

static double step_at(const Music *music, uint32_t i)
{
  return fabs((double)music->channel[0][i] - (double)music->channel[0][i - 1]);
}

/* During the fade between the equalised and the unchanged sound, no step is larger than theirs by
 * more than −80 dBFS. Seen to fail with a fade of 5 ms. */
static void test_bypass_fades_to_the_exact_input_and_back(void **state)
{
  (void)state;
  Music music = music_make(8.0, RATE_HZ);
  Music out = music_like(&music);
  Music equalised = music_like(&music);
  const uint32_t off = 4 * 44100;
  const uint32_t on = 6 * 44100;
  play_bypassed(&music, &out, off, on);
  play_bypassed(&music, &equalised, music.n_frames, music.n_frames);
  const uint32_t faded = off + (uint32_t)(0.26 * RATE_HZ);
  assert_memory_equal(out.channel[0] + faded, music.channel[0] + faded,
                      (on - faded) * sizeof(float));
  assert_memory_not_equal(out.channel[0] + on + 22050, music.channel[0] + on + 22050, 4096);

  double worst = 0.0;
  for (uint32_t i = off - 100; i < music.n_frames - BYPASS_BLOCK; ++i) {
    const double own = fmax(step_at(&music, i), step_at(&equalised, i));
    worst = fmax(worst, step_at(&out, i) - own);
  }
  print_message("largest step beyond the untouched and the equalised sound's: %.1f dBFS\n",
                20.0 * log10(worst + 1e-12));
  assert_true(worst < 1e-4);
  music_free(&music);
  music_free(&out);
  music_free(&equalised);
}

/* An impulse at frame 10, with output gain, bypass, hold, delta and every other switch. */
static void test_latency_is_zero_in_every_mode(void **state)
{
  (void)state;
  static const struct {
    Control control;
    float value;
    float expected;
  } row[] = {{CONTROL_OUTPUT_GAIN, -6.0f, 0.5011872f},     {CONTROL_ENABLED, 0.0f, 1.0f},
             {CONTROL_MODE, (float)MODE_HOLD, 0.5011872f}, {CONTROL_DELTA, 1.0f, 0.5011872f - 1.0f},
             {CONTROL_LOUDNESS_MATCH, 0.0f, 0.5011872f},   {CONTROL_PEAK_SAFETY, 0.0f, 0.5011872f},
             {CONTROL_FREEWHEEL, 1.0f, 0.5011872f}};
  for (size_t i = 0; i < sizeof row / sizeof row[0]; ++i) {
    ControlValues control;
    default_controls(control);
    control[CONTROL_OUTPUT_GAIN] = -6.0f;
    control[row[i].control] = row[i].value;
    float in_buffer[64] = {[10] = 1.0f};
    float out_buffer[64];
    const float *in[1] = {in_buffer};
    float *out[1] = {out_buffer};
    Engine *engine = engine_new(RATE_HZ, 1, NULL, NULL);
    engine_process(engine, control, in, out, 0);
    engine_process(engine, control, in, out, 64);
    for (int k = 0; k < 10; ++k) {
      assert_float_equal(out_buffer[k], 0.0f, 0.0f);
    }
    assert_float_equal(out_buffer[10], row[i].expected, 1e-6f);
    engine_free(engine);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_nothing_to_do_changes_no_bit),
      cmocka_unit_test(test_all_bands_in_their_zones_changes_no_bit),
      cmocka_unit_test(test_silence_pushes_no_gain),
      cmocka_unit_test(test_bypass_fades_to_the_exact_input_and_back),
      cmocka_unit_test(test_latency_is_zero_in_every_mode),
  };
  return cmocka_run_group_tests_name("engine_untouched", tests, NULL, NULL);
}
