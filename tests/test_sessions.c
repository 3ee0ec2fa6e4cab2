/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Sessions of older versions and damaged sessions. What each released version saved still loads.
 * A file that was cut at any byte (the host was killed, the disk was full) is restored whole or
 * refused whole.
 *
 *   test_sessions --store FILE   writes the session of this version, once a release
 */
#include <dirent.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "plugin/memory.h"
#include "tests/support_lilv.h"
#include "tests/support_music.h"

#define RATE_HZ 48000.0
#define BLOCK 480
#define SESSIONS "tests/sessions"
#define SESSION_URI "urn:genre-eq:test-session"

static LilvWorld *world;

static TestHost *new_host(void)
{
  TestHost *host = host_new(test_plugin(world, GENRE_EQ_URI_STEREO), RATE_HZ, HOST_WORKER_AT_ONCE);
  assert_non_null(host);
  return host;
}

static void listen_to_music(TestHost *host, double seconds)
{
  Music music = music_make(seconds, RATE_HZ);
  lilv_instance_activate(host->instance);
  for (uint32_t at = 0; at + BLOCK <= music.n_frames; at += BLOCK) {
    float *sound[2] = {music.channel[0] + at, music.channel[1] + at};
    host_run(host, sound, sound, BLOCK);
  }
  lilv_instance_deactivate(host->instance);
  music_free(&music);
}

/* What lilv writes of the plugin's memory; free it with lilv_free(). */
static char *session_text(TestHost *host)
{
  LV2_URID_Unmap unmap = {NULL, urids_unmap};
  LilvState *state = lilv_state_new_from_instance(
      test_plugin(world, GENRE_EQ_URI_STEREO), host->instance, &host->map, NULL, NULL, NULL, NULL,
      NULL, NULL, LV2_STATE_IS_POD, host_named_features(host));
  char *text = lilv_state_to_string(world, &host->map, &unmap, state, SESSION_URI, NULL);
  lilv_state_free(state);
  return text;
}

/* --- released versions ---------------------------------------------------------------- */

/* The value of a property in a session's text, from its first quotation mark to its last;
 * NULL without it. */
static const char *value_in(const char *text, const MemoryField *field, int property, int *length)
{
  char uri[MEMORY_URI_BYTES];
  char name[MEMORY_URI_BYTES + 2];
  memory_uri(field, property, uri);
  snprintf(name, sizeof name, "<%s>", uri);
  const char *found = strstr(text, name);
  const char *value = found ? strchr(found, '"') : NULL;
  *length = value ? (int)strcspn(value + 1, "\"") + 2 : 0;
  return value;
}

/* Every hexadecimal string of the old session is stored again, bit by bit. */
static int count_properties_kept(const char *before, const char *after)
{
  int n_kept = 0;
  for (int i = 0; i < MEMORY_FIELD_COUNT; ++i) {
    const MemoryField *field = &memory_field[i];
    for (int k = 0; k < field->n_properties; ++k) {
      int old_length, new_length;
      const char *old = value_in(before, field, k, &old_length);
      const char *new = value_in(after, field, k, &new_length);
      if (old && new) {
        if (old_length != new_length || strncmp(old, new, (size_t)old_length) != 0) {
          fail_msg("%s, %d: %.*s became %.*s", field->symbol, k, old_length, old, new_length, new);
        }
        ++n_kept;
      }
    }
  }
  return n_kept;
}

static char *read_file(const char *path)
{
  FILE *file = fopen(path, "rb");
  char *text = calloc(1, 65536);
  assert_non_null(file);
  assert_true(fread(text, 1, 65535, file) < 65535);
  fclose(file);
  return text;
}

static void load_session(const char *path)
{
  char *before = read_file(path);
  TestHost *host = new_host();
  LilvState *state = lilv_state_new_from_string(world, &host->map, before);
  assert_non_null(state);
  lilv_state_restore(state, host->instance, NULL, NULL, 0, host_named_features(host));
  assert_string_equal(host->log, "");
  char *after = session_text(host);
  const int n_kept = count_properties_kept(before, after);

  listen_to_music(host, 0.2);
  double largest_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    largest_db = fmax(largest_db, fabs((double)host->control[CONTROL_GAIN_LOW + band]));
  }
  print_message("%s: %d of %d properties kept bit by bit; curve up to %.2f dB from the start\n",
                path, n_kept, MEMORY_PROPERTY_COUNT, largest_db);
  assert_true(n_kept >= 10);
  assert_true(largest_db > 0.2);
  lilv_free(after);
  lilv_state_free(state);
  host_free(host);
  free(before);
}

static void test_sessions_of_released_versions_load(void **state)
{
  (void)state;
  int n_loaded = 0;
  DIR *folder = opendir(SESSIONS);
  assert_non_null(folder);
  for (struct dirent *entry; (entry = readdir(folder));) {
    char path[512];
    snprintf(path, sizeof path, SESSIONS "/%.200s", entry->d_name);
    const char *dot = strrchr(entry->d_name, '.');
    if (dot && strcmp(dot, ".ttl") == 0) {
      load_session(path);
      ++n_loaded;
    }
  }
  closedir(folder);
  print_message("%d sessions loaded\n", n_loaded);
  assert_true(n_loaded > 0);
}

/* --- accidents -------------------------------------------------------------------------- */

/* 1 restored whole, 0 nothing restored; anything between fails. */
static int restore_text(const char *text, const char *whole, const char *fresh)
{
  TestHost *host = new_host();
  LilvState *state = lilv_state_new_from_string(world, &host->map, text);
  if (state) {
    lilv_state_restore(state, host->instance, NULL, NULL, 0, host_named_features(host));
    lilv_state_free(state);
  }
  char *after = session_text(host);
  const int result = strcmp(after, whole) == 0;
  if (!result) {
    assert_string_equal(after, fresh);
  }
  lilv_free(after);
  host_free(host);
  return result;
}

static void test_session_cut_at_any_place(void **state)
{
  (void)state;
  TestHost *host = new_host();
  char *fresh = session_text(host);
  listen_to_music(host, 6.0);
  char *whole = session_text(host);
  assert_string_not_equal(whole, fresh);
  const size_t length = strlen(whole);
  /* The parser reports it each time; once is enough in the log. */
  const int said = dup(STDERR_FILENO);
  assert_non_null(freopen("/dev/null", "w", stderr));
  int n_whole = 0;
  int n_cut = 0;
  for (size_t cut = 0; cut < length; cut += 7) {
    char *text = calloc(1, length + 1);
    memcpy(text, whole, cut);
    n_whole += restore_text(text, whole, fresh);
    ++n_cut;
    free(text);
  }
  fflush(stderr);
  dup2(said, STDERR_FILENO);
  close(said);
  print_message("cut at %d places of %zu bytes: %d restored whole, %d refused whole\n", n_cut,
                length, n_whole, n_cut - n_whole);
  assert_int_equal(restore_text(whole, whole, fresh), 1);
  assert_true(n_cut - n_whole > n_cut / 2);
  lilv_free(fresh);
  lilv_free(whole);
  host_free(host);
}

/* A host exports a preset through lilv. If the disk is full, the unfinished file must do no harm
 * when it is read. */
static void test_preset_exported_to_a_full_disk(void **state)
{
  (void)state;
  TestHost *host = new_host();
  char *fresh = session_text(host);
  listen_to_music(host, 6.0);
  char *whole = session_text(host);
  LV2_URID_Unmap unmap = {NULL, urids_unmap};
  LilvState *preset = lilv_state_new_from_instance(
      test_plugin(world, GENRE_EQ_URI_STEREO), host->instance, &host->map, NULL, NULL, NULL, NULL,
      NULL, NULL, LV2_STATE_IS_POD, host_named_features(host));
  signal(SIGXFSZ, SIG_IGN);
  for (rlim_t limit = 0; limit <= 8192; limit += 1024) {
    char folder[] = "/tmp/genre-eq-test-XXXXXX";
    char path[64];
    char command[128];
    assert_non_null(mkdtemp(folder));
    struct rlimit before;
    getrlimit(RLIMIT_FSIZE, &before);
    const struct rlimit full = {limit, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &full);
    const int code =
        lilv_state_save(world, &host->map, &unmap, preset, SESSION_URI, folder, "preset.ttl");
    setrlimit(RLIMIT_FSIZE, &before);
    snprintf(path, sizeof path, "%s/preset.ttl", folder);
    char *text = read_file(path);
    const int restored = restore_text(text, whole, fresh);
    print_message("disk full at %lu bytes: lilv says %d, %zu bytes there, %s\n",
                  (unsigned long)limit, code, strlen(text),
                  restored ? "restored whole" : "refused whole");
    free(text);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    assert_int_equal(system(command), 0);
  }
  lilv_state_free(preset);
  lilv_free(fresh);
  lilv_free(whole);
  host_free(host);
}

static int store(const char *path)
{
  TestHost *host = new_host();
  host->control[CONTROL_GLIDE] = 2.0f;
  listen_to_music(host, 20.0);
  char *text = session_text(host);
  FILE *file = fopen(path, "wx");
  const int failed = !file || fputs(text, file) < 0 || fclose(file) != 0;
  if (failed) {
    perror(path);
  }
  lilv_free(text);
  host_free(host);
  return failed;
}

int main(int argc, char **argv)
{
  world = test_world();
  if (argc == 3 && strcmp(argv[1], "--store") == 0) {
    return store(argv[2]);
  }
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sessions_of_released_versions_load),
      cmocka_unit_test(test_session_cut_at_any_place),
      cmocka_unit_test(test_preset_exported_to_a_full_disk),
  };
  const int failed = cmocka_run_group_tests_name("sessions", tests, NULL, NULL);
  lilv_world_free(world);
  return failed;
}
