/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq render --album: work that was broken off, files that are bad, files in the way.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "dsp/bands.h"
#include "tests/support_album.h"
#include "tests/support_json.h"

static CliTest test;

static bool all_there(const char *directory)
{
  for (int i = 0; i < N_SONGS; ++i) {
    char path[96];
    snprintf(path, sizeof path, "%s/%s", directory, songs[i]);
    if (access(path, R_OK) != 0) {
      return false;
    }
  }
  return true;
}

static void assert_same_masters(const char *directory)
{
  for (int i = 0; i < N_SONGS; ++i) {
    char path[2][96];
    snprintf(path[0], sizeof path[0], "masters/%s", songs[i]);
    snprintf(path[1], sizeof path[1], "%s/%s", directory, songs[i]);
    if (!cli_same_bytes(path[0], path[1])) {
      fail_msg("%s differs", path[1]);
    }
  }
}

/* Kills the program after this time; returns how many masters there were. */
static int break_off(long after_ms)
{
  static CliResult result;
  const char *const words[] = {"render",          "--album", "--jobs", "1", "--set",
                               "genre=classical", "album",   "broken", NULL};
  const pid_t child = cli_start(&test, words, 0, -1);
  const struct timespec pause = {after_ms / 1000, after_ms % 1000 * 1000000L};
  nanosleep(&pause, NULL);
  kill(child, SIGTERM);
  cli_finish(child, &result);
  int n_masters = 0;
  for (int i = 0; i < N_SONGS; ++i) {
    char path[96];
    snprintf(path, sizeof path, "broken/%s", songs[i]);
    n_masters += access(path, R_OK) == 0;
  }
  return n_masters;
}

static void what_was_broken_off_goes_on(void **state)
{
  (void)state;
  int n_masters = 0;
  int n_breaks = 0;
  for (long ms = 100; n_masters < N_SONGS && ms < 60000; ms += ms / 2) {
    n_masters = break_off(ms);
    ++n_breaks;
    char left[64] = "";
    FILE *list = popen("find broken -name '.genre-eq-*' ! -name .genre-eq-album | head -n 1", "r");
    if (fgets(left, sizeof left, list)) {
      fail_msg("%s was left behind", left);
    }
    pclose(list);
  }
  const CliResult *result =
      cli_run_fine(&test, "render --album --json --set genre=classical album broken");
  assert_true(all_there("broken"));
  assert_same_masters("broken");
  print_message("broken off %d times, %d songs kept, then the same bytes\n", n_breaks, n_masters);
  assert_non_null(json_find(result->out, "songs.0.kept"));

  result = cli_run_fine(&test, "render --album --json --jobs 3 --set genre=classical album broken");
  for (int i = 0; i < N_SONGS; ++i) {
    char path[32];
    snprintf(path, sizeof path, "songs.%d.kept", i);
    const char *kept = json_find(result->out, path);
    assert_true(kept && strncmp(kept, "true", 4) == 0);
  }
}

static void one_bad_file_stops_no_other(void **state)
{
  (void)state;
  shell("cp -r album mixed && echo nothing >'mixed/0 bad.wav' && head -c 9000 'album/1 loud.wav' "
        ">'mixed/5 cut.wav' && echo text >mixed/notes.txt && mkdir mixed/more.wav && "
        "cp 'album/1 loud.wav' 'mixed/1 loud.genre-eq-2.wav' && "
        "echo AAC >'mixed/6 phone.M4A'");
  const CliResult *result = cli_run(&test, "render --album --set genre=classical mixed mixed-out");
  assert_int_equal(result->exit_code, 1);
  assert_true(all_there("mixed-out"));
  assert_same_masters("mixed-out");
  assert_non_null(strstr(result->err, "0 bad.wav: is not an audio file"));
  assert_non_null(strstr(result->err, "5 cut.wav: "));
  assert_non_null(strstr(result->err, "6 phone.M4A: is not an audio file"));
  assert_non_null(strstr(result->out, "failed"));
  assert_non_null(strstr(result->out, "Left alone: 2 files"));
  assert_int_equal(access("mixed-out/notes.txt", F_OK), -1);
  assert_int_equal(access("mixed-out/1 loud.genre-eq-2.wav", F_OK), -1);
  /* The same again: what is there was made by the same command. */
  result = cli_run(&test, "render --album --json --set genre=classical mixed mixed-out");
  assert_int_equal(result->exit_code, 1);
  assert_null(strstr(result->err, "exists already"));
  assert_non_null(strstr(result->out, "\"kept\":true"));
}

static void the_table_has_whole_names(void **state)
{
  (void)state;
  static const char *const names[] = {"The Stars of Overseas - Live at the Harbour - 01 One.wav",
                                      "The Stars of Overseas - Live at the Harbour - 02 Two.wav",
                                      "\u6771\u4eac\u306e\u591c\u660e\u3051\u306e\u6b4c.wav",
                                      "A song that cannot be read, for it is none.wav"};
  enum { N_NAMES = sizeof names / sizeof names[0] };
  shell("mkdir named");
  for (int i = 0; i < N_NAMES; ++i) {
    char path[96];
    snprintf(path, sizeof path, "named/%s", names[i]);
    cli_write_music(path, WAV16, 22050, 1, 6.0 + i, 0.3f);
  }
  shell("echo text >'named/A song that cannot be read, for it is none.wav'");
  const CliResult *result = cli_run(&test, "render --album named named-out");
  print_message("%s", result->out);
  for (int i = 0; i < N_NAMES; ++i) {
    assert_non_null(strstr(result->out, names[i]));
  }
}

/* The file's limit stands for a full disk: the songs are heard, but none can be written. */
static void no_masters_are_not_said_to_be_there(void **state)
{
  (void)state;
  enum { LIMIT = 60000 };
  static const char *const words[] = {"render", "--album", "two", "two-out", NULL};
  static CliResult result;
  shell("mkdir two");
  cli_write_music("two/1.wav", WAV16, 22050, 1, 6.0, 0.3f);
  cli_write_music("two/2.wav", WAV16, 22050, 1, 7.0, 0.3f);
  cli_finish(cli_start(&test, words, LIMIT, -1), &result);
  print_message("%s%s", result.err, result.out);
  assert_int_equal(result.exit_code, 1);
  assert_non_null(strstr(result.out, "of music in 2 songs"));
  assert_null(strstr(result.out, "from 0 s"));
  assert_null(strstr(result.out, "The masters are in"));
}

static void nothing_is_overwritten(void **state)
{
  (void)state;
  shell("mkdir taken && echo mine >'taken/2 soft.flac'");
  const CliResult *result = cli_run(&test, "render --album --set genre=classical album taken");
  assert_int_equal(result->exit_code, 1);
  assert_true(cli_is_one_clear_line(result->err, "taken/2 soft.flac"));
  assert_non_null(strstr(result->err, "exists already"));
  shell("grep -qx mine 'taken/2 soft.flac' && test $(ls -A taken | wc -l) -eq 1");
  cli_run_fine(&test, "render --album --force --set genre=classical album taken");
  assert_same_masters("taken");

  static const struct {
    const char *line;
    const char *subject;
    int exit_code;
  } cases[] = {{"render --album album album", "album", 1},
               {"render --album album/ ./album", "./album", 1},
               {"render --album album before.txt", "before.txt", 1},
               {"render --album missing out", "missing", 1},
               {"render --album empty out", "empty", 1},
               {"render --album album nowhere/out", "nowhere/out", 1},
               {"render --album links elsewhere", "links/gone.wav", 1},
               {"render --album --learn album out", "--learn", 2},
               {"render --album --set enabled=off album out", "enabled", 2},
               {"render --album --set delta=on album out", "delta", 2},
               {"render --jobs 2 album out", "--jobs", 2}};
  assert_int_equal(mkdir("empty", 0777), 0);
  assert_int_equal(mkdir("links", 0777), 0);
  assert_int_equal(symlink("nowhere", "links/gone.wav"), 0);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    result = cli_run(&test, cases[i].line);
    if (result->exit_code != cases[i].exit_code ||
        !cli_is_one_clear_line(result->err, cases[i].subject)) {
      fail_msg("%s: exit code %d\n%s", cases[i].line, result->exit_code, result->err);
    }
  }
  assert_int_equal(access("out", F_OK), -1);
}

/* With another set of songs, the aim and all masters are others: that is told before any work. */
static void a_song_less_is_another_record(void **state)
{
  (void)state;
  shell("mkdir fewer && cp album/* fewer");
  cli_run_fine(&test, "render --album --set genre=classical fewer fewer-out");
  shell("rm 'fewer/1 loud.wav' && cksum fewer-out/* fewer-out/.genre-eq-album >fewer.txt");
  const CliResult *result = cli_run(&test, "render --album --set genre=classical fewer fewer-out");
  print_message("%s%s", result->err, result->out);
  assert_int_equal(result->exit_code, 1);
  assert_non_null(strstr(result->err, "exists already"));
  assert_string_equal(result->out, "");
  shell("cksum fewer-out/* fewer-out/.genre-eq-album | cmp - fewer.txt");
}

/* With another aim, the masters made for the first aim are not reused. */
static void a_reference_is_an_aim_too(void **state)
{
  (void)state;
  static char first[65536];
  shell("cp 'album/3 bright.wav' bright.wav && cp 'album/4 mono.aiff' dull.aiff");
  snprintf(first, sizeof first, "%s",
           cli_run_fine(&test, "render --album --json --reference bright.wav album referred")->out);
  const double bright_db = json_find_number(first, "wanted_db.High");
  const CliResult *result = cli_run(&test, "render --album --reference dull.aiff album referred");
  assert_int_equal(result->exit_code, 1);
  assert_non_null(strstr(result->err, "exists already"));
  result =
      cli_run_fine(&test, "render --album --json --force --reference dull.aiff album referred");
  const double dull_db = json_find_number(result->out, "wanted_db.High");
  print_message("top band: %+.2f dB toward a bright reference, %+.2f dB toward a dull one\n",
                bright_db, dull_db);
  assert_true(bright_db > dull_db + 1.0);
}

/* masters/ is what an undisturbed run makes. */
static int begin(void **state)
{
  (void)state;
  write_album();
  shell("find album -type f | sort | xargs -d '\\n' cksum >before.txt");
  cli_run_fine(&test, "render --album --set genre=classical album masters");
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_was_broken_off_goes_on),
      cmocka_unit_test(one_bad_file_stops_no_other),
      cmocka_unit_test(the_table_has_whole_names),
      cmocka_unit_test(no_masters_are_not_said_to_be_there),
      cmocka_unit_test(nothing_is_overwritten),
      cmocka_unit_test(a_song_less_is_another_record),
      cmocka_unit_test(a_reference_is_an_aim_too),
  };
  return CLI_RUN_TESTS(&test, tests, begin);
}
