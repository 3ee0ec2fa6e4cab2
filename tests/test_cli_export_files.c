/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * genre-eq export-curve: places and names of its files, and that no file is lost.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_cli.h"
#include "tests/support_preset.h"

static CliTest test;

/* The name of a preset as lilv reads it. */
static const char *label_of(const char *path)
{
  static char label[256];
  LV2_URID_Map map = {NULL, urids_map};
  LilvWorld *world = lilv_world_new();
  LilvState *state = lilv_state_new_from_file(world, &map, NULL, path);
  snprintf(label, sizeof label, "%s", state ? lilv_state_get_label(state) : "unreadable");
  lilv_state_free(state);
  lilv_world_free(world);
  return label;
}

/* How many presets a host finds, if it looks only in this folder. */
static unsigned count_presets(const char *folder)
{
  LilvWorld *world = lilv_world_new();
  LilvNode *path = lilv_new_string(world, folder);
  lilv_world_set_option(world, LILV_OPTION_LV2_PATH, path);
  lilv_world_load_all(world);
  LilvNode *type = lilv_new_uri(world, LILV_NS_RDF "type");
  LilvNode *preset = lilv_new_uri(world, LV2_PRESETS__Preset);
  LilvNodes *found = lilv_world_find_nodes(world, NULL, type, preset);
  const unsigned count = lilv_nodes_size(found);
  lilv_nodes_free(found);
  lilv_node_free(preset);
  lilv_node_free(type);
  lilv_node_free(path);
  lilv_world_free(world);
  return count;
}

static void nothing_is_overwritten_and_strange_names_do_no_harm(void **state)
{
  (void)state;
  cli_run_fine(&test, "export-curve --format fil4 -o kept.lv2 song.wav");
  cli_run_fine(&test, "export-curve --format apo --output kept.txt song.wav");
  static const char *const lines[] = {"export-curve --format fil4 -o kept.lv2 song.wav",
                                      "export-curve --format lsp -o kept.txt song.wav",
                                      "export-curve --format apo -o kept.txt song.wav",
                                      "export-curve --format csv --force -o song.wav song.wav",
                                      "export-curve --format lsp --force -o kept.txt song.wav"};
  static const char *const subjects[] = {"kept.lv2", "kept.txt", "kept.txt", "song.wav",
                                         "kept.txt"};
  const int n_files = cli_count_files();
  for (int i = 0; i < 5; ++i) {
    const CliResult *result = cli_run(&test, lines[i]);
    assert_int_equal(result->exit_code, 1);
    if (!cli_is_one_clear_line(result->err, subjects[i])) {
      fail_msg("%s:\n%s", lines[i], result->err);
    }
    assert_int_equal(cli_count_files(), n_files);
  }
  cli_run_fine(&test, "export-curve --force --format fil4 -o kept.lv2 song.wav");
  cli_run_fine(&test, "export-curve --force --format apo -o kept.txt song.wav");
  assert_int_equal(cli_count_files(), n_files);

  /* Other files in the folder belong to somebody. */
  cli_write_sound("kept.lv2/note.wav", WAV16, 48000, 1, (float[4]){0}, 4);
  assert_int_equal(
      cli_run(&test, "export-curve --force --format fil4 -o kept.lv2/ song.wav")->exit_code, 1);
  assert_int_equal(access("kept.lv2/note.wav", R_OK), 0);
  assert_int_equal(unlink("kept.lv2/note.wav"), 0);
  cli_run_fine(&test, "export-curve --force --format fil4 -o kept.lv2/ song.wav");
  assert_int_equal(access("kept.lv2/stereo.ttl", R_OK), 0);
  assert_int_equal(cli_count_files(), n_files);

  static float silence[48000 * 4];
  cli_write_sound("silence.wav", WAV_FLOAT, 48000, 1, silence, 48000 * 4);
  const CliResult *result = cli_run(&test, "export-curve --format apo silence.wav");
  assert_int_equal(result->exit_code, 1);
  assert_true(cli_is_one_clear_line(result->err, "silence.wav"));
  assert_string_equal(result->out, "");

  static const char name[] = "a\"b\\c\nFilter 99: ON PK Fc 1 Hz\xff.wav";
  assert_int_equal(link("song.wav", name), 0);
  static CliResult strange;
  const char *const apo[] = {"export-curve", "--format", "apo", name, NULL};
  cli_finish(cli_start(&test, apo, 0, -1), &strange);
  assert_int_equal(strange.exit_code, 0);
  assert_null(strstr(strange.out, "\nFilter 99"));
  assert_null(strstr(strange.out, "\xff")); /* UTF-8 */
  const char *const preset[] = {"export-curve", "--format", "fil4", "-o", "odd.lv2", name, NULL};
  cli_finish(cli_start(&test, preset, 0, -1), &strange);
  assert_int_equal(strange.exit_code, 0);
  assert_non_null(strstr(strange.out, "\nWith this folder in ~/.lv2, choose the preset \"a"));
  assert_string_equal(label_of("odd.lv2/stereo.ttl"),
                      "a\"b\\c\nFilter 99: ON PK Fc 1 Hz\xef\xbf\xbd.wav (Genre EQ)");
}

/* The gain of fil4 goes from -18 to 18 dB (fil4.ttl). It clamps what is beyond. */
static void a_gain_that_fil4_lacks_is_told(void **state)
{
  (void)state;
  static const char *const louder[] = {"0", "12"};
  cli_write_music("soft.wav", WAV16, 44100, 2, 12.0, 0.3f);
  for (int i = 0; i < 2; ++i) {
    char line[256];
    char text[4096];
    snprintf(line, sizeof line,
             "export-curve --format fil4 --force -o gain.lv2 --set genre=classical --set range=6 "
             "--set match=100 --set peak_safety=off --set output_gain=%s soft.wav",
             louder[i]);
    const CliResult *result = cli_run(&test, line);
    assert_int_equal(result->exit_code, 0);
    cli_read_text("gain.lv2/stereo.ttl", text, sizeof text);
    const char *gain = strstr(text, "\"gain\" ; pset:value ");
    assert_non_null(gain);
    const double gain_db = atof(gain + strlen("\"gain\" ; pset:value "));
    print_message("%.1f dB: %s\n", gain_db, result->err);
    assert_int_equal(gain_db > 18.0, i == 1);
    assert_int_equal(strstr(result->err, "x42-eq has -18 to +18 dB") != NULL, i == 1);
  }
}

static void a_preset_lands_where_hosts_look(void **state)
{
  (void)state;
  char home[128];
  const char *const kept = getenv("HOME");
  char before[PATH_MAX] = "";
  snprintf(before, sizeof before, "%s", kept ? kept : "");
  snprintf(home, sizeof home, "%s/work/home", test.scratch);
  assert_int_equal(mkdir(home, 0777), 0);
  setenv("HOME", home, 1);
  cli_run_fine(&test, "export-curve --format lsp song.wav");
  assert_int_equal(access("home/.lv2/song.genre-eq-lsp.lv2/manifest.ttl", R_OK), 0);
  assert_int_equal(access("home/.lv2/song.genre-eq-lsp.lv2/x8.ttl", R_OK), 0);
  char folder[sizeof home + 8];
  snprintf(folder, sizeof folder, "%s/.lv2", home);
  static const char *const names[] = {"two\nlines.wav", "no utf-8 \xff.wav", "bell\a.wav"};
  for (unsigned i = 0; i < sizeof names / sizeof names[0]; ++i) {
    static CliResult strange;
    const char *const words[] = {"export-curve", "--format", "fil4", names[i], NULL};
    assert_int_equal(link("song.wav", names[i]), 0);
    cli_finish(cli_start(&test, words, 0, -1), &strange);
    const unsigned n_presets = count_presets(folder);
    print_message("%s%u presets are found\n", strange.out, n_presets);
    assert_int_equal(strange.exit_code, 0);
    assert_int_equal(n_presets, 3 + 2 * (i + 1)); /* LSP's and fil4's */
  }
  unsetenv("HOME");
  const CliResult *result = cli_run(&test, "export-curve --format lsp song.wav");
  assert_int_equal(result->exit_code, 1);
  assert_true(cli_is_one_clear_line(result->err, "lsp"));
  setenv("HOME", before, 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_is_overwritten_and_strange_names_do_no_harm),
      cmocka_unit_test(a_preset_lands_where_hosts_look),
      cmocka_unit_test(a_gain_that_fil4_lacks_is_told),
  };
  return CLI_RUN_TESTS(&test, tests, cli_begin_with_song);
}
