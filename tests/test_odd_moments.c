/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A session that is saved, or loaded, at an odd moment: while an answer is awaited, in Learn, in
 * Delta, bypassed, while the curve moves, in a pause. Opened, it sounds as the plugin that goes on
 * after a restart.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support_engine.h"

enum { BLOCK = 8192, LIVES = 30 };

static Music sounds[3];
static Music silence;
static Music out;

static int make_sounds(void **state)
{
  (void)state;
  sounds[0] = music_make(40.0, RATE_HZ);
  sounds[1] = music_make(20.0, 2.0 * RATE_HZ); /* slower, and an octave lower */
  sounds[2] = music_make(40.0, RATE_HZ);
  for (uint32_t i = sounds[2].n_frames - 1; i > 0; --i) { /* brighter */
    sounds[2].channel[0][i] -= 0.6f * sounds[2].channel[0][i - 1];
    sounds[2].channel[1][i] -= 0.6f * sounds[2].channel[1][i - 1];
  }
  silence = music_like(&sounds[0]);
  out = music_like(&sounds[0]);
  return 0;
}

static int free_sounds(void **state)
{
  (void)state;
  for (int i = 0; i < 3; ++i) {
    music_free(&sounds[i]);
  }
  music_free(&silence);
  music_free(&out);
  return 0;
}

/* --- playing ------------------------------------------------------------------------------ */

static void feed(Engine *engine, const ControlValues control, const Music *music, uint32_t at,
                 uint32_t n_frames)
{
  const float *in[2] = {music->channel[0] + at, music->channel[1] + at};
  const uint64_t mode = float_mode_enter();
  engine_process(engine, control, in, out.channel, n_frames);
  float_mode_leave(mode);
}

static void feed_seconds(Engine *engine, const ControlValues control, const Music *music,
                         double seconds)
{
  feed(engine, control, music, 0, (uint32_t)(seconds * RATE_HZ));
}

/* How long the label has been asked for is not saved, and is not compared. */
static void expect_same_memories(int life, const Engine *a, const Engine *b)
{
  Memory memory[2];
  engine_memory(a, &memory[0]);
  engine_memory(b, &memory[1]);
  for (int i = 0; i < MEMORY_FIELD_COUNT; ++i) {
    const MemoryField *field = &memory_field[i];
    const double *x = memory_values_const(&memory[0], field);
    const double *y = memory_values_const(&memory[1], field);
    for (int k = 0; i != MEMORY_shown && k < field->n_properties * field->count; ++k) {
      if (x[k] != y[k]) {
        fail_msg("life %d: %s %d is %.17g after the restart, %.17g opened", life, field->symbol, k,
                 x[k], y[k]);
      }
    }
  }
}

/* --- lives at random ------------------------------------------------------------------------ */

static uint32_t seed;

static uint32_t any_of(uint32_t n)
{
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % n;
}

static void turn_a_control(ControlValues control)
{
  const Control i = (Control)any_of(CONTROL_FREEWHEEL + 1);
  const ControlInfo *info = &control_info[i];
  const float part = (float)any_of(info->maximum > 2.0f ? 5 : (uint32_t)info->maximum + 1);
  control[i] =
      info->maximum > 2.0f ? info->minimum + (info->maximum - info->minimum) * 0.25f * part : part;
}

/* 0 to 60 s of sounds, silence, restarts and turned controls. */
static void live(Engine *engine, ControlValues control)
{
  const Music *music = &sounds[any_of(3)];
  for (uint32_t left = any_of(60) * (uint32_t)RATE_HZ; left >= BLOCK;) {
    const uint32_t n_frames = 1 + any_of(BLOCK);
    switch (any_of(120)) {
    case 0:
    case 1:
    case 2:
      turn_a_control(control);
      break;
    case 3:
      music = &sounds[any_of(3)];
      break;
    case 4:
      music = &silence;
      break;
    case 5:
      engine_restart(engine);
      break;
    default:
      break;
    }
    feed(engine, control, music, any_of(sounds[1].n_frames - BLOCK), n_frames);
    left -= n_frames;
  }
}

static void expect_same_sound(int life, Engine *a, Engine *b, const ControlValues control,
                              const Music *music, double seconds)
{
  static float first[2][BLOCK];
  const uint32_t end = (uint32_t)(seconds * RATE_HZ);
  for (uint32_t at = 0; at + BLOCK <= end; at += BLOCK) {
    feed(a, control, music, at, BLOCK);
    memcpy(first[0], out.channel[0], sizeof first[0]);
    memcpy(first[1], out.channel[1], sizeof first[1]);
    feed(b, control, music, at, BLOCK);
    if (memcmp(first[0], out.channel[0], sizeof first[0]) != 0 ||
        memcmp(first[1], out.channel[1], sizeof first[1]) != 0) {
      fail_msg("life %d: opened, it sounds otherwise from %.1f s on", life, at / RATE_HZ);
    }
  }
}

static void test_saved_at_any_moment(void **state)
{
  (void)state;
  int n_learning = 0;
  for (int life = 0; life < LIVES; ++life) {
    seed = 7919u * (uint32_t)life;
    ControlValues control;
    default_controls(control);
    control[CONTROL_MODE] = (float)(any_of(3) == 0 ? MODE_LEARN : MODE_ADAPT);
    control[CONTROL_GLIDE] = any_of(2) ? 1.0f : 12.0f;
    Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
    live(engine, control);
    Memory saved;
    engine_memory(engine, &saved);
    Memory mended = saved;
    assert_true(memory_mend(&mended) && memcmp(&mended, &saved, sizeof saved) == 0);
    assert_null(memory_mend_curve(&mended)); /* a host would open it as it is */
    n_learning += control[CONTROL_MODE] == (float)MODE_LEARN;

    engine_restart(engine);
    Engine *opened = engine_new(RATE_HZ, 2, NULL, NULL);
    engine_remember(opened, &saved);
    expect_same_sound(life, engine, opened, control, &silence, 0.5 + any_of(15));
    expect_same_memories(life, engine, opened);
    expect_same_sound(life, engine, opened, control, &sounds[any_of(3)], 8.0);
    expect_same_memories(life, engine, opened);
    engine_free(engine);
    engine_free(opened);
  }
  print_message("%d sessions, %d of them in Learn, sound as before\n", LIVES, n_learning);
}

/* --- loading, and pauses -------------------------------------------------------------------- */

/* A preset is loaded just after the music has stopped. What was asked about that music is not
 * answered into the preset. Seen to fail without listener_drop_question() in engine_remember(). */
static void test_loaded_while_an_answer_is_awaited(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  feed_seconds(engine, control, &sounds[2], 15.0);
  Memory preset;
  engine_memory(engine, &preset);
  engine_free(engine);
  for (int tenth = 0; tenth < 10; ++tenth) {
    engine = engine_new(RATE_HZ, 2, NULL, NULL);
    feed_seconds(engine, control, &sounds[1], 12.0 + 0.1 * tenth);
    feed_seconds(engine, control, &silence, 0.3);
    engine_remember(engine, &preset);
    feed_seconds(engine, control, &silence, 3.0);
    Memory now;
    engine_memory(engine, &now);
    for (int genre = 0; genre < GENRE_COUNT; ++genre) {
      if (now.probability[genre] != preset.probability[genre]) {
        fail_msg("loaded after %.1f s: %s is %.4f, in the preset %.4f", 12.0 + 0.1 * tenth,
                 genre_symbol[genre], now.probability[genre], preset.probability[genre]);
      }
    }
    engine_free(engine);
  }
}

/* A preset is loaded while the transport stands: the next play is that of a session with it. A
 * preset that is loaded while music plays, in Hold, arrives in spite of a restart on its way. */
static void test_loaded_in_a_pause(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  control[CONTROL_MATCH] = 100.0f;
  control[CONTROL_GLIDE] = 1.0f;
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  feed_seconds(engine, control, &sounds[2], 15.0);
  Memory preset;
  engine_memory(engine, &preset);
  engine_free(engine);
  control[CONTROL_GLIDE] = 12.0f;
  for (int hold = 0; hold < 2; ++hold) {
    control[CONTROL_MODE] = (float)(hold ? MODE_HOLD : MODE_ADAPT);
    engine = engine_new(RATE_HZ, 2, NULL, NULL);
    Engine *opened = engine_new(RATE_HZ, 2, NULL, NULL);
    feed_seconds(engine, control, &sounds[0], 12.34);
    feed_seconds(engine, control, &silence, 1.0);
    engine_remember(engine, &preset);
    engine_remember(opened, &preset);
    expect_same_sound(hold, engine, opened, control, &silence, 0.7);
    expect_same_sound(hold, engine, opened, control, &sounds[1], 8.0);
    expect_same_memories(hold, engine, opened);
    engine_free(engine);
    engine_free(opened);
  }
  engine = engine_new(RATE_HZ, 2, NULL, NULL);
  feed_seconds(engine, control, &sounds[0], 5.0);
  engine_remember(engine, &preset);
  feed_seconds(engine, control, &sounds[0], 1.0);
  engine_restart(engine);
  feed_seconds(engine, control, &silence, 1.0);
  feed_seconds(engine, control, &sounds[0], 5.0);
  Memory now;
  engine_memory(engine, &now);
  print_message("high: %.2f dB in the preset, %.2f dB held\n", preset.section_to_db[BAND_HIGH],
                now.section_db[BAND_HIGH]);
  assert_true(fabs(preset.section_to_db[BAND_HIGH]) > 1.0);
  assert_true(now.section_db[BAND_HIGH] == preset.section_to_db[BAND_HIGH]);
  engine_free(engine);
}

/* A host that leaves the trigger Relearn up saves it so, and may call run() without frames before
 * the first block. What the session holds is not forgotten. Seen to fail: all of it was. */
static void test_opened_with_a_trigger_that_is_up(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  feed_seconds(engine, control, &sounds[0], 10.0);
  Memory saved;
  engine_memory(engine, &saved);
  engine_free(engine);
  control[CONTROL_RELEARN] = 1.0f;
  engine = engine_new(RATE_HZ, 2, NULL, NULL);
  engine_remember(engine, &saved);
  feed(engine, control, &sounds[0], 0, 0);
  feed_seconds(engine, control, &sounds[0], 1.0);
  print_message("listened %.1f s, saved after %.1f s\n",
                (double)engine_output(engine, CONTROL_LISTENED), saved.listened_s[0]);
  assert_true((double)engine_output(engine, CONTROL_LISTENED) > saved.listened_s[0] + 0.5);
  engine_free(engine);
}

/* A pause, a restart in it, and Amount turned for 5 s. Seen to fail when the restart counted the
 * pause before it: then the solver started anew 2 s too early. */
static void test_a_restart_in_a_pause(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  control[CONTROL_MATCH] = 100.0f;
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  feed_seconds(engine, control, &sounds[0], 15.0);
  feed_seconds(engine, control, &silence, 2.0);
  Memory saved;
  engine_memory(engine, &saved);
  engine_restart(engine);
  Engine *opened = engine_new(RATE_HZ, 2, NULL, NULL);
  engine_remember(opened, &saved);
  expect_same_sound(-1, engine, opened, control, &silence, 1.0);
  control[CONTROL_AMOUNT] = 50.0f;
  for (int tenth = 0; tenth < 50; ++tenth) {
    expect_same_sound(-1, engine, opened, control, &silence, 2.1 * BLOCK / RATE_HZ);
    expect_same_memories(tenth, engine, opened);
  }
  engine_free(engine);
  engine_free(opened);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_saved_at_any_moment),
      cmocka_unit_test(test_loaded_while_an_answer_is_awaited),
      cmocka_unit_test(test_loaded_in_a_pause),
      cmocka_unit_test(test_opened_with_a_trigger_that_is_up),
      cmocka_unit_test(test_a_restart_in_a_pause),
  };
  return cmocka_run_group_tests_name("odd_moments", tests, make_sounds, free_sounds);
}
