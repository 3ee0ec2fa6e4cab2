/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The built program with a damaged bundle, and on a terminal.
 */
#define _GNU_SOURCE /* posix_openpt() */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <time.h>

#include "tests/support_cli.h"

static CliTest test;

static void damaged_bundles_are_named(void **state)
{
  (void)state;
  static const struct {
    const char *damage;
    const char *says;
  } cases[] = {
      {"for f in damaged.lv2/*.so; do echo nothing >$f; done", "cannot be loaded"},
      {"echo '# nothing' >damaged.lv2/manifest.ttl", "is missing"},
      {"echo 'nothing <' >damaged.lv2/manifest.ttl", "is missing"},
      {"echo 'nothing <' >damaged.lv2/genre-eq.ttl", "description cannot be read"},
      {"rm damaged.lv2/genre-eq.ttl", "description cannot be read"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    char command[2 * PATH_MAX + 64];
    snprintf(command, sizeof command, "rm -rf damaged.lv2 && cp -R \"%.4000s\" damaged.lv2 && %s",
             test.bundle, cases[i].damage);
    assert_int_equal(system(command), 0);
    const CliResult *result = cli_run(&test, "identify --bundle damaged.lv2 song.wav song.wav");
    print_message("%s", result->err);
    assert_int_equal(result->exit_code, 1);
    assert_true(cli_is_one_clear_line(result->err, "damaged.lv2"));
    assert_non_null(strstr(result->err, cases[i].says));
  }
}

/* Where LV2_PATH is searched, lilv meets other plugins, whose faults are theirs. */
static void faults_of_other_plugins_are_not_told(void **state)
{
  (void)state;
  char command[2 * PATH_MAX + 256];
  char err[1024];
  snprintf(command, sizeof command,
           "mkdir -p lv2/other.lv2 bin && echo 'nothing <' >lv2/other.lv2/manifest.ttl && "
           "cp -R \"%.4000s\" lv2/ && cp \"%.4000s\" bin/ && "
           "LV2_PATH=$PWD/lv2 bin/genre-eq identify song.wav >/dev/null 2>../err",
           test.bundle, test.program);
  assert_int_equal(system(command), 0);
  cli_read_text(CLI_ERR, err, sizeof err);
  assert_string_equal(err, "");
}

static void a_terminal_gets_a_progress_bar(void **state)
{
  (void)state;
  const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0) {
    print_message("needs pseudo-terminals (/dev/pts)\n");
    skip();
  }
  const int program_side = open(ptsname(terminal), O_RDWR | O_NOCTTY);
  assert_true(program_side >= 0);
  static CliResult result;
  const char *const words[] = {"identify", "song.wav", NULL};
  cli_finish(cli_start(&test, words, 0, program_side), &result);
  char text[8192];
  const ssize_t length = read(terminal, text, sizeof text - 1);
  close(program_side);
  close(terminal);
  assert_int_equal(result.exit_code, 0);
  assert_true(length > 0);
  text[length] = '\0';
  print_message("%zd bytes to the terminal\n", length);
  assert_non_null(strstr(text, "Listening [####"));
}

/* Reads what the program prints to a terminal with this environment; returns its length. */
static ssize_t on_a_terminal(const char *name, const char *value, char *text, size_t size)
{
  const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0) {
    return -1;
  }
  const int program_side = open(ptsname(terminal), O_RDWR | O_NOCTTY);
  const pid_t child = fork();
  if (child == 0) {
    setenv("TERM", "xterm", 1);
    setenv(name, value, 1);
    dup2(program_side, STDOUT_FILENO);
    execl(test.program, "genre-eq", "identify", "song.wav", (char *)NULL);
    _exit(127);
  }
  waitpid(child, NULL, 0);
  const ssize_t length = read(terminal, text, size - 1);
  text[length > 0 ? length : 0] = '\0';
  close(program_side);
  close(terminal);
  return length;
}

static void colour_is_for_terminals_that_want_it(void **state)
{
  (void)state;
  char text[8192];
  assert_null(strchr(cli_run(&test, "identify song.wav")->out, '\033'));
  if (on_a_terminal("NO_COLOR", "", text, sizeof text) < 0) {
    print_message("needs pseudo-terminals (/dev/pts)\n");
    skip();
  }
  assert_non_null(strstr(text, "\033[1;36m"));
  assert_true(on_a_terminal("NO_COLOR", "1", text, sizeof text) > 0);
  assert_null(strchr(text, '\033'));
  assert_true(on_a_terminal("TERM", "dumb", text, sizeof text) > 0);
  assert_null(strchr(text, '\033'));
}

/* The messages if the reader of standard output is gone, or the disk is full. */
static void what_cannot_be_printed_is_told_if_it_helps(void **state)
{
  (void)state;
  static const char *const lines[] = {"%s controls | true", "%s identify song.wav | true",
                                      "%s features --json song.wav song.wav song.wav | true",
                                      "%s --help | true"};
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; ++i) {
    char command[PATH_MAX + 128];
    char program[PATH_MAX + 64];
    char err[1024];
    /* The reader ends before anything is printed. */
    snprintf(program, sizeof program, "(sleep 0.2; \"%s\"", test.program);
    snprintf(command, sizeof command, lines[i], program);
    char *bar = strchr(command, '|');
    memcpy(bar, ") 2>../err | true", sizeof ") 2>../err | true");
    assert_int_equal(system(command), 0);
    cli_read_text(CLI_ERR, err, sizeof err);
    print_message("%s: \"%s\"\n", lines[i], err);
    assert_string_equal(err, "");
  }
  char command[PATH_MAX + 128];
  char err[1024];
  /* The last two write before the program ends, and there is nothing left to write then. */
  static const char *const full[] = {"controls", "features song.wav", "completion bash"};
  for (size_t i = 0; i < sizeof full / sizeof full[0]; ++i) {
    snprintf(command, sizeof command, "\"%s\" %s >/dev/full 2>../err", test.program, full[i]);
    assert_int_equal(WEXITSTATUS(system(command)), 1);
    cli_read_text(CLI_ERR, err, sizeof err);
    print_message("%s: %s", full[i], err);
    assert_true(cli_is_one_clear_line(err, "standard output") && strstr(err, "make room"));
  }
}

/* The command nohup ignores SIGHUP, and starts the program. Seen to fail with SIGHUP caught. */
static void a_hangup_that_is_ignored_ends_nothing(void **state)
{
  (void)state;
  enum { SIGNALS = 40 };
  static CliResult result;
  const char *const words[] = {"identify", "song.wav", "song.wav", "song.wav", NULL};
  signal(SIGHUP, SIG_IGN);
  const pid_t child = cli_start(&test, words, 0, -1);
  signal(SIGHUP, SIG_DFL);
  const struct timespec pause = {0, 1000000L};
  for (int i = 0; i < SIGNALS; ++i) {
    nanosleep(&pause, NULL);
    kill(child, SIGHUP);
  }
  cli_finish(child, &result);
  print_message("SIGHUP, ignored, %d times: exit code %d, signal %d\n", SIGNALS, result.exit_code,
                result.signal);
  assert_int_equal(result.exit_code, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(damaged_bundles_are_named),
      cmocka_unit_test(faults_of_other_plugins_are_not_told),
      cmocka_unit_test(a_terminal_gets_a_progress_bar),
      cmocka_unit_test(colour_is_for_terminals_that_want_it),
      cmocka_unit_test(what_cannot_be_printed_is_told_if_it_helps),
      cmocka_unit_test(a_hangup_that_is_ignored_ends_nothing),
  };
  return CLI_RUN_TESTS(&test, tests, cli_begin_with_song);
}
