/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The built program: presets that a host saved, for one variant of the plugin, under names that
 * others may have, too.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support_bytes.h"
#include "tests/support_own.h"

static CliTest test;

/* Saves a preset that sets one control, as Ardour does: with a file's URI. */
static void save_preset(const char *bundle, const char *variant, const char *name,
                        const char *symbol, int value)
{
  char path[PATH_MAX];
  char command[PATH_MAX];
  snprintf(path, sizeof path, "home/.lv2/%s/manifest.ttl", bundle);
  snprintf(command, sizeof command, "mkdir -p home/.lv2/%s", bundle);
  assert_int_equal(system(command), 0);
  FILE *manifest = fopen(path, "w");
  assert_non_null(manifest);
  fprintf(manifest,
          "@prefix lv2: <http://lv2plug.in/ns/lv2core#> .\n"
          "@prefix pset: <http://lv2plug.in/ns/ext/presets#> .\n"
          "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
          "<%s.ttl> a pset:Preset ; lv2:appliesTo <urn:genre-eq:%s> ; rdfs:label \"%s\" ;\n"
          "\tlv2:port [ lv2:symbol \"%s\" ; pset:value %d.0 ] .\n",
          name, variant, name, symbol, value);
  assert_int_equal(fclose(manifest), 0);
}

/* True if the preset renders the song as this gain does. */
static bool sets_gain(const char *preset, const char *song, int gain_db)
{
  char line[256];
  snprintf(line, sizeof line, "render --float --force --preset %s %s preset.wav", preset, song);
  cli_run_fine(&test, line);
  snprintf(line, sizeof line, "render --float --force --set output_gain=%d %s gain.wav", gain_db,
           song);
  cli_run_fine(&test, line);
  return cli_same_bytes("preset.wav", "gain.wav");
}

/* "gentle" is not the plugin's "Gentle", which comes where the case fits no other. */
static void the_name_itself_comes_first(void **state)
{
  (void)state;
  assert_false(sets_gain("gentle", "a.wav", -6));
  save_preset("lower.lv2", "stereo", "gentle", "output_gain", -6);
  assert_true(sets_gain("gentle", "a.wav", -6));
  assert_false(sets_gain("Gentle", "a.wav", -6));
}

static void a_preset_of_one_variant_fits_both(void **state)
{
  (void)state;
  save_preset("stereo.lv2", "stereo", "Two", "output_gain", -3);
  save_preset("mono.lv2", "mono", "One", "output_gain", -9);
  assert_true(sets_gain("Two", "a.wav", -3));
  assert_true(sets_gain("Two", "c.wav", -3)); /* mono */
  assert_true(sets_gain("One", "a.wav", -9));
  assert_true(sets_gain("One", "c.wav", -9));
  const char *listed = cli_run_fine(&test, "presets")->out;
  print_message("%zu bytes\n", strlen(listed));
  assert_non_null(strstr(listed, "/mono.lv2/One.ttl One\n"));
  assert_non_null(strstr(listed, "/stereo.lv2/Two.ttl Two\n"));
  assert_null(strstr(listed, "urn:genre-eq:mono:")); /* those of both are listed once */
}

/* Of two presets of one name none is taken by chance. */
static void a_name_of_two_is_told(void **state)
{
  (void)state;
  save_preset("first.lv2", "stereo", "Lake", "output_gain", -3);
  save_preset("second.lv2", "stereo", "Lake", "output_gain", -9);
  const CliResult *told = cli_run(&test, "render --preset Lake a.wav lake.wav");
  print_message("%s", told->err);
  assert_int_equal(told->exit_code, 1);
  assert_true(cli_is_one_clear_line(told->err, "Lake"));
  assert_non_null(strstr(told->err, "2 presets"));
  char uri[PATH_MAX];
  snprintf(uri, sizeof uri, "file://%.4000s/.lv2/second.lv2/Lake.ttl", getenv("HOME"));
  assert_true(sets_gain(uri, "a.wav", -9));
}

static void its_gain_is_in_an_exported_curve(void **state)
{
  (void)state;
  static char by_preset[sizeof(((CliResult *)NULL)->out)];
  save_preset("low.lv2", "stereo", "Low", "output_gain", -9);
  strcpy(by_preset, cli_run_fine(&test, "export-curve --format csv --preset Low a.wav")->out);
  print_message("%.80s\n", by_preset);
  assert_string_equal(
      cli_run_fine(&test, "export-curve --format csv --set output_gain=-9 a.wav")->out, by_preset);
}

static void what_belongs_to_the_moment_is_told(void **state)
{
  (void)state;
  save_preset("delta.lv2", "stereo", "Delta", "delta", 1);
  save_preset("off.lv2", "stereo", "Off", "enabled", 0);
  static const struct {
    const char *line, *says;
  } cases[] = {{"render --force --preset Delta a.wav moment.wav", "--set delta=off"},
               {"render --force --preset Delta --set delta=off a.wav moment.wav", ""},
               {"render --force --preset Delta --set delta=on a.wav moment.wav", ""},
               {"report --json --preset Delta a.wav", "--set delta=off"},
               {"render --force --preset Off a.wav moment.wav", "--set enabled=on"},
               {"render --force --preset Off --set enabled=on a.wav moment.wav", ""}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    const CliResult *result = cli_run(&test, cases[i].line);
    print_message("%s: %s\n", cases[i].line, result->err);
    assert_int_equal(result->exit_code, 0);
    assert_non_null(strstr(result->err, cases[i].says));
    assert_int_equal(result->err[0] != '\0', cases[i].says[0] != '\0');
  }
}

/* A copy of the folder defines the same preset. Of the two, the old one was taken. */
static void a_copy_of_its_bundle_is_told(void **state)
{
  (void)state;
  cli_run_fine(&test, "learn a.wav --save Twice");
  assert_int_equal(system("cp -r home/.lv2/Twice.preset.lv2 home/.lv2/Twice.preset.lv2.bak"), 0);
  cli_run_fine(&test, "learn b.wav --save Twice --force");
  const CliResult *told = cli_run(&test, "render --preset Twice a.wav twice.wav");
  print_message("%s", told->err);
  assert_int_equal(told->exit_code, 1);
  assert_true(cli_is_one_clear_line(told->err, "Twice"));
  assert_non_null(strstr(told->err, "2 bundles"));
  assert_int_equal(system("rm -r home/.lv2/Twice.preset.lv2.bak"), 0);
  cli_run_fine(&test, "render --preset Twice a.wav twice.wav");
}

/* Without its curve, the song would be rendered as if nothing had been learned. */
static void a_preset_of_a_later_version_is_refused(void **state)
{
  (void)state;
  cli_run_fine(&test, "learn a.wav --save Later");
  cli_run_fine(&test, "render --preset Later a.wav before.wav");
  assert_int_equal(system("sed -i 's/memory-version> \"[0-9]*\"/memory-version> \"99\"/' "
                          "home/.lv2/Later.preset.lv2/stereo.ttl"),
                   0);
  const CliResult *told = cli_run(&test, "render --preset Later a.wav later.wav");
  print_message("%s", told->err);
  assert_int_equal(told->exit_code, 1);
  assert_non_null(strstr(told->err, "update the plugin"));
  assert_int_equal(access("later.wav", F_OK), -1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_name_itself_comes_first),
      cmocka_unit_test(a_preset_of_one_variant_fits_both),
      cmocka_unit_test(a_name_of_two_is_told),
      cmocka_unit_test(its_gain_is_in_an_exported_curve),
      cmocka_unit_test(a_copy_of_its_bundle_is_told),
      cmocka_unit_test(what_belongs_to_the_moment_is_told),
      cmocka_unit_test(a_preset_of_a_later_version_is_refused),
  };
  return CLI_RUN_TESTS(&test, tests, own_begin);
}
