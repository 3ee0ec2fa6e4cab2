/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * FLAC files whose header names a wrong number of samples.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_bytes.h"
#include "tests/support_length.h"

static CliTest test;

/* How many frames the program expects before it reads them: it needs that to join songs. */
static bool expects(const char *path, long frames)
{
  AudioInput *input = audio_input_open(path, BLOCK);
  const long expected = input ? (long)input->info.frames : -1;
  print_message("%-14s %ld frames expected before they are read\n", path, expected);
  audio_input_close(input);
  return expected == frames;
}

static const Kind kind = {"song.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16};

static void put_count(Bytes *song, uint32_t count)
{
  for (int byte = 0; byte < 4; ++byte) {
    song->data[22 + byte] = (unsigned char)(count >> (24 - 8 * byte));
  }
}

/* A writer that stopped, or wrote the header early. The claims lie within a frame and between two
 * frames. */
static void a_flac_that_names_too_few_samples_is_read_to_its_end(void **state)
{
  (void)state;
  static const unsigned char tag[10 + 20] = "ID3\4\0\0\0\0\0\x14";
  const uint32_t claims[] = {0, 1, 4096, FRAMES / 2, FRAMES - 1};
  length_write_song(&kind);
  Bytes song = bytes_load("song.flac");
  bool fine = length_expect("song.flac", FRAMES);
  for (size_t i = 0; i < sizeof claims / sizeof claims[0]; ++i) {
    put_count(&song, claims[i]);
    bytes_save("few.flac", song.data, song.bytes, NULL, 0);
    bytes_save("id3-few.flac", tag, sizeof tag, song.data, song.bytes);
    print_message("%u samples named: ", (unsigned)claims[i]);
    fine = length_expect("few.flac", FRAMES) && length_expect("id3-few.flac", FRAMES) &&
           expects("few.flac", FRAMES) && expects("id3-few.flac", FRAMES) && fine;
  }
  free(song.data);
  assert_true(fine);
}

/* Whatever follows the last frame. */
static void a_flac_is_read_to_its_end_and_no_further(void **state)
{
  (void)state;
  static const unsigned char tag[128] = "TAGtitle";
  static const unsigned char zeros[5000];
  const uint32_t claims[] = {FRAMES, 0, 1000};
  length_write_song(&kind);
  Bytes song = bytes_load("song.flac");
  bool fine = true;
  for (size_t i = 0; i < sizeof claims / sizeof claims[0]; ++i) {
    put_count(&song, claims[i]);
    bytes_save("tagged.flac", song.data, song.bytes, tag, sizeof tag);
    bytes_save("padded.flac", song.data, song.bytes, zeros, sizeof zeros);
    bytes_save("cut.flac", song.data, song.bytes / 2, NULL, 0);
    print_message("%u samples named: ", (unsigned)claims[i]);
    fine = length_expect("tagged.flac", FRAMES) && length_expect("padded.flac", FRAMES) &&
           length_expect("cut.flac", -1) && fine;
  }
  put_count(&song, FRAMES + 1);
  bytes_save("many.flac", song.data, song.bytes, NULL, 0);
  fine = length_expect("many.flac", -1) && fine;
  free(song.data);
  assert_true(fine);
}

/* The end is tried before any work, so the user waits for no answer that cannot come. */
static void a_flac_whose_end_is_missing_is_refused_when_it_is_opened(void **state)
{
  (void)state;
  const size_t cuts[] = {1, 10, 5000, 200000};
  const uint32_t claims[] = {FRAMES + 1, 2 * FRAMES};
  length_write_song(&kind);
  Bytes song = bytes_load("song.flac");
  bool fine = expects("song.flac", FRAMES);
  for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; ++i) {
    bytes_save("cut.flac", song.data, song.bytes - cuts[i], NULL, 0);
    print_message("%zu bytes less: ", cuts[i]);
    fine = expects("cut.flac", -1) && fine;
  }
  for (size_t i = 0; i < sizeof claims / sizeof claims[0]; ++i) {
    put_count(&song, claims[i]);
    bytes_save("many.flac", song.data, song.bytes, NULL, 0);
    fine = expects("many.flac", -1) && fine;
  }
  free(song.data);
  assert_true(fine);
}

/* The header's block size helps to find where a frame lies, if it is true. */
static void a_flac_that_names_a_wrong_block_size_is_read(void **state)
{
  (void)state;
  enum { SIZES_AT = 8 };
  static const unsigned char sizes[] = {0, 16};
  length_write_song(&kind);
  Bytes song = bytes_load("song.flac");
  bool fine = true;
  for (size_t i = 0; i < sizeof sizes; ++i) {
    const unsigned char both[4] = {0, sizes[i], 0, sizes[i]};
    memcpy(song.data + SIZES_AT, both, sizeof both);
    bytes_save("sizes.flac", song.data, song.bytes, NULL, 0);
    fine = length_expect("sizes.flac", FRAMES) && fine;
  }
  free(song.data);
  assert_true(fine);
}

/* As programs join files without decoding them: one header, and the frames of both. */
static void a_flac_whose_frames_begin_again_is_refused(void **state)
{
  (void)state;
  length_write_song(&kind);
  Bytes song = bytes_load("song.flac");
  size_t frames_at = 4;
  bool last = false;
  while (!last) {
    const unsigned char *block = song.data + frames_at;
    last = (block[0] & 0x80) != 0;
    frames_at += 4 + ((size_t)block[1] << 16 | (size_t)block[2] << 8 | block[3]);
  }
  const uint32_t claims[] = {FRAMES, 2 * FRAMES, 0};
  bool fine = true;
  for (size_t i = 0; i < sizeof claims / sizeof claims[0]; ++i) {
    put_count(&song, claims[i]);
    bytes_save("again.flac", song.data, song.bytes, song.data + frames_at, song.bytes - frames_at);
    fine = length_expect("again.flac", -1) && fine;
  }
  free(song.data);
  assert_true(fine);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_flac_that_names_too_few_samples_is_read_to_its_end),
      cmocka_unit_test(a_flac_is_read_to_its_end_and_no_further),
      cmocka_unit_test(a_flac_whose_end_is_missing_is_refused_when_it_is_opened),
      cmocka_unit_test(a_flac_that_names_a_wrong_block_size_is_read),
      cmocka_unit_test(a_flac_whose_frames_begin_again_is_refused),
  };
  return CLI_RUN_TESTS(&test, tests, NULL);
}
