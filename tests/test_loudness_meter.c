/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The loudness in the report, compared with libebur128: the short-term loudness of input and
 * output, the difference that Delta plays too, once a hop, on the test music, on noise, and on the
 * song that GENRE_EQ_SONG names.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <ebur128.h>
#include <sndfile.h>

#include "dsp/grid.h"
#include "dsp/loudness_meter.h"
#include "plugin/engine.h"
#include "plugin/float_mode.h"
#include "tests/support_music.h"

#define RATE_HZ 48000.0
#define MAX_SECONDS 60
/* The tolerance. A sub-band has one weight, but bass notes lie on the slope of K within theirs.
 * (On the test music: 0.33 to 0.37 LU, depending on where the hops end.) */
#define IN_LIMIT_LU 0.4
#define OUT_LIMIT_LU 0.3

static double short_term_lufs(ebur128_state *meter, const Music *music, uint32_t from, uint32_t to)
{
  for (uint32_t i = from; i < to; ++i) {
    const float frame[2] = {music->channel[0][i], music->channel[1][i]};
    ebur128_add_frames_float(meter, frame, 1);
  }
  double lufs = 0.0;
  ebur128_loudness_shortterm(meter, &lufs);
  return lufs;
}

typedef struct {
  double in_mean, in_worst, out_worst;
  int count;
} Misses;

/* Compares each hop's report with libebur128, from 4 s on, when the windows are full. */
static Misses judge(const Music *music, double rate_hz, double output_gain_db, bool delta)
{
  ControlValues control;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
  control[CONTROL_OUTPUT_GAIN] = (float)output_gain_db;
  control[CONTROL_DELTA] = delta ? 1.0f : 0.0f;
  const uint32_t hop = (uint32_t)floor(rate_hz / HOPS_PER_SECOND + 0.5);
  Music out = {.n_frames = music->n_frames};
  out.channel[0] = calloc(music->n_frames, sizeof(float));
  out.channel[1] = calloc(music->n_frames, sizeof(float));
  Engine *engine = engine_new(rate_hz, 2, NULL, NULL);
  ebur128_state *judges[2];
  for (int i = 0; i < 2; ++i) {
    judges[i] = ebur128_init(2, (unsigned long)rate_hz, EBUR128_MODE_S);
  }
  Misses misses = {0};
  double told[2] = {0};
  const uint64_t mode = float_mode_enter();
  for (uint32_t at = 0; at + hop <= music->n_frames; at += hop) {
    const float *in[2] = {music->channel[0] + at, music->channel[1] + at};
    float *to[2] = {out.channel[0] + at, out.channel[1] + at};
    engine_process(engine, control, in, to, hop);
    /* The report in this block was measured up to the block's start. */
    const Report *report = engine_report(engine);
    if (report && at > 4 * (uint32_t)rate_hz && told[0] > -50.0) {
      const double in_miss = (double)report->loudness_lufs[0] - told[0];
      const double out_miss = (double)report->loudness_lufs[1] - told[1];
      misses.in_mean += in_miss;
      misses.in_worst = fmax(misses.in_worst, fabs(in_miss));
      misses.out_worst = fmax(misses.out_worst, fabs(out_miss - in_miss));
      misses.count += 1;
    }
    told[0] = short_term_lufs(judges[0], music, at, at + hop);
    told[1] = short_term_lufs(judges[1], &out, at, at + hop);
  }
  float_mode_leave(mode);
  misses.in_mean /= misses.count > 0 ? misses.count : 1;
  for (int i = 0; i < 2; ++i) {
    ebur128_destroy(&judges[i]);
  }
  engine_free(engine);
  music_free(&out);
  return misses;
}

static void expect_close(const char *what, const Music *music, double rate_hz,
                         double output_gain_db, bool delta)
{
  const Misses misses = judge(music, rate_hz, output_gain_db, delta);
  print_message("%-12s %3d hops: input off by %+.2f LU in the mean, %.2f at most; the change of it "
                "by %.2f at most\n",
                what, misses.count, misses.in_mean, misses.in_worst, misses.out_worst);
  assert_true(misses.count > 50);
  assert_true(misses.in_worst < IN_LIMIT_LU);
  assert_true(misses.out_worst < OUT_LIMIT_LU);
}

static void test_the_test_music(void **state)
{
  (void)state;
  Music music = music_make(20.0, RATE_HZ);
  expect_close("test music", &music, RATE_HZ, -2.0, false);
  expect_close("its delta", &music, RATE_HZ, -2.0, true);
  expect_close("+6 dB", &music, RATE_HZ, 6.0, true);
  music_free(&music);
}

/* Noise that falls by about 6 dB an octave: what lies above 20 kHz,
 * is no part of its loudness. */
static void test_noise(void **state)
{
  (void)state;
  Music music = music_make(12.0, RATE_HZ);
  uint32_t seed = 3;
  double low = 0.0;
  for (uint32_t i = 0; i < music.n_frames; ++i) {
    seed = seed * 1664525u + 1013904223u;
    const double white = (double)(int32_t)seed / 2147483648.0;
    low += 0.02 * (white - low);
    music.channel[0][i] = (float)(0.02 * white + low);
    music.channel[1][i] = music.channel[0][i];
  }
  expect_close("dull noise", &music, RATE_HZ, -2.0, false);
  expect_close("its delta", &music, RATE_HZ, -2.0, true);

  music_free(&music);
}

static void test_a_song(void **state)
{
  (void)state;
  const char *path = getenv("GENRE_EQ_SONG");
  SF_INFO info = {0};
  SNDFILE *file = path ? sf_open(path, SFM_READ, &info) : NULL;
  if (!file || info.channels != 2) {
    print_message("needs a song (make run)\n");
    skip();
  }
  const sf_count_t most = (sf_count_t)MAX_SECONDS * info.samplerate;
  float *frames = calloc((size_t)most * 2 + 1, sizeof(float));
  Music music = {.n_frames = (uint32_t)sf_readf_float(file, frames, most)};
  sf_close(file);
  for (int channel = 0; channel < 2; ++channel) {
    music.channel[channel] = calloc((size_t)music.n_frames + 1, sizeof(float));
    for (uint32_t i = 0; i < music.n_frames; ++i) {
      music.channel[channel][i] = frames[2 * i + (uint32_t)channel];
    }
  }
  free(frames);
  expect_close("the song", &music, info.samplerate, -2.0, false);
  expect_close("its delta", &music, info.samplerate, -2.0, true);
  music_free(&music);
}

/* A sine of 997 Hz, -23 dBFS in both channels: -23 LUFS (EBU Tech 3341, test 1). */
static void test_silence_and_a_sine(void **state)
{
  (void)state;
  LoudnessMeter meter;
  loudness_meter_init(&meter, RATE_HZ, 2);
  assert_float_equal((float)loudness_meter_in_lufs(&meter), (float)SILENCE_LUFS, 0.0f);
  Music music = music_make(6.0, RATE_HZ);
  for (uint32_t i = 0; i < music.n_frames; ++i) {
    music.channel[0][i] = (float)(0.0707946 * sin(2.0 * 3.14159265358979 * 997.0 / RATE_HZ * i));
    music.channel[1][i] = music.channel[0][i];
  }
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  ControlValues control;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
  control[CONTROL_ENABLED] = 0.0f;
  const float *in[2] = {music.channel[0], music.channel[1]};
  engine_process(engine, control, in, music.channel, music.n_frames);
  const Report *report = engine_report(engine);
  assert_non_null(report);
  print_message("sine: %.2f LUFS in, %.2f out\n", (double)report->loudness_lufs[0],
                (double)report->loudness_lufs[1]);
  assert_float_equal(report->loudness_lufs[0], -23.0f, 0.5f);
  assert_float_equal(report->loudness_lufs[1], report->loudness_lufs[0], 0.0f); /* bypassed */
  engine_free(engine);
  music_free(&music);

  /* Behind a flat curve the difference is silence. */
  float energy[PART_COUNT];
  for (int part = 0; part < PART_COUNT; ++part) {
    energy[part] = 1e-3f;
  }
  loudness_meter_add(&meter, energy, PUT_OUT_DIFFERENCE, 0.0);
  assert_true(loudness_meter_in_lufs(&meter) > -30.0);
  assert_true(loudness_meter_out_lufs(&meter) == SILENCE_LUFS);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_test_music),
      cmocka_unit_test(test_noise),
      cmocka_unit_test(test_a_song),
      cmocka_unit_test(test_silence_and_a_sine),
  };
  return cmocka_run_group_tests_name("loudness_meter", tests, NULL, NULL);
}
