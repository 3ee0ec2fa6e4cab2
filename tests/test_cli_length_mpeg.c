/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * MPEG audio of layer II (MP2). No frame says how many follow, so libsndfile guesses by the bit
 * rate of the first.
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

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_mp2_whose_bit_rate_changes_is_refused),
  };
  return CLI_RUN_TESTS(&test, tests, NULL);
}
