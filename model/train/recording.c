/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/recording.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int length_hops[LENGTH_COUNT] = {SOUND_MAX_S * HOPS_PER_SECOND, 5 * HOPS_PER_SECOND,
                                              10 * HOPS_PER_SECOND};

static bool is_wanted(int version, int length)
{
  return length == LENGTH_WHOLE || (length == LENGTH_5_S && version == VERSION_PLAIN) ||
         (length == LENGTH_10_S && version != VERSION_LOST_TOP);
}

/* --- one hearing ----------------------------------------------------------------------------- */

typedef struct {
  Hearing hearing;
  Decision now[LENGTH_COUNT]; /* what was learned in the stretches under way */
} Listener;

/* A stretch is heard as if it were the start of the song. */
static void learn_hop(Listener *listener, int length)
{
  HeardHop hop = listener->hearing.hop;
  Decision *now = &listener->now[length];
  hop.n_before = hop.n_before < (int)now->n_hops ? hop.n_before : (int)now->n_hops;
  decision_add_hop(now, &hop, SOUND_MAX_S);
}

static Stretch end_stretch(Listener *listener, int version, int length, int place)
{
  Decision *now = &listener->now[length];
  Stretch stretch = {.version = version,
                     .length = length,
                     .place = place,
                     .music_s = (float)now->n_hops / HOPS_PER_SECOND,
                     .mean = now->figures};
  double energy[BAND_COUNT];
  spectrum_bands(&now->spectrum, energy);
  for (int band = 0; band < BAND_COUNT; ++band) {
    stretch.band_energy[band] = (float)energy[band];
  }
  decision_reset(now);
  return stretch;
}

/* Hops lie on a grid of exact tenths of a second, whatever the rate. */
static int begin_of_hop(const Sound *sound, int hop)
{
  return (int)((int64_t)hop * sound->rate_hz / HOPS_PER_SECOND);
}

/* Hears a version. The whole file is the first of its stretches. */
static void hear(Listener *listener, const Sound *sound, int version, Recording *recording)
{
  const int whole = recording->n_stretches++;
  hearing_init(&listener->hearing, (double)sound->rate_hz);
  for (int length = 0; length < LENGTH_COUNT; ++length) {
    decision_reset(&listener->now[length]);
  }
  for (int hop = 0; begin_of_hop(sound, hop + 1) <= sound->n_frames; ++hop) {
    const int begin = begin_of_hop(sound, hop);
    const float *const in[2] = {&sound->channel[0][begin], &sound->channel[1][begin]};
    const bool is_music = hearing_hear_hop(&listener->hearing, in, sound->n_channels,
                                           (uint32_t)(begin_of_hop(sound, hop + 1) - begin));
    for (int length = 0; length < LENGTH_COUNT; ++length) {
      if (!is_wanted(version, length)) {
        continue;
      }
      if (is_music) {
        learn_hop(listener, length);
      }
      if (length != LENGTH_WHOLE && (hop + 1) % length_hops[length] == 0) {
        const int place = hop / length_hops[length];
        const Stretch stretch = end_stretch(listener, version, length, place);
        if (stretch.music_s >= STRETCH_LEAST_S) {
          recording->stretch[recording->n_stretches++] = stretch;
        }
      }
    }
  }
  recording->stretch[whole] = end_stretch(listener, version, LENGTH_WHOLE, 0);
}

/* --- a file ---------------------------------------------------------------------------------- */

/* The FNV-1a hash (Fowler, Noll & Vo) of the file's name without its folders. */
static uint64_t seed_of(const char *path)
{
  const char *slash = strrchr(path, '/');
  uint64_t seed = 0xCBF29CE484222325U;
  for (const char *at = slash ? slash + 1 : path; *at; ++at) {
    seed = (seed ^ (unsigned char)*at) * 0x100000001B3U;
  }
  return seed;
}

static bool copy_sound(Sound *to, const Sound *from)
{
  if (!sound_make(to, from->n_channels, from->rate_hz, from->n_frames)) {
    return false;
  }
  for (int c = 0; c < 2; ++c) {
    memcpy(to->channel[c], from->channel[c], (size_t)from->n_frames * sizeof(float));
  }
  return true;
}

static bool hear_versions(Recording *recording, const Sound *sound, uint64_t seed)
{
  Listener *listener = malloc(sizeof *listener);
  bool is_fine = listener != NULL;
  for (int version = 0; is_fine && version < VERSION_COUNT; ++version) {
    Sound other = {0};
    is_fine = copy_sound(&other, sound) && disguise(&other, (Version)version, 0.0, seed);
    if (is_fine) {
      hear(listener, &other, version, recording);
    }
    sound_free(&other);
  }
  free(listener);
  return is_fine;
}

/* The largest number of stretches that the version has. */
static size_t stretches_of(const Sound *sound)
{
  const size_t seconds = (size_t)(sound->n_frames / sound->rate_hz);
  return VERSION_COUNT * (1 + seconds / 5 + seconds / 10);
}

bool recording_hear(Recording *recording, const char *path, char *reason, int reason_size)
{
  Sound sound;
  memset(recording, 0, sizeof *recording);
  if (!sound_load(&sound, path, reason, reason_size)) {
    recording->lacks_memory = sound.lacks_memory;
    return false;
  }
  recording->rate_hz = sound.rate_hz;
  recording->stretch = malloc(stretches_of(&sound) * sizeof *recording->stretch);
  bool is_fine = recording->stretch && hear_versions(recording, &sound, seed_of(path));
  sound_free(&sound);
  const bool lacks_memory = !is_fine;
  if (!is_fine) {
    snprintf(reason, (size_t)reason_size, "out of memory");
  } else if (recording->stretch[0].music_s <= 0.0F) {
    snprintf(reason, (size_t)reason_size, "no music in it");
    is_fine = false;
  }
  if (!is_fine) {
    recording_free(recording);
    recording->lacks_memory = lacks_memory;
  }
  return is_fine;
}

void recording_free(Recording *recording)
{
  free(recording->stretch);
  memset(recording, 0, sizeof *recording);
}
