/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Own profiles: their text, and the target with one.
 */
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dsp/portable_math.h"
#include "model/target.h"
#include "tests/support_decision.h"
#include "tests/support_profile.h"

/* --- the text --------------------------------------------------------------------- */

static bool reads(const char *text, size_t size)
{
  Profile profile = test_profile("before");
  const Profile before = profile;
  char error[PROFILE_ERROR_BYTES] = "";
  const bool fine = profile_read(text, size, &profile, error);
  if (!fine) {
    assert_true(strlen(error) > 10);
    assert_memory_equal(&profile, &before, sizeof profile);
  }
  return fine;
}

static void what_is_written_is_read(void **state)
{
  (void)state;
  Profile written = test_profile("Lieder vom See \xe2\x99\xab");
  Profile read;
  char text[PROFILE_TEXT_BYTES];
  char again[PROFILE_TEXT_BYTES];
  char error[PROFILE_ERROR_BYTES];
  written.zone[BAND_HIGH] = (Zone){-21.0015, 0.25};
  written.pull[0][1] = -0.00004; /* rounds to 0, without a sign */
  written.blend = 0.35;
  const size_t size = profile_write(&written, text);
  print_message("%s(%zu bytes)\n", text, size);
  assert_int_equal(size, strlen(text));
  assert_null(strstr(text, "-0.0000"));
  assert_true(profile_read(text, size, &read, error));
  assert_string_equal(read.name, written.name);
  assert_int_equal(read.n_songs, 10);
  assert_true(read.blend == 0.35);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(fabs(read.zone[band].low_db - written.zone[band].low_db) <= 0.00051);
    assert_true(fabs(read.pull[band][0] - written.pull[band][0]) <= 0.000051);
  }
  assert_int_equal(profile_write(&read, again), size);
  assert_string_equal(again, text); /* a copy is exact */
}

static void a_decimal_comma_changes_nothing(void **state)
{
  (void)state;
  char here[PROFILE_TEXT_BYTES];
  char there[PROFILE_TEXT_BYTES];
  const Profile profile = test_profile("x");
  profile_write(&profile, here);
  const bool has_comma = setlocale(LC_ALL, "de_DE.UTF-8") != NULL;
  profile_write(&profile, there);
  assert_true(reads(there, strlen(there)));
  setlocale(LC_ALL, "C");
  assert_string_equal(here, there);
  print_message("a locale with a decimal comma was %s\n", has_comma ? "tried" : "not at hand");
}

static void comments_and_foreign_line_ends_are_fine(void **state)
{
  (void)state;
  char text[PROFILE_TEXT_BYTES];
  char other[2 * PROFILE_TEXT_BYTES] = "";
  const Profile profile = test_profile("x");
  profile_write(&profile, text);
  char *rest = text;
  for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
    strcat(strcat(other, line), "\r\n# a comment\n\n");
  }
  assert_true(reads(other, strlen(other)));
}

/* A text that is cut anywhere, or has any byte changed, is refused or is a profile whose numbers
 * are in range. The sanitizers check the rest. */
static void damaged_texts_are_refused_or_harmless(void **state)
{
  (void)state;
  static const char changes[] = {'\0', '\n', ' ', '-', '.', '9', 'x', (char)0xff};
  char text[PROFILE_TEXT_BYTES];
  const Profile profile = test_profile("Songs");
  const size_t size = profile_write(&profile, text);
  int n_read = 0;
  for (size_t cut = 0; cut + 8 < size; ++cut) {
    assert_false(reads(text, cut));
  }
  for (size_t at = 0; at < size; ++at) {
    for (size_t c = 0; c < sizeof changes; ++c) {
      char damaged[PROFILE_TEXT_BYTES];
      Profile found;
      char error[PROFILE_ERROR_BYTES];
      memcpy(damaged, text, size);
      damaged[at] = changes[c];
      if (profile_read(damaged, size, &found, error)) {
        ++n_read;
        assert_true(found.n_songs > 0 && profile_name_is_fine(found.name));
        for (int band = 0; band < BAND_COUNT; ++band) {
          assert_true(found.zone[band].low_db <= found.zone[band].high_db);
          assert_true(found.zone[band].low_db > -121.0 && found.zone[band].high_db < 41.0);
          for (int other = 0; other < BAND_COUNT; ++other) {
            assert_true(fabs(found.pull[band][other]) <= 1.0);
          }
        }
      }
    }
  }
  print_message("%zu changes, %d still a profile\n", size * sizeof changes, n_read);
  assert_true(n_read > 0);
  char long_text[PROFILE_TEXT_BYTES];
  memset(long_text, '\n', sizeof long_text);
  assert_false(reads(long_text, sizeof long_text));
}

static void names_are_checked(void **state)
{
  (void)state;
  static const char *const good[] = {"x", "Lieder vom See", "\xc3\xa9\xe6\xbc\xa2\xf0\x9f\x8e\xb5"};
  static const char *const bad[] = {"",
                                    "   ",
                                    "a\nb",
                                    "\xff",
                                    "\xc3",
                                    "\xc0\x80",
                                    "\xed\xa0\x80",
                                    "\xc2\x85",
                                    "12345678901234567890123456789012345678901234567x"};
  for (size_t i = 0; i < sizeof good / sizeof good[0]; ++i) {
    assert_true(profile_name_is_fine(good[i]));
  }
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
    assert_false(profile_name_is_fine(bad[i]));
  }
}

/* --- the target ------------------------------------------------------------------- */

static Target find(const Decision *decision, const Profile *own, int genre)
{
  const TargetSettings settings = {.genre = genre, .own = own, .amount = 1.0, .range_db = 6.0};
  Target target;
  target_find(&target, decision, &settings);
  return target;
}

static double middle_db(const Profile *profile, int band)
{
  return 0.5 * (profile->zone[band].low_db + profile->zone[band].high_db);
}

static void the_own_balance_is_left_alone(void **state)
{
  (void)state;
  const Profile profile = test_profile("x");
  double level_db[BAND_COUNT];
  Target target;
  for (int band = 0; band < BAND_COUNT; ++band) {
    level_db[band] = middle_db(&profile, band) - 20.0; /* a fader does not matter */
  }
  Decision decision = decision_on(level_db, GENRE_CLASSICAL);
  target = find(&decision, &profile, GENRE_UNSURE);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(target.wanted_db[band] == 0.0);
  }
  target = find(&decision, NULL, GENRE_CLASSICAL); /* the genre's would not be */
  assert_true(fabs(target.wanted_db[BAND_HIGH]) > 0.5);
}

static void a_colour_is_taken_back(void **state)
{
  (void)state;
  const Profile profile = test_profile("x");
  double level_db[BAND_COUNT];
  Target target;
  for (int band = 0; band < BAND_COUNT; ++band) {
    level_db[band] = middle_db(&profile, band) + (band == BAND_HIGH ? 5.0 : 0.0);
  }
  Decision decision = decision_on(level_db, GENRE_POPROCK);
  target = find(&decision, &profile, GENRE_UNSURE);
  print_message("top band 5 dB up: %+.2f dB\n", target.wanted_db[BAND_HIGH]);
  assert_true(target.wanted_db[BAND_HIGH] < -2.5 && target.wanted_db[BAND_HIGH] > -5.0);
}

static void blend_leads_to_the_genre_heard(void **state)
{
  (void)state;
  Profile profile = test_profile("x");
  double level_db[BAND_COUNT];
  Target none;
  Target half;
  Target full;
  Target genre;
  bool moved = false;
  for (int band = 0; band < BAND_COUNT; ++band) {
    level_db[band] = middle_db(&profile, band);
  }
  Decision decision = decision_on(level_db, GENRE_HIPHOP);
  none = find(&decision, &profile, GENRE_UNSURE);
  profile.blend = 0.5;
  half = find(&decision, &profile, GENRE_UNSURE);
  profile.blend = 1.0;
  full = find(&decision, &profile, GENRE_UNSURE);
  genre = find(&decision, NULL, GENRE_UNSURE);
  for (int band = 0; band < BAND_COUNT; ++band) {
    print_message("%-8s %+.2f %+.2f %+.2f, hip hop %+.2f\n", band_info[band].symbol,
                  none.wanted_db[band], half.wanted_db[band], full.wanted_db[band],
                  genre.wanted_db[band]);
    assert_true(none.wanted_db[band] == 0.0);
    assert_true(fabs(full.wanted_db[band] - genre.wanted_db[band]) < 1e-9);
    assert_true(fabs(half.aim_db[band] - 0.5 * (none.aim_db[band] + full.aim_db[band])) < 1e-9);
    assert_true(half.wanted_db[band] * full.wanted_db[band] >= 0.0);
    assert_true(fabs(half.wanted_db[band]) <= fabs(full.wanted_db[band]));
    moved |= half.wanted_db[band] != 0.0;
  }
  assert_true(moved);
  /* While it is unsure of the genre, only the profile counts. */
  for (int g = 0; g < GENRE_COUNT; ++g) {
    decision.probability[g] = 1.0 / GENRE_COUNT;
  }
  full = find(&decision, &profile, GENRE_UNSURE);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(full.wanted_db[band] == 0.0);
  }
}

static void no_profile_wants_nothing(void **state)
{
  (void)state;
  static const double level_db[BAND_COUNT] = {0.0, -30.0, -30.0, -30.0, -30.0};
  Profile none;
  Target target;
  profile_clear(&none);
  Decision decision = decision_on(level_db, GENRE_POPROCK);
  target = find(&decision, &none, GENRE_UNSURE);
  for (int band = 0; band < BAND_COUNT; ++band) {
    assert_true(target.wanted_db[band] == 0.0);
    assert_true(target.zone[band].low_db < target.zone[band].high_db);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_written_is_read),
      cmocka_unit_test(a_decimal_comma_changes_nothing),
      cmocka_unit_test(comments_and_foreign_line_ends_are_fine),
      cmocka_unit_test(damaged_texts_are_refused_or_harmless),
      cmocka_unit_test(names_are_checked),
      cmocka_unit_test(the_own_balance_is_left_alone),
      cmocka_unit_test(a_colour_is_taken_back),
      cmocka_unit_test(blend_leads_to_the_genre_heard),
      cmocka_unit_test(no_profile_wants_nothing),
  };
  return cmocka_run_group_tests_name("profile", tests, NULL, NULL);
}
