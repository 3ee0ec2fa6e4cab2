/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * An own profile's file is named at the control port of the built bundle while the music plays.
 * Files that hold no profile and invalid messages are ignored.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/support_profile_host.h"

static void test_worker_and_blocks_change_no_bit(void **state)
{
  (void)state;
  const struct {
    const char *what;
    HostKind kind;
    int late_runs;
    uint32_t block;
  } hosts[] = {
      {"worker at once", HOST_WORKER_AT_ONCE, 0, 256},
      {"worker at once, blocks of 64", HOST_WORKER_AT_ONCE, 0, 64},
      {"worker at once, blocks of 8192", HOST_WORKER_AT_ONCE, 0, 8192},
      {"worker after 5 ms", HOST_WORKER_LATE, 1, 256},
      {"worker after 0.9 s", HOST_WORKER_LATE, 168, 256},
  };
  Music music = music_make(10.0, RATE_HZ);
  Music expected = music_like(&music);
  Music out = music_like(&music);
  Music without = music_like(&music);
  ProfileHost *host = profile_host(stage.world, HOST_WORKER_AT_ONCE, 0);
  lilv_instance_activate(host->host->instance);
  profile_host_play(host, &music, &without, 256, NULL);
  assert_string_equal(host->host->report.profile_name, "");
  assert_true(wanted_db(host, BAND_LOW) == 0.0); /* no profile: nothing is wanted */
  profile_host_free(host);
  for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; ++i) {
    host = profile_host(stage.world, hosts[i].kind, hosts[i].late_runs);
    lilv_instance_activate(host->host->instance);
    profile_host_play(host, &music, i == 0 ? &expected : &out, hosts[i].block, stage.good_path);
    const bool same = i == 0 || music_same_bits(&expected, &out);
    print_message("%-32s \"%s\", low wanted %+.2f dB: %s\n", hosts[i].what,
                  host->host->report.profile_name, wanted_db(host, BAND_LOW),
                  same ? "same bits" : "DIFFERS");
    assert_true(same);
    assert_string_equal(host->host->report.profile_name, "Test songs");
    assert_string_equal(host->told, stage.good_path);
    assert_true(wanted_db(host, BAND_LOW) < -1.0);
    lilv_instance_deactivate(host->host->instance);
    profile_host_free(host);
  }
  assert_false(music_same_bits_from(&without, &expected, SET_AT));
  music_free(&music);
  music_free(&expected);
  music_free(&out);
  music_free(&without);
}

static void test_a_get_is_answered(void **state)
{
  (void)state;
  Music music = music_make(0.5, RATE_HZ);
  Music out = music_like(&music);
  ProfileHost *host = profile_host(stage.world, HOST_WORKER_AT_ONCE, 0);
  lilv_instance_activate(host->host->instance);
  profile_host_put(host, NULL, 0);
  profile_host_play(host, &music, &out, 256, NULL);
  assert_int_equal(host->n_told, 1);
  assert_string_equal(host->told, "");
  profile_host_put(host, stage.good_path, 0);
  profile_host_play(host, &music, &out, 256, NULL);
  profile_host_play(host, &music, &out, 256, NULL);
  profile_host_play(host, &music, &out, 256, NULL);
  assert_int_equal(host->n_told, 2);
  profile_host_put(host, NULL, 0);
  profile_host_play(host, &music, &out, 256, NULL);
  assert_int_equal(host->n_told, 3);
  assert_string_equal(host->told, stage.good_path);
  profile_host_free(host);
  music_free(&music);
  music_free(&out);
}

static void test_files_that_are_none_change_nothing(void **state)
{
  (void)state;
  char bad[8][128];
  FILE *file = NULL;
  snprintf(bad[0], sizeof bad[0], "%s/none", stage.scratch);
  snprintf(bad[1], sizeof bad[1], "%s/folder", stage.scratch);
  assert_int_equal(mkdir(bad[1], 0700), 0);
  snprintf(bad[2], sizeof bad[2], "/dev/zero");
  snprintf(bad[3], sizeof bad[3], "%s/pipe", stage.scratch);
  assert_int_equal(mkfifo(bad[3], 0600), 0);
  snprintf(bad[4], sizeof bad[4], "%s/text", stage.scratch);
  file = fopen(bad[4], "w");
  assert_true(file && fputs("Genre EQ profile 1\nname x\nsongs none\n", file) >= 0);
  fclose(file);
  snprintf(bad[5], sizeof bad[5], "%s/future", stage.scratch);
  file = fopen(bad[5], "w");
  assert_true(file && fputs("Genre EQ profile 2\n", file) >= 0);
  fclose(file);

  Music music = music_make(0.3, RATE_HZ);
  Music out = music_like(&music);
  ProfileHost *host = profile_host(stage.world, HOST_WORKER_AT_ONCE, 0);
  lilv_instance_activate(host->host->instance);
  profile_host_put(host, stage.good_path, 0);
  for (int i = 0; i < 5; ++i) {
    profile_host_play(host, &music, &out, 256, NULL);
  }
  for (int i = 0; i < 6; ++i) {
    host->host->log[0] = '\0';
    profile_host_put(host, bad[i], 0);
    for (int k = 0; k < 5; ++k) {
      profile_host_play(host, &music, &out, 256, NULL);
    }
    print_message("%s", host->host->log);
    assert_non_null(strstr(host->host->log, bad[i]));
    assert_non_null(strstr(host->host->log, "stays as it was"));
    assert_string_equal(host->host->report.profile_name, "Test songs");
    assert_string_equal(host->told, stage.good_path);
  }
  profile_host_free(host);
  music_free(&music);
  music_free(&out);
}

/* Whatever the control port's buffer holds, nothing beyond it is read. */
static void test_broken_messages_are_ignored(void **state)
{
  (void)state;
  Music music = music_make(0.05, RATE_HZ);
  Music out = music_like(&music);
  ProfileHost *host = profile_host(stage.world, HOST_WORKER_AT_ONCE, 0);
  lilv_instance_activate(host->host->instance);
  profile_host_put(host, stage.good_path, 0);
  const EventPort good = host->events;
  const uint32_t size = good.sequence.atom.size;
  for (uint32_t cut = 0; cut < size; ++cut) {
    host->events = good;
    host->events.sequence.atom.size = cut;
    profile_host_play(host, &music, &out, 512, NULL);
  }
  for (uint32_t at = sizeof(LV2_Atom); at < size + sizeof(LV2_Atom); ++at) {
    host->events = good;
    host->events.bytes[at] = 0xff;
    profile_host_play(host, &music, &out, 512, NULL);
  }
  profile_host_free(host);
  music_free(&music);
  music_free(&out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_worker_and_blocks_change_no_bit),
      cmocka_unit_test(test_a_get_is_answered),
      cmocka_unit_test(test_files_that_are_none_change_nothing),
      cmocka_unit_test(test_broken_messages_are_ignored),
  };
  return cmocka_run_group_tests_name("host_profile", tests, stage_set, stage_clear);
}
