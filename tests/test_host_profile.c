/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The own profile in the built bundle: loaded by its path while the music plays, saved
 * and restored, and what happens to files that are none.
 */
#include <lv2/atom/forge.h>
#include <lv2/patch/patch.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "plugin/profile_patch.h"
#include "plugin/profile_state.h"
#include "tests/support_lilv.h"
#include "tests/support_music.h"
#include "tests/support_profile.h"

#define RATE_HZ 48000.0
#define SET_AT 150100 /* the sample at which a profile is asked for */

static LilvWorld *world;
static char scratch[] = "/tmp/genre-eq-test-XXXXXX";
static char good_path[64];

/* --- a host with a control port ------------------------------------------------------ */

typedef union {
  LV2_Atom_Sequence sequence;
  uint8_t bytes[4096];
} EventPort;

typedef struct {
  TestHost *host;
  EventPort events;
  PatchUrids urids;
  char told[PROFILE_PATH_BYTES]; /* the last path told at the notify port */
  int n_told;
} ProfileHost;

static ProfileHost *profile_host(HostKind kind, int late_runs)
{
  ProfileHost *self = calloc(1, sizeof *self);
  self->host = host_new(test_plugin(world, GENRE_EQ_URI_STEREO), RATE_HZ, kind);
  self->host->late_runs = late_runs;
  self->host->control[CONTROL_GENRE] = (float)GENRE_CHOICE_OWN;
  self->host->control[CONTROL_GLIDE] = 1.0f;
  patch_urids_map(&self->urids, &self->host->map);
  lilv_instance_connect_port(self->host->instance, PORT_EVENTS_IN(2), &self->events);
  self->events.sequence.atom =
      (LV2_Atom){sizeof(LV2_Atom_Sequence_Body), self->urids.atom_Sequence};
  return self;
}

static void profile_host_free(ProfileHost *self)
{
  host_free(self->host);
  free(self);
}

/* A message for the next block: patch:Set with this path, or (NULL) patch:Get. */
static void put_message(ProfileHost *self, const char *path, uint32_t frame)
{
  LV2_Atom_Forge forge;
  LV2_Atom_Forge_Frame sequence;
  LV2_Atom_Forge_Frame object;
  lv2_atom_forge_init(&forge, &self->host->map);
  lv2_atom_forge_set_buffer(&forge, self->events.bytes, sizeof self->events);
  lv2_atom_forge_sequence_head(&forge, &sequence, 0);
  lv2_atom_forge_frame_time(&forge, frame);
  lv2_atom_forge_object(&forge, &object, 0, test_map(NULL, path ? LV2_PATCH__Set : LV2_PATCH__Get));
  lv2_atom_forge_key(&forge, test_map(NULL, LV2_PATCH__property));
  lv2_atom_forge_urid(&forge, test_map(NULL, PROFILE_URI));
  if (path) {
    lv2_atom_forge_key(&forge, test_map(NULL, LV2_PATCH__value));
    lv2_atom_forge_path(&forge, path, (uint32_t)strlen(path));
  }
  lv2_atom_forge_pop(&forge, &object);
  lv2_atom_forge_pop(&forge, &sequence);
}

static void read_told(ProfileHost *self)
{
  const LV2_Atom_Sequence *sequence = &self->host->notify.sequence;
  LV2_ATOM_SEQUENCE_FOREACH(sequence, event)
  {
    const LV2_Atom_Object *object = (const LV2_Atom_Object *)&event->body;
    const LV2_Atom *value = NULL;
    if (object->body.otype == self->urids.patch_Set) {
      lv2_atom_object_get(object, self->urids.patch_value, &value, 0);
      assert_non_null(value);
      assert_int_equal(value->type, self->urids.atom_Path);
      snprintf(self->told, sizeof self->told, "%s", (const char *)(value + 1));
      ++self->n_told;
    }
  }
}

/* Plays on from `at` in blocks; the message comes with the block that SET_AT lies in. */
static void play(ProfileHost *self, const Music *music, Music *out, uint32_t block,
                 const char *path)
{
  for (uint32_t at = 0; at < music->n_frames; at += block) {
    const uint32_t n = music->n_frames - at < block ? music->n_frames - at : block;
    float *in[2] = {music->channel[0] + at, music->channel[1] + at};
    float *to[2] = {out->channel[0] + at, out->channel[1] + at};
    if (path && at <= SET_AT && SET_AT < at + n) {
      put_message(self, path, SET_AT - at);
    }
    host_run(self->host, in, to, n);
    read_told(self);
    self->events.sequence.atom =
        (LV2_Atom){sizeof(LV2_Atom_Sequence_Body), self->urids.atom_Sequence};
  }
}

static double wanted(const ProfileHost *self, int band)
{
  return (double)self->host->report.wanted_db[band];
}

/* --- loading while the music plays -------------------------------------------------- */

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
  ProfileHost *host = profile_host(HOST_WORKER_AT_ONCE, 0);
  lilv_instance_activate(host->host->instance);
  play(host, &music, &without, 256, NULL);
  assert_string_equal(host->host->report.profile_name, "");
  assert_true(wanted(host, BAND_LOW) == 0.0); /* no profile: nothing is wanted */
  profile_host_free(host);
  for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; ++i) {
    host = profile_host(hosts[i].kind, hosts[i].late_runs);
    lilv_instance_activate(host->host->instance);
    play(host, &music, i == 0 ? &expected : &out, hosts[i].block, good_path);
    const bool same = i == 0 || music_same_bits(&expected, &out);
    print_message("%-32s \"%s\", low wanted %+.2f dB: %s\n", hosts[i].what,
                  host->host->report.profile_name, wanted(host, BAND_LOW),
                  same ? "same bits" : "DIFFERS");
    assert_true(same);
    assert_string_equal(host->host->report.profile_name, "Test songs");
    assert_string_equal(host->told, good_path);
    assert_true(wanted(host, BAND_LOW) < -1.0);
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
  ProfileHost *host = profile_host(HOST_WORKER_AT_ONCE, 0);
  lilv_instance_activate(host->host->instance);
  put_message(host, NULL, 0);
  play(host, &music, &out, 256, NULL);
  assert_int_equal(host->n_told, 1);
  assert_string_equal(host->told, "");
  put_message(host, good_path, 0);
  play(host, &music, &out, 256, NULL);
  play(host, &music, &out, 256, NULL);
  play(host, &music, &out, 256, NULL);
  assert_int_equal(host->n_told, 2);
  put_message(host, NULL, 0);
  play(host, &music, &out, 256, NULL);
  assert_int_equal(host->n_told, 3);
  assert_string_equal(host->told, good_path);
  profile_host_free(host);
  music_free(&music);
  music_free(&out);
}

static void test_files_that_are_none_change_nothing(void **state)
{
  (void)state;
  char bad[8][128];
  FILE *file = NULL;
  snprintf(bad[0], sizeof bad[0], "%s/none", scratch);
  snprintf(bad[1], sizeof bad[1], "%s/folder", scratch);
  assert_int_equal(mkdir(bad[1], 0700), 0);
  snprintf(bad[2], sizeof bad[2], "/dev/zero");
  snprintf(bad[3], sizeof bad[3], "%s/pipe", scratch);
  assert_int_equal(mkfifo(bad[3], 0600), 0);
  snprintf(bad[4], sizeof bad[4], "%s/text", scratch);
  file = fopen(bad[4], "w");
  assert_true(file && fputs("Genre EQ profile 1\nname x\nsongs none\n", file) >= 0);
  fclose(file);
  snprintf(bad[5], sizeof bad[5], "%s/future", scratch);
  file = fopen(bad[5], "w");
  assert_true(file && fputs("Genre EQ profile 2\n", file) >= 0);
  fclose(file);

  Music music = music_make(0.3, RATE_HZ);
  Music out = music_like(&music);
  ProfileHost *host = profile_host(HOST_WORKER_AT_ONCE, 0);
  lilv_instance_activate(host->host->instance);
  put_message(host, good_path, 0);
  for (int i = 0; i < 5; ++i) {
    play(host, &music, &out, 256, NULL);
  }
  for (int i = 0; i < 6; ++i) {
    host->host->log[0] = '\0';
    put_message(host, bad[i], 0);
    for (int k = 0; k < 5; ++k) {
      play(host, &music, &out, 256, NULL);
    }
    print_message("%s", host->host->log);
    assert_non_null(strstr(host->host->log, bad[i]));
    assert_non_null(strstr(host->host->log, "stays as it was"));
    assert_string_equal(host->host->report.profile_name, "Test songs");
    assert_string_equal(host->told, good_path);
  }
  profile_host_free(host);
  music_free(&music);
  music_free(&out);
}

/* Whatever lies in the control port's buffer, nothing beyond it is read. */
static void test_broken_messages_are_ignored(void **state)
{
  (void)state;
  Music music = music_make(0.05, RATE_HZ);
  Music out = music_like(&music);
  ProfileHost *host = profile_host(HOST_WORKER_AT_ONCE, 0);
  lilv_instance_activate(host->host->instance);
  put_message(host, good_path, 0);
  const EventPort good = host->events;
  const uint32_t size = good.sequence.atom.size;
  for (uint32_t cut = 0; cut < size; ++cut) {
    host->events = good;
    host->events.sequence.atom.size = cut;
    play(host, &music, &out, 512, NULL);
  }
  for (uint32_t at = sizeof(LV2_Atom); at < size + sizeof(LV2_Atom); ++at) {
    host->events = good;
    host->events.bytes[at] = 0xff;
    play(host, &music, &out, 512, NULL);
  }
  profile_host_free(host);
  music_free(&music);
  music_free(&out);
}

/* --- state ------------------------------------------------------------------------------ */

static LilvState *save_state(ProfileHost *self)
{
  return lilv_state_new_from_instance(test_plugin(world, GENRE_EQ_URI_STEREO), self->host->instance,
                                      &self->host->map, NULL, NULL, NULL, NULL, NULL, NULL,
                                      LV2_STATE_IS_POD, self->host->features);
}

static void restore_state(ProfileHost *self, const LilvState *state)
{
  lilv_state_restore(state, self->host->instance, NULL, NULL, 0, self->host->features);
}

static char *state_text(ProfileHost *self, const LilvState *state)
{
  LV2_URID_Unmap unmap = {NULL, test_unmap};
  return lilv_state_to_string(world, &self->host->map, &unmap, state, "urn:genre-eq:test-state",
                              NULL);
}

static void test_a_session_keeps_it_without_the_file(void **state)
{
  (void)state;
  char path[96];
  const Profile profile = test_profile("Gone songs");
  snprintf(path, sizeof path, "%s/gone.txt", scratch);
  test_profile_file(path, &profile);
  Music music = music_make(8.0, RATE_HZ);
  Music here = music_like(&music);
  Music there = music_like(&music);
  ProfileHost *host = profile_host(HOST_WORKER_AT_ONCE, 0);
  lilv_instance_activate(host->host->instance);
  play(host, &music, &here, 256, path);
  lilv_instance_deactivate(host->host->instance);
  LilvState *saved = save_state(host);
  char *text = state_text(host, saved);
  assert_int_equal(unlink(path), 0);

  LilvState *read = lilv_state_new_from_string(world, &host->host->map, text);
  ProfileHost *other = profile_host(HOST_NO_WORKER, 0);
  restore_state(other, read);
  LilvState *again = save_state(other); /* before any run() */
  char *text_again = state_text(other, again);
  assert_non_null(strstr(text, "Gone songs"));
  assert_non_null(strstr(text, path));
  assert_string_equal(text, text_again);
  lilv_instance_activate(host->host->instance);
  lilv_instance_activate(other->host->instance);
  play(host, &music, &here, 256, NULL);
  play(other, &music, &there, 256, NULL);
  assert_true(music_same_bits(&here, &there));
  assert_string_equal(other->host->report.profile_name, "Gone songs");
  assert_string_equal(other->told, path);
  print_message("restored without its file: same bits, low wanted %+.2f dB\n",
                wanted(other, BAND_LOW));
  assert_true(wanted(other, BAND_LOW) < -1.0);
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
  LilvState *preset = lilv_state_new_from_string(world, &self->host->map, text);
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
  ProfileHost *host = profile_host(HOST_WORKER_AT_ONCE, 0);
  LilvState *preset = preset_of(host, property);
  lilv_instance_activate(host->host->instance);
  play(host, &music, &out, 256, NULL);
  const float listened_s = host->host->control[CONTROL_LISTENED];
  restore_state(host, preset); /* while it plays */
  play(host, &music, &out, 256, NULL);
  print_message("listened %.1f s, then %.1f s with \"%s\"\n", (double)listened_s,
                (double)host->host->control[CONTROL_LISTENED], host->host->report.profile_name);
  assert_string_equal(host->host->report.profile_name, "Preset songs");
  assert_true((double)host->host->control[CONTROL_LISTENED] > (double)listened_s + 5.0);
  assert_true(wanted(host, BAND_LOW) < -1.0);

  /* A session, then at once a preset: both count, though no run() came between. */
  lilv_instance_deactivate(host->host->instance);
  LilvState *session = save_state(host);
  ProfileHost *other = profile_host(HOST_NO_WORKER, 0);
  restore_state(other, session);
  restore_state(other, preset);
  lilv_instance_activate(other->host->instance);
  Music moment = music_make(0.2, RATE_HZ);
  play(other, &moment, &out, 256, NULL);
  assert_true((double)other->host->control[CONTROL_LISTENED] > 10.0);
  assert_string_equal(other->host->report.profile_name, "Preset songs");

  /* A session from before there were profiles has none. */
  ProfileHost *fresh = profile_host(HOST_NO_WORKER, 0);
  LilvState *old = save_state(fresh);
  restore_state(other, old);
  play(other, &moment, &out, 256, NULL);
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
  ProfileHost *host = profile_host(HOST_NO_WORKER, 0);
  lilv_instance_activate(host->host->instance);
  snprintf(property, sizeof property,
           "<" PROFILE_URI "> \"%s\"^^<http://lv2plug.in/ns/ext/atom#Path>", good_path);
  LilvState *preset = preset_of(host, property);
  restore_state(host, preset);
  play(host, &music, &out, 256, NULL);
  assert_string_equal(host->host->report.profile_name, "Test songs");
  LilvState *damaged = preset_of(host, "<" PROFILE_TEXT_URI "> \"Genre EQ profile 1\"");
  restore_state(host, damaged);
  print_message("%s", host->host->log);
  assert_non_null(strstr(host->host->log, "line 2"));
  play(host, &music, &out, 256, NULL);
  assert_string_equal(host->host->report.profile_name, "Test songs");
  lilv_state_free(preset);
  lilv_state_free(damaged);
  profile_host_free(host);
  music_free(&music);
  music_free(&out);
}

int main(void)
{
  world = test_world();
  if (!mkdtemp(scratch)) {
    return 1;
  }
  const Profile profile = test_profile("Test songs");
  snprintf(good_path, sizeof good_path, "%s/profile.txt", scratch);
  test_profile_file(good_path, &profile);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_worker_and_blocks_change_no_bit),
      cmocka_unit_test(test_a_get_is_answered),
      cmocka_unit_test(test_files_that_are_none_change_nothing),
      cmocka_unit_test(test_broken_messages_are_ignored),
      cmocka_unit_test(test_a_session_keeps_it_without_the_file),
      cmocka_unit_test(test_a_preset_leaves_what_was_learned),
      cmocka_unit_test(test_a_path_alone_is_read_and_damage_refused),
  };
  const int failed = cmocka_run_group_tests_name("host_profile", tests, NULL, NULL);
  char command[96];
  snprintf(command, sizeof command, "rm -r %s", scratch);
  if (system(command) != 0) {
    fprintf(stderr, "%s could not be removed\n", scratch);
  }
  lilv_world_free(world);
  return failed;
}
