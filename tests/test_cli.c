/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The built program: options. (test_cli_files.c tests bad input, test_cli_heard.c what identify
 * tells, test_cli_render.c what is rendered, test_cli_terminal.c terminals and bundles.)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plugin/controls.h"
#include "tests/support_cli.h"

static CliTest test;

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
    {"render --set genre=JAZZ --set=mode=adapt --set amount=100 song.wav ok-1.wav", 0, NULL, ""},
    {"render --set amount=1e1 --set enabled=off --set peak_safety=1 song.wav ok-2.wav", 0, NULL,
     ""},
    {"render song.wav ok-3.wav --block 64", 0, NULL, ""},
    {"render -- song.wav ok-4.wav", 0, NULL, ""},
    {"render --set amount=50% --set range=4dB --set glide=5s song.wav ok-7.wav", 0, NULL, ""},
    {"render --set mode=hold song.wav ok-5.wav", 0, "mode=hold", "give --learn"},
    {"render --preset hold song.wav ok-8.wav", 0, "mode=hold", "give --learn"},
    {"render --learn --preset hold song.wav ok-9.wav", 0, NULL, ""},
    {"render --learn --set mode=hold song.wav ok-6.wav", 0, NULL, ""},
    {"render --set genre=own song.wav b.wav", 1, "genre=own", "give --profile NAME"},
    {"render --learn --set genre=own song.wav b.wav", 1, "genre=own", "give --profile NAME"},
    {"render --album --set genre=own . masters", 1, "genre=own", "give --profile NAME"},
    {"render --album --set mode=adapt . masters", 2, "mode", "the curves are held"},
    {"render --album --set loudness_match=off . masters", 2, "loudness_match",
     "keep their loudness"},
    {"master --set genre=own song.wav", 1, "genre=own", "give --profile NAME"},
    {"identify --set genre=own song.wav", 1, "genre=own", "give --profile NAME"},
    {"report --set genre=own song.wav", 1, "genre=own", "give --profile NAME"},
    {"export-curve --format csv --set genre=own song.wav", 1, "genre=own", "give --profile NAME"},
    {"learn --save X -o x --set genre=own song.wav", 1, "genre=own", "give --profile NAME"},
    {"\"\"", 2, "\"\"", "is not a command"},
    {"identify \"\"", 2, "\"\"", "is not a name"},
    {"identify -", 1, "-", "save the sound to a file"},
    {"features song.wav \"\"", 2, "\"\"", "is not a name"},
    {"master \"\"", 2, "\"\"", "is not a name"},
    {"render \"\" b.wav", 2, "\"\"", "is not a name"},
    {"render song.wav \"\"", 2, "\"\"", "is not a name"},
    {"render --album \"\" masters", 2, "\"\"", "is not a name"},
    {"profile \"\" song.wav", 2, "\"\"", "is not a name"},
    {"completion \"\"", 2, "\"\"", "is not a name"},
    {"learn --save \"\" song.wav", 2, "--save", "give --save NAME"},
    {"report song.wav --output=", 2, "--output", "give --output PATH"},
    {"report song.wav -o \"\"", 2, "--output", "give --output PATH"},
    {"render --reference \"\" song.wav b.wav", 2, "--reference", "give --reference FILE"},
    {"report --png -o - song.wav", 2, "--png", "name a file with -o"},
    {"report --png --json song.wav", 2, "--png", "cannot go with --json"},
    {"controls --markdown --json", 2, "--markdown", "cannot go with --json"},
    {"render --profile p --set genre=jazz song.wav b.wav", 2, "--profile", "cannot go with --set"},
    {"render --reference r.wav --set genre=auto song.wav b.wav", 2, "--reference",
     "cannot go with --set"},
    {"render --profile A --reference song.wav song.wav b.wav", 2, "--reference",
     "cannot go with --profile"},
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
    {"render --set amount=101% song.wav b.wav", 2, "amount=101%", "0 to 100 %"},
    {"render --set amount=5dB song.wav b.wav", 2, "amount=5dB", "0 to 100 %"},
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
    {"render --state nowhere.ttl song.wav b.wav", 1, "nowhere.ttl", "cannot be read (No such file"},
    {"render --state song.wav song.wav b.wav", 1, "song.wav", "no saved state"},
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

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(options_are_taken_or_refused_in_one_line),
      cmocka_unit_test(controls_table_names_every_port),
  };
  return CLI_RUN_TESTS(&test, tests, cli_begin_with_song);
}
