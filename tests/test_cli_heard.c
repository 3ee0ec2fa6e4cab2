/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the built program tells of a song: the table, JSON and the features.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dsp/bands.h"
#include "model/features.h"
#include "model/genres.h"
#include "plugin/controls.h"
#include "tests/support_cli.h"
#include "tests/support_json.h"

static CliTest test;

/* Each write to such a socket is read as one piece. */
static void each_row_is_written_at_once(void **state)
{
  (void)state;
  static const char *const lines[][4] = {
      {"features", "song.wav", "song.wav"},
      {"features", "--json", "song.wav"},
      {"identify", "--json", "song.wav"},
  };
  static char piece[1 << 16];
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; ++i) {
    int ends[2];
    int n_pieces = 0;
    ssize_t length;
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
    const pid_t child = fork();
    if (child == 0) {
      const char *argv[5] = {"genre-eq", lines[i][0], lines[i][1], lines[i][2], NULL};
      dup2(ends[1], STDOUT_FILENO);
      close(ends[0]);
      close(ends[1]);
      execv(test.program, (char *const *)argv);
      _exit(127);
    }
    close(ends[1]);
    while ((length = recv(ends[0], piece, sizeof piece, 0)) > 0) {
      print_message("%s %s: %d bytes at once\n", lines[i][0], lines[i][1], (int)length);
      assert_int_equal(piece[length - 1], '\n');
      ++n_pieces;
    }
    close(ends[0]);
    waitpid(child, NULL, 0);
    assert_int_equal(n_pieces, i == 0 ? 2 : 1);
  }
}

/* A row is the file's name and FEATURE_COUNT figures, also if other files fail. */
static void features_are_a_row_a_file(void **state)
{
  (void)state;
  const CliResult *result = cli_run(&test, "features song.wav missing.wav song.wav");
  assert_int_equal(result->exit_code, 1);
  assert_true(cli_is_one_clear_line(result->err, "missing.wav"));
  const size_t length = strcspn(result->out, "\n") + 1;
  int n_tabs = 0;
  for (size_t i = 0; i < length; ++i) {
    n_tabs += result->out[i] == '\t';
  }
  print_message("%d figures a row (%d)\n", n_tabs, FEATURE_COUNT);
  assert_int_equal(n_tabs, FEATURE_COUNT);
  assert_true(strncmp(result->out, "song.wav\t", 9) == 0);
  assert_int_equal(strlen(result->out), 2 * length);
  assert_memory_equal(result->out, result->out + length, length);
}

/* Strong tones lie just below 250 Hz and just above: no curve lowers one and leaves the other. */
static void what_is_out_of_reach_is_said(void **state)
{
  (void)state;
  static const struct {
    double freq_hz, gain;
  } tone[] = {{247.0, 0.4}, {253.0, 0.4}, {1000.0, 0.05}, {3000.0, 0.03}, {9000.0, 0.01}};
  enum { RATE_HZ = 44100, N_FRAMES = 8 * RATE_HZ };
  float *sample = calloc(N_FRAMES, sizeof *sample);
  for (int i = 0; i < N_FRAMES; ++i) {
    const double t = (double)i / RATE_HZ;
    for (int k = 0; k < 5; ++k) {
      sample[i] += (float)(tone[k].gain * sin(6.283185307179586 * tone[k].freq_hz * t) *
                           (0.6 + 0.4 * sin(12.566370614359172 * t)));
    }
  }
  cli_write_sound("flute.wav", WAV_FLOAT, RATE_HZ, 1, sample, N_FRAMES);
  free(sample);
  const CliResult *result =
      cli_run(&test, "identify --set range=6 --set match=100 --set genre=jazz flute.wav");
  assert_int_equal(result->exit_code, 0);
  fputs(result->out, stdout); /* print_message() cuts at 1 KB */
  assert_non_null(strstr(result->out, "  Low mid: -"));
  assert_non_null(strstr(result->out, " dB is out of reach, -"));
  result = cli_run(&test, "identify --set range=6 --set genre=jazz song.wav");
  assert_null(strstr(result->out, "out of reach"));
  assert_int_equal(remove("flute.wav"), 0);
}

static void json_holds_all_that_was_heard(void **state)
{
  (void)state;
  const CliResult *result = cli_run(&test, "identify --json song.wav");
  assert_int_equal(result->exit_code, 0);
  assert_string_equal(result->err, "");
  assert_true(json_is_one_line(result->out));

  char text[64];
  json_find_string(result->out, "file", text, sizeof text);
  assert_string_equal(text, "song.wav");
  json_find_string(result->out, "genre", text, sizeof text);
  bool known = strcmp(text, "unsure") == 0;
  double sum = 0.0;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    char path[64];
    known = known || strcmp(text, genre_symbol[genre]) == 0;
    snprintf(path, sizeof path, "probabilities.%s", genre_symbol[genre]);
    sum += json_find_number(result->out, path);
    snprintf(path, sizeof path, "evidence.%s.by_band.High mid", genre_symbol[genre]);
    assert_true(isfinite(json_find_number(result->out, path)));
  }
  assert_true(known);
  print_message("heard: %s; probabilities sum to %.4f\n", text, sum);
  assert_true(fabs(sum - 1.0) <= 0.001);
  for (int band = 0; band < BAND_COUNT; ++band) {
    static const char *const keys[] = {"low_hz",       "high_hz", "level_db", "zone_low_db",
                                       "zone_high_db", "aim_db",  "gain_db",  "out_of_reach_db"};
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; ++k) {
      char path[64];
      snprintf(path, sizeof path, "bands.%d.%s", band, keys[k]);
      assert_true(isfinite(json_find_number(result->out, path)));
    }
  }
  assert_null(json_find(result->out, "bands.5"));
  assert_true(json_find_number(result->out, "seconds") == 6.0);
  assert_true(json_find_number(result->out, "sample_rate") == 44100.0);
  assert_true(isfinite(json_find_number(result->out, "makeup_db")));
  const double confidence = json_find_number(result->out, "confidence");
  assert_true(confidence >= 0.0 && confidence <= 1.0);
}

/* At Match 100 the aim is the middle of the zone. */
static void zone_aim_and_song_are_three_things(void **state)
{
  (void)state;
  static char json[65536];
  static const char line[] = "identify --json --set genre=jazz --set match=100 song.wav";
  snprintf(json, sizeof json, "%s", cli_run(&test, line)->out);
  const CliResult *result = cli_run(&test, "identify --set genre=jazz --set match=100 song.wav");
  for (int band = 0; band < BAND_COUNT; ++band) {
    static const char *const keys[] = {"level_db", "zone_low_db", "zone_high_db", "aim_db"};
    double db[4];
    for (int k = 0; k < 4; ++k) {
      char path[64];
      snprintf(path, sizeof path, "bands.%d.%s", band, keys[k]);
      db[k] = json_find_number(json, path);
    }
    assert_true(db[1] < db[2]);
    assert_true(fabs(db[3] - 0.5 * (db[1] + db[2])) < 0.011);
    char name[16];
    snprintf(name, sizeof name, "  %-8s ", band_info[band].name);
    const char *row = strstr(result->out, name);
    const char *zone_end = row ? strstr(row, "... ") : NULL;
    double high_db = 0.0;
    double off_db = 0.0;
    double aim_db = 0.0;
    char place[8] = "";
    if (!zone_end ||
        sscanf(zone_end, "... %lf %lf %7s %lf", &high_db, &off_db, place, &aim_db) != 4) {
      fail_msg("no zone, place and aim of%sin\n%s", name, result->out);
    }
    print_message("%s%.2f dB, zone to %.1f, %.1f %s, aim %.1f\n", name, db[0], high_db, off_db,
                  place, aim_db);
    const bool is_above = strcmp(place, "above") == 0;
    assert_true(is_above || strcmp(place, "below") == 0);
    assert_true(fabs(off_db - (is_above ? db[0] - db[2] : db[1] - db[0])) < 0.061);
    assert_true(fabs(high_db - db[2]) < 0.051 && fabs(aim_db - db[3]) < 0.051);
  }
  char summary[256];
  json_find_string(json, "summary", summary, sizeof summary);
  print_message("%s\n", summary);
  assert_non_null(strstr(summary, " jazz"));
  assert_non_null(strstr(result->out, summary));
}

static void json_survives_strange_names(void **state)
{
  (void)state;
  static const char name[] = "a\"b\\c\n\xff\xc3\xa9.wav";
  cli_write_music(name, WAV16, 44100, 1, 0.2, 1.0f);
  static CliResult result;
  const char *const words[] = {"identify", "--json", name, NULL};
  cli_finish(cli_start(&test, words, 0, -1), &result);
  assert_int_equal(result.exit_code, 0);
  assert_true(json_is_one_line(result.out));
  char text[64];
  json_find_string(result.out, "file", text, sizeof text);
  assert_string_equal(text, "a\\\"b\\\\c\\u000a\\ufffd\xc3\xa9.wav");
}

static void short_and_silent_files_are_unsure(void **state)
{
  (void)state;
  static float silence[48000];
  cli_write_sound("silence.wav", WAV16, 48000, 1, silence, 48000);
  cli_write_sound("frame.wav", WAV16, 48000, 1, silence, 1);
  cli_write_music("short.wav", WAV16, 8000, 2, 0.7, 1.0f);
  static const char *const files[] = {"silence.wav", "frame.wav", "short.wav"};
  for (int i = 0; i < 3; ++i) {
    char line[64];
    char genre[32];
    snprintf(line, sizeof line, "identify --json %s", files[i]);
    const CliResult *result = cli_run(&test, line);
    assert_int_equal(result->exit_code, 0);
    assert_string_equal(result->err, "");
    json_find_string(result->out, "genre", genre, sizeof genre);
    print_message("%s: %s after %.1f s of music\n", files[i], genre,
                  json_find_number(result->out, "listened_seconds"));
    assert_string_equal(genre, "unsure");
  }
}

/* Neither a song with a true peak near -34 dBTP nor silence has a peak of 0 dBTP. A value that
 * was not measured is null. */
static void quiet_songs_do_not_peak_at_0(void **state)
{
  (void)state;
  static const char *const commands[] = {
      "identify --json quiet.wav", "render --json quiet.wav quiet-1.wav",
      "render --json --learn quiet.wav quiet-2.wav", "master --json quiet.wav"};
  cli_write_music("quiet.wav", WAV_FLOAT, 44100, 2, 6.0, 0.02f);
  for (size_t i = 0; i < sizeof commands / sizeof commands[0]; ++i) {
    const CliResult *result = cli_run(&test, commands[i]);
    assert_int_equal(result->exit_code, 0);
    const double in_db = json_find_number(result->out, "peak_in_db");
    const double out_db = i > 0 ? json_find_number(result->out, "peak_out_db") : in_db;
    print_message("%s: %.2f dBTP in, %.2f dBTP out\n", commands[i], in_db, out_db);
    assert_true(in_db > -60.0 && in_db < -20.0);
    assert_true(out_db > -60.0 && out_db < -20.0);
  }
  const CliResult *result = cli_run(&test, "identify --json silence.wav");
  assert_int_equal(result->exit_code, 0);
  assert_non_null(strstr(result->out, "\"peak_in_db\":null"));
  assert_non_null(strstr(result->out, "\"level_db\":null"));
  result = cli_run(&test, "master silence.wav");
  assert_int_equal(result->exit_code, 0);
  assert_non_null(strstr(result->out, "True peak: none"));
}

/* At 8 kHz a song ends below the top band, of which nothing is told as if it were measured. */
static void a_band_that_holds_nothing_has_no_level(void **state)
{
  (void)state;
  static const char *const lines[] = {"identify low.wav", "identify --json low.wav",
                                      "report --json low.wav", "report --no-audio -o - low.wav"};
  cli_write_music("low.wav", WAV16, 8000, 1, 8.0, 0.3f);
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; ++i) {
    const CliResult *result = cli_run_fine(&test, lines[i]);
    const char *floor = strstr(result->out, "200.");
    print_message("%s: %.40s\n", lines[i], floor ? floor : "fine");
    assert_null(floor); /* -200 dB, the least that is computed */
  }
  const CliResult *result = cli_run(&test, "identify --json low.wav");
  const char *high = strstr(result->out, "\"name\":\"High\"");
  assert_non_null(high);
  assert_non_null(strstr(high, "\"level_db\":null"));
  assert_non_null(strstr(high, "\"aim_db\":null"));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(features_are_a_row_a_file),
      cmocka_unit_test(each_row_is_written_at_once),
      cmocka_unit_test(what_is_out_of_reach_is_said),
      cmocka_unit_test(json_holds_all_that_was_heard),
      cmocka_unit_test(zone_aim_and_song_are_three_things),
      cmocka_unit_test(json_survives_strange_names),
      cmocka_unit_test(short_and_silent_files_are_unsure),
      cmocka_unit_test(quiet_songs_do_not_peak_at_0),
      cmocka_unit_test(a_band_that_holds_nothing_has_no_level),
  };
  return CLI_RUN_TESTS(&test, tests, cli_begin_with_song);
}
