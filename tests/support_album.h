/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For tests of genre-eq render --album: a record of four songs, of unlike tone, level, shape and
 * rate.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_ALBUM_H
#define GENRE_EQ_TESTS_SUPPORT_ALBUM_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_cli.h"

/* First-order tilt about 1 kHz: y = x + g * (high-passed x). */
static inline void write_song(const char *path, int format, int rate_hz, int channels, float gain,
                              float brightness, double seconds)
{
  Music music = music_make(seconds, rate_hz);
  float *sample = calloc((size_t)music.n_frames * (size_t)channels + 1, sizeof *sample);
  const float a = (float)exp(-6.2832 * 1000.0 / rate_hz);
  for (int channel = 0; channel < channels; ++channel) {
    float low = 0.0f;
    for (uint32_t i = 0; i < music.n_frames; ++i) {
      const float x = music.channel[channel][i];
      low = a * low + (1.0f - a) * x;
      sample[i * (uint32_t)channels + (uint32_t)channel] = gain * (x + brightness * (x - low));
    }
  }
  cli_write_sound(path, format, rate_hz, channels, sample, music.n_frames);
  free(sample);
  music_free(&music);
}

/* In album/. */
static inline void write_album(void)
{
  assert_int_equal(mkdir("album", 0777), 0);
  write_song("album/1 loud.wav", WAV16, 44100, 2, 1.5f, 0.0f, 12.0);
  write_song("album/2 soft.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_24, 48000, 2, 0.2f, 1.0f, 9.0);
  write_song("album/3 bright.wav", WAV_FLOAT, 96000, 2, 0.6f, 4.0f, 8.0);
  write_song("album/4 mono.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_16, 44100, 1, 0.9f, -0.4f, 10.0);
}

static const char *const songs[] = {"1 loud.wav", "2 soft.flac", "3 bright.wav", "4 mono.aiff"};
enum { N_SONGS = 4 };

static inline void shell(const char *command)
{
  if (system(command) != 0) {
    fail_msg("%s failed", command);
  }
}

#endif
