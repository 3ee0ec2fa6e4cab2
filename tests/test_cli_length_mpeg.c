/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * MPEG audio: what lies between its frames and behind them. In layer II (MP2) no frame says how
 * many follow, so libsndfile guesses by the bit rate of the first.
 */
#include "tests/support_bytes.h"
#include "tests/support_length.h"

enum { FRAME_SAMPLES = 1152, MOST_BYTES = 1253 * 100 };

static CliTest test;

/* Silent frames of a bit rate: `code` as the header has it. Returns the bytes. */
static size_t put_frames(unsigned char *to, int code, int kbit_per_s, int count)
{
  const size_t frame_bytes = (size_t)(144 * kbit_per_s * 1000 / RATE_HZ);
  for (int i = 0; i < count; ++i) {
    unsigned char *header = to + (size_t)i * frame_bytes;
    header[0] = 0xff;
    header[1] = 0xfd;
    header[2] = (unsigned char)(code << 4);
  }
  return (size_t)count * frame_bytes;
}

static void an_mp2_whose_bit_rate_changes_is_refused(void **state)
{
  (void)state;
  static unsigned char same[MOST_BYTES];
  static unsigned char falls[MOST_BYTES];
  static unsigned char rises[MOST_BYTES];
  bytes_save("same.mp2", same, put_frames(same, 14, 384, 60), NULL, 0);
  size_t bytes = put_frames(falls, 14, 384, 30);
  bytes += put_frames(falls + bytes, 4, 64, 30);
  bytes_save("falls.mp2", falls, bytes, NULL, 0);
  bytes = put_frames(rises, 4, 64, 30);
  bytes += put_frames(rises + bytes, 14, 384, 30);
  bytes_save("rises.mp2", rises, bytes, NULL, 0);
  const bool fine = length_expect("same.mp2", 60L * FRAME_SAMPLES);
  const bool falling = length_expect("falls.mp2", -1);
  const bool rising = length_expect("rises.mp2", -1);
  assert_true(fine && falling && rising);
}

/* Between frames that follow one another, nothing may be missing. */
static void a_gap_between_frames_is_refused(void **state)
{
  (void)state;
  static unsigned char mp2[MOST_BYTES];
  const size_t bytes = put_frames(mp2, 14, 384, 60);
  const Kind kind = {"song.mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III};
  length_write_song(&kind);
  const Bytes mp3 = bytes_load("song.mp3");
  bytes_save("gap.mp2", mp2, bytes / 2, mp2 + bytes / 2 + 500, bytes / 2 - 500);
  bytes_save("gap.mp3", mp3.data, mp3.bytes / 2, mp3.data + mp3.bytes / 2 + 500,
             mp3.bytes / 2 - 500);
  bytes_save("twice.mp3", mp3.data, mp3.bytes / 2, mp3.data + mp3.bytes / 2 - 500,
             mp3.bytes / 2 + 500);
  free(mp3.data);
  const bool mp2_refused = length_expect("gap.mp2", -1);
  const bool mp3_refused = length_expect("gap.mp3", -1);
  const bool twice_refused = length_expect("twice.mp3", -1);
  assert_true(mp2_refused && mp3_refused && twice_refused);
}

/* libmpg123 would print warnings of its own. */
static void much_behind_the_last_frame_is_no_matter(void **state)
{
  (void)state;
  static const unsigned char zeros[20000];
  const Bytes mp3 = bytes_load("song.mp3");
  bytes_save("much.mp3", mp3.data, mp3.bytes, zeros, sizeof zeros);
  free(mp3.data);
  assert_true(length_expect("much.mp3", 3L * RATE_HZ));
  cli_run_fine(&test, "render --set enabled=off much.mp3 much.wav");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_mp2_whose_bit_rate_changes_is_refused),
      cmocka_unit_test(a_gap_between_frames_is_refused),
      cmocka_unit_test(much_behind_the_last_frame_is_no_matter),
  };
  return CLI_RUN_TESTS(&test, tests, NULL);
}
