/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What disks do: some take not every name, and some, as in a network, tell only at the end that
 * they are full. And another program may make a file of that name meanwhile. The file that is there
 * stays, and the new one is not kept.
 */
#include <fcntl.h>

#include "tests/support_bytes.h"
#include "tests/support_cli.h"
#include "ui/cli/files/target_file.h"

static CliTest test;
static int error; /* of the disk; 0: none */

/* In the place of the C library's. */
int fsync(int descriptor) /* NOLINT(readability-inconsistent-declaration-parameter-name) */
{
  (void)descriptor;
  errno = error;
  return error == 0 ? 0 : -1;
}

/* In the place of the C library's: a disk of another system, which takes no question mark. */
int mkstemp(char *name) /* NOLINT(readability-inconsistent-declaration-parameter-name) */
{
  static int count;
  char *end = strstr(name, "XXXXXX");
  assert_non_null(end);
  end[5] = (char)('a' + count++);
  errno = EINVAL;
  return strchr(name, '?') ? -1 : open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
}

static bool write_and_keep(bool overwrite)
{
  static const char words[] = "new";
  TargetFile target;
  assert_true(target_file_open(&target, "master.wav", overwrite));
  assert_int_equal(write(target.descriptor, words, sizeof words), sizeof words);
  return target_file_keep(&target);
}

static void what_does_not_reach_the_disk_is_not_kept(void **state)
{
  (void)state;
  const int n_files = cli_count_files();
  error = EDQUOT;
  assert_false(write_and_keep(false));
  assert_int_equal(cli_count_files(), n_files);
  bytes_save("master.wav", "old", 4, NULL, 0);
  assert_false(write_and_keep(true));
  assert_int_equal(cli_count_files(), n_files + 1);
  char there[8];
  cli_read_text("master.wav", there, sizeof there);
  assert_string_equal(there, "old");
  /* Some file systems cannot tell. */
  static const int fine[] = {0, EINVAL, EOPNOTSUPP};
  for (size_t i = 0; i < sizeof fine / sizeof fine[0]; ++i) {
    error = fine[i];
    assert_true(write_and_keep(true));
    cli_read_text("master.wav", there, sizeof there);
    assert_string_equal(there, "new");
  }
}

static void a_name_that_the_disk_does_not_take_is_told_at_once(void **state)
{
  (void)state;
  char longest[252] = "";
  memset(longest, 'x', sizeof longest - 1); /* with ".genre-eq-" it is no name */
  static const char *const fine[] = {"who.wav", "./who.wav", "../who!.wav"};
  const int n_files = cli_count_files();
  for (size_t i = 0; i < sizeof fine / sizeof fine[0]; ++i) {
    assert_true(target_file_place(fine[i]));
  }
  assert_true(target_file_place(longest));
  assert_false(target_file_place("who?.wav"));
  assert_false(target_file_allowed("./who?.wav", NULL, true));
  assert_int_equal(cli_count_files(), n_files);
}

/* master, which chooses a free name itself, has no --force. */
static void a_file_that_appears_meanwhile_stays(void **state)
{
  (void)state;
  TargetFile target;
  char there[8];
  char said[256];
  error = 0;
  assert_true(target_file_open(&target, "late.wav", false));
  bytes_save("late.wav", "first", 6, NULL, 0);
  const int n_files = cli_count_files();
  const int kept = dup(STDERR_FILENO);
  assert_non_null(freopen("said", "w", stderr));
  const bool fine = target_file_keep(&target);
  fflush(stderr);
  dup2(kept, STDERR_FILENO);
  close(kept);
  assert_false(fine);
  cli_read_text("said", said, sizeof said);
  print_message("%s", said);
  assert_true(cli_is_one_clear_line(said, "late.wav"));
  assert_null(strstr(said, "--force"));
  assert_non_null(strstr(said, "run this again"));
  cli_read_text("late.wav", there, sizeof there);
  assert_string_equal(there, "first");
  assert_int_equal(cli_count_files(), n_files); /* one more that tells, one less that is dropped */
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_does_not_reach_the_disk_is_not_kept),
      cmocka_unit_test(a_name_that_the_disk_does_not_take_is_told_at_once),
      cmocka_unit_test(a_file_that_appears_meanwhile_stays),
  };
  return CLI_RUN_TESTS(&test, tests, NULL);
}
