/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Does to the built bundle what Carla 2.5 does to a plugin, since Debian 12 has no Carla. Carla
 * runs it once at load with the default controls, restores state twice, answers requests within
 * run() when offline, passes JACK's freewheeling on, delivers an answer after a restart that was
 * asked before it, and runs blocks of any length.
 *
 * Seen to fail: with an activate() that drops what was restored before it (state), when
 * listener_take_answer() ignores the question's number (answers), without the engine's GRACE_S
 * (preset), and with a prediction that takes effect when the answer arrives (a worker sometimes
 * late, sometimes at once).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_lilv.h"
#include "tests/support_music.h"

#define RATE_HZ 48000.0

enum { BLOCK = 512, LONGEST_BLOCK = 4096 };

static LilvWorld *world;
static Music music;

static TestHost *carla_new(HostKind kind)
{
  TestHost *host = host_new(test_plugin(world, GENRE_EQ_URI_STEREO), RATE_HZ, kind);
  assert_non_null(host);
  return host;
}

static void set_controls(TestHost *host)
{
  host->control[CONTROL_GLIDE] = 2.0f;
  host->control[CONTROL_RANGE] = 6.0f;
}

/** Plays music from frame `from` up to `to` in blocks that `next_block` names. */
static void play(TestHost *host, uint32_t from, uint32_t to, uint32_t (*next_block)(uint32_t),
                 Music *out)
{
  while (from < to) {
    const uint32_t wanted = next_block(from);
    const uint32_t n_frames = to - from < wanted ? to - from : wanted;
    float *in[2] = {music.channel[0] + from, music.channel[1] + from};
    float *into[2] = {out->channel[0] + from, out->channel[1] + from};
    host_run(host, in, into, n_frames);
    from += n_frames;
  }
}

static uint32_t constant_block(uint32_t frame)
{
  (void)frame;
  return BLOCK;
}

static uint32_t any_block(uint32_t frame)
{
  return 1 + frame * 2654435761u % LONGEST_BLOCK;
}

static Music silence(void)
{
  Music out = {.n_frames = music.n_frames};
  out.channel[0] = calloc(music.n_frames, sizeof(float));
  out.channel[1] = calloc(music.n_frames, sizeof(float));
  return out;
}

static uint32_t frames_that_differ(const Music *a, const Music *b)
{
  uint32_t n = 0;
  for (uint32_t i = 0; i < a->n_frames; ++i) {
    n += memcmp(&a->channel[0][i], &b->channel[0][i], sizeof(float)) != 0 ||
         memcmp(&a->channel[1][i], &b->channel[1][i], sizeof(float)) != 0;
  }
  return n;
}

/** The state of a plugin that has heard the music. */
static LilvState *learn(void)
{
  TestHost *host = carla_new(HOST_WORKER_AT_ONCE);
  Music out = silence();
  set_controls(host);
  lilv_instance_activate(host->instance);
  play(host, 0, music.n_frames, constant_block, &out);
  lilv_instance_deactivate(host->instance);
  LilvState *state = lilv_state_new_from_instance(test_plugin(world, GENRE_EQ_URI_STEREO),
                                                  host->instance, &host->map, NULL, NULL, NULL,
                                                  NULL, NULL, NULL, LV2_STATE_IS_POD, NULL);
  host_free(host);
  music_free(&out);
  return state;
}

/** Blocks of BLOCK frames. */
static Music plain_run(const LilvState *state)
{
  TestHost *host = carla_new(HOST_NO_WORKER);
  Music out = silence();
  set_controls(host);
  if (state) {
    lilv_state_restore(state, host->instance, NULL, NULL, 0, NULL);
  }
  lilv_instance_activate(host->instance);
  play(host, 0, music.n_frames, constant_block, &out);
  host_free(host);
  return out;
}

static void a_loaded_project_sounds_as_saved(void **unused)
{
  (void)unused;
  LilvState *state = learn();
  Music expected = plain_run(state);
  Music out = silence();
  TestHost *host = carla_new(HOST_WORKER_AT_ONCE);

  lilv_instance_activate(host->instance); /* at load: defaults, silence, one run */
  float *const quiet[2] = {out.channel[0], out.channel[1]};
  host_run(host, quiet, quiet, BLOCK);
  lilv_instance_deactivate(host->instance);

  set_controls(host);
  lilv_state_restore(state, host->instance, NULL, NULL, 0, NULL);
  lilv_instance_activate(host->instance);
  lilv_state_restore(state, host->instance, NULL, NULL, 0, NULL);
  play(host, 0, music.n_frames, constant_block, &out);
  const uint32_t n_different = frames_that_differ(&expected, &out);
  print_message("%u of %u frames differ\n", n_different, music.n_frames);
  assert_int_equal(n_different, 0);
  assert_true(frames_that_differ(&expected, &music) > music.n_frames / 2);
  host_free(host);
  lilv_state_free(state);
  music_free(&expected);
  music_free(&out);
}

static void run_silence(TestHost *host, int n_blocks)
{
  static float quiet[2][BLOCK];
  float *const buffer[2] = {quiet[0], quiet[1]};
  for (int i = 0; i < n_blocks; ++i) {
    memset(quiet, 0, sizeof quiet);
    host_run(host, buffer, buffer, BLOCK);
  }
}

/* Hosts restore a preset's state first, and set its controls some blocks later. */
static void a_preset_chosen_before_the_song_sounds_as_saved(void **unused)
{
  (void)unused;
  LilvState *state = learn();
  Music expected = plain_run(state);
  Music out = silence();
  TestHost *host = carla_new(HOST_WORKER_AT_ONCE);
  lilv_instance_activate(host->instance);
  run_silence(host, 20);
  lilv_state_restore(state, host->instance, NULL, NULL, 0, NULL);
  run_silence(host, 2);
  host->control[CONTROL_GLIDE] = 2.0f;
  run_silence(host, 1);
  host->control[CONTROL_RANGE] = 6.0f;
  run_silence(host, 200);
  play(host, 0, music.n_frames, constant_block, &out);
  const uint32_t n_different = frames_that_differ(&expected, &out);
  print_message("%u of %u frames differ\n", n_different, music.n_frames);
  assert_int_equal(n_different, 0);
  host_free(host);
  lilv_state_free(state);
  music_free(&expected);
  music_free(&out);
}

static void freewheeling_and_odd_blocks_change_no_bit(void **unused)
{
  (void)unused;
  Music expected = plain_run(NULL);
  Music out = silence();
  TestHost *host = carla_new(HOST_WORKER_AT_ONCE);
  set_controls(host);
  lilv_instance_activate(host->instance);
  const uint32_t third = music.n_frames / 3;
  for (uint32_t i = 0; i < 3; ++i) { /* live, freewheeling, live again */
    host->control[CONTROL_FREEWHEEL] = i == 1 ? 1.0f : 0.0f;
    play(host, i * third, i == 2 ? music.n_frames : (i + 1) * third, any_block, &out);
  }
  const uint32_t n_different = frames_that_differ(&expected, &out);
  print_message("blocks of 1 to %d where options say %d: %u frames differ\n", LONGEST_BLOCK,
                (int)host->block_lengths[1], n_different);
  assert_int_equal(n_different, 0);
  host_free(host);
  music_free(&expected);
  music_free(&out);
}

/* Carla answers at once while offline, and from a thread otherwise. A user who renders and plays
 * in turn switches between the two, often while a question is pending. */
static void a_worker_now_late_now_at_once_changes_no_bit(void **unused)
{
  (void)unused;
  enum { SWITCH_FRAMES = 9000, LATE_RUNS = 6 };
  Music expected = plain_run(NULL);
  Music out = silence();
  TestHost *host = carla_new(HOST_WORKER_LATE);
  int n_on_their_way = 0;
  int n_at_once = 0;
  host->late_runs = LATE_RUNS;
  set_controls(host);
  lilv_instance_activate(host->instance);
  for (uint32_t from = 0; from < music.n_frames; from += SWITCH_FRAMES) {
    const bool offline = from / SWITCH_FRAMES % 2 == 1;
    const uint32_t to =
        from + SWITCH_FRAMES < music.n_frames ? from + SWITCH_FRAMES : music.n_frames;
    const bool on_its_way = host->question_size > 0;
    n_on_their_way += on_its_way;
    host->kind = offline ? HOST_WORKER_AT_ONCE : HOST_WORKER_LATE;
    host->control[CONTROL_FREEWHEEL] = offline ? 1.0f : 0.0f;
    const int n_before = host->n_answers;
    play(host, from, to, any_block, &out);
    n_at_once += offline && !on_its_way ? host->n_answers - n_before : 0;
  }
  const uint32_t n_different = frames_that_differ(&expected, &out);
  print_message("%d of %d answers at once, %d switches with one on its way: %u frames differ\n",
                n_at_once, host->n_answers, n_on_their_way, n_different);
  assert_int_equal(n_different, 0);
  assert_true(n_at_once > 0 && n_at_once < host->n_answers && n_on_their_way > 0);
  host_free(host);
  music_free(&expected);
  music_free(&out);
}

/* An answer about the first half arrives after the host has restarted at another place in the
 * song. */
static void an_answer_from_before_a_restart_is_none(void **unused)
{
  (void)unused;
  const HostKind kinds[2] = {HOST_NO_WORKER, HOST_WORKER_LATE};
  Music out[2];
  for (int i = 0; i < 2; ++i) {
    TestHost *host = carla_new(kinds[i]);
    out[i] = silence();
    host->late_runs = INT32_MAX;
    set_controls(host);
    lilv_instance_activate(host->instance);
    play(host, 0, music.n_frames / 2, constant_block, &out[i]);
    lilv_instance_deactivate(host->instance);
    lilv_instance_activate(host->instance);
    if (kinds[i] == HOST_WORKER_LATE) {
      assert_true(host->question_size > 0);
      host->late_runs = 0; /* from now on each answer comes with the next run */
      /* The answer arrives in time for the first question of the second run. */
      host->runs_to_answer = (int)(3.2 * RATE_HZ) / BLOCK;
    }
    play(host, music.n_frames / 3, music.n_frames, constant_block, &out[i]);
    host_free(host);
  }
  const uint32_t n_different = frames_that_differ(&out[0], &out[1]);
  print_message("%u frames differ\n", n_different);
  assert_int_equal(n_different, 0);
  music_free(&out[0]);
  music_free(&out[1]);
}

int main(void)
{
  world = test_world();
  music = music_make(9.0, RATE_HZ);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_loaded_project_sounds_as_saved),
      cmocka_unit_test(a_preset_chosen_before_the_song_sounds_as_saved),
      cmocka_unit_test(freewheeling_and_odd_blocks_change_no_bit),
      cmocka_unit_test(a_worker_now_late_now_at_once_changes_no_bit),
      cmocka_unit_test(an_answer_from_before_a_restart_is_none),
  };
  const int failed = cmocka_run_group_tests_name("host_carla", tests, NULL, NULL);
  music_free(&music);
  lilv_world_free(world);
  return failed;
}
