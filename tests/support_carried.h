/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For tests of what files carry: songs, and renders of them that change no sound.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_CARRIED_H
#define GENRE_EQ_TESTS_SUPPORT_CARRIED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_bytes.h"
#include "tests/support_cli.h"

enum { RATE_HZ = 44100, FRAMES = RATE_HZ };

static CliTest test;

static inline Bytes song(const char *path, int format)
{
  static float sound[FRAMES];
  for (int i = 0; i < FRAMES; ++i) {
    sound[i] = (float)(0.1 * music_noise((uint32_t)i));
  }
  cli_write_sound(path, format | SF_FORMAT_PCM_16, RATE_HZ, 1, sound, FRAMES);
  return bytes_load(path);
}

static inline bool has(const Bytes *bytes, const char *text)
{
  const size_t length = strlen(text);
  bool found = false;
  for (size_t i = 0; i + length <= bytes->bytes; ++i) {
    found = found || memcmp(bytes->data + i, text, length) == 0;
  }
  return found;
}

static inline const char *render(const char *in, const char *out)
{
  char line[128];
  snprintf(line, sizeof line, "render --force --set enabled=off %s %s", in, out);
  const CliResult *result = cli_run(&test, line);
  print_message("%s to %s: %s", in, out, result->err[0] ? result->err : "no warning\n");
  assert_int_equal(result->exit_code, 0);
  return result->err;
}

static inline Bytes mp3_song(const char *path)
{
  static float sound[FRAMES];
  cli_write_sound(path, SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, RATE_HZ, 1, sound, FRAMES);
  return bytes_load(path);
}

#endif
