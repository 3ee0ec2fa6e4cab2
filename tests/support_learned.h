/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For benchmarks: a sound through the whole plugin, as `render --learn` plays it.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_LEARNED_H
#define GENRE_EQ_TESTS_SUPPORT_LEARNED_H

#include "plugin/engine.h"
#include "tests/support_sound.h"

static inline void play_sound(Engine *engine, const ControlValues control, const Sound *in,
                              const Sound *out)
{
  enum { BLOCK_FRAMES = 1024 };
  for (uint32_t at = 0; at < (uint32_t)in->n_frames; at += BLOCK_FRAMES) {
    const uint32_t left = (uint32_t)in->n_frames - at;
    const uint32_t n = left < BLOCK_FRAMES ? left : BLOCK_FRAMES;
    const float *from[MAX_CHANNELS] = {&in->channel[0][at], &in->channel[1][at]};
    float *to[MAX_CHANNELS] = {&out->channel[0][at], &out->channel[1][at]};
    engine_process(engine, control, from, to, n);
  }
}

/** Listens to the whole sound, then renders it with what was learned; what is heard of that. */
static inline bool render_learned(const Sound *sound, Decision *heard)
{
  static const double settle_s = 6.0;
  ControlValues control;
  Sound silence = {0};
  Sound out = {0};
  Memory memory;
  Engine *listening = engine_new(sound->rate_hz, sound->n_channels, NULL, NULL);
  Engine *rendering = engine_new(sound->rate_hz, sound->n_channels, NULL, NULL);
  bool is_fine =
      sound_copy(&out, sound) &&
      sound_make(&silence, sound->n_channels, sound->rate_hz, (int)(settle_s * sound->rate_hz)) &&
      listening && rendering;
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    control[i] = control_info[i].default_value;
  }
  control[CONTROL_MEMORY] = control_info[CONTROL_MEMORY].maximum;
  control[CONTROL_GLIDE] = control_info[CONTROL_GLIDE].minimum;
  if (is_fine) {
    play_sound(listening, control, sound, &out);
    play_sound(listening, control, &silence, &silence);
    engine_memory(listening, &memory);
    engine_remember(rendering, &memory);
    control[CONTROL_MODE] = MODE_HOLD;
    play_sound(rendering, control, sound, &out);
    is_fine = sound_hear(&out, heard);
  }
  engine_free(listening);
  engine_free(rendering);
  sound_free(&out);
  sound_free(&silence);
  return is_fine;
}

#endif
