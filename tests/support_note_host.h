/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A host that passes messages between the built plugin and its window while it plays silence.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_NOTE_HOST_H
#define GENRE_EQ_TESTS_SUPPORT_NOTE_HOST_H

#include "plugin/patch.h"
#include "tests/support_lilv.h"

enum { NOTE_BLOCK = 256 };

typedef struct {
  TestHost *host;
  PatchUrids urids;
  union {
    int64_t aligned; /* like the buffer of an atom port */
    LV2_Atom_Sequence sequence;
    char bytes[4096];
  } events;
  PatchMessages told; /* the messages of the last block, in the notify port's buffer */
} NoteHost;

static inline void note_host_clear(NoteHost *self)
{
  self->events.sequence.atom =
      (LV2_Atom){sizeof(LV2_Atom_Sequence_Body), self->urids.atom_Sequence};
}

/** A new, activated instance. Free it with note_host_free(). */
static inline NoteHost *note_host(LilvWorld *world)
{
  NoteHost *self = calloc(1, sizeof *self);
  self->host = host_new(test_plugin(world, GENRE_EQ_URI_STEREO), 48000.0, HOST_NO_WORKER);
  patch_urids_map(&self->urids, &self->host->map);
  lilv_instance_connect_port(self->host->instance, PORT_EVENTS_IN(2), &self->events);
  note_host_clear(self);
  lilv_instance_activate(self->host->instance);
  return self;
}

static inline void note_host_free(NoteHost *self)
{
  host_free(self->host);
  free(self);
}

/** A message for the next block: patch:Set of the window's note, or patch:Get if NULL. */
static inline bool note_host_put(NoteHost *self, const char *note)
{
  return patch_write(&self->urids, self->urids.window_note, note, &self->events.sequence,
                     sizeof self->events - sizeof(LV2_Atom));
}

/** Plays one block; `told` gets the messages of the notify port. */
static inline void note_host_run(NoteHost *self)
{
  static float silence[NOTE_BLOCK];
  static float sound[2][NOTE_BLOCK];
  float *in[2] = {silence, silence};
  float *out[2] = {sound[0], sound[1]};
  host_run(self->host, in, out, NOTE_BLOCK);
  patch_read(&self->urids, &self->host->notify.sequence, &self->told);
  note_host_clear(self);
}

/** The note that the plugin answers with, or "none". */
static inline const char *note_host_ask(NoteHost *self)
{
  note_host_put(self, NULL);
  for (int i = 0; i < 50; ++i) { /* a quarter of a second */
    note_host_run(self);
    if (self->told.window_note.is_set) {
      return self->told.window_note.text;
    }
  }
  return "none";
}

#endif
