/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A session with every event that a host or a window can cause, one after the other: extremes
 * of each control, presets, modes and genres, kinds of sound, messages to the control port. It
 * plays in the thread that calls it, and allocates nothing.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_SESSION_H
#define GENRE_EQ_TESTS_SUPPORT_SESSION_H

#include <math.h>

#include "plugin/patch.h"
#include "tests/support_music.h"
#include "tests/support_threads.h"

#define SESSION_LONGEST_BLOCK 65536u

typedef enum {
  SOUND_MUSIC,
  SOUND_SILENCE,
  SOUND_NOISE,
  SOUND_DC,
  SOUND_NAN,
  SOUND_INF,
  SOUND_HUGE,
  SOUND_DENORMAL,
  SOUND_COUNT
} SoundKind;

typedef enum {
  NOTE_NONE,
  NOTE_PROFILE, /* a window names the own profile's file */
  NOTE_NO_PROFILE,
  NOTE_WINDOW, /* A and B of a window */
  NOTE_ASKS,
  NOTE_EMPTY,
  NOTE_OBJECT,
  NOTE_CUT,
  NOTE_GARBAGE,
  NOTE_COUNT
} NoteKind;

typedef struct {
  int mode, genre;
  float match, amount, range, glide, memory;
} PresetValues;

static const PresetValues preset[] = {
#define PRESET(symbol, name, ...) {__VA_ARGS__},
#include "ttl/presets.def"
};

enum {
  N_PRESETS = sizeof preset / sizeof preset[0],
  EXTREMES = 6,
  FIRST_PRESET = CONTROL_COUNT * EXTREMES,
  FIRST_MODE = FIRST_PRESET + N_PRESETS,
  FIRST_SOUND = FIRST_MODE + MODE_COUNT * GENRE_CHOICES,
  FIRST_NOTE = FIRST_SOUND + SOUND_COUNT,
  SESSION_EVENTS = FIRST_NOTE + NOTE_COUNT
};

typedef struct {
  ThreadsHost *host;
  const Music *music;
  const PatchUrids *patch_urids;
  const char *profile_path; /**< an own profile's file */
  double rate_hz;
  uint32_t block;   /**< 0: random ones */
  float *buffer[2]; /**< of SESSION_LONGEST_BLOCK frames each */
  SoundKind sound;
  uint32_t seed;
  uint32_t music_position;
  double frames; /**< played so far */
} Session;

static inline uint32_t next_random(Session *session)
{
  session->seed = session->seed * 1664525u + 1013904223u;
  return session->seed >> 8;
}

static inline float extreme(Control control, int which)
{
  const ControlInfo *info = &control_info[control];
  const float value[EXTREMES] = {info->minimum,   info->maximum, NAN,
                                 (float)INFINITY, -1e30f,        info->default_value};
  return value[which];
}

static inline void load_preset(ThreadsHost *host, const PresetValues *values)
{
  host->control[CONTROL_MODE] = (float)values->mode;
  host->control[CONTROL_GENRE] = (float)values->genre;
  host->control[CONTROL_MATCH] = values->match;
  host->control[CONTROL_AMOUNT] = values->amount;
  host->control[CONTROL_RANGE] = values->range;
  host->control[CONTROL_GLIDE] = values->glide;
  host->control[CONTROL_MEMORY] = values->memory;
}

/* Messages that a window may send, valid and invalid. */
static inline void write_note(const Session *session, NoteKind note)
{
  ThreadsHost *host = session->host;
  LV2_Atom_Sequence *sequence = &host->events.sequence;
  LV2_Atom_Event *event = (LV2_Atom_Event *)(sequence + 1);
  memset(host->events.bytes, note == NOTE_GARBAGE ? 0xa5 : 0, sizeof host->events);
  sequence->atom.type = host->urids.atom_Sequence;
  sequence->atom.size = sizeof sequence->body;
  if (note == NOTE_PROFILE || note == NOTE_NO_PROFILE) {
    patch_write(session->patch_urids, session->patch_urids->profile,
                note == NOTE_PROFILE ? session->profile_path : "/not/there", sequence,
                sizeof host->events - sizeof sequence->atom);
  } else if (note == NOTE_WINDOW) {
    patch_write(session->patch_urids, session->patch_urids->window_note, "b amount=42c80000",
                sequence, sizeof host->events - sizeof sequence->atom);
  } else if (note == NOTE_ASKS) {
    event->body = (LV2_Atom){sizeof(LV2_Atom_Object_Body), session->patch_urids->atom_Object};
    ((LV2_Atom_Object *)&event->body)->body.otype = session->patch_urids->patch_Get;
    sequence->atom.size += sizeof *event + sizeof(LV2_Atom_Object_Body);
  } else if (note >= NOTE_OBJECT) {
    event->body.type = host->urids.atom_Object;
    event->body.size = note == NOTE_OBJECT ? sizeof(LV2_Atom_Object_Body) : 0xfffffff0u;
    sequence->atom.size += sizeof *event + sizeof(LV2_Atom_Object_Body);
  }
}

/** Applies an event, 0 … SESSION_EVENTS − 1. */
static inline void session_cause(Session *session, int event)
{
  ThreadsHost *host = session->host;
  if (event < FIRST_PRESET) {
    const Control control = (Control)(event / EXTREMES);
    if (!control_info[control].is_output && control_info[control].kind != KIND_TRIGGER) {
      host->control[control] = extreme(control, event % EXTREMES);
    }
  } else if (event < FIRST_MODE) {
    load_preset(host, &preset[event - FIRST_PRESET]);
  } else if (event < FIRST_SOUND) {
    const int mode = (event - FIRST_MODE) / GENRE_CHOICES;
    int count;
    const ScalePoint *choice = control_points(KIND_GENRE_CHOICE, &count);
    host->control[CONTROL_MODE] = (float)mode;
    host->control[CONTROL_GENRE] = (float)choice[(event - FIRST_MODE) % GENRE_CHOICES].value;
  } else if (event < FIRST_NOTE) {
    session->sound = (SoundKind)((event - FIRST_SOUND + 1) % SOUND_COUNT);
  } else if (host->kind != THREADS_INSIDE_RUN) { /* whose work() may read a file */
    write_note(session, (NoteKind)(event - FIRST_NOTE));
  }
}

/* --- its sound -------------------------------------------------------------------------- */

static inline float next_sample(Session *session, int channel, uint32_t i)
{
  switch (session->sound) {
  case SOUND_SILENCE:
    return 0.0f;
  case SOUND_NOISE:
    return (float)music_noise(i + session->music_position);
  case SOUND_DC:
    return 1.0f;
  case SOUND_NAN:
    return NAN;
  case SOUND_INF:
    return i % 2 ? (float)INFINITY : -(float)INFINITY;
  case SOUND_HUGE:
    return 1e30f;
  case SOUND_DENORMAL:
    return 1e-40f;
  default:
    return session->music
        ->channel[channel][(session->music_position + i) % session->music->n_frames];
  }
}

/** Plays the next sound, in blocks. */
static inline void session_play(Session *session, double seconds)
{
  static const uint32_t sizes[] = {0, 1, 3, 16, 64, 100, 256, 480, 1024, 4096, 8192};
  double left = seconds * session->rate_hz;
  while (left > 0.0) {
    const uint32_t size = session->block ? session->block : sizes[next_random(session) % 11];
    for (int channel = 0; channel < session->host->n_channels; ++channel) {
      for (uint32_t i = 0; i < size; ++i) {
        session->buffer[channel][i] = next_sample(session, channel, i);
      }
    }
    threads_host_run(session->host, session->buffer, size);
    session->music_position = (session->music_position + size) % session->music->n_frames;
    session->frames += size;
    left -= size ? size : 1;
  }
}

#endif
