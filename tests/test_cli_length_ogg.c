/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Ogg holds several streams at a time. libsndfile reads one of them.
 */
#include "tests/support_bytes.h"
#include "tests/support_length.h"

static CliTest test;

static size_t first_page_bytes(const Bytes *song)
{
  enum { SEGMENTS_AT = 26 };
  size_t bytes = SEGMENTS_AT + 1 + song->data[SEGMENTS_AT];
  for (int i = 0; i < song->data[SEGMENTS_AT]; ++i) {
    bytes += song->data[SEGMENTS_AT + 1 + i];
  }
  return bytes;
}

static void two_songs_side_by_side_are_refused(void **state)
{
  (void)state;
  const Kind kinds[] = {{"one.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS},
                        {"two.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS}};
  length_write_song(&kinds[0]);
  length_write_song(&kinds[1]);
  const Bytes one = bytes_load("one.ogg");
  const Bytes two = bytes_load("two.ogg");
  const size_t first[2] = {first_page_bytes(&one), first_page_bytes(&two)};
  unsigned char *both = malloc(one.bytes + two.bytes);
  memcpy(both, one.data, first[0]);
  memcpy(both + first[0], two.data, first[1]);
  memcpy(both + first[0] + first[1], one.data + first[0], one.bytes - first[0]);
  memcpy(both + one.bytes + first[1], two.data + first[1], two.bytes - first[1]);
  bytes_save("both.ogg", both, one.bytes + two.bytes, NULL, 0);
  const bool alone = length_expect("one.ogg", FRAMES);
  const bool refused = length_expect("both.ogg", -1);
  free(both);
  free(one.data);
  free(two.data);
  assert_true(alone && refused);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(two_songs_side_by_side_are_refused),
  };
  return CLI_RUN_TESTS(&test, tests, NULL);
}
