/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The output of the engine depends only on the sound and the controls, and not on block sizes,
 * the worker, silence before the song, or another instance.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support_engine.h"

/* Plays, and compares with `expected` bit by bit. */
static void expect_same(const char *what, const Play *how, const ControlValues control,
                        const Music *music, const Music *expected)
{
  Music out = music_like(music);
  Worker worker;
  Engine *engine = play(how, control, music, &out, &worker);
  const bool same = music_same_bits(expected, &out);
  print_message("%-28s asked %2d answered %2d: %s\n", what, worker.n_asked, worker.n_answered,
                same ? "same bits" : "DIFFERS");
  engine_free(engine);
  music_free(&out);
  assert_true(same);
}

static void test_block_sizes_and_workers_change_no_bit(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  control[CONTROL_GLIDE] = 2.0f;
  Music music = music_make(SECONDS, RATE_HZ);
  Music expected = music_like(&music);
  Worker worker;
  Engine *engine = play(&plain, control, &music, &expected, &worker);
  double moved_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    moved_db =
        fmax(moved_db, fabs((double)engine_output(engine, (Control)(CONTROL_GAIN_LOW + band))));
  }
  print_message("largest band gain %.2f dB\n", moved_db);
  assert_true(moved_db > 0.5); /* else the comparison would prove nothing */
  const Report *report = engine_report(engine);
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    assert_true(report->subband_db[i] > -120.0f && report->subband_db[i] < 0.0f);
  }
  engine_free(engine);

  const uint32_t blocks[] = {1, 7, 16, 64, 255, 4096, 65536, 0};
  for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; ++i) {
    Play how = plain;
    how.block = blocks[i];
    char what[32];
    snprintf(what, sizeof what, "blocks of %u", blocks[i]);
    expect_same(blocks[i] ? what : "random blocks", &how, control, &music, &expected);
  }
  const struct {
    const char *what;
    WorkerKind kind;
    double delay_s;
  } workers[] = {
      {"worker refuses", WORKER_REFUSES, 0},         {"worker never answers", WORKER_NEVER, 0},
      {"worker answers at once", WORKER_AT_ONCE, 0}, {"worker after 1 ms", WORKER_LATE, 0.001},
      {"worker after 100 ms", WORKER_LATE, 0.1},     {"worker after 500 ms", WORKER_LATE, 0.5},
      {"worker after 900 ms", WORKER_LATE, 0.9},     {"worker after 3.3 s", WORKER_LATE, 3.3},
  };
  for (size_t i = 0; i < sizeof workers / sizeof workers[0]; ++i) {
    Play how = plain;
    how.block = 441;
    how.worker = workers[i].kind;
    how.delay_s = workers[i].delay_s;
    expect_same(workers[i].what, &how, control, &music, &expected);
  }
  Play how = plain;
  how.in_place = true;
  expect_same("in-place", &how, control, &music, &expected);
  how.in_place = false;
  how.crossed = true;
  expect_same("channels in-place, crossed", &how, control, &music, &expected);
  music_free(&music);
  music_free(&expected);
}

static void test_mono_equals_stereo_on_equal_channels(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  Music music = music_make(SECONDS, RATE_HZ);
  memcpy(music.channel[1], music.channel[0], music.n_frames * sizeof(float));
  Music stereo = music_like(&music);
  Music mono = music_like(&music);
  Worker worker;
  engine_free(play(&plain, control, &music, &stereo, &worker));
  Play how = plain;
  how.n_channels = 1;
  engine_free(play(&how, control, &music, &mono, &worker));
  assert_memory_equal(stereo.channel[0], mono.channel[0], music.n_frames * sizeof(float));
  memcpy(mono.channel[1], mono.channel[0], music.n_frames * sizeof(float));
  assert_true(music_same_bits(&stereo, &mono));
  music_free(&music);
  music_free(&stereo);
  music_free(&mono);
}

/* A host plays silence before the song, for a time that is not a whole number of hops. Some hosts
 * add a constant against denormals: Ardour 1e-27, MusE 1e-18. Seen to fail when any sample above 0
 * counted as sound, and when the filters kept the constant in their states. */
static void test_silence_before_the_song_changes_no_bit(void **state)
{
  (void)state;
  static const float bias[] = {0.0f, 1e-27f, -1e-18f, 1e-8f};
  ControlValues control;
  default_controls(control);
  control[CONTROL_GLIDE] = 2.0f;
  Music music = music_make(SECONDS, RATE_HZ);
  music.channel[0][0] = 0.001f; /* the song begins here */
  Music out = music_like(&music);
  Memory learned;
  Worker worker;
  Engine *engine = play(&plain, control, &music, &out, &worker);
  engine_memory(engine, &learned);
  engine_free(engine);

  const Memory *const memories[] = {NULL, &learned};
  for (int trial = 0; trial < 2 * 4; ++trial) {
    const int told = trial / 4;
    Play how = plain;
    how.memory = memories[told];
    engine_free(play(&how, control, &music, &out, &worker));
    const uint32_t pause = 31337;
    Music late = {.n_frames = music.n_frames + pause};
    Music late_out = music_like(&late);
    for (int channel = 0; channel < 2; ++channel) {
      late.channel[channel] = calloc(late.n_frames, sizeof(float));
      for (uint32_t i = 0; i < pause; ++i) {
        late.channel[channel][i] = bias[trial % 4];
      }
      memcpy(late.channel[channel] + pause, music.channel[channel], music.n_frames * sizeof(float));
    }
    engine_free(play(&how, control, &late, &late_out, &worker));
    for (int channel = 0; channel < 2; ++channel) {
      assert_memory_equal(late_out.channel[channel] + pause, out.channel[channel],
                          music.n_frames * sizeof(float));
    }
    print_message("%s: same bits after %u frames at %g\n",
                  told ? "a restored session" : "a new one", pause, (double)bias[trial % 4]);
    music_free(&late);
    music_free(&late_out);
  }
  music_free(&music);
  music_free(&out);
}

/* … but when a control is turned in the silence, the curve moves. */
static void test_controls_act_in_the_silence(void **state)
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
  engine_memory(engine, &memory);
  engine_restart(engine);
  for (int channel = 0; channel < 2; ++channel) {
    memset(music.channel[channel], 0, music.n_frames * sizeof(float));
  }
  const float *in[2] = {music.channel[0], music.channel[1]};
  engine_process(engine, control, in, out.channel, 44100);
  Memory rested;
  engine_memory(engine, &rested);
  assert_memory_equal(rested.section_db, memory.section_db, sizeof memory.section_db);
  control[CONTROL_AMOUNT] = 0.0f;
  engine_process(engine, control, in, out.channel, 10 * 44100);
  engine_memory(engine, &rested);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(rested.section_db[band] == 0.0);
  }
  engine_free(engine);
  music_free(&music);
  music_free(&out);
}

static void test_two_instances_do_not_disturb_each_other(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  Music music = music_make(6.0, RATE_HZ);
  Music alone = music_like(&music);
  Music together = music_like(&music);
  Music other = music_like(&music);
  Worker worker;
  engine_free(play(&plain, control, &music, &alone, &worker));

  Engine *a = engine_new(RATE_HZ, 2, NULL, NULL);
  Engine *b = engine_new(RATE_HZ, 2, NULL, NULL);
  ControlValues louder;
  default_controls(louder);
  louder[CONTROL_OUTPUT_GAIN] = 6.0f;
  louder[CONTROL_GENRE] = 2.0f;
  const uint64_t mode = float_mode_enter();
  for (uint32_t at = 0; at < music.n_frames; at += 441) {
    const uint32_t block = music.n_frames - at < 441 ? music.n_frames - at : 441;
    const float *in[2] = {music.channel[0] + at, music.channel[1] + at};
    float *to_a[2] = {together.channel[0] + at, together.channel[1] + at};
    float *to_b[2] = {other.channel[0] + at, other.channel[1] + at};
    engine_process(a, control, in, to_a, block);
    engine_process(b, louder, in, to_b, block);
  }
  float_mode_leave(mode);
  engine_free(a);
  engine_free(b);
  assert_true(music_same_bits(&alone, &together));
  assert_false(music_same_bits(&alone, &other));
  music_free(&music);
  music_free(&alone);
  music_free(&together);
  music_free(&other);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_block_sizes_and_workers_change_no_bit),
      cmocka_unit_test(test_mono_equals_stereo_on_equal_channels),
      cmocka_unit_test(test_silence_before_the_song_changes_no_bit),
      cmocka_unit_test(test_controls_act_in_the_silence),
      cmocka_unit_test(test_two_instances_do_not_disturb_each_other),
  };
  return cmocka_run_group_tests_name("engine_bits", tests, NULL, NULL);
}
