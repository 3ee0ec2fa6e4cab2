/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Texts that a file carries and another cannot hold: a second one of a kind, of other letters, too
 * long.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_carried.h"

/* Version 2.4 has a zero between texts; version 2.3 one at the end, and UTF-16. */
static void a_second_text_of_an_id3_kind_is_told(void **state)
{
  (void)state;
  static const char two[] = "ID3\4\0\0\0\0\0\x16"
                            "TPE1\0\0\0\x0c\0\0\3Alice\0Berta";
  static const char one[] = "ID3\3\0\0\0\0\0\x17"
                            "TPE1\0\0\0\x0d\0\0\1\xff\xfe"
                            "A\0\x01\1B\0C\0\0\0";
  static const char day[] = "ID3\3\0\0\0\0\0\x1e"
                            "TYER\0\0\0\5\0\0\x0"
                            "2020"
                            "TDAT\0\0\0\5\0\0\x0"
                            "3112";
  static const char comments[] = "ID3\3\0\0\0\0\0\x27"
                                 "COMM\0\0\0\x08\0\0\0eng\0One"
                                 "COMM\0\0\0\x0b\0\0\0engtwo\0Two";
  const Bytes mp3 = mp3_song("plain.mp3");
  bytes_save("day.mp3", day, sizeof day - 1, mp3.data, mp3.bytes);
  bytes_save("comments.mp3", comments, sizeof comments - 1, mp3.data, mp3.bytes);
  bytes_save("two.mp3", two, sizeof two - 1, mp3.data, mp3.bytes);
  bytes_save("one.mp3", one, sizeof one - 1, mp3.data, mp3.bytes);
  free(mp3.data);
  assert_non_null(strstr(render("two.mp3", "o.flac"), ": a second TPE1;"));
  assert_string_equal(render("one.mp3", "o.flac"), "");
  assert_non_null(strstr(render("comments.mp3", "o.flac"), ": a second COMM;"));
  assert_non_null(strstr(render("day.mp3", "o.flac"), ": TDAT;"));
}

/* Old programs put a zero behind each byte 0xff of a tag, here of a picture. */
static void an_unsynchronised_tag_is_read(void **state)
{
  (void)state;
  static const char tag[] = "ID3\3\0\x80\0\0\0\x2e"
                            "APIC\0\0\0\6\0\0\0\xff\0\xe0\xff\0\xe0\1"
                            "TPE1\0\0\0\4\0\0\0Ann"
                            "TPE2\0\0\0\4\0\0\0Bob";
  const Bytes mp3 = mp3_song("plain.mp3");
  bytes_save("unsynchronised.mp3", tag, sizeof tag - 1, mp3.data, mp3.bytes);
  free(mp3.data);
  assert_non_null(strstr(render("unsynchronised.mp3", "o.flac"), ": picture, TPE2;"));
  const Bytes flac = bytes_load("o.flac");
  assert_true(has(&flac, "Ann"));
  free(flac.data);
}

/* Old versions of iTunes write a size as in version 2.3: here of 200 bytes. */
static void a_tag_of_wrong_sizes_is_told(void **state)
{
  (void)state;
  static const char artist[] = "TPE1\0\0\0\4\0\0\0Ann";
  enum { HEAD = 20, PICTURE = 200, ALL = HEAD + PICTURE + sizeof artist - 1 };
  static char tag[ALL + 1] = "ID3\4\0\0\0\0\1\x60"
                             "APIC\0\0\0\xc8\0\0";
  memset(tag + HEAD, 'x', PICTURE);
  memcpy(tag + HEAD + PICTURE, artist, sizeof artist);
  const Bytes mp3 = mp3_song("plain.mp3");
  bytes_save("sizes.mp3", tag, ALL, mp3.data, mp3.bytes);
  free(mp3.data);
  assert_non_null(strstr(render("sizes.mp3", "o.flac"), ": picture, ID3 tags;"));
}

/* LAME takes texts for Latin-1. A program that reads Latin-1 would show other letters. Where LAME
 * writes a date, programs read a year alone. */
static void what_mp3_would_garble_is_left_out_and_told(void **state)
{
  (void)state;
  SF_INFO info = {.samplerate = 48000, .channels = 1, .format = SF_FORMAT_FLAC | SF_FORMAT_PCM_16};
  static const float sound[FRAMES];
  SNDFILE *file = sf_open("words.flac", SFM_WRITE, &info);
  assert_non_null(file);
  sf_set_string(file, SF_STR_TITLE, "T\xc3\xbcr");
  sf_set_string(file, SF_STR_ARTIST, "Anna");
  sf_set_string(file, SF_STR_DATE, "2024-12-31");
  sf_set_string(file, SF_STR_TRACKNUMBER, "3/12"); /* too long for ID3v1, so LAME writes ID3v2 */
  assert_int_equal(sf_writef_float(file, sound, FRAMES), FRAMES);
  sf_close(file);
  const char *said = render("words.flac", "o.mp3");
  assert_true(cli_is_one_clear_line(said, "o.mp3"));
  assert_non_null(strstr(said, ": title, date;"));
  const Bytes mp3 = bytes_load("o.mp3");
  assert_true(has(&mp3, "Anna"));
  assert_true(has(&mp3, "2024"));
  assert_false(has(&mp3, "2024-"));
  assert_false(has(&mp3, "\xc3\xbcr"));
  free(mp3.data);
}

/* libsndfile skips texts of 2 KB or more in WAV, and has room for one text of a kind. */
static void texts_that_are_skipped_are_told(void **state)
{
  (void)state;
  enum { TEXT = 3000, LIST = 20 };
  static const char twice[] = "ANNO\0\0\0\6first\0ANNO\0\0\0\6second";
  static const char once[] = "ANNO\0\0\0\6first";
  char info[LIST + TEXT] = "LIST    INFOICMT";
  bytes_put_little((unsigned char *)info + 4, LIST + TEXT - 8);
  bytes_put_little((unsigned char *)info + 16, TEXT);
  memset(info + LIST, 'x', TEXT);
  Bytes wav = song("plain.wav", SF_FORMAT_WAV);
  Bytes aiff = song("plain.aiff", SF_FORMAT_AIFF);
  bytes_save("long.wav", wav.data, wav.bytes, info, sizeof info);
  bytes_put_little((unsigned char *)info + 4, LIST + 1000 - 8);
  bytes_put_little((unsigned char *)info + 16, 1000);
  bytes_save("short.wav", wav.data, wav.bytes, info, LIST + 1000);
  bytes_save("twice.aiff", aiff.data, aiff.bytes, twice, sizeof twice - 1);
  bytes_save("once.aiff", aiff.data, aiff.bytes, once, sizeof once);
  free(wav.data);
  free(aiff.data);
  assert_non_null(strstr(render("long.wav", "o.flac"), ": comment;"));
  assert_non_null(strstr(render("twice.aiff", "o.flac"), ": comment;"));
  static const char *const kept[][2] = {{"long.wav", "o.wav"},
                                        {"short.wav", "o.flac"},
                                        {"twice.aiff", "o.aiff"},
                                        {"once.aiff", "o.flac"}};
  for (int i = 0; i < 4; ++i) {
    assert_string_equal(render(kept[i][0], kept[i][1]), "");
  }
}

/* Old programs write Latin-1. libFLAC refuses such a text, and libsndfile then frees the one before
 * it twice. */
static void texts_that_are_not_utf8_are_told(void **state)
{
  (void)state;
  static const char info[] = "LIST\x2a\0\0\0INFO"
                             "INAM\5\0\0\0Uber\0\0"
                             "IART\6\0\0\0M\xf6"
                             "tl\0\0"
                             "ICMT\2\0\0\0\xe7";
  const Bytes wav = song("plain.wav", SF_FORMAT_WAV);
  bytes_put_little(wav.data + 4, (uint32_t)(wav.bytes + sizeof info - 8));
  bytes_save("latin.wav", wav.data, wav.bytes, info, sizeof info);
  free(wav.data);
  assert_non_null(strstr(render("latin.wav", "o.flac"), ": artist, comment;"));
  assert_string_equal(render("latin.wav", "o.wav"), "");
}

/* Picard writes some 50 comments; a line has room for some 40. */
static void a_list_that_is_cut_off_says_so(void **state)
{
  (void)state;
  enum { COUNT = 50, BYTES = 12, HEAD = 4 + 4 + 34 };
  static unsigned char block[4 + 8 + COUNT * (4 + BYTES)];
  const uint32_t bytes = sizeof block - 4;
  block[0] = 4;
  block[2] = bytes >> 8 & 0xff;
  block[3] = bytes & 0xff;
  block[8] = COUNT;
  for (unsigned i = 0; i < COUNT; ++i) {
    unsigned char *to = block + 12 + (size_t)i * (4 + BYTES);
    char comment[BYTES + 1];
    to[0] = BYTES;
    snprintf(comment, sizeof comment, "PRODUCER%02u=x", i);
    memcpy(to + 4, comment, BYTES);
  }
  const Bytes flac = song("plain.flac", SF_FORMAT_FLAC);
  unsigned char head[HEAD + sizeof block];
  memcpy(head, flac.data, HEAD);
  head[4] &= 0x7f; /* the first block is not the last */
  memcpy(head + HEAD, block, sizeof block);
  bytes_save("many.flac", head, sizeof head, flac.data + HEAD, flac.bytes - HEAD);
  free(flac.data);
  const char *said = render("many.flac", "o.wav");
  assert_true(cli_is_one_clear_line(said, "o.wav"));
  assert_non_null(strstr(said, "PRODUCER00, PRODUCER01"));
  assert_non_null(strstr(said, " and others; "));
  /* One comment whose name is as long as all of them. */
  head[HEAD + 8] = 1;
  bytes_put_little(head + HEAD + 12, sizeof block - 16);
  memset(head + HEAD + 16, 'P', sizeof block - 16);
  head[sizeof head - 2] = '=';
  const Bytes again = bytes_load("plain.flac");
  bytes_save("name.flac", head, sizeof head, again.data + HEAD, again.bytes - HEAD);
  free(again.data);
  assert_non_null(strstr(render("name.flac", "o.wav"), ": PPPPPPPPPP"));
}

/* What libsndfile writes with more text, it does not read again. */
static void long_texts_are_left_out_and_told(void **state)
{
  (void)state;
  enum { LONG = 9000, VERY_LONG = 70000 };
  static const int lengths[] = {LONG, VERY_LONG};
  static const char *const outs[] = {"o.aiff", "o.wav", "o.caf", "o.rf64", "o.ogg"};
  static char text[VERY_LONG + 1];
  for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; ++i) {
    memset(text, 'x', (size_t)lengths[i]);
    SF_INFO info = {
        .samplerate = 48000, .channels = 1, .format = SF_FORMAT_FLAC | SF_FORMAT_PCM_16};
    static const float sound[FRAMES];
    SNDFILE *file = sf_open("long.flac", SFM_WRITE, &info);
    assert_non_null(file);
    sf_set_string(file, SF_STR_TITLE, "Short");
    sf_set_string(file, SF_STR_COMMENT, text);
    assert_int_equal(sf_writef_float(file, sound, FRAMES), FRAMES);
    sf_close(file);
    for (size_t k = 0; k < sizeof outs / sizeof outs[0]; ++k) {
      assert_non_null(strstr(render("long.flac", outs[k]), ": comment;"));
      render(outs[k], "again.flac");
      const Bytes again = bytes_load("again.flac");
      assert_true(has(&again, "Short"));
      free(again.data);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_second_text_of_an_id3_kind_is_told),
      cmocka_unit_test(an_unsynchronised_tag_is_read),
      cmocka_unit_test(a_tag_of_wrong_sizes_is_told),
      cmocka_unit_test(what_mp3_would_garble_is_left_out_and_told),
      cmocka_unit_test(texts_that_are_skipped_are_told),
      cmocka_unit_test(texts_that_are_not_utf8_are_told),
      cmocka_unit_test(a_list_that_is_cut_off_says_so),
      cmocka_unit_test(long_texts_are_left_out_and_told),
  };
  return CLI_RUN_TESTS(&test, tests, NULL);
}
