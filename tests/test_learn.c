/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The mode Learn: it forgets, listens through the song, and holds. The curve that it holds is that
 * of `genre-eq render --learn`, bit by bit: Adapt with the longest memory and the fastest glide,
 * then silence.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "plugin/learn.h"
#include "tests/support_engine.h"

#define SONG_S 40.0 /* longer than the shortest memory */
#define PAUSE_S (LEARN_PAUSE_S + 1.0)
enum { BLOCK = 1024 };

static Music song;
static Music other_song; /* brighter */
static Music silence;
static Music unheard; /* room for output that nobody compares */

static Engine *engine_in(Mode mode, ControlValues control)
{
  default_controls(control);
  control[CONTROL_MODE] = (float)mode;
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  assert_non_null(engine);
  return engine;
}

/* Plays `n_frames` of music from `at`. */
static void feed_part(Engine *engine, const ControlValues control, const Music *music, Music *out,
                      uint32_t at, uint32_t n_frames, uint32_t block)
{
  const uint64_t mode = float_mode_enter();
  for (const uint32_t end = at + n_frames; at < end;) {
    const uint32_t n = block < end - at ? block : end - at;
    const float *in[2] = {music->channel[0] + at, music->channel[1] + at};
    float *to[2] = {out->channel[0] + at, out->channel[1] + at};
    engine_process(engine, control, in, to, n);
    at += n;
  }
  float_mode_leave(mode);
}

static void feed(Engine *engine, const ControlValues control, const Music *music, Music *out)
{
  feed_part(engine, control, music, out, 0, music->n_frames, BLOCK);
}

static void rest(Engine *engine, const ControlValues control, double seconds)
{
  feed_part(engine, control, &silence, &unheard, 0, (uint32_t)(seconds * RATE_HZ), BLOCK);
}

static LearnPhase phase_of(const Engine *engine)
{
  Memory memory;
  engine_memory(engine, &memory);
  return (LearnPhase)memory.learn_phase[0];
}

/* All that was learned, and the curve. How Learn ended is not compared. */
static Memory learned_by(const Engine *engine)
{
  Memory memory;
  engine_memory(engine, &memory);
  memory.learn_phase[0] = 0.0;
  return memory;
}

static void expect_same_memory(const char *what, const Memory *a, const Memory *b)
{
  for (int i = 0; i < MEMORY_FIELD_COUNT; ++i) {
    const MemoryField *field = &memory_field[i];
    const double *x = memory_values_const(a, field);
    const double *y = memory_values_const(b, field);
    for (int k = 0; k < field->n_properties * field->count; ++k) {
      if (x[k] != y[k]) {
        fail_msg("%s: %s[%d] is %.17g, expected %.17g", what, field->symbol, k, x[k], y[k]);
      }
    }
  }
}

static double largest_gain_db(const Memory *memory)
{
  double most = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    most = fmax(most, fabs(memory->section_db[band]));
  }
  return most;
}

/* --- what `genre-eq render --learn` does ------------------------------------------------ */

static Memory render_learns(const Music *music)
{
  ControlValues control;
  Engine *engine = engine_in(MODE_ADAPT, control);
  control[CONTROL_MEMORY] = LEARN_MEMORY_S;
  control[CONTROL_GLIDE] = LEARN_GLIDE_S;
  feed(engine, control, music, &unheard);
  rest(engine, control, LEARN_PAUSE_S);
  const Memory memory = learned_by(engine);
  engine_free(engine);
  return memory;
}

static void render_holds(const Memory *memory, const Music *music, Music *out)
{
  ControlValues control;
  Engine *engine = engine_in(MODE_HOLD, control);
  engine_remember(engine, memory);
  feed(engine, control, music, out);
  engine_free(engine);
}

/* --- the tests -------------------------------------------------------------------------- */

static void test_phases(void **state)
{
  (void)state;
  Learn learn = {.phase = LEARN_OFF};
  assert_false(learn_take_mode(&learn, MODE_ADAPT));
  assert_false(learn_take_mode(&learn, MODE_HOLD));
  assert_int_equal(learn.phase, LEARN_OFF);
  assert_true(learn_holds_curve(&learn, MODE_HOLD));
  assert_true(learn_take_mode(&learn, MODE_LEARN));
  assert_false(learn_take_mode(&learn, MODE_LEARN));
  assert_true(learn_heeds_sound(&learn) && learn_moves_curve(&learn));
  for (int hop = 0; hop < 1000; ++hop) { /* silence before the song */
    learn_count_hop(&learn, false, LEARN_LEAST_MUSIC_S - 0.1);
  }
  assert_int_equal(learn.phase, LEARN_LISTENS);
  learn_count_hop(&learn, true, 100.0);
  for (int hop = 0; hop < (int)(10.0 * LEARN_PAUSE_S) - 1; ++hop) {
    learn_count_hop(&learn, false, 100.0);
    assert_int_equal(learn.phase, LEARN_LISTENS);
  }
  learn_count_hop(&learn, false, 100.0);
  assert_int_equal(learn.phase, LEARN_ENDED);
  assert_true(learn_holds_curve(&learn, MODE_LEARN) && !learn_heeds_sound(&learn));
  assert_false(learn_take_mode(&learn, MODE_LEARN));
  assert_false(learn_take_mode(&learn, MODE_HOLD));
  assert_int_equal(learn.phase, LEARN_HELD);
  assert_true(learn_holds_curve(&learn, MODE_HOLD) && !learn_heeds_sound(&learn));
  assert_true(learn_take_mode(&learn, MODE_LEARN)); /* anew */
  assert_false(learn_take_mode(&learn, MODE_HOLD)); /* a second click, in the music */
  assert_int_equal(learn.phase, LEARN_STOPPED);
  assert_true(learn_moves_curve(&learn) && !learn_holds_curve(&learn, MODE_HOLD));
  assert_false(learn_take_mode(&learn, MODE_ADAPT));
  assert_int_equal(learn.phase, LEARN_OFF);
}

/* The song once in Learn, a pause, and the song again. */
static void test_learn_equals_render_learn(void **state)
{
  (void)state;
  const Memory expected = render_learns(&song);
  Music rendered = music_like(&song);
  render_holds(&expected, &song, &rendered);
  print_message("largest gain %.2f dB\n", largest_gain_db(&expected));
  assert_true(largest_gain_db(&expected) > 0.5); /* else the comparison would prove nothing */

  ControlValues control;
  Engine *engine = engine_in(MODE_LEARN, control);
  control[CONTROL_MEMORY] = 30.0f;
  control[CONTROL_GLIDE] = 60.0f;
  Music out = music_like(&song);
  rest(engine, control, 0.7);
  feed(engine, control, &song, &out);
  rest(engine, control, PAUSE_S);
  assert_int_equal(phase_of(engine), LEARN_ENDED);
  const Memory learned = learned_by(engine);
  expect_same_memory("after the song", &learned, &expected);
  assert_float_equal(engine_output(engine, CONTROL_LISTENED), (float)SONG_S, 0.2f);
  feed(engine, control, &song, &out);
  assert_true(music_same_bits(&rendered, &out));
  /* Other sound changes nothing. */
  rest(engine, control, 1.0);
  feed(engine, control, &other_song, &unheard);
  rest(engine, control, PAUSE_S);
  feed(engine, control, &song, &out);
  assert_true(music_same_bits(&rendered, &out));
  assert_float_equal(engine_output(engine, CONTROL_LISTENED), (float)learned.listened_s[0], 0.0f);
  engine_free(engine);
  music_free(&rendered);
  music_free(&out);
}

/* Learn begins after another song, which has its own curve, at any place of the grid; and after a
 * Hold. It ends by a pause, by a second click after the song, or by one with sound going on. */
static void test_what_came_before_and_how_it_ends_change_nothing(void **state)
{
  (void)state;
  const Memory expected = render_learns(&song);
  ControlValues control;
  Engine *fresh = engine_in(MODE_LEARN, control);
  feed(fresh, control, &song, &unheard);
  const Memory at_the_end = learned_by(fresh);
  engine_free(fresh);
  for (int trial = 0; trial < 6; ++trial) {
    Memory learned;
    Engine *engine = engine_in(trial % 2 ? MODE_HOLD : MODE_ADAPT, control);
    feed_part(engine, control, &other_song, &unheard, 0, 12 * 44100 + 1234 * (uint32_t)trial,
              BLOCK);
    rest(engine, control, trial % 2 ? 1.0 : 0.05); /* so that a hop of music waits to be learned */
    control[CONTROL_MODE] = (float)MODE_LEARN;
    rest(engine, control, 3.0); /* the curve lands at flat */
    feed(engine, control, &song, &unheard);
    learned = learned_by(engine);
    expect_same_memory("where the song ends", &learned, &at_the_end);
    if (trial >= 2) {
      rest(engine, control, 0.5);
      control[CONTROL_MODE] = (float)MODE_HOLD;
    }
    if (trial >= 4) {
      rest(engine, control, 0.1);
      feed(engine, control, &other_song, &unheard);
    }
    rest(engine, control, PAUSE_S);
    assert_int_equal(phase_of(engine), trial >= 2 ? LEARN_HELD : LEARN_ENDED);
    learned = learned_by(engine);
    if (trial >= 4) { /* the peaks are those of all that was played */
      learned.peak_in[0] = expected.peak_in[0];
      learned.peak_wet[0] = expected.peak_wet[0];
      learned.peak_out[0] = expected.peak_out[0];
    }
    char what[32];
    snprintf(what, sizeof what, "trial %d", trial);
    expect_same_memory(what, &learned, &expected);
    engine_free(engine);
  }
}

/* A session with a curve begins in Learn: its first sample is unchanged. */
static void test_learn_begins_flat(void **state)
{
  (void)state;
  const Memory learned = render_learns(&song);
  ControlValues control;
  Engine *engine = engine_in(MODE_LEARN, control);
  Music out = music_like(&song);
  engine_remember(engine, &learned);
  feed(engine, control, &song, &out);
  assert_memory_equal(out.channel[0], song.channel[0], 44100 * sizeof(float));
  engine_free(engine);
  music_free(&out);
}

static double largest_bend(const Music *out, uint32_t from, uint32_t to)
{
  double most = 0.0;
  for (const float *x = out->channel[0] + from; x < out->channel[0] + to; ++x) {
    most = fmax(most, fabs((double)x[-1] - 2.0 * (double)x[0] + (double)x[1]));
  }
  return most;
}

/* Learn is pressed in the middle of a song, and makes no click. */
static void test_learn_begins_in_the_middle_of_sound(void **state)
{
  (void)state;
  Music out = music_like(&other_song);
  const uint32_t at = 12 * 44100 + 5000;
  ControlValues control;
  Engine *engine = engine_in(MODE_ADAPT, control);
  control[CONTROL_GLIDE] = 1.0f;
  control[CONTROL_MATCH] = 100.0f;
  control[CONTROL_RANGE] = 6.0f;
  feed_part(engine, control, &other_song, &out, 0, at, BLOCK);
  control[CONTROL_MODE] = (float)MODE_LEARN;
  feed_part(engine, control, &other_song, &out, at, other_song.n_frames - at, BLOCK);
  rest(engine, control, PAUSE_S);
  assert_int_equal(phase_of(engine), LEARN_ENDED);
  print_message("listened %.1f s\n", (double)engine_output(engine, CONTROL_LISTENED));
  assert_true(fabs((double)engine_output(engine, CONTROL_LISTENED) -
                   (double)(other_song.n_frames - at) / RATE_HZ) < 0.3);
  /* Learn begins with the tick that follows, and no tick is longer than 70 frames. */
  const double here = largest_bend(&out, at, at + 70);
  const double near = fmax(largest_bend(&out, at - 441, at), largest_bend(&out, at + 70, at + 441));
  print_message("a bend of %.5f where Learn begins, %.5f within 10 ms\n", here, near);
  assert_true(here <= near);
  engine_free(engine);
  music_free(&out);
}

static void test_block_sizes_and_workers_change_no_bit(void **state)
{
  (void)state;
  /* The song and a pause; the control moves at the same frames for every block size. */
  const uint32_t learn_at = 3 * 44100 + 777;
  const uint32_t hold_at = 30 * 44100 + 333;
  Music expected = music_like(&song);
  Music out = music_like(&song);
  static const uint32_t blocks[] = {4096, 1, 64, 441};
  for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; ++i) {
    ControlValues control;
    default_controls(control);
    Worker worker = {.kind = i == 3 ? WORKER_AT_ONCE : WORKER_NONE};
    Engine *engine = engine_new(RATE_HZ, 2, i == 3 ? worker_ask : NULL, &worker);
    worker.engine = engine;
    Music *to = i == 0 ? &expected : &out;
    feed_part(engine, control, &song, to, 0, learn_at, blocks[i]);
    control[CONTROL_MODE] = (float)MODE_LEARN;
    feed_part(engine, control, &song, to, learn_at, hold_at - learn_at, blocks[i]);
    control[CONTROL_MODE] = (float)MODE_HOLD;
    feed_part(engine, control, &song, to, hold_at, song.n_frames - hold_at, blocks[i]);
    assert_true(i == 0 || music_same_bits(&expected, &out));
    engine_free(engine);
  }
  music_free(&expected);
  music_free(&out);
}

/* The host restarts the plugin where the song ends, or in its middle (its transport stops). */
static void test_a_restart_loses_no_answer(void **state)
{
  (void)state;
  const Memory expected = render_learns(&song);
  ControlValues control;
  Engine *engine = engine_in(MODE_LEARN, control);
  feed(engine, control, &song, &unheard);
  rest(engine, control, 0.5); /* the last hop is learned, but not yet asked about */
  engine_restart(engine);
  rest(engine, control, PAUSE_S);
  assert_int_equal(phase_of(engine), LEARN_ENDED);
  const Memory learned = learned_by(engine);
  expect_same_memory("restart at the end", &learned, &expected);
  engine_free(engine);

  engine = engine_in(MODE_LEARN, control);
  feed_part(engine, control, &song, &unheard, 0, 8 * 44100, BLOCK);
  engine_restart(engine);
  feed_part(engine, control, &song, &unheard, 8 * 44100, 10 * 44100, BLOCK);
  assert_int_equal(phase_of(engine), LEARN_LISTENS);
  print_message("after a restart at 8 s, listened %.1f s of 18 s\n",
                (double)engine_output(engine, CONTROL_LISTENED));
  assert_true(engine_output(engine, CONTROL_LISTENED) > 17.5f);
  engine_free(engine);
}

/* Saved and opened again: after the song; with the mode set a moment after the state; and while it
 * listens. */
static void test_sessions(void **state)
{
  (void)state;
  ControlValues control;
  Engine *engine = engine_in(MODE_LEARN, control);
  feed(engine, control, &song, &unheard);
  rest(engine, control, PAUSE_S);
  Memory saved;
  engine_memory(engine, &saved);
  Music expected = music_like(&song);
  Music out = music_like(&song);
  feed(engine, control, &song, &expected);
  engine_free(engine);
  for (int late = 0; late < 2; ++late) {
    Engine *opened = engine_in(late ? MODE_ADAPT : MODE_LEARN, control);
    engine_remember(opened, &saved);
    rest(opened, control, 0.2);
    control[CONTROL_MODE] = (float)MODE_LEARN;
    feed(opened, control, &song, &out);
    assert_true(music_same_bits(&expected, &out));
    assert_int_equal(phase_of(opened), LEARN_ENDED);
    assert_float_equal(engine_output(opened, CONTROL_LISTENED), (float)saved.listened_s[0], 0.0f);
    engine_free(opened);
  }

  engine = engine_in(MODE_LEARN, control);
  feed_part(engine, control, &song, &unheard, 0, 8 * 44100, BLOCK);
  engine_memory(engine, &saved);
  engine_free(engine);
  Engine *opened = engine_in(MODE_LEARN, control);
  engine_remember(opened, &saved);
  feed_part(opened, control, &song, &unheard, 8 * 44100, song.n_frames - 8 * 44100, BLOCK);
  rest(opened, control, PAUSE_S);
  assert_int_equal(phase_of(opened), LEARN_ENDED);
  assert_true(engine_output(opened, CONTROL_LISTENED) > (float)SONG_S - 1.0f);
  engine_free(opened);
  music_free(&expected);
  music_free(&out);
}

static void test_relearn_and_adapt_end_the_hold(void **state)
{
  (void)state;
  const Memory expected = render_learns(&song);
  ControlValues control;
  Engine *engine = engine_in(MODE_LEARN, control);
  feed(engine, control, &other_song, &unheard);
  rest(engine, control, PAUSE_S);
  assert_int_equal(phase_of(engine), LEARN_ENDED);
  control[CONTROL_RELEARN] = 1.0f;
  rest(engine, control, 3.0);
  control[CONTROL_RELEARN] = 0.0f;
  assert_int_equal(phase_of(engine), LEARN_LISTENS);
  feed(engine, control, &song, &unheard);
  rest(engine, control, PAUSE_S);
  const Memory learned = learned_by(engine);
  expect_same_memory("after Relearn", &learned, &expected);
  control[CONTROL_MODE] = (float)MODE_ADAPT;
  feed(engine, control, &other_song, &unheard);
  assert_int_equal(phase_of(engine), LEARN_OFF);
  assert_true(engine_output(engine, CONTROL_LISTENED) > (float)(1.5 * SONG_S));
  engine_free(engine);
}

/* At full scale, peak safety lowers the makeup for peaks under the curve that is held. The first
 * play after Learn measures them, as `genre-eq render --learn` does before it renders. */
static void test_peaks_are_known_after_one_more_play(void **state)
{
  (void)state;
  Music loud = music_like(&other_song);
  float peak = 0.0f;
  for (uint32_t i = 0; i < loud.n_frames; ++i) {
    peak = fmaxf(peak, fmaxf(fabsf(other_song.channel[0][i]), fabsf(other_song.channel[1][i])));
  }
  for (uint32_t i = 0; i < loud.n_frames; ++i) {
    loud.channel[0][i] = other_song.channel[0][i] / peak;
    loud.channel[1][i] = other_song.channel[1][i] / peak;
  }
  const Memory listened = render_learns(&loud);
  ControlValues control;
  Engine *measuring = engine_in(MODE_HOLD, control);
  control[CONTROL_GLIDE] = LEARN_GLIDE_S;
  engine_remember(measuring, &listened);
  feed(measuring, control, &loud, &unheard);
  rest(measuring, control, LEARN_PAUSE_S);
  const Memory measured = learned_by(measuring);
  engine_free(measuring);
  Music rendered = music_like(&loud);
  render_holds(&measured, &loud, &rendered);

  Music out = music_like(&loud);
  Engine *engine = engine_in(MODE_LEARN, control);
  feed(engine, control, &loud, &unheard);
  rest(engine, control, PAUSE_S);
  feed(engine, control, &loud, &unheard);
  rest(engine, control, PAUSE_S);
  feed(engine, control, &loud, &out);
  print_message("match %.3f dB, makeup %.3f dB after Learn, %.3f dB measured\n",
                listened.match_db[0], listened.makeup_db[0], measured.makeup_db[0]);
  assert_true(measured.makeup_db[0] < measured.match_db[0]); /* else it would prove nothing */
  assert_true(music_same_bits(&rendered, &out));
  engine_free(engine);
  music_free(&loud);
  music_free(&out);
  music_free(&rendered);
}

static int make_songs(void **state)
{
  (void)state;
  song = music_make(SONG_S, RATE_HZ);
  song.channel[0][0] = 0.001f; /* the song begins here */
  other_song = music_make(SONG_S + 7.0, RATE_HZ);
  for (uint32_t i = other_song.n_frames - 1; i > 0; --i) {
    for (int channel = 0; channel < 2; ++channel) {
      float *x = other_song.channel[channel];
      x[i] -= 0.6f * x[i - 1];
    }
  }
  unheard = music_like(&other_song);
  silence = music_like(&other_song);
  return 0;
}

static int free_songs(void **state)
{
  (void)state;
  music_free(&song);
  music_free(&other_song);
  music_free(&unheard);
  music_free(&silence);
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_phases),
      cmocka_unit_test(test_learn_equals_render_learn),
      cmocka_unit_test(test_what_came_before_and_how_it_ends_change_nothing),
      cmocka_unit_test(test_learn_begins_flat),
      cmocka_unit_test(test_learn_begins_in_the_middle_of_sound),
      cmocka_unit_test(test_block_sizes_and_workers_change_no_bit),
      cmocka_unit_test(test_a_restart_loses_no_answer),
      cmocka_unit_test(test_sessions),
      cmocka_unit_test(test_relearn_and_adapt_end_the_hold),
      cmocka_unit_test(test_peaks_are_known_after_one_more_play),
  };
  return cmocka_run_group_tests_name("learn", tests, make_songs, free_songs);
}
