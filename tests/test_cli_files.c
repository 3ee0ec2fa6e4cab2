/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The built program, given files that it cannot use: one clear line for each, and nothing is left.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_bytes.h"
#include "tests/support_cli.h"
#include "tests/support_json.h"

static CliTest test;

typedef struct {
  const char *file;
  const char *says;
} FileCase;

static const FileCase file_cases[] = {
    {"missing.wav", "No such file"},
    {"no-such-dir/song.wav", "No such file"},
    {"song.wav/song.wav", "Not a directory"},
    {"empty.wav", "empty"},
    {"text.wav", "not an audio file"},
    {"picture.png", "not an audio file"},
    {"flac.ogg", "convert it to .flac"},
    {"header.wav", "its header or its coding"},
    {"coding.wav", "its header or its coding"},
    {"32.flac", "convert it to WAV or 24-bit FLAC"}, /* libsndfile reads 24 bits at most */
    {"rifx.wav", "RIFX"},
    {"loose.wav", "S24_LE"},
    {"loose-2.wav", "S24_LE"},
    {"mpeg.wav", "MP3 or MP2 in a WAV file"}, /* whose length libsndfile guesses */
    {"avi.wav", "not an audio file"},
    {"cut.wav", "truncated"},
    {"cut.aiff", "truncated"},
    {"cut.flac", "get the file again"},
    {"directory.wav", "directory"},
    {"pipe.wav", "not a regular file"},
    {"surround.wav", "6 channels"},
    {"none.wav", "no sound"},
    {"slow.wav", "7999 Hz"},
    {"fast.wav", "384000 Hz"},
    {"nan.wav", "NaN"},
    {"inf.wav", "infinite"},
    {"scaled.wav", "120 dB above full scale"},
};

static void write_bytes(const char *path, const void *bytes, size_t size)
{
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, size, file), size);
  fclose(file);
}

static void write_with_sample(const char *path, float sample)
{
  static float silence[48000];
  silence[20000] = sample;
  cli_write_sound(path, WAV_FLOAT, 48000, 1, silence, 48000);
}

static void make_bad_files(void)
{
  write_bytes("empty.wav", "", 0);
  write_bytes("text.wav", "This is no sound at all, however long one listens to it.\n", 57);
  /* What a picture may hold by chance: the header of a frame that reaches beyond the end. */
  write_bytes("picture.png", "\x89PNG\r\n\x1a\n  some pixels \xff\xfb\x90\x64 more pixels", 37);
  /* The first page of an Ogg stream, its checksum right, with the packet that FLAC begins with. */
  write_bytes("flac.ogg",
              "OggS\0\6-positionNUM\0\0\0\0\x8b\xd1yh\1\x0d\x7f"
              "FLAC\1\0\0\1fLaC",
              41);
  write_bytes("header.wav", "RIFF\x24\x00\x00\x00WAVE", 12);
  write_bytes("avi.wav",
              "RIFF\x24\x00\x00\x00"
              "AVI LIST\4\0\0\0hdrl",
              24);
  /* WAVE_FORMAT_WMAUDIO2, 1 channel, 8000 Hz. */
  write_bytes("coding.wav",
              "RIFF\x28\0\0\0WAVEfmt \x10\0\0\0\x61\1\1\0\x40\x1f\0\0\x40\x1f\0\0\1\0\x8\0"
              "data\4\0\0\0wma!",
              48);
  write_bytes("mpeg.wav",
              "RIFF\x36\0\0\0WAVEfmt \x1e\0\0\0\x55\0\1\0\x44\xac\0\0\x80\x3e\0\0\1\0\0\0"
              "\x0c\0\1\0\2\0\0\0\xa2\1\1\0\x71\5"
              "data\4\0\0\0\xff\xfb\x90\x64",
              62);
  /* 24 bits in 4 bytes */
  write_bytes("loose.wav",
              "RIFF\x28\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\0\x7d\0\0\4\0\x18\0"
              "data\4\0\0\0\1\2\3",
              48);
  write_bytes("loose-2.wav",
              "RIFF\x28\0\0\0WAVEfmt \x10\0\0\0\xfe\xff\1\0\x40\x1f\0\0\0\x7d\0\0\4\0\x18\0"
              "data\4\0\0\0\1\2\3",
              48);
  write_bytes("rifx.wav",
              "RIFX\0\0\0\x28WAVEfmt \0\0\0\x10\0\1\0\1\0\0\x1f\x40\0\0\x3e\x80\0\2\0\x10"
              "data\0\0\0\4pcm!",
              48);
  cli_write_music("16.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 44100, 2, 1.0, 1.0f);
  const Bytes flac = bytes_load("16.flac");
  flac.data[20] |= 0x01; /* the bits of a sample, less 1 */
  flac.data[21] |= 0xf0;
  bytes_save("32.flac", flac.data, flac.bytes, NULL, 0);
  free(flac.data);
  cli_write_music("cut.wav", WAV16, 44100, 2, 1.0, 1.0f);
  cli_write_music("cut.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_16, 44100, 2, 1.0, 1.0f);
  cli_write_music("cut.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 44100, 2, 1.0, 1.0f);
  assert_int_equal(truncate("cut.wav", 90001), 0);
  assert_int_equal(truncate("cut.aiff", 90001), 0);
  assert_int_equal(truncate("cut.flac", 40001), 0);
  assert_int_equal(mkdir("directory.wav", 0777), 0);
  assert_int_equal(mkfifo("pipe.wav", 0666), 0);
  cli_write_music("surround.wav", WAV16, 44100, 6, 0.2, 1.0f);
  cli_write_music("none.wav", WAV16, 44100, 2, 0.0, 1.0f);
  cli_write_music("slow.wav", WAV16, 7999, 1, 0.2, 1.0f);
  cli_write_music("fast.wav", WAV16, 384000, 1, 0.2, 1.0f);
  write_with_sample("nan.wav", NAN);
  write_with_sample("inf.wav", INFINITY);
  write_with_sample("scaled.wav", 2147483648.0f);
}

static void bad_files_get_one_clear_line_and_leave_nothing(void **state)
{
  (void)state;
  static const struct {
    const char *name;
    const char *output;
  } commands[] = {{"identify", ""}, {"identify --json", ""}, {"features", ""},
                  {"master", ""},   {"render", "out.wav"},   {"render --learn", "out.flac"}};
  make_bad_files();
  const int n_files = cli_count_files();
  for (size_t i = 0; i < sizeof file_cases / sizeof file_cases[0]; ++i) {
    for (size_t k = 0; k < sizeof commands / sizeof commands[0]; ++k) {
      char line[256];
      snprintf(line, sizeof line, "%s %s %s", commands[k].name, file_cases[i].file,
               commands[k].output);
      const CliResult *result = cli_run(&test, line);
      if (result->exit_code != 1 || !cli_is_one_clear_line(result->err, file_cases[i].file) ||
          !strstr(result->err, file_cases[i].says) || result->out[0] != '\0') {
        fail_msg("%s: exit code %d, and\n%s%s", line, result->exit_code, result->err, result->out);
      }
      if (cli_count_files() != n_files) {
        fail_msg("%s left a file behind", line);
      }
    }
  }
  print_message("%zu bad files, %zu commands each\n", sizeof file_cases / sizeof file_cases[0],
                sizeof commands / sizeof commands[0]);
}

static void unreadable_files_are_named(void **state)
{
  (void)state;
  cli_write_music("secret.wav", WAV16, 44100, 2, 0.2, 1.0f);
  assert_int_equal(chmod("secret.wav", 0), 0);
  if (access("secret.wav", R_OK) == 0) {
    print_message("needs a user who is not root\n");
    skip();
  }
  static const char *const lines[] = {"identify secret.wav",
                                      "identify --profile secret.wav song.wav",
                                      "render --state secret.wav song.wav out.wav"};
  for (int i = 0; i < 3; ++i) {
    const CliResult *result = cli_run(&test, lines[i]);
    print_message("%s", result->err);
    assert_int_equal(result->exit_code, 1);
    assert_true(cli_is_one_clear_line(result->err, "secret.wav"));
    assert_non_null(strstr(result->err, strerror(EACCES)));
  }
}

/* The decoder would print lines of its own. Both passes meet the fault; it is told once. */
static void a_fault_that_the_decoder_finds_is_told_in_one_line(void **state)
{
  (void)state;
  enum { BIG_VALUES = 4 + 3 }; /* behind a frame's header: of one channel, in bits 30 to 38 */
  cli_write_music("fault.mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, 44100, 1, 6.0, 1.0f);
  cli_run_fine(&test, "render --learn fault.mp3 sound.wav");
  Bytes song = bytes_load("fault.mp3");
  size_t frame = song.bytes / 2;
  while (memcmp(song.data + frame, song.data, 2) != 0) {
    ++frame;
  }
  song.data[frame + BIG_VALUES] |= 0x03;
  song.data[frame + BIG_VALUES + 1] |= 0xfe;
  bytes_save("fault.mp3", song.data, song.bytes, NULL, 0);
  free(song.data);
  const CliResult *result = cli_run(&test, "render --learn fault.mp3 fault.wav");
  print_message("%s", result->err);
  assert_int_equal(result->exit_code, 0);
  assert_true(cli_is_one_clear_line(result->err, "fault.mp3"));
  double at_s = 0.0;
  const char *told = strstr(result->err, "a fault at ");
  assert_true(told && sscanf(told, "a fault at %lf s", &at_s) == 1);
  assert_true(fabs(at_s - 3.0) < 0.2);
}

static void other_files_are_done_after_a_bad_one(void **state)
{
  (void)state;
  const CliResult *result = cli_run(&test, "identify --json text.wav song.wav");
  assert_int_equal(result->exit_code, 1);
  assert_true(cli_is_one_clear_line(result->err, "text.wav"));
  assert_true(json_is_one_line(result->out));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bad_files_get_one_clear_line_and_leave_nothing),
      cmocka_unit_test(unreadable_files_are_named),
      cmocka_unit_test(a_fault_that_the_decoder_finds_is_told_in_one_line),
      cmocka_unit_test(other_files_are_done_after_a_bad_one),
  };
  return CLI_RUN_TESTS(&test, tests, cli_begin_with_song);
}
