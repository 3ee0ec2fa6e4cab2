/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Many files at a time: the output does not depend on how many, and a file that crashes its
 * process does not stop the others.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <time.h>

#include "tests/support_cli.h"
#include "ui/cli/terminal/jobs.h"

static CliTest test;

/* --- jobs.h itself ------------------------------------------------------------------------ */

static const char *some_name(int index, void *user)
{
  static char name[32];
  (void)user;
  snprintf(name, sizeof name, "file %d", index);
  return name;
}

/* Later files end first. Each prints more than a pipe holds. File 3 fails, and 5 crashes. */
static bool some_work(int index, void *user, void *result)
{
  const int count = *(const int *)user;
  struct timespec pause = {0, (count - index) * 10000000L};
  nanosleep(&pause, NULL);
  for (int line = 0; line < 10000; ++line) {
    printf("%d %d\n", index, line);
  }
  *(int *)result = 100 + index;
  if (index == 5) {
    fflush(stdout);
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
  }
  return index != 3;
}

static void what_is_printed_comes_in_order(void **state)
{
  (void)state;
  int count = 12;
  const Jobs jobs = {.count = count,
                     .at_once = 4,
                     .what = "Trying",
                     .run = some_work,
                     .name = some_name,
                     .user = &count,
                     .result_size = sizeof(int)};
  JobResults results;
  fflush(stdout);
  const int kept = dup(STDOUT_FILENO);
  assert_non_null(freopen("printed", "w", stdout));
  const bool fine = jobs_run(&jobs, &results);
  fflush(stdout);
  dup2(kept, STDOUT_FILENO);
  close(kept);
  assert_false(fine);

  FILE *printed = fopen("printed", "r");
  int index = 0;
  int line = 0;
  int last = -1;
  int n_lines = 0;
  while (fscanf(printed, "%d %d", &index, &line) == 2) {
    assert_true(index * 10000 + line > last);
    last = index * 10000 + line;
    ++n_lines;
  }
  fclose(printed);
  for (int i = 0; i < count; ++i) {
    assert_int_equal(results.fine[i], i != 3 && i != 5);
    assert_int_equal(((const int *)(const void *)results.result)[i], 100 + i);
  }
  print_message("%d lines of 12 processes in order; one failed, one crashed\n", n_lines);
  assert_true(n_lines >= 110000);
  jobs_free(&results);
}

/* --- identify ------------------------------------------------------------------------------- */

static void the_number_of_jobs_changes_no_byte(void **state)
{
  (void)state;
  static char once[sizeof(((CliResult *)0)->out)];
  static char complaints[sizeof(((CliResult *)0)->err)];
  static const char *const jobs[] = {"--jobs 1", "-j 2", "--jobs=7", ""};
  for (int i = 0; i < 4; ++i) {
    char line[256];
    snprintf(line, sizeof line,
             "identify --json %s long.wav missing.wav short.wav text.wav song.wav short.wav",
             jobs[i]);
    const CliResult *result = cli_run(&test, line);
    assert_int_equal(result->exit_code, 1);
    if (i == 0) {
      snprintf(once, sizeof once, "%s", result->out);
      snprintf(complaints, sizeof complaints, "%s", result->err);
      assert_non_null(strstr(complaints, "missing.wav: No such file"));
      assert_true(strstr(complaints, "text.wav") > strstr(complaints, "missing.wav"));
      assert_true(strstr(once, "\"long.wav\"") && strstr(once, "\"song.wav\""));
      assert_true(strstr(once, "\"short.wav\"") > strstr(once, "\"long.wav\""));
    }
    assert_string_equal(result->out, once);
    assert_string_equal(result->err, complaints);
  }
  print_message("1, 2, 7 and as many jobs as processors: the same %zu bytes\n", strlen(once));
}

/* What several processes print goes through no disk; and where it cannot be kept, that is told. */
static void what_is_found_is_printed_or_missed(void **state)
{
  (void)state;
  static const char *const words[] = {"identify", "song.wav", "song.wav", NULL};
  static CliResult result;
  char command[PATH_MAX + 256];
  int end[2];
  char said[512] = "";
  assert_int_equal(pipe(end), 0);
  const pid_t child = cli_start(&test, words, 16, end[1]);
  close(end[1]);
  for (size_t used = 0; used < sizeof said - 1;) {
    const ssize_t got = read(end[0], said + used, sizeof said - 1 - used);
    if (got <= 0) {
      break;
    }
    used += (size_t)got;
  }
  close(end[0]);
  cli_finish(child, &result);
  print_message("files of 16 bytes: %s", said);
  assert_int_equal(result.exit_code, 1);
  assert_non_null(strstr(said, "song.wav: what was found cannot be kept"));
#define NO_TMP "mount --rbind /tmp /tmp && mount -o remount,bind,ro /tmp"
  if (system("unshare -rm sh -c '" NO_TMP "' 2>/dev/null") != 0) {
    print_message("needs leave to mount\n");
    skip();
  }
  snprintf(command, sizeof command,
           "unshare -rm sh -c '" NO_TMP " && \"%s\" identify song.wav song.wav' >out 2>&1",
           test.program);
  const int status = system(command);
  cli_read_text("out", said, sizeof said);
  print_message("/tmp read-only: exit status %d, %.60s\n", status, said);
  assert_int_equal(status, 0);
}

static void an_interrupted_crew_ends_at_once(void **state)
{
  (void)state;
  static CliResult result;
  const char *const words[] = {"identify",    "--jobs",      "2",           "endless.wav",
                               "endless.wav", "endless.wav", "endless.wav", NULL};
  const pid_t child = cli_start(&test, words, 0, -1);
  const struct timespec pause = {0, 300000000L};
  nanosleep(&pause, NULL);
  kill(child, SIGTERM);
  cli_finish(child, &result);
  assert_int_equal(result.signal, SIGTERM);
  assert_string_equal(result.out, "");
  assert_string_equal(result.err, "");
  char command[128];
  snprintf(command, sizeof command, "ps -e -o ppid= | grep -qx ' *%d'", (int)child);
  assert_int_not_equal(system(command), 0);
}

static void a_thousand_files(void **state)
{
  (void)state;
  enum { N_FILES = 1000 };
  static const char *words[N_FILES + 4] = {"identify", "--json"};
  static float silence[800];
  cli_write_sound("tiny.wav", WAV16, 8000, 1, silence, 800);
  for (int i = 0; i < N_FILES; ++i) {
    words[2 + i] = i == 500 ? "missing.wav" : "tiny.wav";
  }
  static const char *argv[N_FILES + 8] = {"genre-eq"};
  memcpy(argv + 1, words, (N_FILES + 3) * sizeof *words);
  const pid_t child = fork();
  if (child == 0) {
    if (!freopen(CLI_OUT, "w", stdout) || !freopen(CLI_ERR, "w", stderr)) {
      _exit(126);
    }
    execv(test.program, (char *const *)argv);
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  assert_int_equal(WEXITSTATUS(status), 1);
  FILE *out = fopen(CLI_OUT, "r");
  int n_lines = 0;
  for (int c = 0; (c = fgetc(out)) != EOF;) {
    n_lines += c == '\n';
  }
  fclose(out);
  print_message("%d of %d told of, one is missing\n", n_lines, N_FILES);
  assert_int_equal(n_lines, N_FILES - 1);
}

static void put_le(FILE *file, uint32_t value, int n_bytes)
{
  for (int i = 0; i < n_bytes; ++i) {
    fputc((int)(value >> (8 * i) & 0xFFU), file);
  }
}

/* A sparse file with a billion frames of silence, more than any machine hears before the
 * interrupt. */
static void write_endless(const char *path)
{
  const uint32_t data_bytes = 2000000000U;
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  fputs("RIFF", file);
  put_le(file, 36 + data_bytes, 4);
  fputs("WAVEfmt ", file);
  put_le(file, 16, 4);
  put_le(file, 1, 2); /* PCM */
  put_le(file, 1, 2); /* mono */
  put_le(file, 48000, 4);
  put_le(file, 2 * 48000, 4);
  put_le(file, 2, 2);
  put_le(file, 16, 2);
  fputs("data", file);
  put_le(file, data_bytes, 4);
  assert_int_equal(fflush(file), 0);
  assert_int_equal(ftruncate(fileno(file), 44 + (off_t)data_bytes), 0);
  fclose(file);
}

static int begin(void **state)
{
  (void)state;
  FILE *text = fopen("text.wav", "w");
  fputs("no sound\n", text);
  fclose(text);
  cli_write_music("long.wav", WAV16, 44100, 2, 20.0, 1.0f);
  cli_write_music("song.wav", WAV16, 44100, 2, 6.0, 1.0f);
  cli_write_music("short.wav", WAV16, 22050, 1, 1.0, 1.0f);
  write_endless("endless.wav");
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_printed_comes_in_order),
      cmocka_unit_test(the_number_of_jobs_changes_no_byte),
      cmocka_unit_test(what_is_found_is_printed_or_missed),
      cmocka_unit_test(an_interrupted_crew_ends_at_once),
      cmocka_unit_test(a_thousand_files),
  };
  return CLI_RUN_TESTS(&test, tests, begin);
}
