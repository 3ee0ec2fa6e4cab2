/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A song of silence, and one of a second: no command tells a figure that nothing was heard for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_cli.h"
#include "tests/support_json.h"

static CliTest test;

static int begin(void **state)
{
  (void)state;
  enum { FRAMES = 44100 };
  static float sound[FRAMES];
  cli_write_sound("silence.wav", WAV16, 44100, 1, sound, FRAMES);
  Music music = music_make(1.0, 44100.0);
  cli_write_sound("second.wav", WAV16, 44100, 1, music.channel[0], FRAMES);
  music_free(&music);
  assert_int_equal(mkdir("album", 0777), 0);
  assert_int_equal(link("second.wav", "album/1.wav"), 0);
  return 0;
}

static void expect_null(const char *line, const char *json, const char *path)
{
  const char *value = json_find(json, path);
  if (!value || strncmp(value, "null", 4) != 0) {
    fail_msg("%s: %s is %.20s", line, path, value ? value : "not there");
  }
}

/* Seen to fail when such songs had equal probabilities of all genres and evidence of 0. */
static void what_was_not_measured_is_null(void **state)
{
  (void)state;
  static const struct {
    const char *line;
    bool has_evidence;
    bool is_silent;
  } cases[] = {{"identify --json silence.wav", true, true},
               {"identify --json second.wav", true, false},
               {"master --json silence.wav", true, true},
               {"master --json second.wav", true, false},
               {"report --json silence.wav", true, true},
               {"report --json second.wav", true, false},
               {"render --album --json album masters", false, false}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    const char *line = cases[i].line;
    const CliResult *result = cli_run(&test, line);
    print_message("%s: %.60s\n", line, result->out);
    assert_int_equal(result->exit_code, 0);
    expect_null(line, result->out, "probabilities.jazz");
    if (cases[i].has_evidence) {
      expect_null(line, result->out, "confidence");
      expect_null(line, result->out, "evidence.jazz.by_kind.Harmony");
      expect_null(line, result->out, "evidence.jazz.by_band.High mid");
    }
    if (cases[i].is_silent) {
      expect_null(line, result->out, "bands.0.level_db");
      expect_null(line, result->out, "bands.0.aim_db");
      expect_null(line, result->out, "peak_in_db");
    }
  }
}

static void the_table_says_so(void **state)
{
  (void)state;
  const CliResult *result = cli_run(&test, "identify second.wav");
  assert_int_equal(result->exit_code, 0);
  assert_non_null(strstr(result->out, "unsure (less than 3 s)"));
  assert_non_null(strstr(result->out, "Less than 3 s of music was heard: nothing is done."));
  assert_null(strstr(result->out, "14.3 %"));
}

static void the_page_says_so(void **state)
{
  (void)state;
  static char page[1 << 20];
  assert_int_equal(cli_run(&test, "report second.wav -o page.html")->exit_code, 0);
  FILE *file = fopen("page.html", "r");
  assert_non_null(file);
  page[fread(page, 1, sizeof page - 1, file)] = '\0';
  fclose(file);
  assert_non_null(strstr(page, "Less than 3 s of music was heard: nothing is done."));
  assert_null(strstr(page, "14 %"));
  assert_null(strstr(page, "spoke most for"));
}

static void no_curve_is_kept(void **state)
{
  (void)state;
  static const char *const lines[] = {"learn second.wav --save x -o x.lv2",
                                      "learn silence.wav --save x -o x.lv2",
                                      "export-curve --format csv second.wav -o x.csv",
                                      "export-curve --format apo silence.wav -o x.txt"};
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; ++i) {
    const CliResult *result = cli_run(&test, lines[i]);
    print_message("%s: %s", lines[i], result->err);
    assert_int_equal(result->exit_code, 1);
    assert_non_null(strstr(result->err, ".wav: holds less than 3 s of music"));
  }
  assert_int_equal(access("x.lv2", F_OK), -1);
  assert_int_equal(access("x.csv", F_OK), -1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_was_not_measured_is_null),
      cmocka_unit_test(the_table_says_so),
      cmocka_unit_test(the_page_says_so),
      cmocka_unit_test(no_curve_is_kept),
  };
  return CLI_RUN_TESTS(&test, tests, begin);
}
