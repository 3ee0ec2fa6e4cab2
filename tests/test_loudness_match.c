/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The loudness match, measured by libebur128. With a learned and held curve the integrated
 * loudness of the render (ITU-R BS.1770, EBU R 128, with its gate) is within 0.2 LU of the
 * input's, whichever genre the curve aims at. It is tested on the test music, and on the song
 * that GENRE_EQ_SONG names.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <ebur128.h>

#include "plugin/engine.h"
#include "plugin/float_mode.h"
#include "tests/support_music.h"
#include "tests/support_recordings.h"
#include "tests/support_song.h"

#define LIMIT_LU 0.2
#define MAX_SECONDS 120
#define SONGS_PER_GENRE 6

typedef struct {
  double gated;   /**< integrated loudness: blocks 10 LU below the mean do not count */
  double ungated; /**< mean of all blocks of 400 ms, 100 ms apart */
} Lufs;

static Lufs measure_lufs(const Music *music, double rate_hz)
{
  ebur128_state *meter = ebur128_init(2, (unsigned long)rate_hz, EBUR128_MODE_I | EBUR128_MODE_M);
  const uint32_t hop = (uint32_t)(rate_hz / 10.0);
  double sum = 0.0;
  int n_blocks = 0;
  for (uint32_t i = 0; i < music->n_frames; ++i) {
    const float frame[2] = {music->channel[0][i], music->channel[1][i]};
    ebur128_add_frames_float(meter, frame, 1);
    double momentary = -HUGE_VAL;
    if ((i + 1) % hop == 0 && i + 1 >= 4 * hop) {
      ebur128_loudness_momentary(meter, &momentary);
      sum += pow(10.0, momentary / 10.0);
      ++n_blocks;
    }
  }
  Lufs lufs = {0.0, 10.0 * log10(sum / n_blocks)};
  ebur128_loudness_global(meter, &lufs.gated);
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

/* The loudness change of a learned and held curve toward a genre (GENRE_UNSURE: Auto). */
static Lufs loudness_change(const Music *music, double rate_hz, int genre)
{
  ControlValues control;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
  control[CONTROL_GENRE] = (float)genre_value_of(genre);
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

  const Lufs before = measure_lufs(music, rate_hz);
  const Lufs after = measure_lufs(&out, rate_hz);
  const Lufs change = {after.gated - before.gated, after.ungated - before.ungated};
  print_message("%-9s gains %+.1f %+.1f %+.1f %+.1f %+.1f dB, makeup %+.2f dB: %+.3f LU, without "
                "the gate %+.3f LU\n",
                genre == GENRE_UNSURE ? "Auto" : genre_name[genre],
                (double)engine_output(engine, CONTROL_GAIN_LOW),
                (double)engine_output(engine, CONTROL_GAIN_LOW_MID),
                (double)engine_output(engine, CONTROL_GAIN_MID),
                (double)engine_output(engine, CONTROL_GAIN_HIGH_MID),
                (double)engine_output(engine, CONTROL_GAIN_HIGH),
                (double)engine_output(engine, CONTROL_MAKEUP), change.gated, change.ungated);
  engine_free(engine);
  music_free(&out);
  return change;
}

static void judge(const Music *music, double rate_hz)
{
  for (int genre = GENRE_UNSURE; genre < GENRE_COUNT; ++genre) {
    assert_true(fabs(loudness_change(music, rate_hz, genre).gated) < LIMIT_LU);
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
  Music music;
  double rate_hz = 0.0;
  if (!song_read(&music, &rate_hz, getenv("GENRE_EQ_SONG"), MAX_SECONDS)) {
    print_message("needs a song (make run)\n");
    skip();
    return;
  }
  judge(&music, rate_hz);
  music_free(&music);
}

/* Seen to fail without the gate's effect in curve_match(): one song was off by 0.33 LU. */
static void test_many_songs_keep_their_loudness(void **state)
{
  (void)state;
  double sum_lu = 0.0;
  double worst_lu = 0.0;
  double worst_ungated_lu = 0.0;
  int n_songs = 0;
  int n_missed = 0;
  const Recordings *found = recordings_of_all_genres(SONGS_PER_GENRE);
  for (int i = 0; i < found->count; ++i) {
    Music music;
    double rate_hz = 0.0;
    if (song_read(&music, &rate_hz, found->path[i], MAX_SECONDS)) {
      const Lufs change = loudness_change(&music, rate_hz, GENRE_UNSURE);
      sum_lu += fabs(change.gated);
      worst_lu = fmax(worst_lu, fabs(change.gated));
      worst_ungated_lu = fmax(worst_ungated_lu, fabs(change.ungated));
      n_missed += fabs(change.gated) >= LIMIT_LU;
      ++n_songs;
      music_free(&music);
    }
  }
  assert_true(n_songs > 0);
  print_message(
      "%d songs: off by %.3f LU in the mean, %.3f at most, %d beyond %.1f LU; without the "
      "gate %.3f LU at most\n",
      n_songs, sum_lu / n_songs, worst_lu, n_missed, LIMIT_LU, worst_ungated_lu);
  assert_int_equal(n_missed, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_test_music_keeps_its_loudness),
      cmocka_unit_test(test_a_song_keeps_its_loudness),
      cmocka_unit_test(test_many_songs_keep_their_loudness),
  };
  return cmocka_run_group_tests_name("loudness_match", tests, NULL, NULL);
}
