/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Delta: the output is the processed sound minus the unchanged sound, to the bit. Off, it leaves
 * no trace.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dsp/true_peak.h"
#include "plugin/engine.h"
#include "plugin/float_mode.h"
#include "tests/support_music.h"

#define RATE_HZ 44100.0
#define SECONDS 8.0

typedef struct {
  float delta, enabled;
} Switches;

/* Compares from a frame to the song's end. */
typedef struct {
  uint32_t from;
  Switches switches;
} Turn;

/* The output's true peak that the plugin showed at the end of the last play(). */
static double shown_peak_db;

/* Plays the song; the caller frees the left channel's output. */
static float *play(const Music *music, uint32_t block, const Turn *turns, int n_turns)
{
  ControlValues control;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
  control[CONTROL_GLIDE] = 1.0f;
  float *out = calloc(music->n_frames, sizeof *out);
  Engine *engine = engine_new(RATE_HZ, 1, NULL, NULL);
  assert_non_null(engine);
  assert_non_null(out);
  const uint64_t mode = float_mode_enter();
  for (uint32_t at = 0; at < music->n_frames;) {
    uint32_t n = block < music->n_frames - at ? block : music->n_frames - at;
    for (int i = 0; i < n_turns; ++i) {
      if (turns[i].from <= at) {
        control[CONTROL_DELTA] = turns[i].switches.delta;
        control[CONTROL_ENABLED] = turns[i].switches.enabled;
      } else if (turns[i].from < at + n) {
        n = turns[i].from - at;
      }
    }
    const float *in[1] = {music->channel[0] + at};
    float *to[1] = {out + at};
    engine_process(engine, control, in, to, n);
    at += n;
  }
  float_mode_leave(mode);
  shown_peak_db = (double)engine_output(engine, CONTROL_PEAK_OUT);
  engine_free(engine);
  return out;
}

static const Turn processed[] = {{0, {0.0f, 1.0f}}};
static const Turn difference[] = {{0, {1.0f, 1.0f}}};

static void test_it_is_the_processed_sound_less_the_untouched(void **state)
{
  (void)state;
  Music music = music_make(SECONDS, RATE_HZ);
  float *wet = play(&music, 512, processed, 1);
  float *delta = play(&music, 512, difference, 1);
  double loudest = 0.0;
  for (uint32_t i = 0; i < music.n_frames; ++i) {
    const float expected = (float)((double)wet[i] - (double)music.channel[0][i]);
    assert_memory_equal(&delta[i], &expected, sizeof expected);
    loudest = fmax(loudest, fabs((double)delta[i]));
  }
  print_message("loudest difference %.3f\n", loudest);
  assert_true(loudest > 0.01); /* else the comparison would prove nothing */
  free(wet);
  free(delta);
  music_free(&music);
}

static void test_block_sizes_change_no_bit(void **state)
{
  (void)state;
  const Turn turns[] = {{0, {0.0f, 1.0f}}, {100001, {1.0f, 1.0f}}, {200003, {0.0f, 1.0f}}};
  Music music = music_make(SECONDS, RATE_HZ);
  float *expected = play(&music, 4096, turns, 3);
  const uint32_t blocks[] = {1, 64, 333};
  for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; ++i) {
    float *out = play(&music, blocks[i], turns, 3);
    assert_memory_equal(out, expected, music.n_frames * sizeof *out);
    free(out);
  }
  free(expected);
  music_free(&music);
}

/* After it was on and off again, the sound is the same as if it had never been on. */
static void test_nothing_is_left_of_it(void **state)
{
  (void)state;
  const Turn turns[] = {{0, {0.0f, 1.0f}}, {88200, {1.0f, 1.0f}}, {176400, {0.0f, 1.0f}}};
  const uint32_t faded = (uint32_t)(0.26 * RATE_HZ);
  Music music = music_make(SECONDS, RATE_HZ);
  float *never = play(&music, 512, processed, 1);
  float *once = play(&music, 512, turns, 3);
  float *always = play(&music, 512, difference, 1);
  assert_memory_equal(once, never, 88200 * sizeof *once);
  assert_memory_equal(once + 88200 + faded, always + 88200 + faded, (88200 - faded) * sizeof *once);
  assert_memory_equal(once + 176400 + faded, never + 176400 + faded,
                      (music.n_frames - 176400 - faded) * sizeof *once);
  free(never);
  free(once);
  free(always);
  music_free(&music);
}

static void test_bypass_wins(void **state)
{
  (void)state;
  const Turn turns[] = {{0, {1.0f, 0.0f}}};
  Music music = music_make(SECONDS, RATE_HZ);
  float *out = play(&music, 512, turns, 1);
  assert_memory_equal(out, music.channel[0], music.n_frames * sizeof *out);
  free(out);
  music_free(&music);
}

static void test_what_is_no_sound_is_no_difference(void **state)
{
  (void)state;
  Music music = music_make(SECONDS, RATE_HZ);
  for (int i = 0; i < 300; ++i) {
    music.channel[0][100000 + i] = i % 3 == 0 ? NAN : i % 3 == 1 ? INFINITY : -INFINITY;
  }
  float *out = play(&music, 512, difference, 1);
  for (uint32_t i = 0; i < music.n_frames; ++i) {
    assert_true(isfinite(out[i]));
  }
  free(out);
  music_free(&music);
}

/* With delta, bypassed, and switched in between. */
static void test_the_peak_shown_is_that_of_the_output(void **state)
{
  (void)state;
  enum { MOST_TURNS = 3, CASES = 4 };
  static const Turn turns[CASES][MOST_TURNS] = {
      {{0, {0.0f, 1.0f}}, {1, {0.0f, 1.0f}}, {2, {0.0f, 1.0f}}},
      {{0, {1.0f, 1.0f}}, {1, {1.0f, 1.0f}}, {2, {1.0f, 1.0f}}},
      {{0, {0.0f, 0.0f}}, {1, {0.0f, 0.0f}}, {2, {0.0f, 0.0f}}},
      {{0, {1.0f, 1.0f}}, {100001, {0.0f, 0.0f}}, {200003, {1.0f, 1.0f}}},
  };
  Music music = music_make(SECONDS, RATE_HZ);
  double peak_db[CASES];
  for (int i = 0; i < CASES; ++i) {
    TruePeak meter;
    true_peak_init(&meter);
    float *out = play(&music, 512, turns[i], MOST_TURNS);
    const float *const in[1] = {out};
    true_peak_process(&meter, in, 1, music.n_frames);
    peak_db[i] = 20.0 * log10((double)true_peak_take(&meter));
    print_message("%d: shown %.2f dBTP, measured %.2f dBTP\n", i, shown_peak_db, peak_db[i]);
    assert_float_equal(shown_peak_db, peak_db[i], 0.01);
    free(out);
  }
  assert_true(peak_db[1] < peak_db[2] - 3.0); /* else the comparison would prove nothing */
  music_free(&music);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_it_is_the_processed_sound_less_the_untouched),
      cmocka_unit_test(test_block_sizes_change_no_bit),
      cmocka_unit_test(test_nothing_is_left_of_it),
      cmocka_unit_test(test_bypass_wins),
      cmocka_unit_test(test_what_is_no_sound_is_no_difference),
      cmocka_unit_test(test_the_peak_shown_is_that_of_the_output),
  };
  return cmocka_run_group_tests_name("delta", tests, NULL, NULL);
}
