/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A recorded song as Music.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_SONG_H
#define GENRE_EQ_TESTS_SUPPORT_SONG_H

#include <sndfile.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "tests/support_music.h"

/** The first most_seconds of a stereo file, to music_free(); false if there is none. */
static inline bool song_read(Music *music, double *rate_hz, const char *path, int most_seconds)
{
  SF_INFO info = {0};
  SNDFILE *file = path ? sf_open(path, SFM_READ, &info) : NULL;
  if (!file || info.channels != 2) {
    sf_close(file);
    return false;
  }
  const sf_count_t most = (sf_count_t)most_seconds * info.samplerate;
  float *frames = calloc((size_t)most * 2 + 1, sizeof(float));
  *rate_hz = info.samplerate;
  *music = (Music){.n_frames = (uint32_t)sf_readf_float(file, frames, most)};
  sf_close(file);
  for (int channel = 0; channel < 2; ++channel) {
    music->channel[channel] = calloc((size_t)music->n_frames + 1, sizeof(float));
    for (uint32_t i = 0; i < music->n_frames; ++i) {
      music->channel[channel][i] = frames[2 * i + (uint32_t)channel];
    }
  }
  free(frames);
  if (music->n_frames == 0) {
    music_free(music);
    return false;
  }
  return true;
}

#endif
