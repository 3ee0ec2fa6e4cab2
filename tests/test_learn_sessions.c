/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The mode Learn over restarts and sessions; and what ends its hold.
 */
#include "tests/support_learn.h"

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

/* A preset that was saved in Hold is loaded while the mode is Learn; hosts set its mode a moment
 * later. Seen to fail where the old mode began to learn, and forgot what the preset brought. */
static void test_a_preset_without_learn(void **state)
{
  (void)state;
  ControlValues control;
  Engine *engine = engine_in(MODE_ADAPT, control);
  feed(engine, control, &other_song, &unheard);
  Memory preset;
  engine_memory(engine, &preset);
  engine_free(engine);
  for (int in_sound = 0; in_sound < 2; ++in_sound) {
    engine = engine_in(MODE_LEARN, control);
    feed(engine, control, &song, &unheard);
    rest(engine, control, in_sound ? 0.0 : PAUSE_S);
    engine_remember(engine, &preset);
    feed_part(engine, control, in_sound ? &song : &silence, &unheard, 0, (uint32_t)(RATE_HZ / 5.0),
              BLOCK);
    control[CONTROL_MODE] = (float)MODE_HOLD;
    rest(engine, control, 0.5);
    assert_int_equal(phase_of(engine), LEARN_OFF);
    print_message("preset of %.1f s of music, loaded %s: %.1f s\n", preset.listened_s[0],
                  in_sound ? "in sound" : "in a pause",
                  (double)engine_output(engine, CONTROL_LISTENED));
    assert_true(engine_output(engine, CONTROL_LISTENED) >= (float)preset.listened_s[0]);
    engine_free(engine);
  }
}

/* A preset with a held curve is loaded while the song plays in Adapt or Learn; hosts set its mode a
 * moment later. Seen to fail where the curve of that moment was held instead. */
static void test_a_held_preset_in_sound(void **state)
{
  (void)state;
  for (int kind = 0; kind < 8; ++kind) {
    const bool is_learned = kind & 1;
    const bool over_learn = kind & 2;
    const bool is_late = kind & 4;
    const Mode mode = is_learned ? MODE_LEARN : MODE_HOLD;
    ControlValues control;
    Engine *engine = engine_in(is_learned ? MODE_LEARN : MODE_ADAPT, control);
    feed(engine, control, &other_song, &unheard);
    control[CONTROL_MODE] = (float)mode;
    rest(engine, control, PAUSE_S);
    Memory preset;
    engine_memory(engine, &preset);
    engine_free(engine);

    engine = engine_in(over_learn ? MODE_LEARN : MODE_ADAPT, control);
    const uint32_t at = (uint32_t)(10.0 * RATE_HZ);
    const uint32_t late = is_late ? (uint32_t)(RATE_HZ / 5.0) : 0;
    feed_part(engine, control, &song, &unheard, 0, at, BLOCK);
    engine_remember(engine, &preset);
    feed_part(engine, control, &song, &unheard, at, late, BLOCK);
    control[CONTROL_MODE] = (float)mode;
    feed_part(engine, control, &song, &unheard, at + late, at, BLOCK);
    Memory now;
    engine_memory(engine, &now);
    engine_free(engine);
    print_message("%s preset over %s, its mode %s: low section %.2f dB of %.2f\n",
                  is_learned ? "learned" : "held", over_learn ? "Learn" : "Adapt",
                  is_late ? "late" : "at once", now.section_db[0], preset.section_db[0]);
    for (int band = 0; band < BAND_COUNT; ++band) {
      assert_true(now.section_db[band] == preset.section_db[band]);
    }
    assert_true(now.match_db[0] == preset.match_db[0]);
  }
}

/* The session was saved in Adapt; it is opened in the mode Learn, with the first sound. Seen to
 * fail where Learn waited for the mode, and missed the song's first 0.3 s. */
static void test_opened_to_learn(void **state)
{
  (void)state;
  const Memory expected = render_learns(&song);
  ControlValues control;
  Engine *engine = engine_in(MODE_ADAPT, control);
  feed(engine, control, &other_song, &unheard);
  Memory saved;
  engine_memory(engine, &saved);
  engine_free(engine);
  engine = engine_in(MODE_LEARN, control);
  engine_remember(engine, &saved);
  feed(engine, control, &song, &unheard);
  rest(engine, control, PAUSE_S);
  const Memory learned = learned_by(engine);
  expect_same_memory("opened to learn", &learned, &expected);
  engine_free(engine);
}

/* Learned the song; saved so long after its end, opened again, and left alone for a pause. */
static Engine *opened_after(double seconds)
{
  ControlValues control;
  Engine *engine = engine_in(MODE_LEARN, control);
  feed(engine, control, &song, &unheard);
  rest(engine, control, seconds);
  Memory saved;
  engine_memory(engine, &saved);
  engine_free(engine);
  Engine *opened = engine_in(MODE_LEARN, control);
  engine_remember(opened, &saved);
  rest(opened, control, PAUSE_S);
  return opened;
}

/* The song has ended, the pause has not: saved and opened again, it learns the same. Seen to fail
 * without a new question about what was learned since the last one. */
static void test_opened_before_the_pause_ends(void **state)
{
  (void)state;
  const Memory expected = render_learns(&song);
  for (int tenths = 5; tenths < 40; tenths += 9) {
    Engine *opened = opened_after(0.1 * tenths);
    assert_int_equal(phase_of(opened), LEARN_ENDED);
    const Memory learned = learned_by(opened);
    char what[64];
    snprintf(what, sizeof what, "opened %.1f s into the pause", 0.1 * tenths);
    expect_same_memory(what, &learned, &expected);
    engine_free(opened);
  }
}

static double most_moved_db(const Memory *a, const Memory *b)
{
  double most_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    most_db = fmax(most_db, fabs(a->section_to_db[band] - b->section_to_db[band]));
  }
  return most_db;
}

/* Saved before the last block of 400 ms has ended: what it lacks of the song's end moves the curve
 * by little; the guide to Ardour has the figures of 87 songs. Seen to fail without the question
 * that restoring asks anew. */
static void test_opened_at_the_songs_end(void **state)
{
  (void)state;
  const Memory expected = render_learns(&song);
  double curve_db = 0.0;
  double match_db = 0.0;
  for (int hundredths = 0; hundredths < 45; hundredths += 4) {
    Engine *opened = opened_after(0.01 * hundredths);
    const Memory learned = learned_by(opened);
    engine_free(opened);
    curve_db = fmax(curve_db, most_moved_db(&learned, &expected));
    match_db = fmax(match_db, fabs(learned.match_to_db[0] - expected.match_to_db[0]));
  }
  print_message("saved 0 to 0.44 s after the song: curve within %.4f dB, match within %.4f dB\n",
                curve_db, match_db);
  assert_true(curve_db < 0.05);
  assert_true(match_db < 0.01);
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

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_restart_loses_no_answer),
      cmocka_unit_test(test_sessions),
      cmocka_unit_test(test_a_preset_without_learn),
      cmocka_unit_test(test_a_held_preset_in_sound),
      cmocka_unit_test(test_opened_to_learn),
      cmocka_unit_test(test_opened_before_the_pause_ends),
      cmocka_unit_test(test_opened_at_the_songs_end),
      cmocka_unit_test(test_relearn_and_adapt_end_the_hold),
  };
  return cmocka_run_group_tests_name("learn_sessions", tests, make_songs, free_songs);
}
