/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The built program: errors that stop a profile or a learned curve, and files that exist
 * already.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_own.h"
#include "ui/cli/files/bundle_folder.h"
#include "ui/cli/own/preset_bundle.h"

static CliTest test;

static void write_text(const char *path, const char *text)
{
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
}

static void bad_input_gets_clear_words(void **state)
{
  (void)state;
  static const struct {
    const char *line;
    int exit_code;
    const char *subject;
    const char *says;
  } cases[] = {
      {"profile", 2, "profile", "missing"},
      {"profile Name", 2, "profile", "missing"},
      {"profile Name silent.wav", 1, NULL, "no profile was made"},
      {"profile Name text.wav", 1, NULL, "no profile was made"},
      {"profile Name none.wav", 1, NULL, "No such file"},
      {"profile Name .", 1, NULL, "is a directory"},
      {"profile Name short.wav", 1, NULL, "1.0 s of music"},
      {"profile Name a.wav --weight b.wav=2", 2, "b.wav=2", "not among the songs"},
      {"profile Name a.wav --weight a.wav=0", 2, "a.wav=0", "is not a weight"},
      {"profile Name a.wav --weight a.wav=x", 2, "a.wav=x", "is not a weight"},
      {"profile Name a.wav --weight a.wav", 2, "a.wav", "is not a weight"},
      {"profile Name a.wav --blend 101", 2, "--blend", "0 to 100"},
      {"profile Name a.wav b.wav --match", 2, "--match", "one file"},
      {"profile 12345678901234567890123456789012345678901234567890 a.wav", 2, NULL,
       "is not a name"},
      {"profile \xff a.wav", 2, NULL, "is not a name"},
      {"profile Gentle a.wav", 1, "Gentle", "a preset of the plugin itself"},
      {"learn a.wav --save toward-JAZZ", 1, "toward-JAZZ", "a preset of the plugin itself"},
      {"profile Name a.wav -o none/there", 1, "none/there", "cannot be written"},
      {"profile Name a.wav -o a.wav", 1, "a.wav", "is not a preset of genre-eq"},
      {"profile Name a.wav -o folder --force", 1, "folder", "is not a preset of genre-eq"},
      {"learn a.wav", 2, "--save", "missing"},
      {"learn silent.wav --save x", 1, "silent.wav", "less than 3 s of music"},
      {"render --reference silent.wav a.wav out.wav", 1, "silent.wav", "0.0 s of music"},
      {"render --reference none.wav a.wav out.wav", 1, "none.wav", "No such file"},
  };
  static float silence[44100 * 12];
  cli_write_sound("silent.wav", WAV16, 44100, 1, silence, 44100 * 12);
  cli_write_music("short.wav", WAV16, 44100, 1, 1.0, 1.0f);
  write_text("text.wav", "this is not sound\n");
  assert_int_equal(mkdir("folder", 0777), 0);
  write_text("folder/mine.txt", "keep me\n");
  const int before = cli_count_files();
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    const CliResult *result = cli_run(&test, cases[i].line);
    print_message("%s", result->err);
    assert_int_equal(result->exit_code, cases[i].exit_code);
    assert_non_null(strstr(result->err, cases[i].says));
    if (cases[i].subject) {
      assert_true(cli_is_one_clear_line(result->err, cases[i].subject));
    }
    assert_int_equal(cli_count_files(), before);
  }
  assert_int_equal(access("folder/mine.txt", R_OK), 0);
  assert_int_not_equal(access("home/.lv2/Name.preset.lv2", F_OK), 0);
}

static void what_is_there_is_kept(void **state)
{
  (void)state;
  cli_run_fine(&test, "profile Keep a.wav -o keep");
  const Profile before = own_profile("keep");
  const CliResult *result = cli_run(&test, "learn b.wav --save Keep -o keep");
  assert_int_equal(result->exit_code, 1);
  assert_non_null(strstr(result->err, "exists already, an own profile; "));
  assert_non_null(strstr(result->err, "--force"));
  result = cli_run(&test, "profile Keep silent.wav -o keep --force");
  assert_int_equal(result->exit_code, 1);
  const Profile after = own_profile("keep");
  assert_memory_equal(before.zone, after.zone, sizeof before.zone);
  const int n_files = cli_count_files();
  cli_run_fine(&test, "profile Keep b.wav -o keep --force");
  const Profile replaced = own_profile("keep");
  assert_true(own_difference_db(&before, &replaced) > 0.1);
  cli_run_fine(&test,
               "learn a.wav --save Keep -o keep --force"); /* no profile.txt is left behind */
  assert_int_not_equal(access("keep/profile.txt", F_OK), 0);
  assert_int_equal(cli_count_files(), n_files);
  result = cli_run(&test, "profile Keep b.wav -o keep");
  assert_int_equal(result->exit_code, 1);
  assert_non_null(strstr(result->err, "exists already, a learned curve; "));
}

/* Installed for one user, the plugin lies beside the presets in ~/.lv2. They are not its own. */
static void with_the_plugin_in_the_home_a_preset_can_be_replaced(void **state)
{
  (void)state;
  char command[2 * PATH_MAX + 512];
  char said[2048];
  snprintf(command, sizeof command,
           "{ mkdir -p bin home/.lv2 && cp -R \"%.4000s\" home/.lv2/ && cp \"%.4000s\" bin/ && "
           "unset LV2_PATH && bin/genre-eq profile Mine a.wav && "
           "bin/genre-eq profile --force Mine b.wav && ! bin/genre-eq profile Mine a.wav && "
           "! bin/genre-eq profile --force Gentle a.wav && "
           "bin/genre-eq learn --force --save Mine a.wav && "
           "bin/genre-eq render --preset Mine a.wav mine.wav; } >/dev/null 2>../err",
           test.bundle, test.program);
  assert_int_equal(system(command), 0);
  cli_read_text(CLI_ERR, said, sizeof said);
  print_message("%s", said);
  const char *exists = strstr(said, "exists already, an own profile");
  assert_non_null(exists);
  assert_non_null(strstr(exists, "Gentle: is a preset of the plugin itself"));
}

/* Another run finishes a preset of this name while ours is being written. */
static void write_late(const PresetBundle *bundle, int n_channels, const char *uri, FILE *to)
{
  (void)uri;
  fputs(bundle->text, to);
  if (n_channels == 1) {
    cli_run_fine(&test, "profile Late b.wav -o late");
  }
}

static void of_two_runs_at_once_the_first_to_end_wins(void **state)
{
  (void)state;
  const PresetBundle ours = {
      .name = "Late", .write = write_late, .text_name = "profile.txt", .text = "ours\n"};
  cli_run_fine(&test, "profile Late b.wav -o first");
  const int before = cli_count_files();
  char fresh[PATH_MAX];
  assert_false(preset_bundle_write(&ours, "late", false));
  assert_true(bundle_folder_make("late", fresh));
  assert_false(bundle_folder_keep(fresh, "late", false));
  assert_int_equal(errno, EEXIST);
  assert_int_equal(rmdir(fresh), 0);
  assert_true(cli_same_bytes("late/profile.txt", "first/profile.txt"));
  assert_int_equal(cli_count_files(), before + 1); /* late */
  cli_run_fine(&test, "learn a.wav --save Late -o late --force");
  assert_int_equal(cli_count_files(), before + 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bad_input_gets_clear_words),
      cmocka_unit_test(what_is_there_is_kept),
      cmocka_unit_test(with_the_plugin_in_the_home_a_preset_can_be_replaced),
      cmocka_unit_test(of_two_runs_at_once_the_first_to_end_wins),
  };
  return CLI_RUN_TESTS(&test, tests, own_begin);
}
