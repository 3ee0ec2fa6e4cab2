/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A host that sends the path of an own profile to the control port of the built bundle while
 * music plays, and reads at the notify port which profile the plugin has.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_PROFILE_HOST_H
#define GENRE_EQ_TESTS_SUPPORT_PROFILE_HOST_H

#include <lv2/atom/forge.h>
#include <lv2/patch/patch.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plugin/patch.h"
#include "tests/support_lilv.h"
#include "tests/support_music.h"
#include "tests/support_profile.h"

#define RATE_HZ 48000.0
#define SET_AT 150100 /* the sample at which a profile is asked for */

typedef union {
  LV2_Atom_Sequence sequence;
  uint8_t bytes[4096];
} EventPort;

typedef struct {
  TestHost *host;
  EventPort events;
  PatchUrids urids;
  char told[PROFILE_PATH_BYTES]; /* the last path that came from the notify port */
  int n_told;
} ProfileHost;

/** A new instance in such a host, not yet activated, set to the own profile and a fast glide.
    Free it with profile_host_free(). */
static inline ProfileHost *profile_host(LilvWorld *world, HostKind kind, int late_runs)
{
  ProfileHost *self = calloc(1, sizeof *self);
  self->host = host_new(test_plugin(world, GENRE_EQ_URI_STEREO), RATE_HZ, kind);
  self->host->late_runs = late_runs;
  self->host->control[CONTROL_GENRE] = (float)GENRE_VALUE_OWN;
  self->host->control[CONTROL_GLIDE] = 1.0f;
  patch_urids_map(&self->urids, &self->host->map);
  lilv_instance_connect_port(self->host->instance, PORT_EVENTS_IN(2), &self->events);
  self->events.sequence.atom =
      (LV2_Atom){sizeof(LV2_Atom_Sequence_Body), self->urids.atom_Sequence};
  return self;
}

static inline void profile_host_free(ProfileHost *self)
{
  host_free(self->host);
  free(self);
}

/** A message for the next block: patch:Set with this path, or (NULL) patch:Get. */
static inline void profile_host_put(ProfileHost *self, const char *path, uint32_t frame)
{
  LV2_Atom_Forge forge;
  LV2_Atom_Forge_Frame sequence;
  LV2_Atom_Forge_Frame object;
  lv2_atom_forge_init(&forge, &self->host->map);
  lv2_atom_forge_set_buffer(&forge, self->events.bytes, sizeof self->events);
  lv2_atom_forge_sequence_head(&forge, &sequence, 0);
  lv2_atom_forge_frame_time(&forge, frame);
  lv2_atom_forge_object(&forge, &object, 0,
                        urids_map(NULL, path ? LV2_PATCH__Set : LV2_PATCH__Get));
  lv2_atom_forge_key(&forge, urids_map(NULL, LV2_PATCH__property));
  lv2_atom_forge_urid(&forge, urids_map(NULL, PROFILE_URI));
  if (path) {
    lv2_atom_forge_key(&forge, urids_map(NULL, LV2_PATCH__value));
    lv2_atom_forge_path(&forge, path, (uint32_t)strlen(path));
  }
  lv2_atom_forge_pop(&forge, &object);
  lv2_atom_forge_pop(&forge, &sequence);
}

static inline void profile_host_read(ProfileHost *self)
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

/** Plays from `at` in blocks; the message comes with the block that holds SET_AT. */
static inline void profile_host_play(ProfileHost *self, const Music *music, Music *out,
                                     uint32_t block, const char *path)
{
  for (uint32_t at = 0; at < music->n_frames; at += block) {
    const uint32_t n = music->n_frames - at < block ? music->n_frames - at : block;
    float *in[2] = {music->channel[0] + at, music->channel[1] + at};
    float *to[2] = {out->channel[0] + at, out->channel[1] + at};
    if (path && at <= SET_AT && SET_AT < at + n) {
      profile_host_put(self, path, SET_AT - at);
    }
    host_run(self->host, in, to, n);
    profile_host_read(self);
    self->events.sequence.atom =
        (LV2_Atom){sizeof(LV2_Atom_Sequence_Body), self->urids.atom_Sequence};
  }
}

/** The wanted change of the band in the plugin's last report. */
static inline double wanted_db(const ProfileHost *self, int band)
{
  return (double)self->host->report.wanted_db[band];
}

/** A world with the built bundle, and a folder with the file of a profile, "Test songs". */
static struct {
  LilvWorld *world;
  char scratch[64];
  char good_path[80];
} stage;

/** Set-up. */
static inline int stage_set(void **state)
{
  (void)state;
  const Profile profile = test_profile("Test songs");
  strcpy(stage.scratch, "/tmp/genre-eq-test-XXXXXX");
  stage.world = test_world();
  if (!mkdtemp(stage.scratch)) {
    return -1;
  }
  snprintf(stage.good_path, sizeof stage.good_path, "%s/profile.txt", stage.scratch);
  test_profile_file(stage.good_path, &profile);
  return 0;
}

/** Tear-down. */
static inline int stage_clear(void **state)
{
  (void)state;
  char command[96];
  snprintf(command, sizeof command, "rm -r %s", stage.scratch);
  if (system(command) != 0) {
    fprintf(stderr, "%s could not be removed\n", stage.scratch);
  }
  lilv_world_free(stage.world);
  return 0;
}

#endif
