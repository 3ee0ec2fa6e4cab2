/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A fault that can be known before the work is reported before it. The song has a fault at its
 * end: a program that reports that fault has listened first.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_cli.h"

static CliTest test;

/* In a bare chroot, /proc and /sys may be plain folders. */
static bool names_unmounted(const char *line)
{
  return (strstr(line, "/proc") && access("/proc/version", F_OK) != 0) ||
         (strstr(line, "/sys") && access("/sys/kernel", F_OK) != 0);
}

static void what_is_known_at_once_is_told_at_once(void **state)
{
  (void)state;
  enum { FRAMES = 44100 * 8, LONG = 247 };
  static float sound[FRAMES];
  for (int i = 0; i < FRAMES; ++i) {
    sound[i] = (float)(0.1 * music_noise((uint32_t)i));
  }
  cli_write_sound("good.wav", WAV_FLOAT, 44100, 1, sound, FRAMES);
  sound[FRAMES - 1] = NAN;
  cli_write_sound("song.wav", WAV_FLOAT, 44100, 1, sound, FRAMES);
  cli_write_sound("96001.wav", SF_FORMAT_WAV | SF_FORMAT_FLOAT, 96001, 1, sound, FRAMES);
  /* Names that are valid until something is added to them. */
  char longest[LONG + 5];
  char wide[3 * 82 + 5] = "";
  memset(longest, 'x', LONG);
  strcpy(longest + LONG, ".wav");
  for (int i = 0; i < 82; ++i) {
    strcat(wide, "あ");
  }
  strcat(wide, ".wav");
  assert_int_equal(link("song.wav", longest), 0);
  assert_int_equal(link("song.wav", wide), 0);
  assert_int_equal(mkdir("folder", 0777), 0);
  assert_int_equal(symlink("nowhere", "dangling.wav"), 0);
  assert_int_equal(mkdir("songs", 0777), 0);
  assert_int_equal(link("song.wav", "songs/1.wav"), 0);
  assert_int_equal(mkdir("taken", 0777), 0);
  assert_int_equal(link("good.wav", "taken/1.wav"), 0);
  assert_int_equal(mkdir("folders", 0777), 0);
  assert_int_equal(mkdir("folders/1.wav", 0777), 0);
  assert_int_equal(setenv("HOME", test.scratch, 1), 0);

  static const struct {
    const char *line; /* LONG, WIDE: those names */
    const char *says;
  } cases[] = {
      {"render --learn song.wav nowhere/out.wav", "nowhere/out.wav: cannot be written"},
      {"render --learn song.wav folder", "is a directory"},
      {"learn song.wav --save x -o -", "standard output is not possible here"},
      {"export-curve --format lsp song.wav -o -", "standard output is not possible here"},
      {"render --learn song.wav /proc/out.wav", "/proc/out.wav: cannot be written"},
      {"render --learn song.wav /sys/out.wav", "/sys/out.wav: cannot be written"},
      {"report song.wav -o /proc/page.html", "/proc/page.html: cannot be written"},
      {"learn song.wav --save x -o /proc/preset", "/proc/preset: cannot be written"},
      {"export-curve --format lsp song.wav -o /proc/p", "/proc/p: cannot be written"},
      {"render --album songs /proc", "/proc/.genre-eq-album: cannot be written"},
      {"render --learn song.wav out.xyz", "extension"},
      {"render --learn song.wav out.opus", "cannot hold 44100 Hz; give .wav"},
      {"render --learn 96001.wav out.mp3", "cannot hold 96001 Hz; give .wav"},
      {"render --learn 96001.wav out.flac", "cannot hold 96001 Hz; give .wav"},
      {"render --learn song.wav dangling.wav", "exists already"},
      {"render --learn song.wav LONG.aiff", "too long"},
      {"render --reference song.wav good.wav out.xyz", "extension"},
      {"render --reference song.wav --preset none good.wav out.wav", "no such preset"},
      {"render --reference song.wav --state none good.wav out.wav",
       "none: cannot be read (No such file"},
      {"render --album songs taken", "taken/1.wav: exists already"},
      {"render --album songs folders", "folders/1.wav: is a directory"},
      {"render --album --force songs folders", "folders/1.wav: is a directory"},
      {"render --album --force --reference taken/1.wav songs taken", "is the input itself"},
      {"render --album songs none/masters",
       "none/masters: cannot be made (No such file or directory); make its directory first"},
      {"render --album --reference song.wav songs taken/1.wav", "is not a directory"},
      {"master LONG", "too long"},
      {"master WIDE", "too long"},
      {"report LONG", "too long"},
      {"report song.wav -o nowhere/page.html", "nowhere/page.html: cannot be written"},
      {"report --reference song.wav good.wav -o good.wav", "is the input itself"},
      {"render --force --reference good.wav song.wav good.wav", "is the input itself"},
      {"report --force --reference good.wav song.wav -o good.wav", "is the input itself"},
      {"export-curve --format csv --force --reference good.wav song.wav -o good.wav",
       "is the input itself"},
      {"report song.wav --json -o nowhere/page.json", "nowhere/page.json: cannot be written"},
      {"report song.wav --png -o folder", "is a directory"},
      {"report song.wav -o page.pdf", "page.pdf: is a page in HTML; end its name in .html"},
      {"report song.wav -o page.png", "or give --png for the picture"},
      {"report song.wav --png -o page.jpg", "page.jpg: is a picture in PNG"},
      {"export-curve --format csv song.wav -o nowhere/t.csv", "nowhere/t.csv: cannot be written"},
      {"export-curve --format apo song.wav -o good.wav", "exists already"},
      {"export-curve --format fil4 song.wav -o nowhere/p", "nowhere/p: cannot be written"},
      {"export-curve --format lsp song.wav -o good.wav", "not a directory"},
      {"export-curve --format fil4 LONG", "too long"},
      {"learn song.wav --save x -o nowhere/p", "nowhere/p: cannot be written"},
      {"profile x song.wav -o nowhere/p", "nowhere/p: cannot be written"},
      {"profile x song.wav -o LONG.and-more", "too long"},
  };
  bool fine = true;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    char line[1024] = "";
    const char *at = cases[i].line;
    if (names_unmounted(at)) {
      print_message("not mounted: %s\n", at);
      continue;
    }
    for (const char *mark; (mark = strpbrk(at, "LW")) != NULL; at = mark + 4) {
      snprintf(line + strlen(line), sizeof line - strlen(line), "%.*s%s", (int)(mark - at), at,
               *mark == 'L' ? longest : wide);
    }
    snprintf(line + strlen(line), sizeof line - strlen(line), "%s", at);
    const CliResult *result = cli_run(&test, line);
    const bool told = result->exit_code == 1 && strstr(result->err, cases[i].says);
    print_message("%s %s\n", told ? "told at once:" : "NOT:", cases[i].line);
    if (!told) {
      print_message("  exit code %d, %s", result->exit_code, result->err);
    }
    fine = fine && told;
  }
  assert_true(fine);
}

typedef struct {
  const char *line;
  const char *says;
} Told;

static bool all_told(const Told *told, size_t count)
{
  bool all = true;
  for (size_t i = 0; i < count; ++i) {
    const CliResult *result = cli_run(&test, told[i].line);
    const bool fine = result->exit_code == 1 && cli_is_one_clear_line(result->err, told[i].says);
    print_message("%s %s: %s", fine ? "told at once:" : "NOT:", told[i].line, result->err);
    all = all && fine;
  }
  return all;
}

/* chattr +i keeps even the super-user from writing. */
static void what_is_locked_is_told_at_once(void **state)
{
  (void)state;
  static const Told told[] = {
      {"render --learn song.wav locked/out.wav", "locked/out.wav"},
      {"render --learn --force song.wav locked.wav", "locked.wav"},
      {"master locked/song.wav", "locked/song.genre-eq.wav"},
      {"report locked/song.wav", "locked/song.genre-eq.html"},
      {"profile x song.wav -o locked/preset", "locked/preset"},
      {"render --album songs locked", "locked/.genre-eq-album"},
  };
  assert_int_equal(mkdir("locked", 0777), 0);
  assert_int_equal(link("song.wav", "locked/song.wav"), 0);
  cli_write_music("locked.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 44100, 1, 0.1, 1.0f);
  const bool locked = system("chattr +i locked locked.wav 2>/dev/null") == 0;
  const bool all = locked && all_told(told, sizeof told / sizeof told[0]);
  if (system("chattr -i locked locked.wav 2>/dev/null") != 0 || !locked) {
    print_message("needs leave to chattr +i\n");
    skip();
  }
  assert_true(all);
}

/* A disk in memory that is full, seen by these commands alone. */
static void a_full_disk_is_told_at_once(void **state)
{
  (void)state;
  char command[PATH_MAX + 512];
  char err[4096];
  if (system("unshare -rm mount -t tmpfs none . 2>/dev/null") != 0) {
    print_message("needs leave to mount\n");
    skip();
  }
  assert_int_equal(mkdir("full", 0777), 0);
  snprintf(
      command, sizeof command,
      "unshare -rm sh -c 'mount -t tmpfs -o size=4k none full && "
      "head -c 4096 /dev/zero >full/taken && \"%s\" render --learn song.wav full/out.wav' 2>err",
      test.program);
  assert_int_not_equal(system(command), 0);
  cli_read_text("err", err, sizeof err);
  print_message("%s", err);
  assert_true(cli_is_one_clear_line(err, "full/out.wav"));
  assert_non_null(strstr(err, "make room"));
}

/* "ulimit -f 1" is no full disk. */
static void a_limit_on_files_is_told_at_once_and_as_such(void **state)
{
  (void)state;
  enum { LIMIT_BYTES = 1024 };
  static const struct {
    const char *words[6];
    const char *subject;
  } cases[] = {{{"render", "--learn", "song.wav", "limited.wav"}, "limited.wav"},
               {{"report", "song.wav", "-o", "limited.html"}, "limited.html"},
               {{"learn", "song.wav", "--save=x", "-o", "limited"}, "limited"},
               {{"profile", "x", "song.wav", "--output=limited"}, "limited"},
               {{"render", "--album", "songs", "limited"}, "limited/.genre-eq-album"}};
  bool fine = true;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    CliResult result;
    cli_finish(cli_start(&test, cases[i].words, LIMIT_BYTES, -1), &result);
    print_message("%s", result.err);
    fine = fine && result.exit_code == 1 && cli_is_one_clear_line(result.err, cases[i].subject) &&
           strstr(result.err, strerror(EFBIG)) && strstr(result.err, "ulimit -f");
  }
  assert_true(fine);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_known_at_once_is_told_at_once),
      cmocka_unit_test(what_is_locked_is_told_at_once),
      cmocka_unit_test(a_full_disk_is_told_at_once),
      cmocka_unit_test(a_limit_on_files_is_told_at_once_and_as_such),
  };
  return CLI_RUN_TESTS(&test, tests, NULL);
}
