/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The built bundle, loaded through lilv as a host does: workers of every kind, hosts without
 * features, state.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plugin/state.h"
#include "plugin/work.h"
#include "tests/support_lilv.h"
#include "tests/support_music.h"
#include "tests/support_state_bag.h"

#define RATE_HZ 48000.0
#define BLOCK 256

static LilvWorld *world;

/* Plays the music in blocks; out may be music's own buffers. */
static void host_play(TestHost *host, const Music *music, Music *out)
{
  for (uint32_t at = 0; at < music->n_frames; at += BLOCK) {
    const uint32_t block = music->n_frames - at < BLOCK ? music->n_frames - at : BLOCK;
    float *in[2] = {music->channel[0] + at, music->channel[1] + at};
    float *to[2] = {out->channel[0] + at, out->channel[1] + at};
    host_run(host, in, to, block);
  }
}

static void test_every_host_gives_the_same_sound(void **state)
{
  (void)state;
  const struct {
    const char *what;
    HostKind kind;
    int late_runs;
  } hosts[] = {
      {"no features", HOST_NO_FEATURES, 0},
      {"no worker", HOST_NO_WORKER, 0},
      {"worker refuses", HOST_WORKER_REFUSES, 0},
      {"worker never answers", HOST_WORKER_NEVER, 0},
      {"worker answers at once", HOST_WORKER_AT_ONCE, 0},
      {"worker answers after 5 ms", HOST_WORKER_LATE, 1},
      {"worker answers after 0.7 s", HOST_WORKER_LATE, 131},
      {"worker answers after 2 s", HOST_WORKER_LATE, 375},
      {"host copies no question", HOST_KEEPS_POINTER, 20},
  };
  const LilvPlugin *plugin = test_plugin(world, GENRE_EQ_URI_STEREO);
  assert_non_null(plugin);
  Music music = music_make(10.0, RATE_HZ);
  Music expected = music_like(&music);
  Music out = music_like(&music);
  for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; ++i) {
    TestHost *host = host_new(plugin, RATE_HZ, hosts[i].kind);
    assert_non_null(host);
    host->late_runs = hosts[i].late_runs;
    host->control[CONTROL_GLIDE] = 2.0f;
    lilv_instance_activate(host->instance);
    host_play(host, &music, i == 0 ? &expected : &out);
    lilv_instance_deactivate(host->instance);
    const bool same = i == 0 || music_same_bits(&expected, &out);
    print_message("%-28s %3d reports, low gain %.2f dB: %s\n", hosts[i].what, host->n_reports,
                  (double)host->control[CONTROL_GAIN_LOW], same ? "same bits" : "DIFFERS");
    if (hosts[i].kind != HOST_NO_FEATURES) {
      assert_true(host->n_reports > 90);
      assert_string_equal(host->report.version, genre_eq_build);
      assert_float_equal(host->report.makeup_db[0], host->control[CONTROL_MAKEUP], 1e-6f);
    }
    host_free(host);
    assert_true(same);
  }
  assert_false(music_same_bits(&music, &expected));
  music_free(&music);
  music_free(&expected);
  music_free(&out);
}

/* Seen to crash while work() accepted any slot number. */
static void test_a_question_that_is_none_is_refused(void **state)
{
  (void)state;
  TestHost *host = host_new(test_plugin(world, GENRE_EQ_URI_STEREO), RATE_HZ, HOST_WORKER_AT_ONCE);
  WorkRequest request = {.kind = WORK_CLASSIFY, .question = {.id = 1, .slot = 22080}};
  const LV2_Worker_Interface *worker = host->worker;
  assert_int_equal(worker->work(host->handle, test_respond, host, sizeof request, &request),
                   LV2_WORKER_ERR_UNKNOWN);
  request.question.slot = -1;
  assert_int_equal(worker->work(host->handle, test_respond, host, sizeof request, &request),
                   LV2_WORKER_ERR_UNKNOWN);
  request.kind = 77;
  assert_int_equal(worker->work(host->handle, test_respond, host, sizeof request, &request),
                   LV2_WORKER_ERR_UNKNOWN);
  host_free(host);
}

static void test_mono_variant_runs(void **state)
{
  (void)state;
  const LilvPlugin *plugin = test_plugin(world, GENRE_EQ_URI_MONO);
  assert_non_null(plugin);
  Music music = music_make(5.0, RATE_HZ);
  Music out = music_like(&music);
  TestHost *host = host_new(plugin, RATE_HZ, HOST_WORKER_AT_ONCE);
  lilv_instance_activate(host->instance);
  host_play(host, &music, &out);
  assert_true((double)host->control[CONTROL_LISTENED] > 4.0);
  lilv_instance_deactivate(host->instance);
  host_free(host);
  music_free(&music);
  music_free(&out);
}

static void test_rates_that_make_no_sense_are_refused(void **state)
{
  (void)state;
  const LilvPlugin *plugin = test_plugin(world, GENRE_EQ_URI_STEREO);
  const double rates_hz[] = {0.0, -44100.0, 100.0, 1e9, (double)NAN};
  for (size_t i = 0; i < sizeof rates_hz / sizeof rates_hz[0]; ++i) {
    assert_null(host_new(plugin, rates_hz[i], HOST_NO_WORKER));
  }
}

/* --- state ------------------------------------------------------------------------ */

static StateProperty *bag_find(StateBag *bag, const char *uri)
{
  StateProperty *property = state_bag_find(bag, urids_map(NULL, uri));
  if (!property) {
    fail_msg("%s was not saved", uri);
  }
  return property;
}

static LV2_State_Status save(TestHost *host, StateBag *bag)
{
  bag->n_properties = 0;
  return host->state->save(host->handle, state_bag_store, bag, 0, host->features);
}

static LV2_State_Status restore(TestHost *host, StateBag *bag)
{
  return host->state->restore(host->handle, state_bag_retrieve, bag, 0, host->features);
}

/* A host that has listened to `seconds` of music, and its saved state. */
static TestHost *listened_host(double seconds, StateBag *bag)
{
  TestHost *host = host_new(test_plugin(world, GENRE_EQ_URI_STEREO), RATE_HZ, HOST_WORKER_AT_ONCE);
  host->control[CONTROL_GLIDE] = 1.0f;
  Music music = music_make(seconds, RATE_HZ);
  Music out = music_like(&music);
  lilv_instance_activate(host->instance);
  host_play(host, &music, &out);
  lilv_instance_deactivate(host->instance);
  assert_int_equal(save(host, bag), LV2_STATE_SUCCESS);
  music_free(&music);
  music_free(&out);
  return host;
}

static void test_restored_session_is_equalised_from_the_first_block(void **state)
{
  (void)state;
  static StateBag bag, again;
  TestHost *host = listened_host(12.0, &bag);
  TestHost *other = host_new(test_plugin(world, GENRE_EQ_URI_STEREO), RATE_HZ, HOST_NO_WORKER);
  assert_int_equal(restore(other, &bag), LV2_STATE_SUCCESS);
  assert_int_equal(save(other, &again), LV2_STATE_SUCCESS); /* before any run() */
  assert_true(state_bag_same(&bag, &again));

  other->control[CONTROL_GLIDE] = 1.0f;
  Music music = music_make(1.0, RATE_HZ);
  Music here = music_like(&music);
  Music there = music_like(&music);
  lilv_instance_activate(host->instance);
  lilv_instance_activate(other->instance);
  host_play(host, &music, &here);
  host_play(other, &music, &there);
  assert_true(music_same_bits(&here, &there));
  double change = 0.0;
  for (uint32_t i = 0; i < BLOCK; ++i) {
    change = fmax(change, fabs((double)there.channel[0][i] - (double)music.channel[0][i]));
  }
  print_message("first block changed by up to %.4f; gains %.2f … %.2f dB\n", change,
                (double)host->control[CONTROL_GAIN_LOW], (double)host->control[CONTROL_GAIN_HIGH]);
  assert_true(change > 1e-4);
  host_free(host);
  host_free(other);
  music_free(&music);
  music_free(&here);
  music_free(&there);
}

static void test_restored_while_running_it_glides(void **state)
{
  (void)state;
  static StateBag bag;
  TestHost *host = listened_host(12.0, &bag);
  TestHost *other = host_new(test_plugin(world, GENRE_EQ_URI_STEREO), RATE_HZ, HOST_NO_WORKER);
  Music music = music_make(1.0, RATE_HZ);
  Music out = music_like(&music);
  lilv_instance_activate(other->instance);
  host_play(other, &music, &out);
  assert_int_equal(restore(other, &bag), LV2_STATE_SUCCESS);
  host_play(other, &music, &out);
  double fastest = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    fastest = fmax(fastest, fabs((double)other->control[CONTROL_GAIN_LOW + band]));
  }
  print_message("1 s after restoring, largest band gain %.3f dB (0.5 dB/s)\n", fastest);
  assert_true(fastest > 0.05 && fastest < 0.7);
  assert_true((double)other->control[CONTROL_LISTENED] > 11.0);
  host_free(host);
  host_free(other);
  music_free(&music);
  music_free(&out);
}

/* Carla 2.5 returns texts without their final NUL. */
static void test_a_host_that_keeps_no_final_nul(void **state)
{
  (void)state;
  static StateBag bag, again;
  TestHost *host = listened_host(5.0, &bag);
  TestHost *other = host_new(test_plugin(world, GENRE_EQ_URI_STEREO), RATE_HZ, HOST_NO_WORKER);
  assert_int_equal(
      other->state->restore(other->handle, state_bag_retrieve_bare, &bag, 0, other->features),
      LV2_STATE_SUCCESS);
  assert_string_equal(other->log, "");
  assert_int_equal(save(other, &again), LV2_STATE_SUCCESS);
  assert_true(state_bag_same(&bag, &again));
  host_free(host);
  host_free(other);
}

static void test_damaged_and_future_states_are_refused(void **state)
{
  (void)state;
  static StateBag good, bag, before, after;
  TestHost *host = listened_host(5.0, &good);
  assert_int_equal(save(host, &before), LV2_STATE_SUCCESS);

  const int32_t future = MEMORY_VERSION + 1;
  bag = good;
  memcpy(bag_find(&bag, MEMORY_VERSION_URI)->value, &future, sizeof future);
  assert_int_equal(restore(host, &bag), LV2_STATE_ERR_UNKNOWN);
  print_message("%s", host->log);
  assert_non_null(strstr(host->log, "version"));

  bag = good;
  bag_find(&bag, GENRE_EQ_PREFIX "memory-section_db")->size -= 17;
  assert_int_equal(restore(host, &bag), LV2_STATE_ERR_UNKNOWN);
  print_message("%s", host->log);

  bag = good;
  bag_find(&bag, GENRE_EQ_PREFIX "memory-point_energy")->value[3] = 'x';
  assert_int_equal(restore(host, &bag), LV2_STATE_ERR_UNKNOWN);

  bag = good;
  memcpy(bag_find(&bag, GENRE_EQ_PREFIX "memory-section_db")->value, "7ff8000000000000", 16);
  assert_int_equal(restore(host, &bag), LV2_STATE_ERR_UNKNOWN);
  print_message("%s", host->log);

  const int32_t never_released = MEMORY_VERSION_OLDEST - 1;
  bag = good;
  memcpy(bag_find(&bag, MEMORY_VERSION_URI)->value, &never_released, sizeof never_released);
  assert_int_equal(restore(host, &bag), LV2_STATE_ERR_UNKNOWN);
  print_message("%s", host->log);

  bag = good; /* its genre is among those that it names: lost, not unknown */
  bag_find(&bag, GENRE_EQ_PREFIX "memory-probability-jazz")->key = 0;
  assert_int_equal(restore(host, &bag), LV2_STATE_ERR_UNKNOWN);
  print_message("%s", host->log);

  bag = good;
  bag_find(&bag, MEMORY_GENRES_URI)->key = 0;
  assert_int_equal(restore(host, &bag), LV2_STATE_ERR_UNKNOWN);
  print_message("%s", host->log);

  bag = good;
  bag.n_properties -= 3; /* the note, the profile and the last of what was learned */
  assert_int_equal(restore(host, &bag), LV2_STATE_ERR_UNKNOWN);

  bag.n_properties = 0; /* a preset of port values: nothing to restore, nothing lost */
  assert_int_equal(restore(host, &bag), LV2_STATE_SUCCESS);

  assert_int_equal(save(host, &after), LV2_STATE_SUCCESS);
  assert_true(state_bag_same(&before, &after));
  host_free(host);
}

/* A damaged session with a makeup gain of 12 dB that no curve asks for must not stay in Hold. */
static void test_a_forged_curve_starts_flat(void **state)
{
  (void)state;
  static StateBag bag;
  TestHost *host = listened_host(5.0, &bag);
  TestHost *other = host_new(test_plugin(world, GENRE_EQ_URI_STEREO), RATE_HZ, HOST_NO_WORKER);
  memcpy(bag_find(&bag, GENRE_EQ_PREFIX "memory-makeup_db")->value, "4028000000000000", 16);
  assert_int_equal(restore(other, &bag), LV2_STATE_SUCCESS);
  print_message("%s", other->log);
  assert_non_null(strstr(other->log, "starts flat"));
  Music music = music_make(1.0, RATE_HZ);
  Music out = music_like(&music);
  other->control[CONTROL_MODE] = (float)MODE_HOLD;
  lilv_instance_activate(other->instance);
  host_play(other, &music, &out);
  assert_true(music_same_bits(&music, &out));
  assert_true(other->control[CONTROL_LISTENED] > 4.0f);
  host_free(host);
  host_free(other);
  music_free(&music);
  music_free(&out);
}

static void test_state_survives_a_turtle_file(void **state)
{
  (void)state;
  static StateBag bag, again;
  TestHost *host = listened_host(5.0, &bag);
  const LilvPlugin *plugin = test_plugin(world, GENRE_EQ_URI_STEREO);
  LilvState *saved =
      lilv_state_new_from_instance(plugin, host->instance, &host->map, NULL, NULL, NULL, NULL, NULL,
                                   NULL, LV2_STATE_IS_POD, host_named_features(host));
  LV2_URID_Unmap unmap = {NULL, urids_unmap};
  char *text =
      lilv_state_to_string(world, &host->map, &unmap, saved, "urn:genre-eq:test-state", NULL);
  assert_non_null(text);
  LilvState *read = lilv_state_new_from_string(world, &host->map, text);
  assert_non_null(read);
  TestHost *other = host_new(plugin, RATE_HZ, HOST_NO_WORKER);
  lilv_state_restore(read, other->instance, NULL, NULL, 0, host_named_features(other));
  assert_int_equal(save(other, &again), LV2_STATE_SUCCESS);
  assert_true(state_bag_same(&bag, &again));
  print_message("a state is %zu bytes of Turtle\n", strlen(text));
  lilv_state_free(saved);
  lilv_state_free(read);
  lilv_free(text);
  host_free(host);
  host_free(other);
}

int main(void)
{
  world = test_world();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_host_gives_the_same_sound),
      cmocka_unit_test(test_a_question_that_is_none_is_refused),
      cmocka_unit_test(test_mono_variant_runs),
      cmocka_unit_test(test_rates_that_make_no_sense_are_refused),
      cmocka_unit_test(test_restored_session_is_equalised_from_the_first_block),
      cmocka_unit_test(test_restored_while_running_it_glides),
      cmocka_unit_test(test_a_host_that_keeps_no_final_nul),
      cmocka_unit_test(test_damaged_and_future_states_are_refused),
      cmocka_unit_test(test_a_forged_curve_starts_flat),
      cmocka_unit_test(test_state_survives_a_turtle_file),
  };
  const int failed = cmocka_run_group_tests_name("host", tests, NULL, NULL);
  lilv_world_free(world);
  return failed;
}
