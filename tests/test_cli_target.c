/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What is known only at the end: a disk, as some in a network, that is full, and a file that
 * another program made meanwhile. The file that is there stays, and the new one is not kept.
 */
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
      cmocka_unit_test(a_file_that_appears_meanwhile_stays),
  };
  return CLI_RUN_TESTS(&test, tests, NULL);
}
