/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The integrated loudness of a sound or a file, measured by libebur128.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_LUFS_H
#define GENRE_EQ_TESTS_SUPPORT_LUFS_H

#include <ebur128.h>

#include "tests/support_cli.h"

static inline double sound_lufs(const Sound *sound)
{
  ebur128_state *state = ebur128_init((unsigned)sound->info.channels,
                                      (unsigned long)sound->info.samplerate, EBUR128_MODE_I);
  double lufs = 0.0;
  ebur128_add_frames_float(state, sound->sample, (size_t)sound->info.frames);
  ebur128_loudness_global(state, &lufs);
  ebur128_destroy(&state);
  return lufs;
}

static inline double file_lufs(const char *path)
{
  const Sound sound = cli_read_sound(path);
  if (!sound.sample) {
    fail_msg("%s cannot be read", path);
  }
  const double lufs = sound_lufs(&sound);
  free(sound.sample);
  return lufs;
}

#endif
