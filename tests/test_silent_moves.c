/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * No control clicks when a host switches it at once. The test plays a 1 kHz sine at −6 dBFS.
 * Everything in the output that is not that sine shows in
 *
 *   r[n] = y[n] − 2 cos(w) y[n−1] + y[n−2],
 *
 * which is 0 for a sine of frequency w, whatever its level and phase, and as large as
 * the step where there is a step. It must stay below −80 dBFS.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "dsp/portable_math.h"
#include "plugin/engine.h"
#include "plugin/float_mode.h"

#define RATE_HZ 48000.0
#define SINE_HZ 1000.0
#define BLOCK 480
#define LIMIT_DBFS (-80.0)

/* The memory of a session that has heard a very dull song, so full gains are wanted. */
static Memory dull_song(void)
{
  Memory memory;
  Engine *engine = engine_new(RATE_HZ, 1, NULL, NULL);
  engine_memory(engine, &memory);
  engine_free(engine);
  for (int p = 0; p < GRID_POINTS; ++p) {
    const double octaves = log2(point_low_hz(p + 1) / 20.0);
    const double width = log2(point_low_hz(p + 1) / point_low_hz(p));
    memory.point_energy[p] = 0.01 * width * pow(10.0, -0.45 * octaves);
    memory.point_moment[p] = memory.point_energy[p] * point_low_hz(p);
  }
  memory.n_hops[0] = 36000.0;
  memory.is_answered[0] = 1.0;
  memory.familiarity[0] = 1.0;
  memory.probability[GENRE_POPROCK] = 1.0;
  for (int genre = 1; genre < GENRE_COUNT; ++genre) {
    memory.probability[genre] = 0.0;
  }
  memory.shown[GENRE_POPROCK] = 1.0;
  return memory;
}

typedef struct {
  Engine *engine;
  ControlValues control;
  double phase;
  double past[2]; /* y[n−1], y[n−2] */
  uint64_t n_frames;
  double worst; /* |r|, from the second hop on */
} Tone;

static Tone tone_new(void)
{
  Tone tone = {.engine = engine_new(RATE_HZ, 1, NULL, NULL)};
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    tone.control[i] = control_info[i].default_value;
  }
  tone.control[CONTROL_AMOUNT] = 100.0f;
  tone.control[CONTROL_RANGE] = 6.0f;
  tone.control[CONTROL_GLIDE] = 1.0f;
  tone.control[CONTROL_MEMORY] = 3600.0f;
  const Memory memory = dull_song();
  engine_remember(tone.engine, &memory);
  return tone;
}

static void tone_play(Tone *tone, double seconds)
{
  const double step = 2.0 * PI * SINE_HZ / RATE_HZ;
  const uint64_t mode = float_mode_enter();
  for (double played_s = 0.0; played_s < seconds; played_s += BLOCK / RATE_HZ) {
    float buffer[BLOCK];
    for (int i = 0; i < BLOCK; ++i) {
      buffer[i] = (float)(0.5 * sin(tone->phase));
      tone->phase = fmod(tone->phase + step, 2.0 * PI);
    }
    const float *in[1] = {buffer};
    float *out[1] = {buffer};
    engine_process(tone->engine, tone->control, in, out, BLOCK);
    for (int i = 0; i < BLOCK; ++i, ++tone->n_frames) {
      const double y = (double)buffer[i];
      const double r = fabs(y - 2.0 * cos(step) * tone->past[0] + tone->past[1]);
      if ((double)tone->n_frames > RATE_HZ / 5.0) {
        tone->worst = fmax(tone->worst, r);
      }
      tone->past[1] = tone->past[0];
      tone->past[0] = y;
    }
  }
  float_mode_leave(mode);
}

static double dbfs(double x)
{
  return 20.0 * log10(x + 1e-12);
}

static double tone_end(Tone *tone, const char *what)
{
  print_message("%-16s %7.1f dBFS\n", what, dbfs(tone->worst));
  engine_free(tone->engine);
  return dbfs(tone->worst);
}

static void test_every_control_moves_without_a_click(void **state)
{
  (void)state;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    if (control_info[i].is_output) {
      continue;
    }
    Tone tone = tone_new();
    tone_play(&tone, 3.0);
    for (int turn = 0; turn < 6; ++turn) {
      tone.control[i] = turn % 2 ? control_info[i].maximum : control_info[i].minimum;
      tone_play(&tone, 0.7);
    }
    assert_true(tone_end(&tone, control_info[i].symbol) < LIMIT_DBFS);
  }
}

static void test_every_genre_and_restored_session_glides(void **state)
{
  (void)state;
  Tone tone = tone_new();
  tone_play(&tone, 3.0);
  int n_points = 0;
  const ScalePoint *point = control_points(KIND_GENRE_CHOICE, &n_points);
  for (int i = 0; i < n_points; ++i) {
    tone.control[CONTROL_GENRE] = (float)point[i].value;
    tone_play(&tone, 1.0);
  }
  Memory flat = dull_song();
  engine_remember(tone.engine, &flat);
  tone_play(&tone, 1.0);
  assert_true(tone_end(&tone, "genres, session") < LIMIT_DBFS);
}

/* The measure itself: a step of −70 dBFS must be found. */
static void test_a_step_would_be_found(void **state)
{
  (void)state;
  Tone tone = tone_new();
  tone_play(&tone, 1.0);
  tone.past[0] += 3.16e-4;
  tone_play(&tone, 0.1);
  assert_true(tone_end(&tone, "a planted step") > LIMIT_DBFS);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_control_moves_without_a_click),
      cmocka_unit_test(test_every_genre_and_restored_session_glides),
      cmocka_unit_test(test_a_step_would_be_found),
  };
  return cmocka_run_group_tests_name("silent_moves", tests, NULL, NULL);
}
