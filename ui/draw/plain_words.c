/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/draw/plain_words.h"

#include <math.h>
#include <stdio.h>

#include "dsp/portable_math.h"
#include "model/target.h"
#include "plugin/learn.h"

/* A smaller change of a band is little (dB). */
#define LITTLE_DB 0.5
/* A smaller figure is shown as 0.0 (dB). */
#define SHOWN_DB 0.05

typedef struct {
  const Report *report;
  const float *control;
  char place[PROFILE_NAME_BYTES + 8]; /* whose zone it is: "jazz", a profile's name in quotes */
  bool own;                           /* that of an own profile; without one it is as in Auto */
  bool unsure;                        /* in Auto, and no genre is heard for sure */
} Situation;

static int label_of(const Report *report)
{
  const float label = report->label[0];
  const bool fits = label >= 0.0f && label <= (float)GENRE_VALUE_LARGEST;
  return genre_of_value(fits ? (int)label : GENRE_VALUE_UNSURE);
}

static Situation situation_of(const Report *report, const float *control)
{
  const int choice = (int)control[CONTROL_GENRE];
  const int chosen = genre_of_value(choice);
  const int heard = label_of(report);
  Situation now = {.report = report, .control = control};
  now.own = choice == GENRE_VALUE_OWN && report->profile_name[0];
  now.unsure = !now.own && chosen == GENRE_UNSURE && heard == GENRE_UNSURE;
  if (now.own) {
    snprintf(now.place, sizeof now.place, "\xe2\x80\x9c%s\xe2\x80\x9d", report->profile_name);
  } else {
    snprintf(now.place, sizeof now.place, "%s",
             chosen != GENRE_UNSURE ? genre_name[chosen]
             : now.unsure           ? "the likely genres"
                                    : genre_name[heard]);
  }
  return now;
}

bool plain_has_level(const Report *report, int band)
{
  return report->listened_s[0] > 0.0f && (double)report->level_db[band] > POWER_FLOOR_DB;
}

double plain_outside_db(const Report *report, int band, double level_db)
{
  const double low_db = (double)report->zone_low_db[band];
  const double high_db = (double)report->zone_high_db[band];
  const double off_db = level_db < low_db    ? level_db - low_db
                        : level_db > high_db ? level_db - high_db
                                             : 0.0;
  return fabs(off_db) < SHOWN_DB ? 0.0 : off_db;
}

/* 0 for an empty band: nothing can be done there. */
static double outside_db(const Report *report, int band)
{
  const double off_db = plain_outside_db(report, band, (double)report->level_db[band]);
  return off_db < -TARGET_EMPTY_DB ? 0.0 : off_db;
}

/* True if the curve stays, whatever is wanted: in Hold, or when a pause has ended Learn. */
static bool is_held(const Situation *now)
{
  return (int)now->control[CONTROL_MODE] == MODE_HOLD ||
         now->report->learn_phase[0] == (float)LEARN_ENDED;
}

/* How far a band is brought. */
static double done_db(const Situation *now, int band)
{
  const Report *report = now->report;
  if (is_held(now)) {
    return (double)report->applied_db[band];
  }
  return (double)report->wanted_db[band] - (double)report->short_db[band];
}

/* Of bands that Range stops at the same gain, the one farthest from its zone. */
static int most_done(const Situation *now)
{
  int most = 0;
  for (int band = 1; band < BAND_COUNT; ++band) {
    const double more_db = fabs(done_db(now, band)) - fabs(done_db(now, most));
    const double farther_db =
        fabs(outside_db(now->report, band)) - fabs(outside_db(now->report, most));
    const bool same = fabs(more_db) < SHOWN_DB;
    most = (same ? farther_db > 0.0 : more_db > 0.0) ? band : most;
  }
  return most;
}

static int most_outside(const Report *report)
{
  int most = 0;
  for (int band = 1; band < BAND_COUNT; ++band) {
    most = fabs(outside_db(report, band)) > fabs(outside_db(report, most)) ? band : most;
  }
  return most;
}

/* "High mid is 3.1 dB below jazz" */
static int put_place(char line[PLAIN_WORDS_BYTES], const Situation *now, int band)
{
  const double off_db = outside_db(now->report, band);
  const char *name = band_info[band].name;
  if (off_db == 0.0) {
    return snprintf(line, PLAIN_WORDS_BYTES, "%s is within %s", name, now->place);
  }
  return snprintf(line, PLAIN_WORDS_BYTES, "%s is %.1f dB %s %s", name, fabs(off_db),
                  off_db > 0.0 ? "above" : "below", now->place);
}

static void say_what_is_done(char line[PLAIN_WORDS_BYTES], const Situation *now, int band)
{
  const double by_db = done_db(now, band);
  const double over_aim_db =
      (double)now->report->level_db[band] - (double)now->report->aim_db[band];
  const double off_db = outside_db(now->report, band);
  const bool into_zone = off_db * by_db < 0.0 && fabs(by_db) <= fabs(off_db) + LITTLE_DB;
  const bool all_of_range =
      !is_held(now) && fabs(by_db) > (double)now->control[CONTROL_RANGE] - SHOWN_DB;
  int length = put_place(line, now, band);
  if (!into_zone) { /* the zone alone does not say why */
    length += snprintf(line + length, PLAIN_WORDS_BYTES - (size_t)length, ", %.1f dB %s its aim",
                       fabs(over_aim_db), over_aim_db > 0.0 ? "above" : "below");
  }
  snprintf(line + length, PLAIN_WORDS_BYTES - (size_t)length, ": brought %s by %.1f dB%s.",
           by_db > 0.0 ? "up" : "down", fabs(by_db),
           all_of_range ? ", as far as Range allows" : "");
}

static void say_why_little(char line[PLAIN_WORDS_BYTES], const Situation *now)
{
  const int band = most_outside(now->report);
  const bool all_within = fabs(outside_db(now->report, band)) < LITTLE_DB;
  const bool more_match = now->control[CONTROL_MATCH] < control_info[CONTROL_MATCH].maximum;
  if (all_within) {
    snprintf(line, PLAIN_WORDS_BYTES, "All bands lie within %s: little is needed.%s%s%s",
             now->place, now->unsure ? " For more, choose a genre" : "",
             now->unsure && more_match ? " or raise Match" : "", now->unsure ? "." : "");
  } else if (now->unsure) {
    snprintf(line, PLAIN_WORDS_BYTES,
             "Unsure which genre it is, so little is done: choose a genre%s.",
             more_match ? ", or raise Match" : "");
  } else {
    const int length = put_place(line, now, band);
    snprintf(line + length, PLAIN_WORDS_BYTES - (size_t)length, "%s",
             more_match ? ", which fits this song: little is done. Raise Match to bring it nearer."
                        : ": little is done.");
  }
}

/* The control that lets little be done, whatever the song needs; CONTROL_COUNT if neither does. */
static Control limit_of(const Situation *now)
{
  const Report *report = now->report;
  const double amount =
      (double)(now->control[CONTROL_AMOUNT] / control_info[CONTROL_AMOUNT].maximum);
  double to_aim_db = 0.0;
  for (int i = 0; i < BAND_COUNT; ++i) {
    to_aim_db = fmax(to_aim_db, fabs((double)report->aim_db[i] - (double)report->level_db[i]));
  }
  if (amount > 0.0 && (double)now->control[CONTROL_RANGE] < LITTLE_DB) {
    return CONTROL_RANGE;
  }
  return !(amount > 0.0) || (to_aim_db >= LITTLE_DB && amount * to_aim_db < LITTLE_DB)
             ? CONTROL_AMOUNT
             : CONTROL_COUNT;
}

/* "Amount is 5 %: little is done. Raise it." */
static void say_limit(char line[PLAIN_WORDS_BYTES], const Situation *now, Control limit)
{
  const double value = (double)now->control[limit];
  const char *name = control_info[limit].name;
  if (!(value > 0.0)) {
    snprintf(line, PLAIN_WORDS_BYTES, "%s is 0: nothing is done. Raise it.", name);
  } else if (limit == CONTROL_RANGE) {
    snprintf(line, PLAIN_WORDS_BYTES, "%s is %.1f dB: no more can be done.", name, value);
  } else {
    snprintf(line, PLAIN_WORDS_BYTES, "%s is %.0f %%: little is done. Raise it.", name, value);
  }
}

void plain_words(char line[PLAIN_WORDS_BYTES], const Report *report,
                 const float control[CONTROL_COUNT])
{
  const Situation now = situation_of(report, control);
  const int band = most_done(&now);
  if (!(control[CONTROL_ENABLED] > 0.0f)) {
    snprintf(line, PLAIN_WORDS_BYTES, "It is switched off: the sound passes unchanged.");
  } else if (!(report->listened_s[0] > 0.0f)) {
    snprintf(line, PLAIN_WORDS_BYTES, "No music was heard: nothing is done.");
  } else if (!(report->answered[0] > 0.0f)) {
    snprintf(line, PLAIN_WORDS_BYTES, "Less than 3 s of music was heard: nothing is done.");
  } else if ((int)control[CONTROL_GENRE] == GENRE_VALUE_OWN && !now.own && !is_held(&now)) {
    snprintf(line, PLAIN_WORDS_BYTES,
             "There is no own profile: nothing is done. Load one, or choose a genre.");
  } else if (fabs(done_db(&now, band)) >= LITTLE_DB) {
    say_what_is_done(line, &now, band);
  } else if (is_held(&now)) {
    snprintf(line, PLAIN_WORDS_BYTES, "The curve is held, and does little. In Adapt it follows.");
  } else if (limit_of(&now) != CONTROL_COUNT) {
    say_limit(line, &now, limit_of(&now));
  } else {
    say_why_little(line, &now);
  }
}

/* A reference alone makes zones without width. */
static bool is_narrow(const Report *report)
{
  bool narrow = true;
  for (int band = 0; band < BAND_COUNT; ++band) {
    narrow = narrow && report->zone_high_db[band] - report->zone_low_db[band] < (float)SHOWN_DB;
  }
  return narrow;
}

void plain_zone(char text[PLAIN_WORDS_BYTES], const Report *report,
                const float control[CONTROL_COUNT])
{
  const Situation now = situation_of(report, control);
  if (now.own && is_narrow(report)) {
    snprintf(text, PLAIN_WORDS_BYTES, "the balance of %s", now.place);
  } else if (now.own) {
    snprintf(text, PLAIN_WORDS_BYTES, "where half of the songs of %s are expected", now.place);
  } else if (now.unsure) {
    snprintf(text, PLAIN_WORDS_BYTES, "where half of the likely genres' masters lie");
  } else {
    snprintf(text, PLAIN_WORDS_BYTES, "where half of %s masters lie", now.place);
  }
}
