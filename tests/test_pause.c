/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Where nothing is heard, nothing moves. 90 s of one kind of music and 30 s of another; then
 * five minutes of silence, of a stopped transport, of noise at -70 dBFS, and of that noise on an
 * offset of -40 dBFS: what was learned, what it was taken for, the curve and so all that a session
 * would save stay as they are.
 *
 * Seen to fail with noise that becomes music after 8 s (dsp/gate.c), and with a gate that hears
 * the offset: it listened to 292 of 300 s.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support_engine.h"

enum { BLOCK = 4410 };

typedef struct {
  Engine *engine;
  ControlValues control;
} Host;

static Host host_new(void)
{
  Host host = {.engine = engine_new(RATE_HZ, 2, NULL, NULL)};
  default_controls(host.control);
  host.control[CONTROL_GLIDE] = 1.0f;
  return host;
}

static void host_play(Host *host, const Music *music)
{
  float out[2][BLOCK];
  const uint64_t mode = float_mode_enter();
  for (uint32_t at = 0; at + BLOCK <= music->n_frames; at += BLOCK) {
    const float *in[2] = {music->channel[0] + at, music->channel[1] + at};
    engine_process(host->engine, host->control, in, (float *const[]){out[0], out[1]}, BLOCK);
  }
  float_mode_leave(mode);
}

/* Noise of this mean square, dB re full scale, and a constant. */
static void host_play_offset(Host *host, double seconds, double level_db, double offset)
{
  Music music = music_make(1.0, RATE_HZ);
  const double peak = sqrt(3.0 * pow(10.0, 0.1 * level_db));
  for (double played_s = 0.0; played_s < seconds; played_s += 1.0) {
    for (uint32_t i = 0; i < 2 * music.n_frames; ++i) {
      const uint32_t index = i + (uint32_t)played_s * 100003u;
      music.channel[i % 2][i / 2] = (float)(offset + peak * music_noise(index));
    }
    host_play(host, &music);
  }
  music_free(&music);
}

static void host_play_noise(Host *host, double seconds, double level_db)
{
  host_play_offset(host, seconds, level_db, 0.0);
}

/* 90 s of the test music, then 30 s of it half as fast and an octave lower. */
static void host_play_songs(Host *host)
{
  Music one = music_make(90.0, RATE_HZ);
  Music other = music_make(30.0, 2.0 * RATE_HZ);
  host_play(host, &one);
  other.n_frames = (uint32_t)(30.0 * RATE_HZ);
  host_play(host, &other);
  music_free(&one);
  music_free(&other);
}

static Memory host_memory(const Host *host)
{
  Memory memory;
  engine_memory(host->engine, &memory);
  return memory;
}

static void expect_same(const char *what, const Memory *before, const Memory *after)
{
  for (int i = 0; i < MEMORY_FIELD_COUNT; ++i) {
    const MemoryField *field = &memory_field[i];
    const double *a = memory_values_const(before, field);
    const double *b = memory_values_const(after, field);
    for (int k = 0; k < field->n_properties * field->count; ++k) {
      if (memcmp(&a[k], &b[k], sizeof a[k]) != 0) {
        fail_msg("%s: %s %d went from %g to %g", what, field->symbol, k, a[k], b[k]);
      }
    }
  }
  print_message("%s: nothing moved\n", what);
}

static double most_moved(const Memory *before, const Memory *after)
{
  double most = 0.0;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    most = fmax(most, fabs(after->probability[genre] - before->probability[genre]));
  }
  return most;
}

static void test_nothing_moves_while_nothing_is_heard(void **state)
{
  (void)state;
  Host host = host_new();
  host_play_songs(&host);
  const Memory at_end = host_memory(&host);
  assert_true(at_end.is_answered[0] > 0.5 && at_end.listened_s[0] > 100.0);

  /* The last question is answered, and the curve lands. */
  host_play_noise(&host, 10.0, -300.0);
  Memory rested = host_memory(&host);
  print_message("in the 10 s after the music a probability moved by %.4f\n",
                most_moved(&at_end, &rested));
  assert_true(most_moved(&at_end, &rested) < 0.05);

  host_play_noise(&host, 300.0, -300.0);
  Memory now = host_memory(&host);
  expect_same("five minutes of silence", &rested, &now);

  float nothing[2][1] = {{0.0f}, {0.0f}};
  const float *in[2] = {nothing[0], nothing[1]};
  for (int block = 0; block < 30000; ++block) {
    engine_process(host.engine, host.control, in, (float *const[]){nothing[0], nothing[1]}, 0);
  }
  now = host_memory(&host);
  expect_same("a transport that stands still", &rested, &now);

  host_play_noise(&host, 300.0, -70.0);
  now = host_memory(&host);
  expect_same("five minutes of noise at -70 dBFS", &rested, &now);

  host_play_offset(&host, 10.0, -70.0, 0.01); /* it begins with a click */
  rested = host_memory(&host);
  host_play_offset(&host, 300.0, -70.0, 0.01);
  now = host_memory(&host);
  expect_same("five minutes of that noise on an offset of -40 dBFS", &rested, &now);
  engine_free(host.engine);
}

/* 8 s of noise before the song, as in a leader, hardly move a probability. */
static void test_noise_before_a_song_is_forgotten(void **state)
{
  (void)state;
  Host host = host_new();
  Host other = host_new();
  Music music = music_make(40.0, RATE_HZ);
  host_play(&host, &music);
  host_play_noise(&other, 8.0, -70.0);
  host_play(&other, &music);
  const Memory alone = host_memory(&host);
  const Memory after_noise = host_memory(&other);
  const double moved = most_moved(&alone, &after_noise);
  print_message("8 s of noise before the song move a probability by %.4f\n", moved);
  assert_true(moved < 0.03);
  engine_free(host.engine);
  engine_free(other.engine);
  music_free(&music);
}

/* How far the curve that was saved is from the one that its peak belongs to. */
static double off_peak_curve_db(const Memory *memory)
{
  double off_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    off_db = fmax(off_db, fabs(memory->section_db[band] - memory->peak_curve_db[band]));
  }
  return off_db;
}

static void expect_same_peak(const Memory *a, const Memory *b)
{
  assert_true(a->peak_wet[0] == b->peak_wet[0]);
  assert_memory_equal(a->peak_curve_db, b->peak_curve_db, sizeof a->peak_curve_db);
  assert_memory_equal(a->peak_energy, b->peak_energy, sizeof a->peak_energy);
}

/* In a pause another balance is chosen, and then the one of before. A session that is saved
 * meanwhile does not take the peak for one of the curve that it saves. */
static void test_a_pause_forgets_no_peak(void **state)
{
  (void)state;
  Host host = host_new();
  host.control[CONTROL_RANGE] = 6.0f;
  host.control[CONTROL_MATCH] = 100.0f;
  Music music = music_make(40.0, RATE_HZ);
  host_play(&host, &music);
  host.control[CONTROL_MATCH] = 90.0f; /* the same curve, up to 1 dB, solved anew */
  host_play_noise(&host, 15.0, -300.0);
  const Memory before = host_memory(&host);
  assert_true(before.peak_wet[0] > 0.0);

  host.control[CONTROL_AMOUNT] = 0.0f;
  host_play_noise(&host, 15.0, -70.0);
  const Memory away = host_memory(&host);
  host.control[CONTROL_AMOUNT] = 100.0f;
  host_play_noise(&host, 15.0, -300.0);
  const Memory back = host_memory(&host);
  print_message("known peak %.4f, back %.4f; under a curve %.2f dB off, away %.2f dB\n",
                before.peak_wet[0], back.peak_wet[0], off_peak_curve_db(&before),
                off_peak_curve_db(&away));
  assert_true(off_peak_curve_db(&before) < 1.0);
  assert_true(off_peak_curve_db(&away) > 1.0);
  expect_same_peak(&back, &before);

  Engine *opened = engine_new(RATE_HZ, 2, NULL, NULL);
  engine_remember(opened, &before);
  Memory again;
  engine_memory(opened, &again);
  expect_same_peak(&again, &before);
  engine_restart(opened);
  engine_memory(opened, &again);
  expect_same_peak(&again, &before);
  engine_free(opened);
  engine_free(host.engine);
  music_free(&music);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_nothing_moves_while_nothing_is_heard),
      cmocka_unit_test(test_noise_before_a_song_is_forgotten),
      cmocka_unit_test(test_a_pause_forgets_no_peak),
  };
  return cmocka_run_group_tests_name("pause", tests, NULL, NULL);
}
