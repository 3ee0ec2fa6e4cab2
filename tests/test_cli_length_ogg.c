/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Ogg holds several streams at a time. libsndfile reads one of them. A page says at which frame it
 * ends.
 */
#include "tests/support_bytes.h"
#include "tests/support_length.h"

static CliTest test;

enum { END_FRAME_AT = 6, CHECKSUM_AT = 22, SEGMENTS_AT = 26 };

static size_t page_bytes(const unsigned char *page)
{
  size_t bytes = SEGMENTS_AT + 1 + page[SEGMENTS_AT];
  for (int i = 0; i < page[SEGMENTS_AT]; ++i) {
    bytes += page[SEGMENTS_AT + 1 + i];
  }
  return bytes;
}

/* The cyclic redundancy check of RFC 3533. */
static void sign_page(unsigned char *page)
{
  uint32_t sum = 0;
  bytes_put_little(page + CHECKSUM_AT, 0);
  for (size_t i = 0; i < page_bytes(page); ++i) {
    sum ^= (uint32_t)page[i] << 24;
    for (int bit = 0; bit < 8; ++bit) {
      sum = (sum & 0x7fffffffu) << 1 ^ (sum >> 31 ? 0x04c11db7u : 0);
    }
  }
  bytes_put_little(page + CHECKSUM_AT, sum);
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
  const size_t first[2] = {page_bytes(one.data), page_bytes(two.data)};
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

/* Moves the frames at which the pages end; headers end at 0. */
static void write_earlier(const char *name, const Bytes *song, uint32_t frames)
{
  Bytes earlier = {malloc(song->bytes), song->bytes};
  memcpy(earlier.data, song->data, song->bytes);
  for (size_t at = 0; at < earlier.bytes; at += page_bytes(earlier.data + at)) {
    unsigned char *page = earlier.data + at;
    uint32_t end_frame = 0;
    memcpy(&end_frame, page + END_FRAME_AT, sizeof end_frame);
    if (end_frame > 0) {
      bytes_put_little(page + END_FRAME_AT, end_frame - frames);
      sign_page(page);
    }
  }
  bytes_save(name, earlier.data, earlier.bytes, NULL, 0);
  free(earlier.data);
}

/* Editors that cut without decoding write such files: the first page holds more sound than it
 * tells. libsndfile reads that sound, and as much less at the end. */
static void a_song_cut_from_the_middle_is_refused(void **state)
{
  (void)state;
  const Kind kind = {"middle.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS};
  length_write_song(&kind);
  const Bytes song = bytes_load(kind.name);
  write_earlier("same.ogg", &song, 0);
  write_earlier("cut.ogg", &song, 1000);
  free(song.data);
  const bool same = length_expect("same.ogg", FRAMES);
  const bool refused = length_expect("cut.ogg", -1);
  assert_true(same && refused);
}

/* Stereo at the best quality, where a page holds little time. */
static void write_best(const Kind *kind, const float *sound, sf_count_t n_frames)
{
  SF_INFO info = {.samplerate = 48000, .channels = 2, .format = kind->format};
  double quality = 1.0;
  SNDFILE *file = sf_open(kind->name, SFM_WRITE, &info);
  sf_command(file, SFC_SET_VBR_ENCODING_QUALITY, &quality, sizeof quality);
  assert_int_equal(sf_writef_float(file, sound, n_frames), n_frames);
  sf_close(file);
}

/* libsndfile passes over such pages, and over the place of a page that is missing. */
static void a_damaged_or_missing_page_is_told(void **state)
{
  (void)state;
  const Kind kinds[] = {{"whole.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS},
                        {"whole.opus", SF_FORMAT_OGG | SF_FORMAT_OPUS}};
  enum { LONG = 8 * 48000 };
  static float sound[2 * LONG];
  bool fine = true;
  for (uint32_t i = 0; i < 2 * LONG; ++i) {
    sound[i] = (float)(0.3 * music_noise(i));
  }
  for (int i = 0; i < 2; ++i) {
    write_best(&kinds[i], sound, LONG);
    Bytes song = bytes_load(kinds[i].name);
    size_t page = 0;
    for (int number = 0; number < 4; ++number) {
      page += page_bytes(song.data + page);
    }
    const size_t next = page + page_bytes(song.data + page);
    assert_true(next < song.bytes);
    bytes_save("missing.ogg", song.data, page, song.data + next, song.bytes - next);
    song.data[next - 1] ^= 0x40;
    bytes_save("flipped.ogg", song.data, song.bytes, NULL, 0);
    song.data[next - 1] ^= 0x40;
    bytes_save("stray.ogg", song.data, next - 1, song.data + page, song.bytes - page);
    fine = length_expect(kinds[i].name, LONG) && fine;
    fine = length_expect("missing.ogg", -1) && fine;
    fine = length_expect("flipped.ogg", -1) && fine;
    fine = length_expect("stray.ogg", -1) && fine;
    free(song.data);
  }
  assert_true(fine);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(two_songs_side_by_side_are_refused),
      cmocka_unit_test(a_song_cut_from_the_middle_is_refused),
      cmocka_unit_test(a_damaged_or_missing_page_is_told),
  };
  return CLI_RUN_TESTS(&test, tests, NULL);
}
