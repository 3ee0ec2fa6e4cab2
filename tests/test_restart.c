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
#define PI 3.14159265358979323846

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

/* A tone whose wave crosses 0 where the plugin restarts. Seen to fail with a restart that took a
 * first frame of 0 for silence: a bend of 0.3. */
static void a_restart_where_the_wave_crosses_0(void **state)
{
  (void)state;
  ControlValues control;
  aim(control);
  control[CONTROL_MODE] = (float)MODE_HOLD;
  Music kept = music;
  Music tone = music_like(&music);
  for (uint32_t i = 0; i < tone.n_frames; ++i) { /* 882 frames, two blocks, are 20 waves */
    const uint32_t place = i % BLOCK;
    const double wave = place == 0 ? 0.0 : sin(20.0 * PI * (double)place / BLOCK);
    tone.channel[0][i] = tone.channel[1][i] = (float)(0.5 * wave);
  }
  music = tone;
  const uint32_t at = 200 * BLOCK;
  Music out = music_like(&music);
  play_with_restarts(control, &out, &at, 1);
  assert_true(tone.channel[0][at] == 0.0f);
  const double own = largest_bend(&out, at + NEAR, at + 2 * NEAR);
  const double here = largest_bend(&out, at - 1, at + 2);
  print_message("where the wave crosses 0: a bend of %.5f; of the tone %.5f\n", here, own);
  assert_true(here <= own);
  music = kept;
  music_free(&tone);
  music_free(&out);
}

/* Another preset is loaded over a restart in the middle of sound: the curve glides to it, in Hold
 * too. Seen to fail with gains that jumped: a bend of 0.05 where the music has 0.006. */
static void a_preset_over_a_restart_makes_no_click(void **state)
{
  (void)state;
  ControlValues control;
  aim(control);
  Memory preset = learned;
  for (int band = 0; band < BAND_COUNT; ++band) {
    preset.section_db[band] = preset.section_to_db[band] = band % 2 ? 6.0 : -6.0;
    preset.match_db[0] = preset.match_to_db[0] = preset.makeup_db[0] = 0.0;
  }
  uint32_t at[RESTARTS];
  find_loud_blocks(at, RESTARTS);
  for (int hold = 0; hold < 2; ++hold) {
    control[CONTROL_MODE] = (float)(hold ? MODE_HOLD : MODE_ADAPT);
    Music out = music_like(&music);
    Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
    const uint64_t mode = float_mode_enter();
    engine_remember(engine, &learned);
    Memory now;
    double worst = 0.0;
    for (uint32_t i = 0; i + BLOCK <= music.n_frames; i += BLOCK) {
      if (i == at[3]) {
        engine_restart(engine);
        engine_remember(engine, &preset);
      }
      engine_process(engine, control,
                     (const float *const[]){music.channel[0] + i, music.channel[1] + i},
                     (float *const[]){out.channel[0] + i, out.channel[1] + i}, BLOCK);
      if (i == at[3] + 9 * BLOCK) { /* 0.1 s at 6 dB a second */
        engine_memory(engine, &now);
      }
      for (int band = 0; !hold && i == at[3] + 9 * BLOCK && band < BAND_COUNT; ++band) {
        assert_true(fabs(now.section_db[band] - learned.section_db[band]) < 0.8);
      }
    }
    float_mode_leave(mode);
    engine_memory(engine, &now);
    const double own = largest_bend(&out, at[3] - NEAR, at[3] - 1);
    worst = largest_bend(&out, at[3] - 1, at[3] + 80); /* a tick is 69 frames */
    print_message("a preset, %s: a bend of %.4f; before it %.4f\n", hold ? "held" : "adapting",
                  worst, own);
    assert_true(worst <= 1.5 * own);
    for (int band = 0; hold && band < BAND_COUNT; ++band) {
      assert_true(now.section_db[band] == preset.section_db[band]);
    }
    engine_free(engine);
    music_free(&out);
  }
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

/* Behind silence, or in a new engine, there is no sound to go on: a song whose first frames are 0
 * begins with the curve that was loaded, as it does behind a block of silence. Seen to fail with a
 * new engine that took a first frame of 0 for the sound before: it glided from a flat curve. */
static void a_song_that_begins_at_0_begins_equalised(void **state)
{
  (void)state;
  static const float silence[BLOCK];
  static float left[BLOCK], right[BLOCK];
  ControlValues control;
  aim(control);
  control[CONTROL_MODE] = (float)MODE_HOLD;
  float first[2][7];
  for (int channel = 0; channel < 2; ++channel) {
    memcpy(first[channel], music.channel[channel], sizeof first[channel]);
    memset(music.channel[channel], 0, sizeof first[channel]);
  }
  Music out = music_like(&music);
  Music behind = music_like(&music);
  play_with_restarts(control, &out, NULL, 0);
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  engine_remember(engine, &learned);
  engine_process(engine, control, (const float *const[]){silence, silence},
                 (float *const[]){left, right}, BLOCK);
  for (uint32_t i = 0; i + BLOCK <= music.n_frames; i += BLOCK) {
    engine_process(engine, control,
                   (const float *const[]){music.channel[0] + i, music.channel[1] + i},
                   (float *const[]){behind.channel[0] + i, behind.channel[1] + i}, BLOCK);
  }
  engine_free(engine);
  double most = 0.0;
  for (uint32_t i = 0; i < music.n_frames; ++i) {
    most = fmax(most, fabs((double)out.channel[0][i] - (double)behind.channel[0][i]));
  }
  print_message("at once, against behind silence: off by up to %g\n", most);
  for (int channel = 0; channel < 2; ++channel) {
    memcpy(music.channel[channel], first[channel], sizeof first[channel]);
  }
  assert_true(music_same_bits(&out, &behind));
  music_free(&out);
  music_free(&behind);
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
      cmocka_unit_test(a_restart_where_the_wave_crosses_0),
      cmocka_unit_test(a_preset_over_a_restart_makes_no_click),
      cmocka_unit_test(silence_after_a_restart_is_silent),
      cmocka_unit_test(a_song_that_begins_at_0_begins_equalised),
  };
  const int failed = cmocka_run_group_tests_name("restart", tests, learn, NULL);
  music_free(&music);
  return failed;
}
