/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * MPEG audio: what lies between its frames and behind them, and how many there are. In layer II
 * (MP2) no frame says how many follow, so libsndfile guesses by the bit rate of the first.
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

/* The second has another number of channels. libsndfile reads the first alone. */
static void two_kinds_of_mp3_in_one_file_are_refused(void **state)
{
  (void)state;
  SF_INFO info = {
      .samplerate = RATE_HZ, .channels = 1, .format = SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III};
  SNDFILE *file = sf_open("mono.mp3", SFM_WRITE, &info);
  static const short silence[FRAMES];
  assert_int_equal(sf_writef_short(file, silence, FRAMES), FRAMES);
  sf_close(file);
  const Bytes stereo = bytes_load("song.mp3");
  const Bytes mono = bytes_load("mono.mp3");
  bytes_save("stereo-mono.mp3", stereo.data, stereo.bytes, mono.data, mono.bytes);
  bytes_save("mono-stereo.mp3", mono.data, mono.bytes, stereo.data, stereo.bytes);
  const bool one = length_expect("stereo-mono.mp3", -1);
  const bool other = length_expect("mono-stereo.mp3", -1);
  free(stereo.data);
  free(mono.data);
  assert_true(one && other);
}

/* If no first frame says how many there are, libsndfile guesses by the first frames' bytes, and
 * reads no further. */
static void an_mp3_that_tells_no_length_is_read_to_its_end(void **state)
{
  (void)state;
  Bytes song = bytes_load("song.mp3");
  const size_t info = bytes_find(&song, "Xing") - 36;
  const int rate = song.data[info + 2] >> 4;
  static const int kbits[] = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
  const int frame_bytes = 144 * kbits[rate] * 1000 / RATE_HZ + (song.data[info + 2] >> 1 & 1);
  const size_t info_bytes = (size_t)frame_bytes;
  const long claimed = (long)song.data[info + 46] << 8 | song.data[info + 47];
  bytes_save("bare.mp3", song.data + info + info_bytes, song.bytes - info - info_bytes, NULL, 0);
  /* A decoder drops its own delay of 529 samples. */
  const bool bare = length_read("bare.mp3") >= claimed * 1152 - 529;
  /* The first frame says that there are fewer frames than there are. */
  song.data[info + 46] = 0;
  song.data[info + 47] = 10;
  bytes_save("few.mp3", song.data, song.bytes, NULL, 0);
  const bool few = length_read("few.mp3") >= claimed * 1152 - 529;
  free(song.data);
  assert_true(bare && few);
}

/* As a recorder of broadcasts leaves it. */
static void an_mp2_that_begins_in_a_frame_is_read(void **state)
{
  (void)state;
  static unsigned char mp2[MOST_BYTES];
  const size_t bytes = put_frames(mp2, 14, 384, 60);
  bytes_save("mid.mp2", mp2 + 300, bytes - 300, NULL, 0);
  assert_true(length_expect("mid.mp2", 59L * FRAME_SAMPLES));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_mp2_whose_bit_rate_changes_is_refused),
      cmocka_unit_test(a_gap_between_frames_is_refused),
      cmocka_unit_test(much_behind_the_last_frame_is_no_matter),
      cmocka_unit_test(two_kinds_of_mp3_in_one_file_are_refused),
      cmocka_unit_test(an_mp2_that_begins_in_a_frame_is_read),
      cmocka_unit_test(an_mp3_that_tells_no_length_is_read_to_its_end),
  };
  return CLI_RUN_TESTS(&test, tests, NULL);
}
