/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The loudness match, with libebur128 as the judge: learned, held, and rendered, the
 * integrated loudness (ITU-R BS.1770, EBU R 128) stays within 0.2 LU of the input's,
 * whichever genre the curve aims at. On the test music, and on the song that
 * GENRE_EQ_SONG names, where it does.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <ebur128.h>
#include <sndfile.h>

#include "plugin/engine.h"
#include "plugin/float_mode.h"
#include "tests/support_music.h"

#define LIMIT_LU 0.2
#define MAX_SECONDS 120

static double integrated_lufs(const Music *music, double rate_hz)
{
  ebur128_state *meter = ebur128_init(2, (unsigned long)rate_hz, EBUR128_MODE_I);
  for (uint32_t i = 0; i < music->n_frames; ++i) {
    const float frame[2] = {music->channel[0][i], music->channel[1][i]};
    ebur128_add_frames_float(meter, frame, 1);
  }
  double lufs = 0.0;
  ebur128_loudness_global(meter, &lufs);
  ebur128_destroy(&meter);
  return lufs;
}

static void engine_play(Engine *engine, const ControlValues control, const Music *music, Music *out)
{
  const uint64_t mode = float_mode_enter();
  const float *in[2] = {music->channel[0], music->channel[1]};
  engine_process(engine, control, in, out->channel, music->n_frames);
  float_mode_leave(mode);
}

/* Returns the loudness change of a learned and held curve toward `genre` (0: Auto). */
static double loudness_change_lu(const Music *music, double rate_hz, int genre)
{
  ControlValues control;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
  control[CONTROL_GENRE] = (float)genre;
  control[CONTROL_AMOUNT] = 100.0f;
  control[CONTROL_GLIDE] = 1.0f;
  control[CONTROL_MEMORY] = 3600.0f;
  control[CONTROL_PEAK_SAFETY] = 0.0f;
  Music out = {.n_frames = music->n_frames};
  out.channel[0] = calloc(music->n_frames, sizeof(float));
  out.channel[1] = calloc(music->n_frames, sizeof(float));
  Engine *engine = engine_new(rate_hz, 2, NULL, NULL);
  engine_play(engine, control, music, &out);
  control[CONTROL_MODE] = (float)MODE_HOLD;
  engine_restart(engine);
  engine_play(engine, control, music, &out);

  const double change_lu = integrated_lufs(&out, rate_hz) - integrated_lufs(music, rate_hz);
  int n_values = 0;
  print_message("%-9s gains %+.1f %+.1f %+.1f %+.1f %+.1f dB, makeup %+.2f dB: %+.3f LU\n",
                control_values(KIND_GENRE_CHOICE, &n_values)[genre],
                (double)engine_output(engine, CONTROL_GAIN_LOW),
                (double)engine_output(engine, CONTROL_GAIN_LOW_MID),
                (double)engine_output(engine, CONTROL_GAIN_MID),
                (double)engine_output(engine, CONTROL_GAIN_HIGH_MID),
                (double)engine_output(engine, CONTROL_GAIN_HIGH),
                (double)engine_output(engine, CONTROL_MAKEUP), change_lu);
  engine_free(engine);
  music_free(&out);
  return change_lu;
}

static void judge(const Music *music, double rate_hz)
{
  for (int genre = 0; genre <= GENRE_COUNT; ++genre) {
    assert_true(fabs(loudness_change_lu(music, rate_hz, genre)) < LIMIT_LU);
  }
}

static void test_the_test_music_keeps_its_loudness(void **state)
{
  (void)state;
  Music music = music_make(20.0, 48000.0);
  judge(&music, 48000.0);
  music_free(&music);
}

static void test_a_song_keeps_its_loudness(void **state)
{
  (void)state;
  const char *path = getenv("GENRE_EQ_SONG");
  SF_INFO info = {0};
  SNDFILE *file = path ? sf_open(path, SFM_READ, &info) : NULL;
  if (!file || info.channels != 2) {
    print_message("no stereo song in GENRE_EQ_SONG (make run fetches one)\n");
    skip();
  }
  const sf_count_t most = (sf_count_t)MAX_SECONDS * info.samplerate;
  float *frames = calloc((size_t)most * 2 + 1, sizeof(float));
  Music music = {.n_frames = (uint32_t)sf_readf_float(file, frames, most)};
  sf_close(file);
  assert_true(music.n_frames > 0);
  for (int channel = 0; channel < 2; ++channel) {
    music.channel[channel] = calloc((size_t)music.n_frames + 1, sizeof(float));
    for (uint32_t i = 0; i < music.n_frames; ++i) {
      music.channel[channel][i] = frames[2 * i + (uint32_t)channel];
    }
  }
  free(frames);
  judge(&music, info.samplerate);
  music_free(&music);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_test_music_keeps_its_loudness),
      cmocka_unit_test(test_a_song_keeps_its_loudness),
  };
  return cmocka_run_group_tests_name("loudness_match", tests, NULL, NULL);
}
