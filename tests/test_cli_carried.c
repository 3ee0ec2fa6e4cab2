/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What a file carries besides its sound: a render to the same format keeps it, and a render to
 * another format warns.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_cli.h"

enum { RATE_HZ = 44100, FRAMES = RATE_HZ };

static CliTest test;

typedef struct {
  unsigned char data[1 << 20];
  size_t bytes;
} Content;

static Content scratch;

static const Content *load(const char *path)
{
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  scratch.bytes = fread(scratch.data, 1, sizeof scratch.data, file);
  fclose(file);
  return &scratch;
}

static void put(FILE *file, const void *bytes, size_t count)
{
  assert_int_equal(fwrite(bytes, 1, count, file), count);
}

static void put_number(FILE *file, uint32_t value, int count, bool big_endian)
{
  for (int i = 0; i < count; ++i) {
    fputc((int)(value >> (8 * (big_endian ? count - 1 - i : i)) & 0xff), file);
  }
}

static bool holds(const char *path, const void *bytes, size_t count)
{
  const Content *content = load(path);
  for (size_t i = 0; i + count <= content->bytes; ++i) {
    if (memcmp(content->data + i, bytes, count) == 0) {
      return true;
    }
  }
  return false;
}

static void write_song(const char *path, int format)
{
  static float sound[FRAMES];
  for (int i = 0; i < FRAMES; ++i) {
    sound[i] = (float)(0.1 * music_noise((uint32_t)i));
  }
  cli_write_sound(path, format | SF_FORMAT_PCM_16, RATE_HZ, 1, sound, FRAMES);
}

static const CliResult *render(const char *in, const char *out, bool changed)
{
  char line[128];
  snprintf(line, sizeof line, "render --force --set %s %s %s",
           changed ? "output_gain=-1" : "enabled=off", in, out);
  const CliResult *result = cli_run(&test, line);
  print_message("%s to %s: %s", in, out, result->err[0] ? result->err : "no warning\n");
  assert_int_equal(result->exit_code, 0);
  return result;
}

/* --- chunks -------------------------------------------------------------------------------- */

static const struct {
  const char *name;
  const char *body;
  size_t bytes;
} chunks[] = {{"cue ", "\1\0\0\0\1\0\0\0\2\0\0\0data\0\0\0\0\0\0\0\0\2\0\0\0", 28},
              {"LIST", "adtllabl\12\0\0\0\1\0\0\0Verse\0", 22},
              {"LIST", "INFOINAM\4\0\0\0odd\0IENG\4\0\0\0Eve\0", 28},
              {"smpl", "0123456789012345678901234567890123456789", 40},
              {"iXML", "<x/>!", 5},
              {"id3 ", "ID3\4\0\0\0\0\0\0", 10}};
enum { N_CHUNKS = sizeof chunks / sizeof chunks[0], BEXT_BYTES = 602, LOUDNESS = 412 };

static void write_tagged_wav(const char *path)
{
  write_song("plain.wav", SF_FORMAT_WAV);
  const Content *plain = load("plain.wav");
  unsigned char bext[BEXT_BYTES] = "Take 3";
  bext[346] = 2;
  static const unsigned char place[] = {1, 2, 3, 4, 5};
  memcpy(bext + 338, place, sizeof place); /* its place on the day */
  memset(bext + LOUDNESS, 0x11, 10);       /* its loudness */
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  put(file, plain->data, 12);
  put(file, "bext", 4); /* in front of the sound, the others behind it */
  put_number(file, BEXT_BYTES, 4, false);
  put(file, bext, BEXT_BYTES);
  put(file, plain->data + 12, plain->bytes - 12);
  for (int i = 0; i < N_CHUNKS; ++i) {
    put(file, chunks[i].name, 4);
    put_number(file, (uint32_t)chunks[i].bytes, 4, false);
    put(file, chunks[i].body, chunks[i].bytes);
    put(file, "", chunks[i].bytes & 1);
  }
  const long end = ftell(file);
  fseek(file, 4, SEEK_SET);
  put_number(file, (uint32_t)end - 8, 4, false);
  assert_int_equal(fclose(file), 0);
}

static void a_wav_keeps_its_chunks(void **state)
{
  (void)state;
  static const char *const outs[] = {"out.wav", "out.rf64"};
  write_tagged_wav("in.wav");
  for (int i = 0; i < 4; ++i) {
    const char *out = outs[i / 2];
    const bool changed = i % 2 == 1;
    assert_string_equal(render("in.wav", out, changed)->err, "");
    for (int k = 0; k < N_CHUNKS; ++k) {
      assert_true(holds(out, chunks[k].body, chunks[k].bytes));
    }
    assert_true(holds(out, "\1\2\3\4\5", 5));
    /* Loudness figures are kept only if the loudness is the same. */
    assert_true(holds(out, "\x11\x11\x11\x11\x11\x11\x11\x11\x11\x11", 10) == !changed);
    assert_true(holds(out, "\xff\x7f\xff\x7f\xff\x7f\xff\x7f\xff\x7f", 10) == changed);
    const Content *content = load(out);
    const unsigned char *size = content->data + (memcmp(content->data, "RF64", 4) == 0 ? 20 : 4);
    const uint32_t told = (uint32_t)size[0] | (uint32_t)size[1] << 8 | (uint32_t)size[2] << 16;
    assert_int_equal(told, content->bytes - 8);
    render("plain.wav", "plain-out.wav", changed);
    assert_true(cli_same_sound(out, "plain-out.wav"));
    /* The output can be rendered again. */
    assert_string_equal(render(out, "again.wav", false)->err, "");
  }
}

#define MARKER "\0\1\0\1\0\0\0\2\5Verse"

/* In an RF64 file the length of the sound stands in the chunk ds64, not before the sound. */
static void an_rf64_keeps_its_chunks(void **state)
{
  (void)state;
  write_song("in.rf64", SF_FORMAT_RF64);
  assert_int_equal(memcmp(load("in.rf64")->data, "RF64", 4), 0);
  FILE *file = fopen("in.rf64", "ab");
  put(file, chunks[1].name, 4);
  put_number(file, (uint32_t)chunks[1].bytes, 4, false);
  put(file, chunks[1].body, chunks[1].bytes);
  fclose(file);
  assert_string_equal(render("in.rf64", "out.rf64", true)->err, "");
  assert_true(holds("out.rf64", chunks[1].body, chunks[1].bytes));
  assert_non_null(strstr(render("in.rf64", "o.flac", true)->err, "labels"));
}

static void aiff_w64_and_caf_keep_theirs(void **state)
{
  (void)state;
  static const struct {
    const char *in, *out;
    int format;
    const char *chunk;
    size_t bytes;
    long size_at; /* of the file's length */
    int size_bytes;
  } kinds[] = {{"in.aiff", "out.aiff", SF_FORMAT_AIFF, "MARK\0\0\0\16" MARKER, 22, 4, 4},
               {"in.caf", "out.caf", SF_FORMAT_CAF, "mark\0\0\0\0\0\0\0\16" MARKER, 26, 0, 0},
               {"in.w64", "out.w64", SF_FORMAT_W64,
                "mark0123456789ab\46\0\0\0\0\0\0\0" MARKER "\0\0", 40, 16, 8}};
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; ++i) {
    write_song(kinds[i].in, kinds[i].format);
    FILE *file = fopen(kinds[i].in, "r+b");
    fseek(file, 0, SEEK_END);
    const long from = ftell(file);
    const long padding = kinds[i].format == SF_FORMAT_W64 ? (8 - from % 8) % 8 : 0;
    put(file, "\0\0\0\0\0\0\0", (size_t)padding);
    put(file, kinds[i].chunk, kinds[i].bytes);
    const long end = ftell(file);
    fseek(file, kinds[i].size_at, SEEK_SET);
    if (kinds[i].size_bytes > 0) {
      const bool is_aiff = kinds[i].format == SF_FORMAT_AIFF;
      put_number(file, (uint32_t)(is_aiff ? end - 8 : end), 4, is_aiff);
    }
    fclose(file);
    assert_string_equal(render(kinds[i].in, kinds[i].out, true)->err, "");
    assert_true(holds(kinds[i].out, kinds[i].chunk, kinds[i].bytes));
    const Content *content = load(kinds[i].out);
    if (kinds[i].format == SF_FORMAT_W64) {
      assert_int_equal(content->data[16] | content->data[17] << 8 | content->data[18] << 16,
                       content->bytes);
    }
    assert_string_equal(render(kinds[i].out, kinds[i].in, false)->err, "");
  }
}

/* --- FLAC ----------------------------------------------------------------------------------- */

static const char *const comments[] = {
    "TITLE=T",      "ARTIST=One",        "ARTIST=Two", "ALBUMARTIST=A",
    "DISCNUMBER=2", "ISRC=XX0000000001", "COMPOSER=C", "REPLAYGAIN_TRACK_GAIN=-3.00 dB"};
enum {
  N_COMMENTS = sizeof comments / sizeof comments[0],
  PICTURE_HEADER = 41,
  PICTURE_BYTES = 9000
};
static unsigned char picture[PICTURE_BYTES];

static void write_tagged_flac(const char *path)
{
  write_song("plain.flac", SF_FORMAT_FLAC);
  const Content *plain = load("plain.flac");
  size_t frames = 4;
  bool last = false;
  while (!last) {
    const unsigned char *block = plain->data + frames;
    last = (block[0] & 0x80) != 0;
    frames += 4 + ((size_t)block[1] << 16 | (size_t)block[2] << 8 | block[3]);
  }
  size_t bytes = 8;
  for (int i = 0; i < N_COMMENTS; ++i) {
    bytes += 4 + strlen(comments[i]);
  }
  for (int i = 0; i < PICTURE_BYTES; ++i) {
    picture[i] = (unsigned char)(i * 7919 >> 6);
  }
  memset(picture, 0, PICTURE_HEADER);
  picture[3] = 3; /* the cover */
  picture[7] = 9;
  for (int i = 0; i < 9; ++i) {
    picture[8 + i] = (unsigned char)"image/png"[i];
  }
  picture[PICTURE_HEADER - 2] = (PICTURE_BYTES - PICTURE_HEADER) >> 8;
  picture[PICTURE_HEADER - 1] = (PICTURE_BYTES - PICTURE_HEADER) & 0xff;
  FILE *file = fopen(path, "wb");
  put(file, plain->data, 4);
  put(file, "\0", 1); /* the first block, which is not the last */
  put(file, plain->data + 5, 37);
  put_number(file, 4, 1, true);
  put_number(file, (uint32_t)bytes, 3, true);
  put_number(file, 0, 4, false);
  put_number(file, N_COMMENTS, 4, false);
  for (int i = 0; i < N_COMMENTS; ++i) {
    put_number(file, (uint32_t)strlen(comments[i]), 4, false);
    put(file, comments[i], strlen(comments[i]));
  }
  put_number(file, 0x86, 1, true);
  put_number(file, PICTURE_BYTES, 3, true);
  put(file, picture, PICTURE_BYTES);
  put(file, plain->data + frames, plain->bytes - frames);
  fclose(file);
}

static void a_flac_keeps_comments_and_pictures(void **state)
{
  (void)state;
  write_tagged_flac("in.flac");
  for (int i = 0; i < 2; ++i) {
    assert_string_equal(render("in.flac", "out.flac", i == 1)->err, "");
    for (int k = 0; k < N_COMMENTS; ++k) {
      const bool kept = holds("out.flac", comments[k], strlen(comments[k]));
      assert_true(kept == (i == 0 || strncmp(comments[k], "REPLAYGAIN", 10) != 0));
    }
    assert_true(holds("out.flac", picture, PICTURE_BYTES));
    render("plain.flac", "plain-out.flac", i == 1);
    assert_true(cli_same_sound("out.flac", "plain-out.flac"));
    assert_string_equal(render("out.flac", "again.flac", false)->err, "");
  }
}

static void what_another_format_cannot_keep_is_told(void **state)
{
  (void)state;
  static const struct {
    const char *in, *out, *told, *kept;
  } cases[] = {
      {"in.flac", "o.wav", "a second ARTIST, ALBUMARTIST, DISCNUMBER, ISRC, COMPOSER", "title"},
      {"in.flac", "o.aiff", "picture", "title"},
      {"in.flac", "o.w64", "title, artist", "nothing"},
      {"in.wav", "o.flac", "broadcast data (bext), cue points, labels, IENG, loops (smpl), iXML",
       "title"},
      {"in.wav", "o.w64", "broadcast data (bext)", "nothing"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    const CliResult *result = render(cases[i].in, cases[i].out, false);
    assert_true(cli_is_one_clear_line(result->err, cases[i].out));
    assert_non_null(strstr(result->err, cases[i].told));
    assert_null(strstr(result->err, cases[i].kept));
  }
  assert_string_equal(render("plain.wav", "o.flac", false)->err, "");
}

static const char *title_of(const char *path)
{
  static char title[64];
  SF_INFO info = {.format = 0};
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  const char *there = file ? sf_get_string(file, SF_STR_TITLE) : NULL;
  snprintf(title, sizeof title, "%s", there ? there : "none");
  sf_close(file);
  return title;
}

/* No format keeps all that an MP3 file carries, so no other format is advised. The tag has a footer
 * and stands between an empty tag and another. */
static void what_no_format_keeps_is_told(void **state)
{
  (void)state;
  static const char tags[] = "ID3\4\0\0\0\0\0\0"
                             "ID3\4\0\20\0\0\0\36"
                             "TPE2\0\0\0\5\0\0\0Band"
                             "TIT2\0\0\0\5\0\0\0Song"
                             "3DI\4\0\20\0\0\0\36"
                             "ID3\4\0\0\0\0\0\17TPE3\0\0\0\5\0\0\0Boss";
  static const char *const outs[] = {"o.mp3", "o.flac"};
  render("plain.wav", "plain.mp3", false);
  const Content *plain = load("plain.mp3");
  FILE *file = fopen("in.mp3", "wb");
  put(file, tags, sizeof tags - 1);
  put(file, plain->data, plain->bytes);
  assert_int_equal(fclose(file), 0);
  for (size_t i = 0; i < sizeof outs / sizeof outs[0]; ++i) {
    const CliResult *result = render("in.mp3", outs[i], false);
    assert_true(cli_is_one_clear_line(result->err, outs[i]));
    assert_non_null(strstr(result->err, "TPE2, ID3 tags")); /* the tag behind is not read */
    assert_non_null(strstr(result->err, "tag editor"));
    assert_null(strstr(result->err, "choose its format"));
    assert_string_equal(title_of(outs[i]), "Song");
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_wav_keeps_its_chunks),
      cmocka_unit_test(an_rf64_keeps_its_chunks),
      cmocka_unit_test(aiff_w64_and_caf_keep_theirs),
      cmocka_unit_test(a_flac_keeps_comments_and_pictures),
      cmocka_unit_test(what_another_format_cannot_keep_is_told),
      cmocka_unit_test(what_no_format_keeps_is_told),
  };
  return CLI_RUN_TESTS(&test, tests, NULL);
}
