/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * The line that says what is done to the song and why.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "plugin/learn.h"
#include "ui/draw/plain_words.h"

/* A situation that the tests change: Auto, jazz is heard, high mid is below its zone. */
typedef struct {
  Report report;
  float control[CONTROL_COUNT];
} Case;

static Case far_from_jazz(void)
{
  Case now = {.report = {.label = {(float)genre_value[GENRE_JAZZ]},
                         .listened_s = {30.0f},
                         .answered = {1.0f}}};
  for (int i = 0; i < CONTROL_COUNT; ++i) {
    now.control[i] = control_info[i].default_value;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    now.report.level_db[band] = -10.0f;
    now.report.zone_low_db[band] = -12.0f;
    now.report.zone_high_db[band] = -8.0f;
  }
  now.report.level_db[BAND_HIGH_MID] = -15.1f;
  now.report.wanted_db[BAND_HIGH_MID] = 1.8f;
  now.report.wanted_db[BAND_LOW] = -0.4f;
  return now;
}

static void assert_says(const Case *now, const char *expected)
{
  char line[PLAIN_WORDS_BYTES];
  plain_words(line, &now->report, now->control);
  print_message("%s\n", line);
  assert_string_equal(line, expected);
}

static void it_names_the_band_that_moves_most(void **state)
{
  (void)state;
  Case now = far_from_jazz();
  assert_says(&now, "High mid is 3.1 dB below jazz: brought up by 1.8 dB.");
  now.report.level_db[BAND_LOW] = -5.5f;
  now.report.wanted_db[BAND_LOW] = -2.0f;
  assert_says(&now, "Low is 2.5 dB above jazz: brought down by 2.0 dB.");
  now.report.wanted_db[BAND_HIGH_MID] = 2.0f;
  assert_says(&now, "High mid is 3.1 dB below jazz: brought up by 2.0 dB.");
  now.report.wanted_db[BAND_HIGH_MID] = 1.8f;
  now.report.short_db[BAND_LOW] = -1.1f;
  assert_says(&now, "High mid is 3.1 dB below jazz: brought up by 1.8 dB.");
}

static void it_names_the_aim_where_the_zone_is_no_reason(void **state)
{
  (void)state;
  Case now = far_from_jazz();
  now.report.aim_db[BAND_HIGH_MID] = -8.0f;
  now.report.level_db[BAND_HIGH_MID] = -10.0f;
  assert_says(&now, "High mid is within jazz, 2.0 dB below its aim: brought up by 1.8 dB.");
  now.report.aim_db[BAND_HIGH_MID] = -5.0f;
  now.report.level_db[BAND_HIGH_MID] = -7.0f;
  assert_says(&now, "High mid is 1.0 dB above jazz, 2.0 dB below its aim: brought up by 1.8 dB.");
  now.report.aim_db[BAND_HIGH_MID] = -9.9f;
  now.report.level_db[BAND_HIGH_MID] = -8.0f;
  now.report.wanted_db[BAND_HIGH_MID] = -1.8f;
  assert_says(&now, "High mid is within jazz, 1.9 dB above its aim: brought down by 1.8 dB.");
  now = far_from_jazz(); /* and if the aim lies deep in the zone */
  now.report.wanted_db[BAND_HIGH_MID] = 3.6f;
  now.report.aim_db[BAND_HIGH_MID] = -11.5f;
  assert_says(&now, "High mid is 3.1 dB below jazz: brought up by 3.6 dB.");
  now.control[CONTROL_RANGE] = 6.0f;
  now.report.wanted_db[BAND_HIGH_MID] = 5.1f;
  now.report.aim_db[BAND_HIGH_MID] = -10.0f;
  assert_says(&now, "High mid is 3.1 dB below jazz, 5.1 dB below its aim: brought up by 5.1 dB.");
}

static void it_names_the_zone_that_is_shown(void **state)
{
  (void)state;
  Case now = far_from_jazz();
  now.control[CONTROL_GENRE] = (float)genre_value[GENRE_HIPHOP];
  assert_says(&now, "High mid is 3.1 dB below hip hop: brought up by 1.8 dB.");
  now.control[CONTROL_GENRE] = (float)GENRE_VALUE_OWN;
  assert_says(&now, "There is no own profile: nothing is done. Load one, or choose a genre.");
  strcpy(now.report.profile_name, "My \xc3\xa9tudes");
  assert_says(
      &now,
      "High mid is 3.1 dB below \xe2\x80\x9cMy \xc3\xa9tudes\xe2\x80\x9d: brought up by 1.8 dB.");
  now.control[CONTROL_GENRE] = (float)GENRE_VALUE_AUTO;
  now.report.label[0] = (float)GENRE_VALUE_UNSURE;
  assert_says(&now, "High mid is 3.1 dB below the likely genres: brought up by 1.8 dB.");
}

static void it_says_what_the_zone_is(void **state)
{
  (void)state;
  Case now = far_from_jazz();
  char text[PLAIN_WORDS_BYTES];
  plain_zone(text, &now.report, now.control);
  assert_string_equal(text, "where half of jazz masters lie");
  now.report.label[0] = (float)GENRE_VALUE_UNSURE;
  plain_zone(text, &now.report, now.control);
  assert_string_equal(text, "where half of the likely genres' masters lie");
  now.control[CONTROL_GENRE] = (float)GENRE_VALUE_OWN; /* none is loaded: the zone is Auto's */
  plain_zone(text, &now.report, now.control);
  assert_string_equal(text, "where half of the likely genres' masters lie");
  now.report.label[0] = (float)genre_value[GENRE_JAZZ];
  plain_zone(text, &now.report, now.control);
  assert_string_equal(text, "where half of jazz masters lie");
  strcpy(now.report.profile_name, "Lake");
  plain_zone(text, &now.report, now.control);
  assert_string_equal(text, "where half of the songs of \xe2\x80\x9cLake\xe2\x80\x9d are expected");
  memcpy(now.report.zone_high_db, now.report.zone_low_db, sizeof now.report.zone_low_db);
  plain_zone(text, &now.report, now.control);
  assert_string_equal(text, "the balance of \xe2\x80\x9cLake\xe2\x80\x9d");
}

static void it_says_why_little_is_done(void **state)
{
  (void)state;
  Case now = far_from_jazz();
  now.report.wanted_db[BAND_HIGH_MID] = 0.3f;
  assert_says(&now, "High mid is 3.1 dB below jazz, which fits this song: little is done. "
                    "Raise Match to bring it nearer.");
  now.report.label[0] = (float)GENRE_VALUE_UNSURE;
  assert_says(&now, "Unsure which genre it is, so little is done: choose a genre, or raise Match.");
  now.report.level_db[BAND_HIGH_MID] = -12.3f;
  assert_says(&now, "All bands lie within the likely genres: little is needed. "
                    "For more, choose a genre or raise Match.");
  now.report.label[0] = (float)genre_value[GENRE_JAZZ];
  assert_says(&now, "All bands lie within jazz: little is needed.");
}

/* A song of 8 kHz: nothing can be done in its top band, so nothing is said of it. */
static void it_does_not_speak_of_an_empty_band(void **state)
{
  (void)state;
  Case now = far_from_jazz();
  now.report.level_db[BAND_HIGH] = -200.0f;
  assert_says(&now, "High mid is 3.1 dB below jazz: brought up by 1.8 dB.");
  now.report.level_db[BAND_HIGH_MID] = -10.0f;
  now.report.wanted_db[BAND_HIGH_MID] = 0.1f;
  assert_says(&now, "All bands lie within jazz: little is needed.");
}

static void at_full_match_it_does_not_advise_more_match(void **state)
{
  (void)state;
  Case now = far_from_jazz();
  now.control[CONTROL_MATCH] = 100.0f;
  now.report.wanted_db[BAND_HIGH_MID] = 0.3f;
  assert_says(&now, "High mid is 3.1 dB below jazz: little is done.");
  now.report.label[0] = (float)GENRE_VALUE_UNSURE;
  assert_says(&now, "Unsure which genre it is, so little is done: choose a genre.");
  now.report.level_db[BAND_HIGH_MID] = -12.3f;
  assert_says(&now, "All bands lie within the likely genres: little is needed. "
                    "For more, choose a genre.");
}

static void it_names_the_control_that_forbids(void **state)
{
  (void)state;
  Case now = far_from_jazz();
  now.control[CONTROL_RANGE] = 1.8f;
  assert_says(&now, "High mid is 3.1 dB below jazz: brought up by 1.8 dB, as far as Range allows.");
  memset(now.report.wanted_db, 0, sizeof now.report.wanted_db);
  now.control[CONTROL_RANGE] = 0.0f;
  assert_says(&now, "Range is 0: nothing is done. Raise it.");
  now.control[CONTROL_AMOUNT] = 0.0f;
  assert_says(&now, "Amount is 0: nothing is done. Raise it.");
  now.control[CONTROL_AMOUNT] = 100.0f;
  now.control[CONTROL_RANGE] = 0.3f;
  memcpy(now.report.aim_db, now.report.level_db, sizeof now.report.aim_db);
  now.report.aim_db[BAND_HIGH_MID] += 3.0f;
  now.report.wanted_db[BAND_HIGH_MID] = 0.3f;
  assert_says(&now, "Range is 0.3 dB: no more can be done.");
  now.report.aim_db[BAND_HIGH_MID] -= 2.6f; /* more Match could do no more */
  assert_says(&now, "Range is 0.3 dB: no more can be done.");
  now.report.aim_db[BAND_HIGH_MID] += 2.6f;
  now.control[CONTROL_RANGE] = 4.0f;
  now.control[CONTROL_AMOUNT] = 10.0f;
  assert_says(&now, "Amount is 10 %: little is done. Raise it.");
  now.report.aim_db[BAND_HIGH_MID] -= 2.7f; /* all of it would be little, too */
  assert_says(&now, "High mid is 3.1 dB below jazz, which fits this song: little is done. "
                    "Raise Match to bring it nearer.");
  now.control[CONTROL_AMOUNT] = 0.0f;
  now.report.listened_s[0] = 0.0f;
  assert_says(&now, "No music was heard: nothing is done.");
  now.control[CONTROL_ENABLED] = 0.0f;
  assert_says(&now, "It is switched off: the sound passes unchanged.");
}

static void in_hold_it_says_what_the_curve_does(void **state)
{
  (void)state;
  Case now = far_from_jazz();
  now.control[CONTROL_MODE] = (float)MODE_HOLD;
  now.report.applied_db[BAND_HIGH_MID] = 1.2f;
  assert_says(&now, "High mid is 3.1 dB below jazz: brought up by 1.2 dB.");
  now.control[CONTROL_RANGE] = 1.0f; /* set since: the curve follows no control */
  assert_says(&now, "High mid is 3.1 dB below jazz: brought up by 1.2 dB.");
  now.control[CONTROL_GENRE] = (float)GENRE_VALUE_OWN;
  assert_says(&now, "High mid is 3.1 dB below jazz: brought up by 1.2 dB.");
  now.control[CONTROL_MODE] = (float)MODE_LEARN; /* which a pause has ended */
  now.report.learn_phase[0] = (float)LEARN_ENDED;
  assert_says(&now, "High mid is 3.1 dB below jazz: brought up by 1.2 dB.");
}

/* Nor does it advise what a held curve does not follow. */
static void in_hold_it_advises_adapt_alone(void **state)
{
  (void)state;
  static const char words[] = "The curve is held, and does little. In Adapt it follows.";
  Case now = far_from_jazz();
  now.control[CONTROL_MODE] = (float)MODE_HOLD;
  now.report.applied_db[BAND_HIGH_MID] = 0.1f;
  assert_says(&now, words);
  now.report.label[0] = (float)GENRE_VALUE_UNSURE;
  assert_says(&now, words);
  now.control[CONTROL_AMOUNT] = 0.0f;
  assert_says(&now, words);
  now.control[CONTROL_GENRE] = (float)GENRE_VALUE_OWN;
  assert_says(&now, words);
}

static void any_report_gives_one_line(void **state)
{
  (void)state;
  static const float wild[] = {0.0f, NAN, INFINITY, -INFINITY, 1e30f, -1e30f};
  for (size_t i = 0; i < sizeof wild / sizeof wild[0]; ++i) {
    Case now = far_from_jazz();
    char line[PLAIN_WORDS_BYTES];
    for (int field = 0; field < REPORT_FIELD_COUNT; ++field) {
      float *values = (float *)(void *)((char *)&now.report + report_field[field].offset);
      for (int k = 0; k < report_field[field].count; ++k) {
        values[k] = wild[i];
      }
    }
    memset(line, '\n', sizeof line);
    plain_words(line, &now.report, now.control);
    assert_true(strlen(line) > 0);
    assert_null(strchr(line, '\n'));
  }
}

/* Values of Genre that name nothing count as Auto. */
static void any_choice_has_a_place(void **state)
{
  (void)state;
  Case now = far_from_jazz();
  now.report.label[0] = (float)GENRE_VALUE_UNSURE;
  now.control[CONTROL_GENRE] = (float)GENRE_VALUE_LARGEST + 1.0f;
  assert_says(&now, "High mid is 3.1 dB below the likely genres: brought up by 1.8 dB.");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_names_the_band_that_moves_most),
      cmocka_unit_test(it_names_the_aim_where_the_zone_is_no_reason),
      cmocka_unit_test(it_names_the_zone_that_is_shown),
      cmocka_unit_test(it_says_what_the_zone_is),
      cmocka_unit_test(it_says_why_little_is_done),
      cmocka_unit_test(it_does_not_speak_of_an_empty_band),
      cmocka_unit_test(at_full_match_it_does_not_advise_more_match),
      cmocka_unit_test(it_names_the_control_that_forbids),
      cmocka_unit_test(in_hold_it_says_what_the_curve_does),
      cmocka_unit_test(in_hold_it_advises_adapt_alone),
      cmocka_unit_test(any_choice_has_a_place),
      cmocka_unit_test(any_report_gives_one_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
