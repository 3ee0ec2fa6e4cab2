/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The mode Learn: it forgets, listens through the song, and holds. The curve that it holds is that
 * of `genre-eq render --learn`, bit by bit: Adapt with the longest memory and the fastest glide,
 * then silence.
 */
#include "tests/support_learn.h"

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
      memcpy(learned.peak_curve_db, expected.peak_curve_db, sizeof learned.peak_curve_db);
      memcpy(learned.peak_energy, expected.peak_energy, sizeof learned.peak_energy);
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

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_phases),
      cmocka_unit_test(test_learn_equals_render_learn),
      cmocka_unit_test(test_what_came_before_and_how_it_ends_change_nothing),
      cmocka_unit_test(test_learn_begins_flat),
      cmocka_unit_test(test_learn_begins_in_the_middle_of_sound),
      cmocka_unit_test(test_block_sizes_and_workers_change_no_bit),
      cmocka_unit_test(test_peaks_are_known_after_one_more_play),
  };
  return cmocka_run_group_tests_name("learn", tests, make_songs, free_songs);
}
