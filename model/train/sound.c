/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/sound.h"

#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool sound_make(Sound *sound, int n_channels, int rate_hz, int n_frames)
{
  *sound = (Sound){.n_channels = n_channels, .rate_hz = rate_hz, .n_frames = n_frames};
  for (int c = 0; c < 2; ++c) {
    sound->channel[c] = calloc((size_t)n_frames + 1, sizeof(float));
  }
  return sound->channel[0] && sound->channel[1];
}

void sound_free(Sound *sound)
{
  free(sound->channel[0]);
  free(sound->channel[1]);
  memset(sound, 0, sizeof *sound);
}

static bool read_frames(Sound *sound, SNDFILE *file, int n_channels, int most)
{
  enum { BLOCK = 4096 };
  float *mixed = malloc(sizeof *mixed * BLOCK * (size_t)n_channels);
  bool is_fine = mixed && sound_make(sound, n_channels < 2 ? 1 : 2, sound->rate_hz, most);
  int n = 0;
  while (is_fine && n < most) {
    const sf_count_t got = sf_readf_float(file, mixed, most - n < BLOCK ? most - n : BLOCK);
    for (int i = 0; i < (int)got; ++i) {
      sound->channel[0][n + i] = mixed[i * n_channels];
      sound->channel[1][n + i] = mixed[i * n_channels + (n_channels > 1)];
    }
    n += (int)got;
    if (got <= 0) {
      break;
    }
  }
  sound->n_frames = n;
  free(mixed);
  return is_fine;
}

bool sound_load(Sound *sound, const char *path, char *reason, int reason_size)
{
  SF_INFO info = {0};
  struct stat status;
  memset(sound, 0, sizeof *sound);
  if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) { /* a pipe would wait for ever */
    snprintf(reason, (size_t)reason_size, "%s",
             S_ISDIR(status.st_mode) ? "is a folder; move its songs up" : "not a regular file");
    return false;
  }
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  if (!file) {
    snprintf(reason, (size_t)reason_size, "%s", sf_strerror(NULL));
    return false;
  }
  bool is_fine = info.samplerate >= 8000 && info.samplerate <= 768000;
  bool lacks_memory = false;
  if (is_fine) {
    const sf_count_t longest = (sf_count_t)info.samplerate * SOUND_MAX_S;
    const sf_count_t most = info.frames < longest ? info.frames : longest;
    if (info.seekable && info.frames > longest) {
      sf_seek(file, (info.frames - longest) / 2, SEEK_SET);
    }
    sound->rate_hz = info.samplerate;
    is_fine = read_frames(sound, file, info.channels, (int)most);
    lacks_memory = !is_fine;
    snprintf(reason, (size_t)reason_size, "out of memory");
  } else {
    snprintf(reason, (size_t)reason_size, "sample rate of %d Hz", info.samplerate);
  }
  sf_close(file);
  if (!is_fine) {
    sound_free(sound);
    sound->lacks_memory = lacks_memory;
  }
  return is_fine;
}
