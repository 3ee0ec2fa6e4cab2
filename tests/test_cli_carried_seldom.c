/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What files seldom carry: tags in a place of another format, and very much of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_carried.h"

/* Some programs put ID3 tags in front of a FLAC file, where no other program looks for them. */
static void id3_tags_in_front_of_a_flac_are_told(void **state)
{
  (void)state;
  static const char title[] = "ID3\4\0\0\0\0\0\17TIT2\0\0\0\5\0\0\0Song";
  static const char empty[] = "ID3\4\0\0\0\0\0\5\0\0\0\0";
  static const char *const outs[] = {"o.flac", "o.wav"};
  const Bytes flac = song("plain.flac", SF_FORMAT_FLAC);
  bytes_save("id3.flac", title, sizeof title - 1, flac.data, flac.bytes);
  bytes_save("empty.flac", empty, sizeof empty, flac.data, flac.bytes);
  free(flac.data);
  for (size_t i = 0; i < sizeof outs / sizeof outs[0]; ++i) {
    const char *said = render("id3.flac", outs[i]);
    assert_true(cli_is_one_clear_line(said, outs[i]));
    assert_non_null(strstr(said, "ID3 tags"));
    assert_non_null(strstr(said, "tag editor"));
    assert_string_equal(render("empty.flac", outs[i]), "");
  }
}

static void tags_behind_the_sound_are_told(void **state)
{
  (void)state;
  static const unsigned char id3v1[128] = "TAGtitle";
  static const unsigned char ape[64] =
      "APETAGEX\xd0\7\0\0\x20\0\0\0\0\0\0\0\0\0\0\xa0\0\0\0\0\0\0\0\0"
      "APETAGEX\xd0\7\0\0\x20\0\0\0\0\0\0\0\0\0\0\x80";
  static const char words[] = "LYRICSBEGINLYR00005Hello000021LYRICS200";
  const Bytes mp3 = mp3_song("plain.mp3");
  const Bytes flac = song("plain.flac", SF_FORMAT_FLAC);
  bytes_save("id3v1.mp3", mp3.data, mp3.bytes, id3v1, sizeof id3v1);
  bytes_save("ape.mp3", mp3.data, mp3.bytes, ape, sizeof ape);
  bytes_save("words.mp3", mp3.data, mp3.bytes, words, sizeof words - 1);
  bytes_save("front.mp3", ape, sizeof ape, mp3.data, mp3.bytes);
  bytes_save("id3v1.flac", flac.data, flac.bytes, id3v1, sizeof id3v1);
  bytes_save("ape.flac", flac.data, flac.bytes, ape, sizeof ape);
  free(mp3.data);
  free(flac.data);
  assert_string_equal(render("id3v1.mp3", "o.flac"), ""); /* libsndfile reads it */
  assert_non_null(strstr(render("ape.mp3", "o.flac"), ": APE tags;"));
  assert_non_null(strstr(render("words.mp3", "o.flac"), ": Lyrics3 tags;"));
  assert_non_null(strstr(render("front.mp3", "o.flac"), ": APE tags;"));
  assert_non_null(strstr(render("id3v1.flac", "o.flac"), ": ID3 tags;"));
  assert_non_null(strstr(render("ape.flac", "o.wav"), ": APE tags;"));
}

/* Version 2.2, which old players wrote, has shorter frames. */
static void old_and_extended_id3_tags_are_told(void **state)
{
  (void)state;
  static const char old[] = "ID3\2\0\0\0\0\0\x1d"
                            "TT2\0\0\5\0Song"
                            "TP2\0\0\5\0Band"
                            "PIC\0\0\1";
  static const char extended_3[] = "ID3\3\0\x40\0\0\0\x19\0\0\0\6\0\0\0\0\0\0"
                                   "TPE2\0\0\0\5\0\0\0Band";
  static const char extended_4[] = "ID3\4\0\x40\0\0\0\x15\0\0\0\6\1\0"
                                   "TPE2\0\0\0\5\0\0\0Band";
  const Bytes mp3 = mp3_song("plain.mp3");
  bytes_save("old.mp3", old, sizeof old, mp3.data, mp3.bytes);
  bytes_save("three.mp3", extended_3, sizeof extended_3 - 1, mp3.data, mp3.bytes);
  bytes_save("four.mp3", extended_4, sizeof extended_4 - 1, mp3.data, mp3.bytes);
  free(mp3.data);
  assert_non_null(strstr(render("old.mp3", "o.flac"), ": TP2, picture;"));
  assert_non_null(strstr(render("three.mp3", "o.flac"), ": TPE2;"));
  assert_non_null(strstr(render("four.mp3", "o.flac"), ": TPE2;"));
}

/* Its "info" holds names and texts, of which other formats keep some. */
static void what_else_a_caf_tells_is_told(void **state)
{
  (void)state;
  static const char info[] = "info\0\0\0\0\0\0\0\x30\0\0\0\3"
                             "title\0Song\0"
                             "composer\0Carla\0"
                             "album_artist\0Band";
  assert_int_equal(sizeof info, 12 + 0x30);
  Bytes caf = song("plain.caf", SF_FORMAT_CAF);
  bytes_save("in.caf", caf.data, caf.bytes, info, sizeof info);
  free(caf.data);
  const char *said = render("in.caf", "o.wav");
  assert_true(cli_is_one_clear_line(said, "o.wav"));
  assert_non_null(strstr(said, ": composer, album_artist;"));
  assert_string_equal(render("in.caf", "o.caf"), "");
  assert_string_equal(render("plain.caf", "o.wav"), "");
}

/* BWF MetaEdit writes the check sum of the samples. After a render it would call them damaged. */
static void a_check_sum_of_the_samples_is_not_kept(void **state)
{
  (void)state;
  static const char chunks[] = "MD5 \x10\0\0\0"
                               "0123456789abcdef"
                               "note\4\0\0\0kept";
  Bytes wav = song("plain.wav", SF_FORMAT_WAV);
  bytes_save("in.wav", wav.data, wav.bytes, chunks, sizeof chunks - 1);
  free(wav.data);
  cli_run_fine(&test, "render --force in.wav o.wav");
  const Bytes out = bytes_load("o.wav");
  bytes_find(&out, "note"); /* or the test fails */
  const bool found = has(&out, "MD5 ");
  free(out.data);
  assert_false(found);
}

/* In an ID3 tag (here as UTF-16) or a list of texts they cannot be left out without writing it
 * anew. */
static void old_gains_that_stay_are_told(void **state)
{
  (void)state;
  static const char id3[] = "ID3 \0\0\0\x33ID3\3\0\0\0\0\0\x29TXXX\0\0\0\x1f\0\0\1\xff\xfe"
                            "r\0e\0p\0l\0a\0y\0g\0a\0i\0n\0_\0t\0\0\0-\0";
  static const char info[] = "info\0\0\0\0\0\0\0\x1d\0\0\0\1"
                             "REPLAYGAIN_TRACK_GAIN\0-3";
  Bytes aiff = song("plain.aiff", SF_FORMAT_AIFF);
  Bytes caf = song("plain.caf", SF_FORMAT_CAF);
  bytes_save("in.aiff", aiff.data, aiff.bytes, id3, sizeof id3);
  bytes_save("in.caf", caf.data, caf.bytes, info, sizeof info);
  free(aiff.data);
  free(caf.data);
  static const char *const names[] = {"in.aiff", "o.aiff", "in.caf", "o.caf"};
  for (int i = 0; i < 4; i += 2) {
    char line[128];
    assert_string_equal(render(names[i], names[i + 1]), ""); /* unchanged */
    snprintf(line, sizeof line, "render --force --set output_gain=-3 %s %s", names[i],
             names[i + 1]);
    const CliResult *result = cli_run(&test, line);
    print_message("%s", result->err);
    assert_int_equal(result->exit_code, 0);
    assert_true(cli_is_one_clear_line(result->err, names[i + 1]));
    assert_non_null(strstr(result->err, "REPLAYGAIN"));
  }
  const CliResult *result = cli_run(&test, "render --force --set output_gain=-3 plain.caf o.caf");
  assert_string_equal(result->err, "");
}

/* A text behind the header: Sun's "The AU audio file format". */
static void the_annotation_of_an_au_is_told(void **state)
{
  (void)state;
  static const char text[] = "Title=Song\0\0\0\0\0";
  enum { HEADER = 24 };
  Bytes au = song("plain.au", SF_FORMAT_AU);
  Bytes noted = {malloc(au.bytes + sizeof text), au.bytes + sizeof text};
  memcpy(noted.data, au.data, HEADER);
  noted.data[7] = HEADER + sizeof text; /* where the sound begins */
  memcpy(noted.data + HEADER, text, sizeof text);
  memcpy(noted.data + HEADER + sizeof text, au.data + HEADER, au.bytes - HEADER);
  bytes_save("in.au", noted.data, noted.bytes, NULL, 0);
  free(noted.data);
  free(au.data);
  assert_non_null(strstr(render("in.au", "o.au"), ": annotation;"));
  assert_string_equal(render("plain.au", "o.au"), "");
}

/* Core Audio writes the layout of the channels into AIFF. */
static void a_layout_of_channels_is_not_missed(void **state)
{
  (void)state;
  static const char layout[] = "CHAN\0\0\0\x0c\0\x64\0\1\0\0\0\0\0\0\0";
  const Bytes aiff = song("plain.aiff", SF_FORMAT_AIFF);
  const uint32_t bytes = (uint32_t)(aiff.bytes + sizeof layout - 8);
  for (int i = 0; i < 4; ++i) {
    aiff.data[4 + i] = bytes >> (24 - 8 * i) & 0xff;
  }
  bytes_save("layout.aiff", aiff.data, aiff.bytes, layout, sizeof layout);
  free(aiff.data);
  assert_string_equal(render("layout.aiff", "o.wav"), "");
}

/* flac and opusenc write such notes into most files. */
static void what_a_coder_notes_on_its_file_is_not_missed(void **state)
{
  (void)state;
  static const char comments[] = "\4\0\0\x53"
                                 "\0\0\0\0\2\0\0\0"
                                 "\x28\0\0\0WAVEFORMATEXTENSIBLE_CHANNEL_MASK=0x0003"
                                 "\x1b\0\0\0"
                                 "ENCODER_OPTIONS=--vbr -b 96";
  enum { HEAD = 4 + 4 + 34 };
  Bytes flac = song("plain.flac", SF_FORMAT_FLAC);
  Bytes noted = {malloc(flac.bytes + sizeof comments), 0};
  memcpy(noted.data, flac.data, HEAD);
  noted.data[4] &= 0x7f; /* the first block is not the last */
  memcpy(noted.data + HEAD, comments, sizeof comments - 1);
  noted.bytes = HEAD + sizeof comments - 1;
  bytes_save("noted.flac", noted.data, noted.bytes, flac.data + HEAD, flac.bytes - HEAD);
  free(noted.data);
  free(flac.data);
  assert_string_equal(render("noted.flac", "o.wav"), "");
}

/* A booklet, scanned: each picture may take up to 16 MiB. */
static void a_flac_keeps_many_large_pictures(void **state)
{
  (void)state;
  enum { PICTURE_BYTES = 9 << 20, PICTURES = 3, HEAD = 4 + 4 + 34 };
  const Bytes flac = song("plain.flac", SF_FORMAT_FLAC);
  unsigned char *head = calloc(1, HEAD + (size_t)PICTURES * (4 + PICTURE_BYTES));
  unsigned char *at = head + HEAD;
  memcpy(head, flac.data, HEAD);
  head[4] &= 0x7f; /* the first block is not the last */
  for (int i = 0; i < PICTURES; ++i) {
    at[0] = 6;
    at[1] = PICTURE_BYTES >> 16;
    at[4 + 3] = 3; /* the kind; then two empty texts, four numbers, and the rest is the picture */
    at[4 + 29] = (PICTURE_BYTES - 32) >> 16;
    at[4 + 30] = (PICTURE_BYTES - 32) >> 8 & 0xff;
    at[4 + 31] = (PICTURE_BYTES - 32) & 0xff;
    at[4 + PICTURE_BYTES - 1] = (unsigned char)(i + 1);
    at += 4 + PICTURE_BYTES;
  }
  bytes_save("in.flac", head, (size_t)(at - head), flac.data + HEAD, flac.bytes - HEAD);
  free(head);
  assert_string_equal(render("in.flac", "o.flac"), "");
  const Bytes out = bytes_load("o.flac");
  print_message("%zu bytes, %zu without pictures\n", out.bytes, flac.bytes);
  assert_true(out.bytes > (size_t)PICTURES * PICTURE_BYTES);
  free(out.data);
  free(flac.data);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(id3_tags_in_front_of_a_flac_are_told),
      cmocka_unit_test(tags_behind_the_sound_are_told),
      cmocka_unit_test(old_and_extended_id3_tags_are_told),
      cmocka_unit_test(what_else_a_caf_tells_is_told),
      cmocka_unit_test(a_check_sum_of_the_samples_is_not_kept),
      cmocka_unit_test(old_gains_that_stay_are_told),
      cmocka_unit_test(the_annotation_of_an_au_is_told),
      cmocka_unit_test(a_layout_of_channels_is_not_missed),
      cmocka_unit_test(what_a_coder_notes_on_its_file_is_not_missed),
      cmocka_unit_test(a_flac_keeps_many_large_pictures),
  };
  return CLI_RUN_TESTS(&test, tests, NULL);
}
