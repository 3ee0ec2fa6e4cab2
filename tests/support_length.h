/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For tests: songs of known length, and how much of a file the program reads.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_LENGTH_H
#define GENRE_EQ_TESTS_SUPPORT_LENGTH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_cli.h"
#include "ui/cli/sound/audio_input.h"

enum { RATE_HZ = 44100, FRAMES = 3 * RATE_HZ, BLOCK = 512, FRAME_BYTES = 4, WAV_HEADER = 44 };

typedef struct {
  const char *name;
  int format;
} Kind;

static inline void length_write_song(const Kind *kind)
{
  SF_INFO info = {.samplerate = RATE_HZ, .channels = 2, .format = kind->format};
  SNDFILE *file = sf_open(kind->name, SFM_WRITE, &info);
  assert_non_null(file);
  uint32_t noise = 1;
  for (int i = 0; i < FRAMES; ++i) {
    noise = noise * 1664525u + 1013904223u;
    const short value = (short)((int)(noise >> 18) - 8192);
    const short frame[2] = {value, (short)(value / 2)};
    assert_int_equal(sf_writef_short(file, frame, 1), 1);
  }
  sf_close(file);
}

/* The number of frames that can be read, checked twice; −1 if the file is refused. */
static inline long length_read(const char *path)
{
  AudioInput *input = audio_input_open(path, BLOCK);
  long total[2] = {-1, -1};
  for (int pass = 0; input && pass < 2; ++pass) {
    uint32_t n_frames = 1;
    bool fine = audio_input_rewind(input);
    while (fine && n_frames > 0) {
      fine = audio_input_read(input, &n_frames);
    }
    total[pass] = fine ? (long)input->position : -1;
  }
  audio_input_close(input);
  assert_int_equal(total[0], total[1]);
  return total[0];
}

static inline bool length_expect(const char *path, long frames)
{
  const long got = length_read(path);
  print_message("%-14s %ld frames, %ld expected\n", path, got, frames);
  return got == frames;
}

#endif
