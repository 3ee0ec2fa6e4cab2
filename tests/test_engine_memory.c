/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the engine remembers: sessions that are restored, held, forgotten, damaged.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support_engine.h"

static void relearn(Engine *engine, ControlValues control, const Music *music, Music *out)
{
  const float *in[2] = {music->channel[0], music->channel[1]};
  const uint64_t mode = float_mode_enter();
  control[CONTROL_RELEARN] = 1.0f;
  engine_process(engine, control, in, out->channel, 1);
  control[CONTROL_RELEARN] = 0.0f;
  engine_process(engine, control, in, out->channel, (uint32_t)(0.5 * RATE_HZ));
  float_mode_leave(mode);
}

/* Also just after a relearn. Seen to fail when a restart used the spectrum of before the
 * relearn. */
static void expect_equal_memories_to_sound_equal(bool afresh)
{
  ControlValues control;
  default_controls(control);
  control[CONTROL_GENRE] = (float)genre_value[GENRE_JAZZ];
  control[CONTROL_GLIDE] = 1.0f;
  Music music = music_make(SECONDS, RATE_HZ);
  Music first = music_like(&music);
  Worker worker;
  Engine *engine = play(&plain, control, &music, &first, &worker);
  if (afresh) {
    relearn(engine, control, &music, &first);
  }
  Memory memory;
  engine_memory(engine, &memory);
  assert_true(afresh ? memory.n_hops[0] < 10.0 : memory.n_hops[0] > 100.0);

  /* The same engine after a restart, and a new engine that was given its memory. */
  Music again = music_like(&music);
  engine_restart(engine);
  const float *in[2] = {music.channel[0], music.channel[1]};
  const uint64_t mode = float_mode_enter();
  engine_process(engine, control, in, again.channel, music.n_frames);
  float_mode_leave(mode);
  Music told = music_like(&music);
  Play how = plain;
  how.memory = &memory;
  Engine *other = play(&how, control, &music, &told, &worker);
  assert_true(music_same_bits(&again, &told));
  assert_false(music_same_bits(&first, &told)); /* it starts equalised */

  Memory copy = memory;
  assert_true(memory_mend(&copy));
  assert_memory_equal(&copy, &memory, sizeof memory);
  engine_free(engine);
  engine_free(other);
  music_free(&music);
  music_free(&first);
  music_free(&again);
  music_free(&told);
}

static void test_equal_memories_sound_equal(void **state)
{
  (void)state;
  expect_equal_memories_to_sound_equal(false);
  expect_equal_memories_to_sound_equal(true);
}

/* A second of silence: glides land, meters come to rest. */
static void stand(Engine *engine, const ControlValues control)
{
  Music silence = music_make(1.0, RATE_HZ);
  memset(silence.channel[0], 0, silence.n_frames * sizeof(float));
  memset(silence.channel[1], 0, silence.n_frames * sizeof(float));
  const float *in[2] = {silence.channel[0], silence.channel[1]};
  engine_process(engine, control, in, silence.channel, silence.n_frames);
  music_free(&silence);
}

/* Only what was learned in those 14 s may differ. */
static void test_meters_are_right_in_a_restored_hold(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  control[CONTROL_GLIDE] = 1.0f;
  Music music = music_make(SECONDS, RATE_HZ);
  Music out = music_like(&music);
  Worker worker;
  Memory memory;
  Engine *engine = play(&plain, control, &music, &out, &worker);
  control[CONTROL_MODE] = (float)MODE_HOLD;
  stand(engine, control);
  engine_memory(engine, &memory);
  Play how = plain;
  how.memory = &memory;
  Engine *other = play(&how, control, &music, &out, &worker);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Control gain = (Control)(CONTROL_GAIN_LOW + band);
    print_message("%-8s held %+.3f dB; loaded, and 14 s later %+.3f dB\n", band_info[band].name,
                  (double)engine_output(engine, gain), (double)engine_output(other, gain));
    assert_float_equal(engine_output(engine, gain), engine_output(other, gain), 0.05f);
  }
  engine_free(engine);
  engine_free(other);
  music_free(&music);
  music_free(&out);
}

/* A held session is saved and loaded again. The meters say the same from the first block on,
 * wherever in a hop the memory came. Seen to fail without restoring the shapes inside the
 * sub-bands, and without showing the meters at once. */
static void test_meters_say_after_loading_what_they_said(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  control[CONTROL_GLIDE] = 1.0f;
  control[CONTROL_MATCH] = 100.0f; /* every band moves */
  Music music = music_make(SECONDS, RATE_HZ);
  Music out = music_like(&music);
  Worker worker;
  Memory memory;
  Engine *engine = play(&plain, control, &music, &out, &worker);
  control[CONTROL_MODE] = (float)MODE_HOLD;
  memset(out.channel[0], 0, music.n_frames * sizeof(float));
  memset(out.channel[1], 0, music.n_frames * sizeof(float));
  const float *silence[2] = {out.channel[0], out.channel[1]};
  stand(engine, control);
  engine_memory(engine, &memory);

  static const uint32_t came_after[] = {0, 1000, 2000, 3000, 4000};
  for (size_t i = 0; i < sizeof came_after / sizeof came_after[0]; ++i) {
    Engine *other = engine_new(RATE_HZ, 2, NULL, NULL);
    engine_process(other, control, silence, music.channel, came_after[i]);
    engine_remember(other, &memory);
    for (int block = 0; block < 50; ++block) {
      engine_process(other, control, silence, music.channel, 256);
      for (int band = 0; band < BAND_COUNT; ++band) {
        const Control gain = (Control)(CONTROL_GAIN_LOW + band);
        assert_true(fabsf(engine_output(engine, gain)) > 0.1f);
        assert_float_equal(engine_output(engine, gain), engine_output(other, gain), 0.0f);
      }
    }
    engine_free(other);
  }
  print_message("low band %+.6f dB before and after\n",
                (double)engine_output(engine, CONTROL_GAIN_LOW));
  engine_free(engine);
  music_free(&music);
  music_free(&out);
}

static void test_damaged_memory_is_mended_or_refused(void **state)
{
  (void)state;
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  Memory memory;
  engine_memory(engine, &memory);
  memory.section_db[0] = 1e9;
  memory.shown[GENRE_JAZZ] = 99.0;
  memset(memory.probability, 0, sizeof memory.probability);
  assert_true(memory_mend(&memory));
  assert_float_equal((float)memory.section_db[0], (float)SECTION_GAIN_LIMIT_DB, 0.0f);
  assert_float_equal((float)memory.shown[GENRE_JAZZ], 1.0f, 0.0f);
  double sum = 0.0;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    sum += memory.probability[genre];
  }
  assert_true(fabs(sum - 1.0) < 1e-12);
  memory.point_energy[3] = (double)NAN;
  assert_false(memory_mend(&memory));
  engine_free(engine);
}

static void test_hold_keeps_the_curve_and_relearn_forgets(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  control[CONTROL_GLIDE] = 1.0f;
  Music music = music_make(SECONDS, RATE_HZ);
  Music out = music_like(&music);
  Worker worker;
  Engine *engine = play(&plain, control, &music, &out, &worker);
  const float *in[2] = {music.channel[0], music.channel[1]};

  control[CONTROL_MODE] = (float)MODE_HOLD;
  control[CONTROL_AMOUNT] = 10.0f;
  engine_process(engine, control, in, out.channel, 22050);
  Memory held;
  Memory after;
  engine_memory(engine, &held);
  control[CONTROL_RELEARN] = 1.0f;
  engine_process(engine, control, in, out.channel, 1);
  control[CONTROL_RELEARN] = 0.0f;
  engine_process(engine, control, in, out.channel, 22050);
  engine_memory(engine, &after);
  print_message("high held at %.3f dB, after amount and relearn %.3f dB; listened %.1f s\n",
                held.section_db[BAND_HIGH], after.section_db[BAND_HIGH],
                (double)engine_output(engine, CONTROL_LISTENED));
  /* Compares the curve itself, because the meter weighs it with the spectrum, which is learned
   * again. */
  assert_memory_equal(after.section_db, held.section_db, sizeof held.section_db);
  assert_true(fabs(held.section_db[BAND_HIGH]) > 0.5);
  assert_true((double)engine_output(engine, CONTROL_LISTENED) < 0.6);
  engine_free(engine);
  music_free(&music);
  music_free(&out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_equal_memories_sound_equal),
      cmocka_unit_test(test_meters_are_right_in_a_restored_hold),
      cmocka_unit_test(test_meters_say_after_loading_what_they_said),
      cmocka_unit_test(test_damaged_memory_is_mended_or_refused),
      cmocka_unit_test(test_hold_keeps_the_curve_and_relearn_forgets),
  };
  return cmocka_run_group_tests_name("engine_memory", tests, NULL, NULL);
}
