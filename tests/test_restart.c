/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A host restarts the engine (deactivate, activate) in the middle of sound, and continues.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support_engine.h"

enum { BLOCK = 441, NEAR = 441 };

static Music music;
static Memory learned;

static void aim(ControlValues control)
{
  default_controls(control);
  control[CONTROL_GENRE] = (float)genre_value[GENRE_CLASSICAL];
  control[CONTROL_GLIDE] = 1.0f;
}

/* Restarts before these frames, each the first of a block. */
static void play_with_restarts(const ControlValues control, Music *out, const uint32_t *at,
                               int n_restarts)
{
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  const uint64_t mode = float_mode_enter();
  engine_remember(engine, &learned);
  for (uint32_t i = 0; i + BLOCK <= music.n_frames; i += BLOCK) {
    for (int k = 0; k < n_restarts; ++k) {
      if (at[k] == i) {
        engine_restart(engine);
      }
    }
    engine_process(engine, control,
                   (const float *const[]){music.channel[0] + i, music.channel[1] + i},
                   (float *const[]){out->channel[0] + i, out->channel[1] + i}, BLOCK);
  }
  float_mode_leave(mode);
  engine_free(engine);
}

/* The starts of the blocks that begin farthest from 0. */
static void find_loud_blocks(uint32_t *at, int count)
{
  for (int k = 0; k < count; ++k) {
    const uint32_t n_blocks = music.n_frames / BLOCK / (uint32_t)(count + 1);
    const uint32_t first = (uint32_t)(k + 1) * n_blocks;
    at[k] = first * BLOCK;
    for (uint32_t i = first; i < first + n_blocks; ++i) {
      if (fabsf(music.channel[0][i * BLOCK]) > fabsf(music.channel[0][at[k]])) {
        at[k] = i * BLOCK;
      }
    }
  }
}

static double bend_at(const Music *out, uint32_t i)
{
  const float *x = out->channel[0] + i;
  return fabs((double)x[-1] - 2.0 * (double)x[0] + (double)x[1]);
}

static double largest_bend(const Music *out, uint32_t from, uint32_t to)
{
  double most = 0.0;
  for (uint32_t i = from; i < to; ++i) {
    most = fmax(most, bend_at(out, i));
  }
  return most;
}

enum { RESTARTS = 8 };

static void a_held_curve_goes_on_to_the_bit(void **state)
{
  (void)state;
  ControlValues control;
  aim(control);
  control[CONTROL_MODE] = (float)MODE_HOLD;
  uint32_t at[RESTARTS];
  find_loud_blocks(at, RESTARTS);
  Music plain_out = music_like(&music);
  Music out = music_like(&music);
  play_with_restarts(control, &plain_out, NULL, 0);
  play_with_restarts(control, &out, at, RESTARTS);
  double most = 0.0;
  for (uint32_t i = 0; i < music.n_frames; ++i) {
    most = fmax(most, fabs((double)out.channel[0][i] - (double)plain_out.channel[0][i]));
  }
  print_message("%d restarts, curve held: off by up to %g\n", RESTARTS, most);
  assert_true(music_same_bits(&plain_out, &out));
  assert_false(music_same_bits(&music, &out));
  music_free(&plain_out);
  music_free(&out);
}

/* While the curve and the output gain glide. Seen to fail, as the test above, with filters that
 * are cleared at each restart: a bend of 0.087 where the music has 0.009. */
static void a_gliding_curve_makes_no_click(void **state)
{
  (void)state;
  ControlValues control;
  aim(control);
  control[CONTROL_GENRE] = (float)genre_value[GENRE_HIPHOP];
  control[CONTROL_OUTPUT_GAIN] = -12.0f;
  uint32_t at[RESTARTS];
  find_loud_blocks(at, RESTARTS);
  Music out = music_like(&music);
  play_with_restarts(control, &out, at, RESTARTS);
  double worst = 0.0;
  for (int k = 0; k < RESTARTS; ++k) {
    const double own = fmax(largest_bend(&out, at[k] - NEAR, at[k] - 1),
                            largest_bend(&out, at[k] + 2, at[k] + NEAR));
    const double here = largest_bend(&out, at[k] - 1, at[k] + 2);
    print_message("at %+.2f: a bend of %.4f; within 10 ms %.4f\n", (double)music.channel[0][at[k]],
                  here, own);
    worst = fmax(worst, here / own);
  }
  assert_true(worst <= 1.0);
  music_free(&out);
}

/* If no sound follows, the filters are cleared. */
static void silence_after_a_restart_is_silent(void **state)
{
  (void)state;
  ControlValues control;
  aim(control);
  control[CONTROL_MODE] = (float)MODE_HOLD;
  uint32_t at[1];
  find_loud_blocks(at, 1);
  Music out = music_like(&music);
  Music cut = music_like(&music);
  for (int channel = 0; channel < 2; ++channel) {
    memcpy(cut.channel[channel], music.channel[channel], music.n_frames * sizeof(float));
    memset(music.channel[channel] + at[0], 0, (music.n_frames - at[0]) * sizeof(float));
  }
  play_with_restarts(control, &out, at, 1);
  for (uint32_t i = at[0]; i < music.n_frames; ++i) {
    assert_true(out.channel[0][i] == 0.0f && out.channel[1][i] == 0.0f);
  }
  play_with_restarts(control, &out, NULL, 0);
  assert_true(out.channel[0][at[0]] != 0.0f); /* without a restart they ring on */
  for (int channel = 0; channel < 2; ++channel) {
    memcpy(music.channel[channel], cut.channel[channel], music.n_frames * sizeof(float));
  }
  music_free(&cut);
  music_free(&out);
}

static int learn(void **state)
{
  (void)state;
  ControlValues control;
  aim(control);
  music = music_make(SECONDS, RATE_HZ);
  Music out = music_like(&music);
  Worker worker;
  Engine *engine = play(&plain, control, &music, &out, &worker);
  engine_memory(engine, &learned);
  engine_free(engine);
  music_free(&out);
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_held_curve_goes_on_to_the_bit),
      cmocka_unit_test(a_gliding_curve_makes_no_click),
      cmocka_unit_test(silence_after_a_restart_is_silent),
  };
  const int failed = cmocka_run_group_tests_name("restart", tests, learn, NULL);
  music_free(&music);
  return failed;
}
