/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The built program: options, bad input, output. (test_cli_render.c tests what it renders;
 * test_cli_terminal.c tests terminals and bundles.)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dsp/bands.h"
#include "model/features.h"
#include "model/genres.h"
#include "plugin/controls.h"
#include "tests/support_cli.h"
#include "tests/support_json.h"

enum { WAV16 = SF_FORMAT_WAV | SF_FORMAT_PCM_16, WAV_FLOAT = SF_FORMAT_WAV | SF_FORMAT_FLOAT };

static CliTest test;

/* --- options -------------------------------------------------------------------- */

typedef struct {
  const char *line;
  int exit_code;
  const char *subject; /* of the error; NULL: nothing on standard error */
  const char *says;    /* somewhere in what was printed */
} OptionCase;

static const OptionCase option_cases[] = {
    {"--help", 0, NULL, "Usage: genre-eq"},
    {"-h", 0, NULL, "identify"},
    {"--version", 0, NULL, "genre-eq "},
    {"identify --help", 0, NULL, "--json"},
    {"render --help", 0, NULL, "--learn"},
    {"render -h", 0, NULL, "--set SYMBOL=VALUE"},
    {"master --help", 0, NULL, ".genre-eq.png"},
    {"controls", 0, NULL, "output_gain"},
    {"controls --markdown", 0, NULL, "| `amount` | Amount | 0 to 100 % | 100 % |"},
    {"render --set genre=JAZZ --set=mode=hold --set amount=100 song.wav ok-1.wav", 0, NULL, ""},
    {"render --set amount=1e1 --set enabled=off --set peak_safety=1 song.wav ok-2.wav", 0, NULL,
     ""},
    {"render song.wav ok-3.wav --block 64", 0, NULL, ""},
    {"render -- song.wav ok-4.wav", 0, NULL, ""},
    {"frobnicate", 2, "frobnicate", "is not a command"},
    {"identify", 2, "identify", "missing"},
    {"render song.wav", 2, "render", "missing"},
    {"render song.wav b.wav c.wav", 2, "c.wav", "too many"},
    {"master", 2, "master", "missing"},
    {"master song.wav b.wav", 2, "b.wav", "too many"},
    {"controls song.wav", 2, "song.wav", "too many"},
    {"identify --learn song.wav", 2, "--learn", "is not an option of"},
    {"identify --jsonn song.wav", 2, "--jsonn", "is not an option of"},
    {"identify --json=1 song.wav", 2, "--json=1", "takes no value"},
    {"identify -x song.wav", 2, "-x", "is not an option of"},
    {"render --set", 2, "--set", "needs a value"},
    {"render --set amount song.wav b.wav", 2, "amount", "SYMBOL=VALUE"},
    {"render --set =5 song.wav b.wav", 2, "=5", "SYMBOL=VALUE"},
    {"render --set nonsense=5 song.wav b.wav", 2, "nonsense=5", "no control \"nonsense\""},
    {"render --set amount= song.wav b.wav", 2, "amount=", "0 to 100 %"},
    {"render --set amount=5x song.wav b.wav", 2, "amount=5x", "0 to 100 %"},
    {"render --set amount=101 song.wav b.wav", 2, "amount=101", "0 to 100 %"},
    {"render --set amount=-1 song.wav b.wav", 2, "amount=-1", "0 to 100 %"},
    {"render --set amount=nan song.wav b.wav", 2, "amount=nan", "0 to 100 %"},
    {"render --set output_gain=inf song.wav b.wav", 2, "output_gain=inf", "-12 to 12 dB"},
    {"render --set glide=0 song.wav b.wav", 2, "glide=0", "1 to 60 s"},
    {"render --set genre=waltz song.wav b.wav", 2, "genre=waltz", "hip hop"},
    {"render --set genre=1.5 song.wav b.wav", 2, "genre=1.5", "hip hop"},
    {"render --set genre=99 song.wav b.wav", 2, "genre=99", "hip hop"},
    {"render --set enabled=maybe song.wav b.wav", 2, "enabled=maybe", "off, on"},
    {"render --set confidence=5 song.wav b.wav", 2, "confidence=5", "is an output"},
    {"render --block 0 song.wav b.wav", 2, "--block", "block length"},
    {"render --block 12x song.wav b.wav", 2, "--block", "block length"},
    {"render --block 99999999999999999999 song.wav b.wav", 2, "--block", "block length"},
    {"render --preset urn:genre-eq:none song.wav b.wav", 1, "urn:genre-eq:none", "no such preset"},
    {"render --state song.wav song.wav b.wav", 1, "song.wav", "no saved state"},
    {"render --state nowhere.ttl song.wav b.wav", 1, "nowhere.ttl", "no saved state"},
    {"render --state . song.wav b.wav", 1, ".", "no saved state"},
    {"render --state", 2, "--state", "needs a value"},
    {"identify --bundle nowhere song.wav", 1, "nowhere", "is not a plugin bundle"},
    {"identify --bundle . song.wav", 1, ".", "is not a plugin bundle"},
};

static void options_are_taken_or_refused_in_one_line(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof option_cases / sizeof option_cases[0]; ++i) {
    const OptionCase *expected = &option_cases[i];
    const CliResult *result = cli_run(&test, expected->line);
    if (result->exit_code != expected->exit_code) {
      fail_msg("%s: exit code %d, not %d\n%s", expected->line, result->exit_code,
               expected->exit_code, result->err);
    }
    if (expected->subject ? !cli_is_one_clear_line(result->err, expected->subject)
                          : result->err[0] != '\0') {
      fail_msg("%s: standard error says\n%s", expected->line, result->err);
    }
    if (!strstr(result->out, expected->says) && !strstr(result->err, expected->says)) {
      fail_msg("%s: nothing of \"%s\" in\n%s%s", expected->line, expected->says, result->out,
               result->err);
    }
  }
  assert_int_equal(access("b.wav", F_OK), -1);
  print_message("%zu command lines as expected\n", sizeof option_cases / sizeof option_cases[0]);
}

static void controls_table_names_every_port(void **state)
{
  (void)state;
  const CliResult *result = cli_run(&test, "controls --markdown");
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    char cell[80];
    snprintf(cell, sizeof cell, "| `%s` | %s | ", control_info[i].symbol, control_info[i].name);
    if (!strstr(result->out, cell)) {
      fail_msg("%s is missing", cell);
    }
  }
  print_message("%d controls listed\n", CONTROL_COUNT);
}

/* --- bad input ------------------------------------------------------------------ */

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
    {"header.wav", "not an audio file"},
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
  write_bytes("header.wav", "RIFF\x24\x00\x00\x00WAVE", 12);
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
  const CliResult *result = cli_run(&test, "identify secret.wav");
  assert_int_equal(result->exit_code, 1);
  assert_true(cli_is_one_clear_line(result->err, "secret.wav"));
  print_message("%s", result->err);
}

static void other_files_are_done_after_a_bad_one(void **state)
{
  (void)state;
  const CliResult *result = cli_run(&test, "identify --json text.wav song.wav");
  assert_int_equal(result->exit_code, 1);
  assert_true(cli_is_one_clear_line(result->err, "text.wav"));
  assert_true(json_is_one_line(result->out));
}

/* A row is the file's name and FEATURE_COUNT figures, also if other files fail. */
static void features_are_a_row_a_file(void **state)
{
  (void)state;
  const CliResult *result = cli_run(&test, "features song.wav text.wav song.wav");
  assert_int_equal(result->exit_code, 1);
  assert_true(cli_is_one_clear_line(result->err, "text.wav"));
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

/* --- identify ------------------------------------------------------------------- */

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
  cli_write_sound("flute.wav", SF_FORMAT_WAV | SF_FORMAT_FLOAT, RATE_HZ, 1, sample, N_FRAMES);
  free(sample);
  const CliResult *result = cli_run(&test, "identify --set range=6 --set genre=jazz flute.wav");
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

static int begin(void **state)
{
  (void)state;
  cli_write_music("song.wav", WAV16, 44100, 2, 6.0, 1.0f);
  return 0;
}

int main(void)
{
  if (!cli_test_begin(&test)) {
    printf("no program %s: skipped\n", test.program);
    return 0;
  }
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(options_are_taken_or_refused_in_one_line),
      cmocka_unit_test(controls_table_names_every_port),
      cmocka_unit_test(bad_files_get_one_clear_line_and_leave_nothing),
      cmocka_unit_test(unreadable_files_are_named),
      cmocka_unit_test(other_files_are_done_after_a_bad_one),
      cmocka_unit_test(features_are_a_row_a_file),
      cmocka_unit_test(what_is_out_of_reach_is_said),
      cmocka_unit_test(json_holds_all_that_was_heard),
      cmocka_unit_test(zone_aim_and_song_are_three_things),
      cmocka_unit_test(json_survives_strange_names),
      cmocka_unit_test(short_and_silent_files_are_unsure),
      cmocka_unit_test(quiet_songs_do_not_peak_at_0),
  };
  const int failed = cmocka_run_group_tests(tests, begin, NULL);
  cli_test_end(&test);
  return failed;
}
