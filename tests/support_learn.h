/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Two songs for the mode Learn, and what `genre-eq render --learn` learns of a song.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_LEARN_H
#define GENRE_EQ_TESTS_SUPPORT_LEARN_H

#include <math.h>
#include <stdio.h>

#include "plugin/learn.h"
#include "tests/support_engine.h"

#define SONG_S 40.0 /* longer than the shortest memory */
#define PAUSE_S (LEARN_PAUSE_S + 1.0)
enum { BLOCK = 1024 };

static Music song;
static Music other_song; /* brighter */
static Music silence;
static Music unheard; /* room for output that nobody compares */

static inline Engine *engine_in(Mode mode, ControlValues control)
{
  default_controls(control);
  control[CONTROL_MODE] = (float)mode;
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  assert_non_null(engine);
  return engine;
}

/* Plays `n_frames` of music from `at`. */
static inline void feed_part(Engine *engine, const ControlValues control, const Music *music,
                             Music *out, uint32_t at, uint32_t n_frames, uint32_t block)
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

static inline void feed(Engine *engine, const ControlValues control, const Music *music, Music *out)
{
  feed_part(engine, control, music, out, 0, music->n_frames, BLOCK);
}

static inline void rest(Engine *engine, const ControlValues control, double seconds)
{
  feed_part(engine, control, &silence, &unheard, 0, (uint32_t)(seconds * RATE_HZ), BLOCK);
}

static inline LearnPhase phase_of(const Engine *engine)
{
  Memory memory;
  engine_memory(engine, &memory);
  return (LearnPhase)memory.learn_phase[0];
}

/* All that was learned, and the curve. How Learn ended is not compared. */
static inline Memory learned_by(const Engine *engine)
{
  Memory memory;
  engine_memory(engine, &memory);
  memory.learn_phase[0] = 0.0;
  return memory;
}

static inline void expect_same_memory(const char *what, const Memory *a, const Memory *b)
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

static inline double largest_gain_db(const Memory *memory)
{
  double most = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    most = fmax(most, fabs(memory->section_db[band]));
  }
  return most;
}

/* --- what `genre-eq render --learn` does ------------------------------------------------ */

static inline Memory render_learns(const Music *music)
{
  ControlValues control;
  Engine *engine = engine_in(MODE_LEARN, control);
  feed(engine, control, music, &unheard);
  rest(engine, control, LEARN_PAUSE_S);
  control[CONTROL_MODE] = (float)MODE_HOLD;
  rest(engine, control, 0.5);
  const Memory memory = learned_by(engine);
  engine_free(engine);
  return memory;
}

static inline void render_holds(const Memory *memory, const Music *music, Music *out)
{
  ControlValues control;
  Engine *engine = engine_in(MODE_HOLD, control);
  engine_remember(engine, memory);
  feed(engine, control, music, out);
  engine_free(engine);
}

static inline int make_songs(void **state)
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

static inline int free_songs(void **state)
{
  (void)state;
  music_free(&song);
  music_free(&other_song);
  music_free(&unheard);
  music_free(&silence);
  return 0;
}

#endif
