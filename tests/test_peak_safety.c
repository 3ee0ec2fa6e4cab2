/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Peak safety on songs at full scale, measured by libebur128: the loudness match never lifts a
 * true peak beyond 0 dBTP, or beyond the input's own where that is higher.
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
#include "plugin/learn.h"
#include "tests/support_music.h"
#include "tests/support_recordings.h"
#include "tests/support_song.h"

#define PEAK_LIMIT_DB 0.1
#define MAX_SECONDS 30
#define SONGS_PER_GENRE 3
#define PAUSE_S 12.0

/* Highest true peak of both channels, dBTP. */
static double measure_peak_db(const Music *music, double rate_hz)
{
  ebur128_state *meter = ebur128_init(2, (unsigned long)rate_hz, EBUR128_MODE_TRUE_PEAK);
  double highest = 0.0;
  for (uint32_t i = 0; i < music->n_frames; ++i) {
    const float frame[2] = {music->channel[0][i], music->channel[1][i]};
    ebur128_add_frames_float(meter, frame, 1);
  }
  for (unsigned channel = 0; channel < 2; ++channel) {
    double peak = 0.0;
    ebur128_true_peak(meter, channel, &peak);
    highest = fmax(highest, peak);
  }
  ebur128_destroy(&meter);
  return 20.0 * log10(highest + 1e-12);
}

static void engine_play(Engine *engine, const ControlValues control, const Music *music, Music *out)
{
  const uint64_t mode = float_mode_enter();
  const float *in[2] = {music->channel[0], music->channel[1]};
  engine_process(engine, control, in, out->channel, music->n_frames);
  float_mode_leave(mode);
}

/* True peak beyond 0 dBTP, or beyond the input's own if that is higher. */
typedef struct {
  double safe_db;
  double unsafe_db; /**< without peak safety */
  double adapt_db;  /**< with it, while the curve still adapts */
} Over;

/* To full scale. */
static void normalise(Music *music, double rate_hz)
{
  const float gain = (float)pow(10.0, -measure_peak_db(music, rate_hz) / 20.0);
  for (uint32_t i = 0; i < music->n_frames; ++i) {
    music->channel[0][i] *= gain;
    music->channel[1][i] *= gain;
  }
}

/* The song is learned, held, played once, and played again. */
static Over measure_over(const Music *music, double rate_hz)
{
  ControlValues control;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
  control[CONTROL_GLIDE] = 1.0f;
  control[CONTROL_MEMORY] = 3600.0f;
  Music out = music_like(music);
  Over over;
  for (int safe = 0; safe < 2; ++safe) {
    control[CONTROL_PEAK_SAFETY] = (float)safe;
    control[CONTROL_MODE] = (float)MODE_ADAPT;
    Engine *engine = engine_new(rate_hz, 2, NULL, NULL);
    engine_play(engine, control, music, &out);
    const double allowed_db = fmax(0.0, measure_peak_db(music, rate_hz));
    over.adapt_db = measure_peak_db(&out, rate_hz) - allowed_db;
    control[CONTROL_MODE] = (float)MODE_HOLD;
    for (int pass = 0; pass < 2; ++pass) {
      engine_restart(engine);
      engine_play(engine, control, music, &out);
    }
    *(safe ? &over.safe_db : &over.unsafe_db) = measure_peak_db(&out, rate_hz) - allowed_db;
    engine_free(engine);
  }
  music_free(&out);
  return over;
}

/* Full-scale songs with a held curve, whose peaks are known from the first play. */
static void test_peak_safety_keeps_songs_from_clipping(void **state)
{
  (void)state;
  double worst_over_db = -HUGE_VAL;
  double worst_without_db = -HUGE_VAL;
  double worst_adapt_db = -HUGE_VAL;
  int n_over_in_adapt = 0;
  int n_songs = 0;
  int n_lowered = 0;
  const Recordings *found = recordings_of_all_genres(SONGS_PER_GENRE);
  for (int i = 0; i < found->count; ++i) {
    Music music;
    double rate_hz = 0.0;
    if (song_read(&music, &rate_hz, found->path[i], MAX_SECONDS)) {
      normalise(&music, rate_hz);
      const Over over = measure_over(&music, rate_hz);
      worst_over_db = fmax(worst_over_db, over.safe_db);
      worst_without_db = fmax(worst_without_db, over.unsafe_db);
      worst_adapt_db = fmax(worst_adapt_db, over.adapt_db);
      n_lowered += over.unsafe_db > PEAK_LIMIT_DB;
      n_over_in_adapt += over.adapt_db > PEAK_LIMIT_DB;
      ++n_songs;
      music_free(&music);
    }
  }
  assert_true(n_songs > 0);
  print_message("%d songs: true peak beyond 0 dBTP and beyond the input's own by %.2f dB at most; "
                "%d of them would be, by up to %.2f dB, without the safety\n",
                n_songs, worst_over_db, n_lowered, worst_without_db);
  print_message(
      "in Adapt, which acts after a peak: %d of them by more than 0.1 dB, %.2f dB at most\n",
      n_over_in_adapt, worst_adapt_db);
  assert_true(n_lowered > 0);
  assert_true(worst_over_db <= PEAK_LIMIT_DB);
}

/* Songs at full scale, as they are, and lifted and cut off. The makeup that Learn ends with is that
 * of the first play. */
#define EQUAL_SONGS_PER_GENRE 3
#define LOUD_DB 6.0
#define MOST_UNEQUAL_LOUD 1

/* False for a song on which Learn might not end. */
static bool song_read_long(Music *music, double *rate_hz, const char *path)
{
  if (!song_read(music, rate_hz, path, MAX_SECONDS)) {
    return false;
  }
  const bool is_long = music->n_frames >= 2.0 * LEARN_LEAST_MUSIC_S * *rate_hz;
  if (!is_long) {
    music_free(music);
  }
  return is_long;
}

static void cut_off(Music *music)
{
  const float gain = (float)pow(10.0, LOUD_DB / 20.0);
  for (int channel = 0; channel < 2; ++channel) {
    for (uint32_t i = 0; i < music->n_frames; ++i) {
      music->channel[channel][i] = fminf(fmaxf(gain * music->channel[channel][i], -1.0f), 1.0f);
    }
  }
}

static bool learns_its_makeup(const Music *song, double rate_hz)
{
  ControlValues control;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
  control[CONTROL_MODE] = (float)MODE_LEARN;
  Music pause = {.n_frames = (uint32_t)(PAUSE_S * rate_hz)};
  Music out[2];
  for (int channel = 0; channel < 2; ++channel) {
    pause.channel[channel] = calloc(pause.n_frames, sizeof(float));
  }
  Engine *engine = engine_new(rate_hz, 2, NULL, NULL);
  Music unheard = music_like(song->n_frames > pause.n_frames ? song : &pause);
  engine_play(engine, control, song, &unheard);
  for (int play = 0; play < 2; ++play) {
    out[play] = music_like(song);
    engine_play(engine, control, &pause, &unheard);
    engine_restart(engine);
    engine_play(engine, control, song, &out[play]);
  }
  const bool equal = music_same_bits(&out[0], &out[1]);
  engine_free(engine);
  music_free(&out[0]);
  music_free(&out[1]);
  music_free(&unheard);
  music_free(&pause);
  return equal;
}

static void test_the_first_play_after_learn_keeps_its_makeup(void **state)
{
  (void)state;
  int n_songs = 0;
  int n_unequal = 0;
  int n_unequal_loud = 0;
  const Recordings *found = recordings_of_all_genres(EQUAL_SONGS_PER_GENRE);
  for (int i = 0; i < found->count; ++i) {
    Music music;
    double rate_hz = 0.0;
    if (song_read_long(&music, &rate_hz, found->path[i])) {
      normalise(&music, rate_hz);
      n_unequal += !learns_its_makeup(&music, rate_hz);
      cut_off(&music);
      n_unequal_loud += !learns_its_makeup(&music, rate_hz);
      ++n_songs;
      music_free(&music);
    }
  }
  print_message(
      "%d songs: the second play after Learn differs from the first in %d; %.0f dB louder "
      "and cut off, in %d\n",
      n_songs, n_unequal, LOUD_DB, n_unequal_loud);
  assert_int_equal(n_unequal, 0);
  assert_true(n_unequal_loud <= MOST_UNEQUAL_LOUD);
}

/* A held curve whose peaks nobody knows yet: the makeup falls in the first play. Where it ends does
 * not depend on where in a hop the song begins. So after one play a host, which goes on without a
 * restart, has the makeup of `genre-eq render --learn`, which restarts the plugin and plays the
 * song once before it renders. */
#define GRID_RATE_HZ 48000.0
#define GRID_SONG_S 6.0
#define GRID_SHIFTS 24
#define GRID_SHIFT_FRAMES 211

static double makeup_db(const Engine *engine)
{
  Memory memory;
  engine_memory(engine, &memory);
  return memory.makeup_db[0];
}

static Engine *engine_holding_a_curve(ControlValues control)
{
  static const double section_db[BAND_COUNT] = {6.0, -2.0, 0.0, 3.0, 6.0};
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
  control[CONTROL_MODE] = (float)MODE_HOLD;
  Engine *engine = engine_new(GRID_RATE_HZ, 2, NULL, NULL);
  Memory memory;
  engine_memory(engine, &memory);
  memcpy(memory.section_db, section_db, sizeof section_db);
  memcpy(memory.section_to_db, section_db, sizeof section_db);
  engine_remember(engine, &memory);
  return engine;
}

static void test_where_the_song_begins_does_not_move_the_makeup(void **state)
{
  (void)state;
  Music song = music_make(GRID_SONG_S, GRID_RATE_HZ);
  Music out = music_like(&song);
  normalise(&song, GRID_RATE_HZ);
  double first_db = 0.0;
  double worst_db = 0.0;
  for (int shift = 0; shift < GRID_SHIFTS; ++shift) {
    ControlValues control;
    Engine *engine = engine_holding_a_curve(control);
    Music faint = music_make(0.01 + shift * GRID_SHIFT_FRAMES / GRID_RATE_HZ, GRID_RATE_HZ);
    for (uint32_t i = 0; i < faint.n_frames; ++i) {
      faint.channel[0][i] = faint.channel[1][i] = 1e-5f;
    }
    engine_play(engine, control, &faint, &out);
    assert_true(makeup_db(engine) == 0.0);
    engine_play(engine, control, &song, &out);
    engine_play(engine, control, &song, &out);
    first_db = shift == 0 ? makeup_db(engine) : first_db;
    worst_db = fmax(worst_db, fabs(makeup_db(engine) - first_db));
    engine_free(engine);
    music_free(&faint);
  }
  print_message("%d places in a hop: makeup %.3f dB, apart by %g dB at most\n", GRID_SHIFTS,
                first_db, worst_db);
  assert_true(first_db < -1.0);
  assert_true(worst_db == 0.0);
  music_free(&song);
  music_free(&out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_peak_safety_keeps_songs_from_clipping),
      cmocka_unit_test(test_the_first_play_after_learn_keeps_its_makeup),
      cmocka_unit_test(test_where_the_song_begins_does_not_move_the_makeup),
  };
  return cmocka_run_group_tests_name("peak_safety", tests, NULL, NULL);
}
