/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The engine as a whole: that its output depends on the sound and the controls
 * alone, that it leaves alone what it should, and that it does something.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "plugin/engine.h"
#include "plugin/float_mode.h"
#include "tests/support_music.h"

#define RATE_HZ 44100.0
#define SECONDS 14.0

/* --- a worker in a box ----------------------------------------------------------- */

/* How a host's worker may behave. Delays are counted in frames of sound. */
typedef enum { WORKER_NONE, WORKER_REFUSES, WORKER_NEVER, WORKER_AT_ONCE, WORKER_LATE } WorkerKind;

typedef struct {
  WorkerKind kind;
  uint64_t delay_frames;
  Engine *engine;
  uint64_t now;
  bool has_question;
  Question question;
  uint64_t due;
  int n_asked;
  int n_answered;
} Worker;

static void worker_answer(Worker *worker)
{
  Answer answer;
  listener_work(engine_listener(worker->engine), &worker->question, &answer);
  worker->has_question = false;
  ++worker->n_answered;
  listener_take_answer(engine_listener(worker->engine), &answer);
}

static bool worker_ask(void *asker, const Question *question)
{
  Worker *worker = asker;
  ++worker->n_asked;
  if (worker->kind == WORKER_REFUSES) {
    return false;
  }
  worker->question = *question;
  worker->has_question = true;
  worker->due = worker->now + worker->delay_frames;
  if (worker->kind == WORKER_AT_ONCE) {
    worker_answer(worker);
  }
  return true;
}

/* --- playing ---------------------------------------------------------------------- */

typedef struct {
  double rate_hz;
  int n_channels;
  uint32_t block; /* 0: random sizes */
  WorkerKind worker;
  double delay_s;
  bool in_place;
  const Memory *memory;
} Play;

static const Play plain = {.rate_hz = RATE_HZ, .n_channels = 2, .block = 1024};

static void default_controls(ControlValues control)
{
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
}

/* Plays all of `music` through a new engine into `out`; leaves the engine to the
 * caller. */
static Engine *play(const Play *how, const ControlValues control, const Music *music, Music *out,
                    Worker *worker)
{
  *worker = (Worker){.kind = how->worker, .delay_frames = (uint64_t)(how->delay_s * how->rate_hz)};
  Engine *engine = engine_new(how->rate_hz, how->n_channels,
                              how->worker == WORKER_NONE ? NULL : worker_ask, worker);
  assert_non_null(engine);
  worker->engine = engine;
  if (how->memory) {
    engine_remember(engine, how->memory);
  }
  uint32_t seed = 1;
  for (uint32_t at = 0; at < music->n_frames;) {
    uint32_t block = how->block;
    if (block == 0) {
      seed = seed * 1664525u + 1013904223u;
      block = (seed >> 16) % 3000u;
    }
    block = block < music->n_frames - at ? block : music->n_frames - at;
    const float *in[2] = {music->channel[0] + at, music->channel[1] + at};
    float *to[2] = {out->channel[0] + at, out->channel[1] + at};
    if (how->in_place) {
      memcpy(to[0], in[0], block * sizeof(float));
      memcpy(to[1], in[1], block * sizeof(float));
      in[0] = to[0];
      in[1] = to[1];
    }
    const uint64_t mode = float_mode_enter();
    if (worker->has_question && worker->kind == WORKER_LATE && worker->now >= worker->due) {
      worker_answer(worker);
    }
    engine_process(engine, control, in, to, block);
    float_mode_leave(mode);
    at += block;
    worker->now += block;
  }
  return engine;
}

static Music make_out(const Music *music)
{
  Music out = {.n_frames = music->n_frames};
  out.channel[0] = calloc(music->n_frames + 1, sizeof(float));
  out.channel[1] = calloc(music->n_frames + 1, sizeof(float));
  return out;
}

static bool same_bits(const Music *a, const Music *b, int n_channels)
{
  for (int channel = 0; channel < n_channels; ++channel) {
    if (memcmp(a->channel[channel], b->channel[channel], a->n_frames * sizeof(float)) != 0) {
      return false;
    }
  }
  return true;
}

/* Plays, compares with `expected` bit by bit. */
static void expect_same(const char *what, const Play *how, const ControlValues control,
                        const Music *music, const Music *expected)
{
  Music out = make_out(music);
  Worker worker;
  Engine *engine = play(how, control, music, &out, &worker);
  const bool same = same_bits(expected, &out, 2);
  print_message("%-28s asked %2d answered %2d: %s\n", what, worker.n_asked, worker.n_answered,
                same ? "same bits" : "DIFFERS");
  engine_free(engine);
  music_free(&out);
  assert_true(same);
}

/* --- determinism ------------------------------------------------------------------ */

static void test_block_sizes_and_workers_change_no_bit(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  control[CONTROL_GLIDE] = 2.0f;
  Music music = music_make(SECONDS, RATE_HZ);
  Music expected = make_out(&music);
  Worker worker;
  Engine *engine = play(&plain, control, &music, &expected, &worker);
  double moved_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    moved_db =
        fmax(moved_db, fabs((double)engine_output(engine, (Control)(CONTROL_GAIN_LOW + band))));
  }
  print_message("largest band gain %.2f dB\n", moved_db);
  assert_true(moved_db > 0.5); /* else the comparison would prove nothing */
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
  expect_same("in place", &how, control, &music, &expected);
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
  Music stereo = make_out(&music);
  Music mono = make_out(&music);
  Worker worker;
  engine_free(play(&plain, control, &music, &stereo, &worker));
  Play how = plain;
  how.n_channels = 1;
  engine_free(play(&how, control, &music, &mono, &worker));
  assert_true(same_bits(&stereo, &mono, 1));
  memcpy(mono.channel[1], mono.channel[0], music.n_frames * sizeof(float));
  assert_true(same_bits(&stereo, &mono, 2));
  music_free(&music);
  music_free(&stereo);
  music_free(&mono);
}

/* A host rolls up to the song for a while that is no whole number of hops. */
static void test_silence_before_the_song_changes_no_bit(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  control[CONTROL_GLIDE] = 2.0f;
  Music music = music_make(SECONDS, RATE_HZ);
  music.channel[0][0] = 0.001f; /* the song begins here */
  Music out = make_out(&music);
  Memory learned;
  Worker worker;
  Engine *engine = play(&plain, control, &music, &out, &worker);
  engine_memory(engine, &learned);
  engine_free(engine);

  const Memory *const memories[] = {NULL, &learned};
  for (int told = 0; told < 2; ++told) {
    Play how = plain;
    how.memory = memories[told];
    engine_free(play(&how, control, &music, &out, &worker));
    const uint32_t pause = 31337;
    Music late = {.n_frames = music.n_frames + pause};
    Music late_out = make_out(&late);
    for (int channel = 0; channel < 2; ++channel) {
      late.channel[channel] = calloc(late.n_frames, sizeof(float));
      memcpy(late.channel[channel] + pause, music.channel[channel], music.n_frames * sizeof(float));
    }
    engine_free(play(&how, control, &late, &late_out, &worker));
    for (int channel = 0; channel < 2; ++channel) {
      assert_memory_equal(late_out.channel[channel] + pause, out.channel[channel],
                          music.n_frames * sizeof(float));
    }
    print_message("%s: same bits after %u frames of silence\n",
                  told ? "a restored session" : "a new one", pause);
    music_free(&late);
    music_free(&late_out);
  }
  music_free(&music);
  music_free(&out);
}

/* … but whoever turns a control in the silence sees the curve move. */
static void test_controls_act_in_the_silence(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  control[CONTROL_GLIDE] = 1.0f;
  Music music = music_make(SECONDS, RATE_HZ);
  Music out = make_out(&music);
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
  Music alone = make_out(&music);
  Music together = make_out(&music);
  Music other = make_out(&music);
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
  assert_true(same_bits(&alone, &together, 2));
  assert_false(same_bits(&alone, &other, 2));
  music_free(&music);
  music_free(&alone);
  music_free(&together);
  music_free(&other);
}

/* --- leaving alone ---------------------------------------------------------------- */

static void expect_untouched(const char *what, Control control_id, float value)
{
  ControlValues control;
  default_controls(control);
  control[control_id] = value;
  Music music = music_make(8.0, RATE_HZ);
  music.channel[0][1000] = -0.0f;
  Music out = make_out(&music);
  Worker worker;
  engine_free(play(&plain, control, &music, &out, &worker));
  const bool same = same_bits(&music, &out, 2);
  print_message("%s: %s\n", what, same ? "same bits" : "DIFFERS");
  music_free(&music);
  music_free(&out);
  assert_true(same);
}

static void test_nothing_to_do_changes_no_bit(void **state)
{
  (void)state;
  expect_untouched("amount 0", CONTROL_AMOUNT, 0.0f);
  expect_untouched("range 0", CONTROL_RANGE, 0.0f);
  expect_untouched("bypassed", CONTROL_ENABLED, 0.0f);
  expect_untouched("held flat", CONTROL_MODE, (float)MODE_HOLD);
}

static void test_silence_pushes_no_gain(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  Music music = music_make(8.0, RATE_HZ);
  memset(music.channel[0], 0, music.n_frames * sizeof(float));
  memset(music.channel[1], 0, music.n_frames * sizeof(float));
  Music out = make_out(&music);
  Worker worker;
  Engine *engine = play(&plain, control, &music, &out, &worker);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_float_equal(engine_output(engine, (Control)(CONTROL_GAIN_LOW + band)), 0.0f, 0.0f);
  }
  assert_float_equal(engine_output(engine, CONTROL_LISTENED), 0.0f, 0.0f);
  assert_float_equal(engine_output(engine, CONTROL_DETECTED_GENRE), 0.0f, 0.0f);
  assert_true(same_bits(&music, &out, 2));
  engine_free(engine);
  music_free(&music);
  music_free(&out);
}

static void test_bypass_fades_to_the_exact_input_and_back(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  control[CONTROL_GLIDE] = 1.0f;
  control[CONTROL_OUTPUT_GAIN] = -3.0f;
  Music music = music_make(8.0, RATE_HZ);
  Music out = make_out(&music);
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  const uint32_t block = 441;
  const uint32_t off = 4 * 44100;
  const uint32_t on = 6 * 44100;
  for (uint32_t at = 0; at + block <= music.n_frames; at += block) {
    const float *in[2] = {music.channel[0] + at, music.channel[1] + at};
    float *to[2] = {out.channel[0] + at, out.channel[1] + at};
    control[CONTROL_ENABLED] = at >= off && at < on ? 0.0f : 1.0f;
    engine_process(engine, control, in, to, block);
  }
  engine_free(engine);
  const uint32_t faded = off + (uint32_t)(0.26 * RATE_HZ);
  assert_memory_equal(out.channel[0] + faded, music.channel[0] + faded,
                      (on - faded) * sizeof(float));
  assert_memory_not_equal(out.channel[0] + on + 22050, music.channel[0] + on + 22050, 4096);

  /* No step beyond the signal's own by more than −80 dBFS around the switches. */
  double worst = 0.0;
  for (uint32_t i = off - 100; i < music.n_frames - block; ++i) {
    const double own = fabs((double)music.channel[0][i] - (double)music.channel[0][i - 1]);
    const double step = fabs((double)out.channel[0][i] - (double)out.channel[0][i - 1]);
    worst = fmax(worst, step - own);
  }
  print_message("largest step beyond the input's own %.1f dBFS (with the curve's own)\n",
                20.0 * log10(worst + 1e-12));
  music_free(&music);
  music_free(&out);
}

/* --- memory ----------------------------------------------------------------------- */

static void test_equal_memories_sound_equal(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  control[CONTROL_GLIDE] = 1.0f;
  Music music = music_make(SECONDS, RATE_HZ);
  Music first = make_out(&music);
  Worker worker;
  Engine *engine = play(&plain, control, &music, &first, &worker);
  Memory memory;
  engine_memory(engine, &memory);
  assert_true(memory.n_hops[0] > 100.0);

  /* The same engine from its first sample again, and a new one that was told. */
  Music again = make_out(&music);
  engine_restart(engine);
  const float *in[2] = {music.channel[0], music.channel[1]};
  const uint64_t mode = float_mode_enter();
  engine_process(engine, control, in, again.channel, music.n_frames);
  float_mode_leave(mode);
  Music told = make_out(&music);
  Play how = plain;
  how.memory = &memory;
  Engine *other = play(&how, control, &music, &told, &worker);
  assert_true(same_bits(&again, &told, 2));
  assert_false(same_bits(&first, &told, 2)); /* it starts equalised */

  Memory copy = memory;
  assert_true(memory_mend(&copy));
  assert_memory_equal(&copy, &memory, sizeof memory);
  engine_free(engine);
  engine_free(other);
  music_free(&music);
  music_free(&first);
  music_free(&again);
  music_free(&told);
}

static void test_meters_are_right_in_a_restored_hold(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  control[CONTROL_GLIDE] = 1.0f;
  Music music = music_make(SECONDS, RATE_HZ);
  Music out = make_out(&music);
  Worker worker;
  Memory memory;
  Engine *engine = play(&plain, control, &music, &out, &worker);
  engine_memory(engine, &memory);
  control[CONTROL_MODE] = (float)MODE_HOLD;
  Play how = plain;
  how.memory = &memory;
  Engine *other = play(&how, control, &music, &out, &worker);
  for (int band = 0; band < BAND_COUNT; ++band) {
    const Control gain = (Control)(CONTROL_GAIN_LOW + band);
    print_message("%-8s learned %+.3f dB, held %+.3f dB\n", band_info[band].name,
                  (double)engine_output(engine, gain), (double)engine_output(other, gain));
    assert_float_equal(engine_output(engine, gain), engine_output(other, gain), 0.1f);
  }
  engine_free(engine);
  engine_free(other);
  music_free(&music);
  music_free(&out);
}

static void test_damaged_memory_is_mended_or_refused(void **state)
{
  (void)state;
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  Memory memory;
  engine_memory(engine, &memory);
  memory.section_db[0] = 1e9;
  memory.label[0] = 99.0;
  memset(memory.probability, 0, sizeof memory.probability);
  assert_true(memory_mend(&memory));
  assert_float_equal((float)memory.section_db[0], (float)SECTION_GAIN_LIMIT_DB, 0.0f);
  assert_int_equal((int)memory.label[0], GENRE_COUNT - 1);
  double sum = 0.0;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    sum += memory.probability[genre];
  }
  assert_true(fabs(sum - 1.0) < 1e-12);
  memory.energy[3] = (double)NAN;
  assert_false(memory_mend(&memory));
  engine_free(engine);
}

static void test_hold_keeps_the_curve_and_relearn_forgets(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  control[CONTROL_GLIDE] = 1.0f;
  Music music = music_make(SECONDS, RATE_HZ);
  Music out = make_out(&music);
  Worker worker;
  Engine *engine = play(&plain, control, &music, &out, &worker);
  const float *in[2] = {music.channel[0], music.channel[1]};

  control[CONTROL_MODE] = (float)MODE_HOLD;
  control[CONTROL_AMOUNT] = 10.0f;
  engine_process(engine, control, in, out.channel, 22050);
  const double held_db = (double)engine_output(engine, CONTROL_GAIN_HIGH);
  control[CONTROL_RELEARN] = 1.0f;
  engine_process(engine, control, in, out.channel, 1);
  control[CONTROL_RELEARN] = 0.0f;
  engine_process(engine, control, in, out.channel, 22050);
  print_message("held at %.3f dB, after amount and relearn %.3f dB; listened %.1f s\n", held_db,
                (double)engine_output(engine, CONTROL_GAIN_HIGH),
                (double)engine_output(engine, CONTROL_LISTENED));
  /* The meter weighs the curve with the spectrum, which is learned anew. */
  assert_true(fabs((double)engine_output(engine, CONTROL_GAIN_HIGH) - held_db) < 0.2);
  assert_true((double)engine_output(engine, CONTROL_LISTENED) < 0.6);
  engine_free(engine);
  music_free(&music);
  music_free(&out);
}

/* --- rough handling --------------------------------------------------------------- */

static void test_nan_and_inf_do_not_stick(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  Music music = music_make(8.0, RATE_HZ);
  for (uint32_t i = 0; i < 500; ++i) {
    music.channel[0][100000 + i] = NAN;
    music.channel[1][120000 + i] = i % 2 ? INFINITY : -INFINITY;
    music.channel[0][140000 + i] = 1e30f;
  }
  Music out = make_out(&music);
  Worker worker;
  engine_free(play(&plain, control, &music, &out, &worker));
  for (uint32_t i = 0; i < music.n_frames; ++i) {
    assert_true(isfinite(out.channel[0][i]) && isfinite(out.channel[1][i]));
  }
  double late_peak = 0.0;
  for (uint32_t i = 140500 + 44100; i < music.n_frames; ++i) {
    late_peak = fmax(late_peak, fabs((double)out.channel[0][i]));
  }
  print_message("peak from 1 s after 1e30 on: %.3f\n", late_peak);
  assert_true(late_peak < 2.0 && late_peak > 0.05);
  music_free(&music);
  music_free(&out);
}

static void test_controls_out_of_range_are_clamped(void **state)
{
  (void)state;
  Music music = music_make(2.0, RATE_HZ);
  Music out = make_out(&music);
  const float wild[] = {NAN, INFINITY, -INFINITY, 1e30f, -1e30f, 0.4f};
  Engine *engine = engine_new(RATE_HZ, 2, NULL, NULL);
  ControlValues control;
  uint32_t seed = 7;
  for (uint32_t at = 0; at + 100 <= music.n_frames; at += 100) {
    for (int i = 0; i < CONTROL_COUNT; ++i) {
      seed = seed * 1664525u + 1013904223u;
      control[i] = wild[(seed >> 16) % 6u];
    }
    const float *in[2] = {music.channel[0] + at, music.channel[1] + at};
    float *to[2] = {out.channel[0] + at, out.channel[1] + at};
    engine_process(engine, control, in, to, 100);
  }
  for (uint32_t i = 0; i < music.n_frames; ++i) {
    assert_true(isfinite(out.channel[0][i]));
  }
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    if (control_info[i].is_output) {
      const float value = engine_output(engine, (Control)i);
      assert_true(value >= control_info[i].minimum && value <= control_info[i].maximum);
    }
  }
  engine_free(engine);
  music_free(&music);
  music_free(&out);
}

static void test_every_rate_works(void **state)
{
  (void)state;
  const double rates_hz[] = {8000, 11025, 22050, 48000, 96000, 192000, 768000};
  for (size_t i = 0; i < sizeof rates_hz / sizeof rates_hz[0]; ++i) {
    ControlValues control;
    default_controls(control);
    control[CONTROL_GLIDE] = 1.0f;
    Music music = music_make(rates_hz[i] > 200000 ? 5.0 : 8.0, rates_hz[i]);
    Music out = make_out(&music);
    Play how = plain;
    how.rate_hz = rates_hz[i];
    Worker worker;
    Engine *engine = play(&how, control, &music, &out, &worker);
    double peak = 0.0;
    for (uint32_t k = 0; k < music.n_frames; ++k) {
      assert_true(isfinite(out.channel[0][k]));
      peak = fmax(peak, fabs((double)out.channel[0][k]));
    }
    print_message("%6.0f Hz: peak %.3f, gains %.2f %.2f %.2f %.2f %.2f dB, makeup %.2f dB\n",
                  rates_hz[i], peak, (double)engine_output(engine, CONTROL_GAIN_LOW),
                  (double)engine_output(engine, CONTROL_GAIN_LOW_MID),
                  (double)engine_output(engine, CONTROL_GAIN_MID),
                  (double)engine_output(engine, CONTROL_GAIN_HIGH_MID),
                  (double)engine_output(engine, CONTROL_GAIN_HIGH),
                  (double)engine_output(engine, CONTROL_MAKEUP));
    assert_true(peak > 0.1 && peak < 2.0);
    engine_free(engine);
    music_free(&music);
    music_free(&out);
  }
}

static void test_latency_is_zero(void **state)
{
  (void)state;
  ControlValues control;
  default_controls(control);
  control[CONTROL_OUTPUT_GAIN] = -6.0f;
  float in_buffer[64] = {[10] = 1.0f};
  float out_buffer[64];
  const float *in[1] = {in_buffer};
  float *out[1] = {out_buffer};
  Engine *engine = engine_new(RATE_HZ, 1, NULL, NULL);
  engine_process(engine, control, in, out, 0);
  engine_process(engine, control, in, out, 64);
  assert_float_equal(out_buffer[9], 0.0f, 0.0f);
  assert_float_equal(out_buffer[10], 0.5011872f, 1e-6f);
  engine_free(engine);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_block_sizes_and_workers_change_no_bit),
      cmocka_unit_test(test_mono_equals_stereo_on_equal_channels),
      cmocka_unit_test(test_silence_before_the_song_changes_no_bit),
      cmocka_unit_test(test_controls_act_in_the_silence),
      cmocka_unit_test(test_two_instances_do_not_disturb_each_other),
      cmocka_unit_test(test_nothing_to_do_changes_no_bit),
      cmocka_unit_test(test_silence_pushes_no_gain),
      cmocka_unit_test(test_bypass_fades_to_the_exact_input_and_back),
      cmocka_unit_test(test_equal_memories_sound_equal),
      cmocka_unit_test(test_meters_are_right_in_a_restored_hold),
      cmocka_unit_test(test_damaged_memory_is_mended_or_refused),
      cmocka_unit_test(test_hold_keeps_the_curve_and_relearn_forgets),
      cmocka_unit_test(test_nan_and_inf_do_not_stick),
      cmocka_unit_test(test_controls_out_of_range_are_clamped),
      cmocka_unit_test(test_every_rate_works),
      cmocka_unit_test(test_latency_is_zero),
  };
  return cmocka_run_group_tests_name("engine", tests, NULL, NULL);
}
