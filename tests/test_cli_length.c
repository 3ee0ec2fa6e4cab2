/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Files with wrong headers. The program reads all the sound that is there, or refuses the file; it
 * never reads less without a message.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_bytes.h"
#include "tests/support_length.h"
#include "ui/cli/sound/audio_format.h"

#define GIB ((uint64_t)1 << 30)

static CliTest test;

static const Kind kinds[] = {
    {"song.wav", WAV16},
    {"song.rf64", SF_FORMAT_RF64 | SF_FORMAT_PCM_24},
    {"song.w64", SF_FORMAT_W64 | SF_FORMAT_PCM_16},
    {"song.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_16},
    {"song.caf", SF_FORMAT_CAF | SF_FORMAT_FLOAT},
    {"song.au", SF_FORMAT_AU | SF_FORMAT_PCM_16},
    {"song.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16},
    {"song.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS},
    {"song.mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III},
};
enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

static void whole_files_are_read(void **state)
{
  (void)state;
  bool fine = true;
  for (int i = 0; i < N_KINDS; ++i) {
    length_write_song(&kinds[i]);
    fine = length_expect(kinds[i].name, FRAMES) && fine;
  }
  assert_true(fine);
}

/* ITU-R BS.2088; what broadcasters and Dolby Atmos tools write. */
static void a_bw64_is_read_like_an_rf64(void **state)
{
  (void)state;
  Bytes song = bytes_load("song.rf64");
  memcpy(song.data, "BW", 2);
  bytes_save("song.bw64", song.data, song.bytes, NULL, 0);
  bytes_save("cut.bw64", song.data, song.bytes * 6 / 10, NULL, 0);
  bytes_save("two.bw64", song.data, song.bytes, song.data, song.bytes);
  free(song.data);
  const bool whole = length_expect("song.bw64", FRAMES);
  const bool cut = length_expect("cut.bw64", -1);
  const bool two = length_expect("two.bw64", -1);
  assert_true(whole && cut && two);
}

static void a_file_cut_short_is_refused(void **state)
{
  (void)state;
  bool fine = true;
  for (int i = 0; i < N_KINDS; ++i) {
    char name[32];
    const Bytes song = bytes_load(kinds[i].name);
    snprintf(name, sizeof name, "cut-%s", kinds[i].name);
    bytes_save(name, song.data, song.bytes * 6 / 10, NULL, 0);
    fine = length_expect(name, -1) && fine;
    free(song.data);
  }
  assert_true(fine);
}

/* In these formats a file that was cut cannot be told from a whole one. */
static void formats_that_do_not_tell_their_end_are_refused(void **state)
{
  (void)state;
  static const Kind others[] = {
      {"song.voc", SF_FORMAT_VOC | SF_FORMAT_PCM_16},
      {"song.nist", SF_FORMAT_NIST | SF_FORMAT_PCM_16},
      {"song.sf", SF_FORMAT_IRCAM | SF_FORMAT_PCM_16},
      {"song.mat", SF_FORMAT_MAT5 | SF_FORMAT_PCM_16},
      {"song.paf", SF_FORMAT_PAF | SF_FORMAT_PCM_16},
  };
  bool fine = true;
  for (size_t i = 0; i < sizeof others / sizeof others[0]; ++i) {
    length_write_song(&others[i]);
    fine = length_expect(others[i].name, -1) && fine;
  }
  assert_true(fine);
}

static void files_joined_end_to_end_are_refused(void **state)
{
  (void)state;
  bool fine = true;
  for (int i = 0; i < N_KINDS; ++i) {
    char name[32];
    const Bytes song = bytes_load(kinds[i].name);
    snprintf(name, sizeof name, "two-%s", kinds[i].name);
    bytes_save(name, song.data, song.bytes, song.data, song.bytes);
    fine = length_expect(name, -1) && fine;
    free(song.data);
  }
  assert_true(fine);
}

/* Players and taggers put these behind a song: an ID3v1 tag, an APE tag, both. */
static const unsigned char id3v1[128] = "TAGtitle";
static const unsigned char ape[64] =
    "APETAGEX\xd0\7\0\0\x20\0\0\0\0\0\0\0\0\0\0\xa0\0\0\0\0\0\0\0\0"
    "APETAGEX\xd0\7\0\0\x20\0\0\0\0\0\0\0\0\0\0\x80";

static void a_tag_between_two_files_hides_neither(void **state)
{
  (void)state;
  bool fine = true;
  for (int i = 0; i < N_KINDS; ++i) {
    char name[32];
    const Bytes song = bytes_load(kinds[i].name);
    Bytes two = {calloc(2, song.bytes + sizeof ape + sizeof id3v1), 0};
    const size_t id3v1_at = song.bytes + sizeof ape;
    memcpy(two.data, song.data, song.bytes);
    memcpy(two.data + song.bytes, ape, sizeof ape);
    memcpy(two.data + id3v1_at, id3v1, sizeof id3v1);
    snprintf(name, sizeof name, "tags-%s", kinds[i].name);
    bytes_save(name, two.data, id3v1_at + sizeof id3v1, NULL, 0);
    fine = length_expect(name, FRAMES) && fine;
    snprintf(name, sizeof name, "ape-%s", kinds[i].name);
    bytes_save(name, two.data, id3v1_at, song.data, song.bytes);
    fine = length_expect(name, -1) && fine;
    snprintf(name, sizeof name, "both-%s", kinds[i].name);
    bytes_save(name, two.data, id3v1_at + sizeof id3v1, song.data, song.bytes);
    fine = length_expect(name, -1) && fine;
    free(two.data);
    free(song.data);
  }
  assert_true(fine);
}

/* Every length between 2 and 4 GiB is valid. */
static void a_long_wav_cut_short_is_refused(void **state)
{
  (void)state;
  const uint32_t claims[] = {0x7fffe000u, 0x80000010u, 0xc0000000u, 0xffffe000u};
  Bytes song = bytes_load("song.wav");
  bool fine = true;
  for (size_t i = 0; i < sizeof claims / sizeof claims[0]; ++i) {
    unsigned char claim[4];
    bytes_put_little(claim, claims[i]);
    bytes_save_with("long.wav", &song, WAV_HEADER - 4, claim, 4);
    fine = length_expect("long.wav", -1) && fine;
  }
  free(song.data);
  song = bytes_load("song.rf64");
  static const unsigned char five_gib[8] = {0, 0, 0, 0x40, 1};
  bytes_save_with("long.rf64", &song, bytes_find(&song, "ds64") + 16, five_gib, sizeof five_gib);
  fine = length_expect("long.rf64", -1) && fine;
  free(song.data);
  assert_true(fine);
}

/* Files of recorders that crashed, and of programs that wrote to a pipe. */
static void a_length_that_is_not_told_is_measured(void **state)
{
  (void)state;
  const uint32_t claims[] = {0, 0xffffffffu, 0x7ffff000u, 0x7f000000u, 0x80000000u};
  Bytes song = bytes_load("song.wav");
  bool fine = true;
  for (size_t i = 0; i < sizeof claims / sizeof claims[0]; ++i) {
    unsigned char claim[4];
    bytes_put_little(claim, claims[i]);
    bytes_save_with("untold.wav", &song, WAV_HEADER - 4, claim, 4);
    fine = length_expect("untold.wav", FRAMES) && fine;
  }
  free(song.data);

  static const unsigned char none[8] = {0};
  static const unsigned char ones[8] = {255, 255, 255, 255, 255, 255, 255, 255};
  song = bytes_load("song.w64");
  const size_t w64 = bytes_find(&song, "data") + 16;
  bytes_save_with("none.w64", &song, w64, none, 8);
  bytes_save_with("ones.w64", &song, w64, ones, 8);
  free(song.data);
  song = bytes_load("song.caf");
  const size_t caf = bytes_find(&song, "data") + 4;
  bytes_save_with("none.caf", &song, caf, none, 8);
  bytes_save_with("ones.caf", &song, caf, ones, 8);
  free(song.data);
  song = bytes_load("song.au");
  bytes_save_with("none.au", &song, 8, none, 4);
  bytes_save_with("ones.au", &song, 8, ones, 4);
  free(song.data);
  song = bytes_load("song.rf64");
  bytes_save_with("none.rf64", &song, bytes_find(&song, "ds64") + 16, none, 8);
  bytes_save_with("ones.rf64", &song, bytes_find(&song, "ds64") + 16, ones, 8);
  free(song.data);
  song = bytes_load("song.aiff");
  memcpy(song.data + bytes_find(&song, "COMM") + 10, none, 4);
  bytes_save_with("none.aiff", &song, bytes_find(&song, "SSND") + 4, none, 4);
  bytes_save_with("ones.aiff", &song, bytes_find(&song, "SSND") + 4, ones, 4);
  free(song.data);
  song = bytes_load("song.flac");
  song.data[21] &= 0xf0;
  bytes_save_with("none.flac", &song, 22, none, 4);
  free(song.data);
  static const char *const names[] = {"none.flac", "none.w64",  "ones.w64", "none.caf",
                                      "ones.caf",  "none.au",   "ones.au",  "none.rf64",
                                      "ones.rf64", "none.aiff", "ones.aiff"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i) {
    fine = length_expect(names[i], FRAMES) && fine;
  }
  assert_true(fine);
}

/* More than 4 GiB, with a length that has wrapped to 0 or is unknown. The sound is a hole in the
 * file except its last frame. */
static void a_wav_beyond_4_gib_is_read_to_its_end(void **state)
{
  (void)state;
  const uint64_t bytes = 4 * GIB + 48 * (GIB >> 10); /* 4.05 GiB */
  const uint32_t claims[] = {(uint32_t)bytes, 0, 0xffffffffu, 0x7ffff000u};
  Bytes song = bytes_load("song.wav");
  bool fine = true;
  for (size_t i = 0; i < sizeof claims / sizeof claims[0]; ++i) {
    const short last[2] = {12345, -12345};
    bytes_put_little(song.data + 4, claims[i] + WAV_HEADER - 8);
    bytes_put_little(song.data + WAV_HEADER - 4, claims[i]);
    bytes_save("huge.wav", song.data, WAV_HEADER, NULL, 0);
    FILE *file = fopen("huge.wav", "r+b");
    fseeko(file, (off_t)(WAV_HEADER + bytes - sizeof last), SEEK_SET);
    fwrite(last, sizeof last, 1, file);
    assert_int_equal(fclose(file), 0);
    AudioInput *input = audio_input_open("huge.wav", BLOCK);
    short frame[2] = {0, 0};
    const sf_count_t frames = (sf_count_t)(bytes / FRAME_BYTES);
    const bool there = input && sf_seek(input->file, frames - 1, SEEK_SET) == frames - 1 &&
                       sf_readf_short(input->file, frame, 1) == 1;
    print_message("length 0x%08x: %lld frames of %lld, the last %d %d\n", (unsigned)claims[i],
                  input ? (long long)input->info.frames : -1LL, (long long)frames, frame[0],
                  frame[1]);
    fine =
        fine && there && input->info.frames == frames && frame[0] == last[0] && frame[1] == last[1];
    audio_input_close(input);
  }
  unlink("huge.wav");
  free(song.data);
  assert_true(fine);
}

static void what_stands_behind_the_sound_is_known_or_refused(void **state)
{
  (void)state;
  const Bytes song = bytes_load("song.wav");
  static const unsigned char zeros[5000];
  unsigned char noise[5000];
  for (size_t i = 0; i < sizeof noise; ++i) {
    noise[i] = (unsigned char)(i * 7919 >> 5);
  }
  char tag[128] = "TAGtitle";
  bytes_save("tagged.wav", song.data, song.bytes, tag, sizeof tag);
  const Bytes ogg = bytes_load("song.ogg");
  bytes_save("tagged.ogg", ogg.data, ogg.bytes, tag, sizeof tag);
  free(ogg.data);
  bytes_save("padded.wav", song.data, song.bytes, zeros, sizeof zeros);
  bytes_save("chunk.wav", song.data, song.bytes, "LIST\4\0\0\0INFO", 12);
  bytes_save("stray.wav", song.data, song.bytes, noise, sizeof noise);
  const bool tagged = length_expect("tagged.wav", FRAMES);
  const bool tagged_ogg = length_expect("tagged.ogg", FRAMES);
  const bool padded = length_expect("padded.wav", FRAMES);
  const bool chunk = length_expect("chunk.wav", FRAMES);
  const bool stray = length_expect("stray.wav", -1);
  free(song.data);
  assert_true(tagged && tagged_ogg && padded && chunk && stray);
}

/* An ID3v2.4 tag of 5000 bytes (seven bits a byte), then one of 200 with a footer, then another. */
static size_t put_tags(unsigned char *to)
{
  static const unsigned char first[10] = {'I', 'D', '3', 4, 0, 0, 0, 0, 0x27, 0x08};
  static const unsigned char header[10] = {'I', 'D', '3', 4, 0, 0x10, 0, 0, 1, 0x48};
  static const unsigned char footer[10] = {'3', 'D', 'I', 4, 0, 0x10, 0, 0, 1, 0x48};
  static const unsigned char last[10] = {'I', 'D', '3', 3, 0, 0, 0, 0, 1, 0};
  memcpy(to, first, 10);
  to += 10 + 5000;
  memcpy(to, header, 10);
  memcpy(to + 210, footer, 10);
  to += 220;
  memcpy(to, last, 10);
  return 10 + 5000 + 220 + 10 + 128;
}

static void what_stands_before_the_sound_is_passed_over(void **state)
{
  (void)state;
  static unsigned char id3[6000];
  const size_t id3_bytes = put_tags(id3);
  unsigned char *junk = calloc(1, 100000);
  for (int i = 0; i < 100000; ++i) {
    junk[i] = (unsigned char)(i * 7919 >> 5);
  }
  static const char *const tagged[] = {"song.flac", "song.wav", "song.ogg", "song.mp3"};
  bool fine = true;
  for (size_t i = 0; i < sizeof tagged / sizeof tagged[0]; ++i) {
    char name[32];
    const Bytes song = bytes_load(tagged[i]);
    snprintf(name, sizeof name, "id3-%s", tagged[i]);
    bytes_save(name, id3, id3_bytes, song.data, song.bytes);
    fine = length_expect(name, FRAMES) && fine;
    free(song.data);
  }
  const Bytes song = bytes_load("song.mp3");
  bytes_save("junk.mp3", junk, 100000, song.data, song.bytes);
  fine = length_expect("junk.mp3", FRAMES) && fine;
  free(song.data);
  free(junk);
  assert_true(fine);
}

/* Sound that is too long for the headers of AIFF and AU is refused before any work. */
static void a_format_is_given_no_more_than_it_holds(void **state)
{
  (void)state;
  const SF_INFO fits = {.frames = (sf_count_t)(GIB - (1 << 19)),
                        .samplerate = RATE_HZ,
                        .channels = 2,
                        .format = WAV16};
  SF_INFO huge = fits;
  huge.frames = (sf_count_t)GIB;
  assert_true(audio_format_for("master.aiff", &fits, false) != 0);
  assert_true(audio_format_for("master.au", &fits, false) != 0);
  assert_int_equal(audio_format_for("master.aiff", &huge, false), 0);
  assert_int_equal(audio_format_for("master.au", &huge, false), 0);
  assert_int_equal(audio_format_for("master.aiff", &fits, true), 0); /* twice as long */
  static const char *const more[] = {"master.wav", "master.flac", "master.caf", "master.w64"};
  for (size_t i = 0; i < sizeof more / sizeof more[0]; ++i) {
    assert_true(audio_format_for(more[i], &huge, false) != 0);
  }
}

/* libsndfile 1.2 takes the length of an AU for signed. The file is a hole. */
static void an_au_above_2_gib_is_read(void **state)
{
  (void)state;
  enum { FRAMES_25 = 400000000, FRAME = 6, HEADER = 24 };
  static const uint32_t claims[] = {(uint32_t)FRAMES_25 * FRAME, UINT32_MAX, 0};
  for (size_t i = 0; i < sizeof claims / sizeof claims[0]; ++i) {
    unsigned char head[HEADER] = {'.', 's', 'n', 'd', 0, 0, 0,    HEADER, 0, 0, 0, 0,
                                  0,   0,   0,   4,   0, 1, 0x77, 0,      0, 0, 0, 2};
    for (int b = 0; b < 4; ++b) {
      head[8 + b] = (unsigned char)(claims[i] >> (24 - 8 * b));
    }
    bytes_save("long.au", head, sizeof head, NULL, 0);
    if (truncate("long.au", HEADER + (off_t)FRAMES_25 * FRAME) != 0) {
      print_message("needs a file system with sparse files\n");
      skip();
    }
    AudioInput *input = audio_input_open("long.au", BLOCK);
    assert_non_null(input);
    print_message("%u bytes told: %ld frames\n", claims[i], (long)input->info.frames);
    assert_int_equal(input->info.frames, FRAMES_25);
    audio_input_close(input);
  }
  unlink("long.au");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(whole_files_are_read),
      cmocka_unit_test(a_bw64_is_read_like_an_rf64),
      cmocka_unit_test(a_file_cut_short_is_refused),
      cmocka_unit_test(formats_that_do_not_tell_their_end_are_refused),
      cmocka_unit_test(files_joined_end_to_end_are_refused),
      cmocka_unit_test(a_tag_between_two_files_hides_neither),
      cmocka_unit_test(a_long_wav_cut_short_is_refused),
      cmocka_unit_test(a_length_that_is_not_told_is_measured),
      cmocka_unit_test(a_wav_beyond_4_gib_is_read_to_its_end),
      cmocka_unit_test(what_stands_behind_the_sound_is_known_or_refused),
      cmocka_unit_test(what_stands_before_the_sound_is_passed_over),
      cmocka_unit_test(a_format_is_given_no_more_than_it_holds),
      cmocka_unit_test(an_au_above_2_gib_is_read),
  };
  return CLI_RUN_TESTS(&test, tests, NULL);
}
