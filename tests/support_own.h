/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For the tests of own profiles: a new home directory, three songs of different brightness, and
 * a function that reads a profile's zones.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_OWN_H
#define GENRE_EQ_TESTS_SUPPORT_OWN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plugin/profile_file.h"
#include "tests/support_cli.h"

/** Runs the program with these words, which may hold spaces; the last is NULL. */
static inline const CliResult *own_run_words(const CliTest *test, const char *const *words)
{
  static CliResult result;
  cli_finish(cli_start(test, words, 0, -1), &result);
  return &result;
}

/** The profile of a preset bundle. */
static inline Profile own_profile(const char *directory)
{
  Profile profile;
  char error[PROFILE_ERROR_BYTES] = "";
  if (!profile_file_read(directory, &profile, error)) {
    fail_msg("%s: %s", directory, error);
  }
  return profile;
}

static inline double own_middle_db(const Profile *profile, int band)
{
  return 0.5 * (profile->zone[band].low_db + profile->zone[band].high_db);
}

/** The largest difference between the middles of two profiles' zones. */
static inline double own_difference_db(const Profile *a, const Profile *b)
{
  double largest = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    largest = fmax(largest, fabs(own_middle_db(a, band) - own_middle_db(b, band)));
  }
  return largest;
}

/** Writes music with `silence_s` of silence around it. A higher `tilt` is brighter. */
static inline void own_write_song(const char *path, int rate_hz, int channels, double tilt,
                                  double silence_s)
{
  Music music = music_make(8.0, rate_hz);
  const uint32_t around = (uint32_t)(silence_s * rate_hz);
  const uint32_t n = music.n_frames + 2 * around;
  float *sample = calloc((size_t)n * (size_t)channels + 1, sizeof *sample);
  for (int channel = 0; channel < channels; ++channel) {
    double slow = 0.0;
    for (uint32_t i = 0; i < music.n_frames; ++i) {
      const double x = (double)music.channel[channel][i];
      slow += (x - slow) * (1.0 - exp(-6.283 * 1000.0 / rate_hz));
      sample[(around + i) * (uint32_t)channels + (uint32_t)channel] =
          (float)(slow + (1.0 + tilt) * (x - slow));
    }
  }
  cli_write_sound(path, SF_FORMAT_WAV | SF_FORMAT_FLOAT, rate_hz, channels, sample, n);
  free(sample);
  music_free(&music);
}

/** Set-up: makes the home directory, and a.wav, b.wav and c.wav, each brighter than the one
    before. */
static inline int own_begin(void **state)
{
  (void)state;
  char home[PATH_MAX];
  if (!getcwd(home, sizeof home - 8) || mkdir("home", 0777) != 0) {
    return -1;
  }
  strcat(home, "/home");
  setenv("HOME", home, 1);
  own_write_song("a.wav", 44100, 2, 0.0, 0.0);
  own_write_song("b.wav", 48000, 2, 1.0, 0.0);
  own_write_song("c.wav", 44100, 1, 3.0, 0.0);
  return 0;
}

#endif
