/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Curves that a session may hold, and curves that no session of this plugin can hold. What an
 * engine remembers never counts as damaged, whatever is done with the controls.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support_engine.h"

enum { HOP = 4410 };

static void turn_controls(ControlValues control, uint32_t *seed)
{
  static const Control turned[] = {CONTROL_MODE,    CONTROL_GENRE,       CONTROL_AMOUNT,
                                   CONTROL_RANGE,   CONTROL_GLIDE,       CONTROL_LOUDNESS_MATCH,
                                   CONTROL_RELEARN, CONTROL_PEAK_SAFETY, CONTROL_MATCH};
  *seed = *seed * 1664525u + 1013904223u;
  const Control one = turned[(*seed >> 24) % (sizeof turned / sizeof turned[0])];
  const double place = (double)(*seed >> 8 & 0xffff) / 65535.0;
  const ControlInfo *info = &control_info[one];
  control[one] =
      (float)((double)info->minimum + place * ((double)info->maximum - (double)info->minimum));
}

static void test_what_an_engine_remembers_is_sound(void **state)
{
  (void)state;
  Music music = music_make(60.0, RATE_HZ);
  Music out = music_like(&music);
  uint32_t seed = 11;
  int n_curves = 0;
  for (int song = 0; song < 4; ++song) {
    ControlValues control;
    default_controls(control);
    control[CONTROL_GLIDE] = 1.0f;
    Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
    for (uint32_t at = 0; at + HOP <= music.n_frames; at += HOP) {
      const float *in[2] = {music.channel[0] + at, music.channel[1] + at};
      float *to[2] = {out.channel[0] + at, out.channel[1] + at};
      Memory memory;
      if (at % (7 * HOP) == 0) {
        turn_controls(control, &seed);
      }
      engine_process(engine, control, in, to, HOP);
      engine_memory(engine, &memory);
      const Memory before = memory;
      const char *fault = memory_mend_curve(&memory);
      if (fault) {
        fail_msg("%.1f s: %s", (double)at / RATE_HZ, fault);
      }
      assert_memory_equal(&before, &memory, sizeof memory);
      n_curves += fabs(memory.section_db[0]) > 0.5;
    }
    engine_free(engine);
  }
  print_message("%d curves remembered, none taken for damaged\n", n_curves);
  assert_true(n_curves > 500);
  music_free(&music);
  music_free(&out);
}

/** A possible curve with about the right loudness match. */
static Memory some_memory(void)
{
  static const double section_db[BAND_COUNT] = {-4.0, -1.0, 1.0, 3.0, 2.0};
  Memory memory;
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  engine_memory(engine, &memory);
  engine_free(engine);
  memory.point_energy[5] = 0.25;
  memcpy(memory.section_db, section_db, sizeof section_db);
  memcpy(memory.section_to_db, section_db, sizeof section_db);
  memcpy(memory.wanted_db, section_db, sizeof section_db);
  memory.match_db[0] = memory.match_to_db[0] = memory.makeup_db[0] = 1.0;
  return memory;
}

static void expect_flat(const char *what, Memory memory)
{
  const char *fault = memory_mend_curve(&memory);
  print_message("%s: %s\n", what, fault ? fault : "nothing found");
  assert_non_null(fault);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(memory.section_db[band] == 0.0 && memory.section_to_db[band] == 0.0);
    assert_true(memory.wanted_db[band] == 0.0);
  }
  assert_true(memory.match_db[0] == 0.0 && memory.match_to_db[0] == 0.0);
  assert_true(memory.makeup_db[0] == 0.0);
  assert_true(memory.point_energy[5] == 0.25); /* what was learned stays */
}

static void test_curves_that_cannot_be_are_made_flat(void **state)
{
  (void)state;
  Memory memory = some_memory();
  assert_null(memory_mend_curve(&memory));
  for (int band = 0; band < BAND_COUNT; ++band) {
    memory.section_to_db[band] = 12.0;
  }
  memory.match_to_db[0] = -12.0;
  expect_flat("all bands up by 12 dB", memory);
  memory = some_memory();
  memory.match_db[0] = memory.match_to_db[0] = memory.makeup_db[0] = 12.0;
  expect_flat("12 dB louder with that curve", memory);
  memory = some_memory();
  memory.makeup_db[0] = 6.0;
  expect_flat("6 dB of makeup where 1 dB matches", memory);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_an_engine_remembers_is_sound),
      cmocka_unit_test(test_curves_that_cannot_be_are_made_flat),
  };
  return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
