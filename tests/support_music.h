/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Synthetic music for tests: a bass drum, a hi-hat, a bass line and chords, in stereo. It is
 * the same at every sample rate and in every run. It moves in every band, and is dull enough
 * that the equaliser has something to do.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_MUSIC_H
#define GENRE_EQ_TESTS_SUPPORT_MUSIC_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  float *channel[2];
  uint32_t n_frames;
} Music;

/* White noise in −1 … 1 that depends only on its index. */
static inline double music_noise(uint32_t index)
{
  uint32_t x = index * 2654435761u + 12345u;
  x ^= x >> 15;
  x *= 2246822519u;
  x ^= x >> 13;
  x *= 3266489917u;
  x ^= x >> 16;
  return (double)x / 2147483648.0 - 1.0;
}

static inline Music music_make(double seconds, double rate_hz)
{
  const double tau = 6.283185307179586;
  const double root_hz[4] = {55.0, 65.41, 49.0, 73.42};
  Music music = {.n_frames = (uint32_t)(seconds * rate_hz)};
  music.channel[0] = calloc(music.n_frames + 1, sizeof(float));
  music.channel[1] = calloc(music.n_frames + 1, sizeof(float));
  for (uint32_t i = 0; i < music.n_frames; ++i) {
    const double t = (double)i / rate_hz;
    const double beat = fmod(t, 0.5);
    const double eighth = fmod(t, 0.25);
    const double root = root_hz[(int)(t / 2.0) % 4];
    const double kick =
        sin(tau * (50.0 * beat + 4.0 * (1.0 - exp(-30.0 * beat)))) * exp(-9.0 * beat);
    const double bass = sin(tau * root * t) + 0.3 * sin(tau * 2.0 * root * t);
    const double fade = 0.6 + 0.4 * sin(tau * 0.3 * t);
    const double chord = sin(tau * root * 4.0 * t) + sin(tau * root * 5.0 * t) +
                         sin(tau * root * 6.0 * t) + 0.4 * sin(tau * root * 20.0 * t);
    /* Each value lasts for 1/16000 s, so that the noise has the same spectrum at each rate. */
    const uint32_t grain = (uint32_t)(t * 16000.0);
    const double hat = music_noise(grain) * exp(-40.0 * eighth);
    const double side = music_noise(grain + 77777777u) * exp(-40.0 * eighth);
    const double mid = 0.28 * kick + 0.12 * bass + 0.04 * fade * chord + 0.012 * hat;
    music.channel[0][i] = (float)(mid + 0.006 * side);
    music.channel[1][i] = (float)(mid - 0.006 * side);
  }
  return music;
}

/* A silent buffer as long as `music`, for the output. */
static inline Music music_like(const Music *music)
{
  Music out = {.n_frames = music->n_frames};
  out.channel[0] = calloc(music->n_frames + 1, sizeof(float));
  out.channel[1] = calloc(music->n_frames + 1, sizeof(float));
  return out;
}

/* From frame `from` on, in both channels. */
static inline bool music_same_bits_from(const Music *a, const Music *b, uint32_t from)
{
  const size_t n = (a->n_frames - from) * sizeof(float);
  return memcmp(a->channel[0] + from, b->channel[0] + from, n) == 0 &&
         memcmp(a->channel[1] + from, b->channel[1] + from, n) == 0;
}

static inline bool music_same_bits(const Music *a, const Music *b)
{
  return music_same_bits_from(a, b, 0);
}

/* Raises the treble by a negative tilt, lowers it by a positive one: y[n] = x[n] + tilt x[n - 1].
 */
static inline void music_tilt(Music *music, double tilt)
{
  for (int channel = 0; channel < 2; ++channel) {
    float before = 0.0f;
    for (uint32_t k = 0; k < music->n_frames; ++k) {
      const float sample = music->channel[channel][k];
      music->channel[channel][k] = sample + (float)tilt * before;
      before = sample;
    }
  }
}

static inline void music_free(Music *music)
{
  free(music->channel[0]);
  free(music->channel[1]);
}

#endif
