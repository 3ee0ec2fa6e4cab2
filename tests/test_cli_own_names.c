/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Names of own presets: any text, and no two are the same.
 */
#include "tests/support_own.h"
#include "ui/cli/own/own_name.h"
#include "ui/cli/terminal/compose.h"

static CliTest test;

static int run(const char *const *words)
{
  const CliResult *result = own_run_words(&test, words);
  print_message("%s %s ...: %d %s", words[0], words[1], result->exit_code,
                result->err[0] ? result->err : "\n");
  return result->exit_code;
}

static void names_that_differ_are_two(void **state)
{
  (void)state;
  static const char *const names[] = {
      "Лето 1", "Зима 1", "Über",  "ber", "日本", "A B",   "A_B",
      "A-B",    "A/B",    "A%2FB", "...", "a b",  "%41 B", "\xF0\x9F\x8E\xB9 \"x\""};
  enum { COUNT = sizeof names / sizeof names[0] };
  for (int i = 0; i < COUNT; ++i) {
    /* Each is learned from another song, so that they differ. */
    assert_int_equal(
        run((const char *const[]){"profile", names[i], i % 2 ? "a.wav" : "b.wav", NULL}), 0);
  }
  for (int i = 0; i < COUNT; ++i) {
    assert_int_equal(run((const char *const[]){"render", "--force", "--profile", names[i], "a.wav",
                                               "out.wav", NULL}),
                     0);
    assert_int_equal(run((const char *const[]){"render", "--force", "--preset", names[i], "a.wav",
                                               "preset.wav", NULL}),
                     0);
    assert_true(cli_same_bytes("out.wav", "preset.wav"));
    char folder[OWN_NAME_BYTES];
    char path[PATH_MAX];
    own_name_for_folder(names[i], folder);
    snprintf(path, sizeof path, "home/.lv2/%s.preset.lv2", folder);
    assert_string_equal(own_profile(path).name, names[i]);
  }
  assert_int_equal(
      run((const char *const[]){"render", "--profile", "Весна 1", "a.wav", "none.wav", NULL}), 1);
}

/* A name written with letters and combining marks, as some systems do, is the same name. */
static void one_name_in_two_ways_is_one(void **state)
{
  (void)state;
  static const char *const two_ways[][2] = {
      {"U\u0308ber", "\u00dcber"},
      {"\u0438\u0306", "\u0439"},
      {"\u1112\u1161\u11ab", "\ud55c"},
      {"\u304b\u3099", "\u304c"},
      {"o\u0302\u0301", "\u1ed1"},
      {"plain", "plain"},
      /* Marks in any order, as a Vietnamese keyboard types them. */
      {"\u00e2\u0323", "\u1ead"},
      {"a\u0302\u0323", "\u1ead"},
      {"a\u0323\u0302", "\u1ead"},
      /* A mark of another class does not keep a letter and its mark apart; one of the same class
         does. */
      {"e\u0331\u0301", "\u00e9\u0331"},
      {"e\u0303\u0301", "\u1ebd\u0301"},
      /* Signs that stand for letters, and characters that are always decomposed. */
      {"\u212bngstr\u00f6m", "\u00c5ngstr\u00f6m"},
      {"\u2126", "\u03a9"},
      {"\u0958", "\u0915\u093c"},
      {"\ufa19", "\u795e"},
      {"\uac00\u11a8", "\uac01"},
  };
  for (size_t i = 0; i < sizeof two_ways / sizeof two_ways[0]; ++i) {
    char composed[64];
    compose_copy(two_ways[i][0], composed, sizeof composed);
    print_message("%s, %s\n", composed, two_ways[i][1]);
    assert_string_equal(composed, two_ways[i][1]);
  }
  char bytes[8];
  compose_copy("\xff"
               "a\xcc",
               bytes, sizeof bytes);
  assert_string_equal(bytes, "\xff"
                             "a\xcc");
  compose_copy("\u00dcber", bytes, 4);
  assert_string_equal(bytes, "\u00dcb");
  assert_int_equal(run((const char *const[]){"profile", "U\u0308ber", "a.wav", NULL}), 1);
  assert_int_equal(run((const char *const[]){"render", "--force", "--profile", "U\u0308ber",
                                             "a.wav", "out.wav", NULL}),
                   0);
}

/* Each row is one name: the first can be seen, the others hold blanks or characters that cannot. */
static void names_that_look_alike_are_one(void **state)
{
  (void)state;
  static const char *const alike[][4] = {
      {"My sound", " My sound ", "My  sound", "My\u00a0sound"},
      {"My sound", "My\u3000sound", "My \u2009sound", "\u2003My sound"},
      {"Lake", "La\u200bke", "Lake\ufeff", "\u202dLake\u202c"},
      {"Lake", "La\u00adke", "Lake\u2060", "Lake\u200d"},
      {"\u00e9t\u00e9", "e\u200b\u0301te\u0301", "\u00e9t\u00e9\u200e", "\u00e9t\u00e9 \u200f"},
  };
  for (size_t i = 0; i < sizeof alike / sizeof alike[0]; ++i) {
    for (int k = 0; k < 4; ++k) {
      char name[PROFILE_NAME_BYTES];
      assert_true(own_name_take(alike[i][k], name));
      print_message("%s\n", name);
      assert_string_equal(name, alike[i][0]);
    }
  }
  static const char *const none[] = {".",    "..",   " . ", "\u200b", "\u00a0 \u3000",
                                     "a\nb", "a\tb", "\x7f"};
  for (size_t i = 0; i < sizeof none / sizeof none[0]; ++i) {
    char name[PROFILE_NAME_BYTES];
    assert_false(own_name_take(none[i], name));
  }
  assert_int_equal(run((const char *const[]){"profile", "Lake", "a.wav", NULL}), 0);
  assert_int_equal(run((const char *const[]){"profile", "Lake\u200b", "b.wav", NULL}), 1);
  assert_int_equal(run((const char *const[]){"render", "--force", "--profile", " Lake\ufeff",
                                             "a.wav", "out.wav", NULL}),
                   0);
  assert_int_equal(run((const char *const[]){"learn", "a.wav", "--save", "Gen\u200btle", NULL}), 1);
  assert_int_equal(
      run((const char *const[]){"profile", "\u202eeltneG\u202c", "a.wav", "-o", "turned", NULL}),
      0);
  assert_string_equal(own_profile("turned").name, "eltneG");
}

/* "genre-eq profile *.wav": the first song would be the name. */
static void a_song_is_no_name(void **state)
{
  (void)state;
  assert_int_equal(run((const char *const[]){"profile", "a.wav", "b.wav", NULL}), 2);
}

static void a_song_given_twice_is_refused(void **state)
{
  (void)state;
  assert_int_equal(symlink("a.wav", "same.wav"), 0);
  assert_int_equal(run((const char *const[]){"profile", "Twice", "a.wav", "b.wav", "a.wav", NULL}),
                   2);
  assert_int_equal(run((const char *const[]){"profile", "Twice", "a.wav", "same.wav", NULL}), 2);
  assert_int_equal(access("home/.lv2/Twice.preset.lv2", F_OK), -1);
}

static void a_folder_nearby_hides_no_profile(void **state)
{
  (void)state;
  assert_int_equal(mkdir("ber", 0777), 0);
  assert_int_equal(
      run((const char *const[]){"render", "--force", "--profile", "ber", "a.wav", "out.wav", NULL}),
      0);
  assert_int_equal(run((const char *const[]){"render", "--force", "--profile", "./ber", "a.wav",
                                             "out.wav", NULL}),
                   1);
}

/* A curve that learn saved is a preset, and no profile. */
static void a_learned_preset_is_no_profile(void **state)
{
  (void)state;
  assert_int_equal(run((const char *const[]){"learn", "a.wav", "--save", "Learned", NULL}), 0);
  const CliResult *result = own_run_words(
      &test, (const char *const[]){"identify", "--profile", "Learned", "a.wav", NULL});
  print_message("%s", result->err);
  assert_int_equal(result->exit_code, 1);
  assert_non_null(strstr(result->err, "~/.lv2 holds no profile of that name; give its folder, or"));
  /* Nor does it hide the profile that is a file. */
  assert_int_equal(run((const char *const[]){"profile", "Other", "b.wav", "-o", "made", NULL}), 0);
  assert_int_equal(rename("made/profile.txt", "Learned"), 0);
  assert_int_equal(run((const char *const[]){"identify", "--profile", "Learned", "a.wav", NULL}),
                   0);
}

static void the_plugins_own_names_are_taken(void **state)
{
  (void)state;
  static const char *const taken[] = {"Gentle", "hold", "Toward jazz", "toward-jazz"};
  for (size_t i = 0; i < sizeof taken / sizeof taken[0]; ++i) {
    assert_int_equal(run((const char *const[]){"profile", taken[i], "a.wav", NULL}), 1);
    assert_int_equal(run((const char *const[]){"learn", "a.wav", "--save", taken[i], NULL}), 1);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_that_differ_are_two),
      cmocka_unit_test(one_name_in_two_ways_is_one),
      cmocka_unit_test(names_that_look_alike_are_one),
      cmocka_unit_test(a_song_is_no_name),
      cmocka_unit_test(a_song_given_twice_is_refused),
      cmocka_unit_test(a_folder_nearby_hides_no_profile),
      cmocka_unit_test(a_learned_preset_is_no_profile),
      cmocka_unit_test(the_plugins_own_names_are_taken),
  };
  return CLI_RUN_TESTS(&test, tests, own_begin);
}
