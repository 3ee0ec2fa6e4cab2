/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The own profile in sessions and presets of the built bundle: saved, restored without its file,
 * damaged.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "plugin/profile_state.h"
#include "tests/support_profile_host.h"
#include "tests/support_state_bag.h"

static LilvState *save_state(ProfileHost *self)
{
  return lilv_state_new_from_instance(
      test_plugin(stage.world, GENRE_EQ_URI_STEREO), self->host->instance, &self->host->map, NULL,
      NULL, NULL, NULL, NULL, NULL, LV2_STATE_IS_POD, host_named_features(self->host));
}

static void restore_state(ProfileHost *self, const LilvState *state)
{
  lilv_state_restore(state, self->host->instance, NULL, NULL, 0, host_named_features(self->host));
}

static char *state_text(ProfileHost *self, const LilvState *state)
{
  LV2_URID_Unmap unmap = {NULL, urids_unmap};
  return lilv_state_to_string(stage.world, &self->host->map, &unmap, state,
                              "urn:genre-eq:test-state", NULL);
}

static void test_a_session_keeps_it_without_the_file(void **state)
{
  (void)state;
  char path[96];
  const Profile profile = test_profile("Gone songs");
  snprintf(path, sizeof path, "%s/gone.txt", stage.scratch);
  test_profile_file(path, &profile);
  Music music = music_make(8.0, RATE_HZ);
  Music here = music_like(&music);
  Music there = music_like(&music);
  ProfileHost *host = profile_host(stage.world, HOST_WORKER_AT_ONCE, 0);
  lilv_instance_activate(host->host->instance);
  profile_host_play(host, &music, &here, 256, path);
  lilv_instance_deactivate(host->host->instance);
  LilvState *saved = save_state(host);
  char *text = state_text(host, saved);
  assert_int_equal(unlink(path), 0);

  LilvState *read = lilv_state_new_from_string(stage.world, &host->host->map, text);
  ProfileHost *other = profile_host(stage.world, HOST_NO_WORKER, 0);
  restore_state(other, read);
  LilvState *again = save_state(other); /* before any run() */
  char *text_again = state_text(other, again);
  assert_non_null(strstr(text, "Gone songs"));
  assert_non_null(strstr(text, path));
  assert_string_equal(text, text_again);
  lilv_instance_activate(host->host->instance);
  lilv_instance_activate(other->host->instance);
  profile_host_play(host, &music, &here, 256, NULL);
  profile_host_play(other, &music, &there, 256, NULL);
  assert_true(music_same_bits(&here, &there));
  assert_string_equal(other->host->report.profile_name, "Gone songs");
  assert_string_equal(other->told, path);
  print_message("restored without its file: same bits, low wanted %+.2f dB\n",
                wanted_db(other, BAND_LOW));
  assert_true(wanted_db(other, BAND_LOW) < -1.0);
  lilv_free(text);
  lilv_free(text_again);
  lilv_state_free(saved);
  lilv_state_free(read);
  lilv_state_free(again);
  profile_host_free(host);
  profile_host_free(other);
  music_free(&music);
  music_free(&here);
  music_free(&there);
}

/* Carla 2.5 returns texts without their final NUL, and keeps a property until it is saved
 * again. */
static void test_a_host_like_carla_keeps_it_and_lets_it_go(void **state)
{
  (void)state;
  static StateBag bag;
  Music music = music_make(0.3, RATE_HZ);
  Music out = music_like(&music);
  ProfileHost *host = profile_host(stage.world, HOST_WORKER_AT_ONCE, 0);
  ProfileHost *fresh = profile_host(stage.world, HOST_NO_WORKER, 0);
  ProfileHost *other = profile_host(stage.world, HOST_NO_WORKER, 0);
  const LV2_State_Interface *saves = host->host->state;
  lilv_instance_activate(host->host->instance);
  profile_host_put(host, stage.good_path, 0);
  profile_host_play(host, &music, &out, 256, NULL);
  profile_host_play(host, &music, &out, 256, NULL);
  lilv_instance_deactivate(host->host->instance);
  assert_int_equal(saves->save(host->host->handle, state_bag_store, &bag, 0, NULL),
                   LV2_STATE_SUCCESS);
  assert_int_equal(saves->restore(other->host->handle, state_bag_retrieve_bare, &bag, 0, NULL),
                   LV2_STATE_SUCCESS);
  lilv_instance_activate(other->host->instance);
  profile_host_play(other, &music, &out, 256, NULL);
  assert_string_equal(other->host->report.profile_name, "Test songs");

  assert_int_equal(saves->save(fresh->host->handle, state_bag_store, &bag, 0, NULL),
                   LV2_STATE_SUCCESS);
  assert_int_equal(saves->restore(other->host->handle, state_bag_retrieve_bare, &bag, 0, NULL),
                   LV2_STATE_SUCCESS);
  profile_host_play(other, &music, &out, 256, NULL);
  assert_string_equal(other->host->report.profile_name, "");
  assert_string_equal(other->host->log, "");
  profile_host_free(host);
  profile_host_free(fresh);
  profile_host_free(other);
  music_free(&music);
  music_free(&out);
}

/* A file is asked for, and its reading takes 1 s. A session is loaded meanwhile: its profile stays,
 * until another file is asked for. */
static void test_a_file_that_is_read_too_late(void **state)
{
  (void)state;
  Music music = music_make(4.0, RATE_HZ);
  Music out = music_like(&music);
  Music moment = music_make(0.1, RATE_HZ);
  ProfileHost *fresh = profile_host(stage.world, HOST_NO_WORKER, 0);
  LilvState *without = save_state(fresh);
  for (int is_out = 0; is_out < 2; ++is_out) { /* the worker has refused so far; it reads */
    ProfileHost *host = profile_host(stage.world, HOST_WORKER_LATE, 187);
    lilv_instance_activate(host->host->instance);
    if (is_out) {
      profile_host_put(host, stage.good_path, 0);
      profile_host_play(host, &moment, &out, 256, NULL);
    } else {
      host->host->kind = HOST_WORKER_REFUSES;
      profile_host_put(host, stage.good_path, 0);
      profile_host_play(host, &moment, &out, 256, NULL);
      host->host->kind = HOST_WORKER_AT_ONCE;
    }
    restore_state(host, without);
    profile_host_play(host, &music, &out, 256, NULL);
    assert_string_equal(host->host->report.profile_name, "");
    host->host->kind = HOST_WORKER_AT_ONCE;
    profile_host_put(host, stage.good_path, 0);
    profile_host_play(host, &music, &out, 256, NULL);
    assert_string_equal(host->host->report.profile_name, "Test songs");
    profile_host_free(host);
  }
  lilv_state_free(without);
  profile_host_free(fresh);
  music_free(&music);
  music_free(&moment);
  music_free(&out);
}

#define PRESET_HEAD                                                                                \
  "@prefix lv2: <http://lv2plug.in/ns/lv2core#> .\n"                                               \
  "@prefix pset: <http://lv2plug.in/ns/ext/presets#> .\n"                                          \
  "@prefix state: <http://lv2plug.in/ns/ext/state#> .\n"                                           \
  "<urn:genre-eq:test-preset> a pset:Preset ; lv2:appliesTo <" GENRE_EQ_URI_STEREO                 \
  "> ; state:state [ "

static LilvState *preset_of(ProfileHost *self, const char *property)
{
  static char text[2 * PROFILE_TEXT_BYTES];
  snprintf(text, sizeof text, PRESET_HEAD "%s ] .\n", property);
  LilvState *preset = lilv_state_new_from_string(stage.world, &self->host->map, text);
  assert_non_null(preset);
  return preset;
}

static void test_a_preset_leaves_what_was_learned(void **state)
{
  (void)state;
  char text[PROFILE_TEXT_BYTES];
  char property[PROFILE_TEXT_BYTES + 128];
  const Profile profile = test_profile("Preset songs");
  profile_write(&profile, text);
  snprintf(property, sizeof property, "<" PROFILE_TEXT_URI "> \"\"\"%s\"\"\"", text);
  Music music = music_make(6.0, RATE_HZ);
  Music out = music_like(&music);
  ProfileHost *host = profile_host(stage.world, HOST_WORKER_AT_ONCE, 0);
  LilvState *preset = preset_of(host, property);
  lilv_instance_activate(host->host->instance);
  profile_host_play(host, &music, &out, 256, NULL);
  const float listened_s = host->host->control[CONTROL_LISTENED];
  restore_state(host, preset); /* while it plays */
  profile_host_play(host, &music, &out, 256, NULL);
  print_message("listened %.1f s, then %.1f s with \"%s\"\n", (double)listened_s,
                (double)host->host->control[CONTROL_LISTENED], host->host->report.profile_name);
  assert_string_equal(host->host->report.profile_name, "Preset songs");
  assert_true((double)host->host->control[CONTROL_LISTENED] > (double)listened_s + 5.0);
  assert_true(wanted_db(host, BAND_LOW) < -1.0);

  /* A session and then a preset, without a run() between: both count. */
  lilv_instance_deactivate(host->host->instance);
  LilvState *session = save_state(host);
  ProfileHost *other = profile_host(stage.world, HOST_NO_WORKER, 0);
  restore_state(other, session);
  restore_state(other, preset);
  lilv_instance_activate(other->host->instance);
  Music moment = music_make(0.2, RATE_HZ);
  profile_host_play(other, &moment, &out, 256, NULL);
  assert_true((double)other->host->control[CONTROL_LISTENED] > 10.0);
  assert_string_equal(other->host->report.profile_name, "Preset songs");

  /* A session older than profiles has none. */
  ProfileHost *fresh = profile_host(stage.world, HOST_NO_WORKER, 0);
  LilvState *old = save_state(fresh);
  restore_state(other, old);
  profile_host_play(other, &moment, &out, 256, NULL);
  assert_string_equal(other->host->report.profile_name, "");
  lilv_state_free(preset);
  lilv_state_free(session);
  lilv_state_free(old);
  profile_host_free(host);
  profile_host_free(other);
  profile_host_free(fresh);
  music_free(&music);
  music_free(&moment);
  music_free(&out);
}

static void test_a_path_alone_is_read_and_damage_refused(void **state)
{
  (void)state;
  char property[256];
  Music music = music_make(0.3, RATE_HZ);
  Music out = music_like(&music);
  ProfileHost *host = profile_host(stage.world, HOST_NO_WORKER, 0);
  lilv_instance_activate(host->host->instance);
  snprintf(property, sizeof property,
           "<" PROFILE_URI "> \"%s\"^^<http://lv2plug.in/ns/ext/atom#Path>", stage.good_path);
  LilvState *preset = preset_of(host, property);
  restore_state(host, preset);
  profile_host_play(host, &music, &out, 256, NULL);
  assert_string_equal(host->host->report.profile_name, "Test songs");
  LilvState *damaged = preset_of(host, "<" PROFILE_TEXT_URI "> \"Genre EQ profile 1\"");
  restore_state(host, damaged);
  print_message("%s", host->host->log);
  assert_non_null(strstr(host->host->log, "line 2"));
  profile_host_play(host, &music, &out, 256, NULL);
  assert_string_equal(host->host->report.profile_name, "Test songs");
  lilv_state_free(preset);
  lilv_state_free(damaged);
  profile_host_free(host);
  music_free(&music);
  music_free(&out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_session_keeps_it_without_the_file),
      cmocka_unit_test(test_a_host_like_carla_keeps_it_and_lets_it_go),
      cmocka_unit_test(test_a_file_that_is_read_too_late),
      cmocka_unit_test(test_a_preset_leaves_what_was_learned),
      cmocka_unit_test(test_a_path_alone_is_read_and_damage_refused),
  };
  return cmocka_run_group_tests_name("host_profile_state", tests, stage_set, stage_clear);
}
