/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The built program: the files that `master` writes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include <cmocka.h>

#include <unistd.h>

#include "tests/support_cli.h"

static CliTest test;

static uint32_t big_endian(const unsigned char *b)
{
  return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static void check_picture(const char *path)
{
  unsigned char header[24] = {0};
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  assert_int_equal(fread(header, 1, sizeof header, file), sizeof header);
  fclose(file);
  assert_memory_equal(header, "\x89PNG\r\n\x1a\n", 8);
  print_message("%s: %u x %u\n", path, big_endian(header + 16), big_endian(header + 20));
  assert_int_equal(big_endian(header + 16), 1200);
  assert_int_equal(big_endian(header + 20), 720);
}

static void master_writes_sound_and_picture(void **state)
{
  (void)state;
  cli_run_fine(&test, "master song.wav");
  cli_run_fine(&test, "render --learn song.wav by-hand.wav");
  assert_true(cli_same_bytes("song.genre-eq.wav", "by-hand.wav"));
  check_picture("song.genre-eq.png");

  const CliResult *result = cli_run(&test, "master song.wav");
  assert_int_equal(result->exit_code, 0);
  assert_string_equal(result->err, "");
  static const char *const says[] = {"Heard: ",
                                     "pop/rock",
                                     "High mid",
                                     "Zone/dB",
                                     "Song is",
                                     "Aim/dB",
                                     "Applied/dB",
                                     "Makeup gain",
                                     "dBTP after",
                                     "Wrote song.genre-eq-2.wav",
                                     "Wrote song.genre-eq-2.png"};
  for (size_t i = 0; i < sizeof says / sizeof says[0]; ++i) {
    if (!strstr(result->out, says[i])) {
      fail_msg("nothing of \"%s\" in\n%s", says[i], result->out);
    }
  }
  assert_true(cli_same_bytes("song.genre-eq.png", "song.genre-eq-2.png"));
}

static void master_makes_float_of_lossy_formats(void **state)
{
  (void)state;
  cli_write_music("lossy.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS, 44100, 2, 4.0, 1.0f);
  cli_write_music("exact.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 44100, 1, 4.0, 1.0f);
  cli_run_fine(&test, "master lossy.ogg");
  cli_run_fine(&test, "master exact.flac");
  const Sound lossy = cli_read_sound("lossy.genre-eq.wav");
  const Sound exact = cli_read_sound("exact.genre-eq.flac");
  assert_int_equal(lossy.info.format & SF_FORMAT_SUBMASK, SF_FORMAT_FLOAT);
  assert_int_equal(exact.info.format, SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
  assert_true(lossy.info.frames == 4 * 44100 && exact.info.frames == 4 * 44100);
  free(lossy.sample);
  free(exact.sample);
}

static void nothing_is_said_to_be_applied_where_it_is_off(void **state)
{
  (void)state;
  cli_write_music("off.wav", WAV16, 44100, 1, 4.0, 1.0f);
  const CliResult *result = cli_run_fine(&test, "master --set enabled=off off.wav");
  assert_non_null(strstr(result->out, "switched off"));
  assert_non_null(strstr(result->out, "Wanted/dB"));
  assert_null(strstr(result->out, "Applied"));
}

/* Nobody can name another format for a master. */
static void a_master_in_float_of_flac_is_a_wav(void **state)
{
  (void)state;
  cli_write_music("bits.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 44100, 1, 4.0, 1.0f);
  cli_run_fine(&test, "master --float bits.flac");
  const Sound sound = cli_read_sound("bits.genre-eq.wav");
  assert_int_equal(sound.info.format & SF_FORMAT_SUBMASK, SF_FORMAT_FLOAT);
  free(sound.sample);
  assert_int_equal(mkdir("flacs", 0777), 0);
  assert_int_equal(rename("bits.flac", "flacs/1.flac"), 0);
  cli_run_fine(&test, "render --album --float flacs floats");
  assert_int_equal(access("floats/1.wav", F_OK), 0);
}

static void master_keeps_the_extension(void **state)
{
  (void)state;
  static const struct {
    const char *song, *master;
    int format;
  } names[] = {
      {"LOUD.WAV", "LOUD.genre-eq.WAV", WAV16},
      {"long.wav", "long.genre-eq.wav", SF_FORMAT_RF64 | SF_FORMAT_PCM_16},
      {"longer.rf64", "longer.genre-eq.rf64", SF_FORMAT_RF64 | SF_FORMAT_PCM_16},
      {"old.aif", "old.genre-eq.aif", SF_FORMAT_AIFF | SF_FORMAT_PCM_16},
      {"sun.snd", "sun.genre-eq.au", SF_FORMAT_AU | SF_FORMAT_PCM_16}, /* .snd is not written */
      {"wrong.wav", "wrong.genre-eq.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16},
  };
  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i) {
    char words[64];
    cli_write_music(names[i].song, names[i].format, 44100, 1, 3.0, 1.0f);
    snprintf(words, sizeof words, "master %s", names[i].song);
    const CliResult *result = cli_run_fine(&test, words);
    print_message("%s: %s", names[i].song, strstr(result->out, "Wrote "));
    assert_non_null(strstr(result->out, names[i].master));
    assert_int_equal(access(names[i].master, F_OK), 0);
  }
}

/* The file's limit stands for a full disk: the song fits, its picture of some 48 kB does not. */
static void a_picture_without_room_is_not_said_to_be_written(void **state)
{
  (void)state;
  enum { LIMIT = 40000 };
  static const char *const words[][4] = {{"master", "small.wav"},
                                         {"master", "--json", "small.wav"}};
  CliResult result;
  cli_write_music("small.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_U8, 8000, 1, 4.0, 1.0f);
  for (int json = 0; json < 2; ++json) {
    cli_finish(cli_start(&test, words[json], LIMIT, -1), &result);
    print_message("exit code %d, %s", result.exit_code, result.err);
    assert_int_equal(result.exit_code, 1);
    assert_non_null(strstr(result.err, "the picture cannot be written"));
    assert_null(strstr(result.out, ".png"));
    assert_non_null(strstr(result.out, json ? "\"master\":\"small.genre-eq-2.wav\",\"picture\":null"
                                            : "Wrote small.genre-eq.wav\n"));
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(master_writes_sound_and_picture),
      cmocka_unit_test(master_makes_float_of_lossy_formats),
      cmocka_unit_test(nothing_is_said_to_be_applied_where_it_is_off),
      cmocka_unit_test(a_master_in_float_of_flac_is_a_wav),
      cmocka_unit_test(master_keeps_the_extension),
      cmocka_unit_test(a_picture_without_room_is_not_said_to_be_written),
  };
  return CLI_RUN_TESTS(&test, tests, cli_begin_with_song);
}
