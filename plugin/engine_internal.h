/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Shared by the engine's files: engine.c (the grid and the sound), engine_report.c (what it
 * shows), engine_memory.c (what it remembers), engine_learn.c (relearn, and the mode Learn),
 * engine_profile.c (the own profile).
 */
#ifndef GENRE_EQ_PLUGIN_ENGINE_INTERNAL_H
#define GENRE_EQ_PLUGIN_ENGINE_INTERNAL_H

#include "dsp/loudness_meter.h"
#include "dsp/loudness_spread.h"
#include "plugin/curve.h"
#include "plugin/engine.h"
#include "plugin/learn.h"
#include "plugin/sound_path.h"

struct Engine {
  double rate_hz;
  int n_channels;
  uint32_t hop_frames;

  /* Where on the grid we are. */
  bool started;          /* there was a block since the restart */
  bool sounding;         /* there was a sample above LEAST_SOUND since the restart */
  bool goes_on;          /* until `sounding`: the sound of before the restart may continue */
  int tick;              /* of the hop, with the next sample */
  uint32_t hop_position; /* frames into the hop */
  uint32_t tick_end;     /* frame of the hop at which this tick ends */

  Listener listener;
  LoudnessMeter loudness; /* of the input */
  LoudnessSpread spread;  /* learned: the histogram of the loudness */
  Curve curve;
  Glide output; /* the output gain */
  SoundPath path;
  Learn learn;
  bool learns_afresh; /* Learn has begun, and no sound was heard since */

  Profile profile;         /* the own profile in use */
  Profile profile_offered; /* in use from the hop at which it is due */
  bool profile_is_offered;
  int64_t profile_wait; /* frames from the start of this hop until it is due */

  ControlValues given;    /* by the host, at the last block */
  ControlValues control;  /* the same within their ranges */
  bool relearn_pressed;   /* seen at the port, until the next tick */
  ControlValues at_start; /* of the first block */
  uint32_t grace_frames;  /* left, after a memory came, for the controls that come with it */
  float last_relearn;
  double peak_out; /* highest since the last relearn, linear */
  double applied_db[BAND_COUNT];
  Report report;
  ControlValues shown; /* at the output ports */
  bool report_is_new;
  uint32_t memory_serial;
};

/** Stops the gains where the curve is. Real-time safe. */
void engine_settle(Engine *engine);

/** Drops the question that waits for its answer. What Learn has heard is asked about again. */
void engine_ask_anew(Engine *engine);

/** Clears all that listens, and the question. What Learn has heard is asked about again. */
void engine_restart_listener(Engine *engine);

/** The curve rests until the first sound, unless Learn has heard the song and still moves it. */
void engine_rest(Engine *engine);

/** Each tick: forgets what was learned, if Relearn was pressed. Audio thread, real-time safe, as
    are the next five. */
void engine_take_relearn(Engine *engine);

/** Each tick, and each block before the first sound: when Learn begins, forgets what was learned,
    and lets the grid begin again with the next sound: then Learn hears the song as a new engine
    does, and as `genre-eq render --learn` does. The curve glides to flat, or jumps if it is
    silent. */
void engine_follow_mode(Engine *engine, const ControlValues control);

/** With the first sound: if Learn has begun, what was heard before the sound is forgotten. */
void engine_begin_to_learn(Engine *engine);

/** How much music what is learned rests on. */
double engine_memory_s(const Engine *engine, const ControlValues control);

/** Each hop: learns from it; then learns its loudness. */
void engine_learn_hop(Engine *engine, double memory_s);
void engine_learn_spread(Engine *engine, double memory_s);

/** Each hop: takes the profile that was offered, if it is due. Audio thread,
    real-time safe. */
void engine_take_profile(Engine *engine);

/** Each hop: writes the report, and what the output ports say until the next time. Audio
    thread, real-time safe. */
void engine_show(Engine *engine);

#endif
