/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For benchmarks: what it is worth to know more of a song. All full-band songs get a colour, and
 * the plugin's target (target.h) is found with each learner's levels in place of the second head's,
 * and with that learner's own errors on songs of the other folds. Nothing else differs.
 *
 * The levels are added up, nothing is rendered: the wish is taken to be reached exactly. The
 * features are those of the song as heard through an equaliser with other gains within ±6 dB
 * (VERSION_EQUALISED), for the colour 'bells' those of the coloured song itself
 * (VERSION_OTHER_MAKE).
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_EXPECTED_H
#define GENRE_EQ_TESTS_SUPPORT_EXPECTED_H

#include <stdio.h>

#include "dsp/portable_math.h"
#include "model/target.h"
#include "plugin/controls.h"
#include "tests/support_difference.h"
#include "tests/support_errors.h"
#include "tests/support_hearing.h"
#include "tests/support_sound.h"

static const struct {
  const char *name;
  Learner learner;
  ErrorsKnown errors;
} expected_row[] = {
    {"the mean of all songs", LEARNER_MEAN, ERRORS_ALIKE},
    {"the mean of the true genre", LEARNER_MEAN, ERRORS_TRUE_GENRE},
    {"ridge on movement alone", LEARNER_MOVEMENT, ERRORS_ALIKE},
    {"ridge on movement, attack and harmony", LEARNER_RIDGE, ERRORS_ALIKE},
    {"the same ridge, learned without the set '" MORE_SET "'", LEARNER_RIDGE_LESS, ERRORS_ALIKE},
    {"the same ridge, its errors known by genre: Auto", LEARNER_RIDGE, ERRORS_BLENDED},
    {"the same ridge, the true genre chosen by hand", LEARNER_RIDGE, ERRORS_TRUE_GENRE},
    {"kernel ridge on movement, attack and harmony", LEARNER_KERNEL, ERRORS_ALIKE},
    {"the same kernel ridge, learned without the set '" MORE_SET "'", LEARNER_KERNEL_LESS,
     ERRORS_ALIKE},
    {"the same kernel ridge, its uncertainty foretold song by song", LEARNER_KERNEL,
     ERRORS_BY_SONG},
    {"the same kernel ridge, its errors known by genre", LEARNER_KERNEL, ERRORS_BLENDED},
    {"the same kernel ridge, its errors known by genre and song by song", LEARNER_KERNEL,
     ERRORS_BLENDED_BY_SONG},
};

enum { EXPECTED_ROWS = sizeof expected_row / sizeof *expected_row, EXPECTED_AUTO = 5 };

/** What a row gave for a song, dB. */
typedef struct {
  double error_db;      /**< of the levels expected */
  double foretold_db;   /**< how large it was foretold: root of the bands' mean variance */
  double left_db;       /**< of the bands' colour */
  double first_left_db; /**< of the first of these colours, which bench_mend renders */
  double bells_left_db; /**< of the bells' */
  double moved_db;      /**< where there was no colour */
} SongFigures;

typedef struct {
  int clip;
  double before_db;
  double first_before_db;
  double bells_before_db;
  SongFigures row[EXPECTED_ROWS];
} ExpectedSong;

/* A song as a row knows it. */
typedef struct {
  TargetSettings settings;
  BalanceErrors errors[GENRE_COUNT];
  double balance_db[BAND_COUNT];
} Known;

static inline Known know_song(const Learners *learners, int clip, int heard, int row,
                              const KnownErrors *errors)
{
  const ErrorsKnown kind = expected_row[row].errors;
  const Foretold *foretold = &learners->foretold[clip][heard][expected_row[row].learner];
  const bool is_by_song = kind == ERRORS_BY_SONG || kind == ERRORS_BLENDED_BY_SONG;
  const double share = is_by_song ? foretold->doubt / errors->doubt : 1.0;
  Known known = {.settings = {.genre = kind == ERRORS_TRUE_GENRE
                                           ? learners->judges->library->clip[clip].class_index
                                           : GENRE_UNSURE,
                              .amount = 1.0,
                              .range_db = (double)control_info[CONTROL_RANGE].default_value}};
  memcpy(known.errors, errors->of_genre, sizeof known.errors);
  memcpy(known.balance_db, foretold->level_db, sizeof known.balance_db);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    for (int i = 0; i < BAND_COUNT * BAND_COUNT; ++i) {
      (&known.errors[genre].covariance[0][0])[i] *= (float)share;
    }
  }
  return known;
}

/* The balance after the wish. */
static inline void follow_wish(const Known *known, Decision *decision,
                               const double level_db[BAND_COUNT], double after_db[BAND_COUNT])
{
  double energy[BAND_COUNT];
  double mean_db = 0.0;
  Target target;
  for (int band = 0; band < BAND_COUNT; ++band) {
    energy[band] = db_to_power(level_db[band]);
    decision->balance_db[band] = known->balance_db[band];
  }
  decision->spectrum = spectrum_of_bands(energy);
  target_find_by(&target, decision, &known->settings, known->errors);
  for (int band = 0; band < BAND_COUNT; ++band) {
    after_db[band] = level_db[band] + target.wanted_db[band];
    mean_db += after_db[band] / BAND_COUNT;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    after_db[band] -= mean_db;
  }
}

/* Error of the levels expected, and how large it was foretold. */
static inline void judge_expectation(const Known *known, const Decision *decision,
                                     const double original_db[BAND_COUNT], SongFigures *figures)
{
  double expected_db[BAND_COUNT];
  double variance = 0.0;
  memcpy(expected_db, known->balance_db, sizeof expected_db);
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    const double share = known->settings.genre == GENRE_UNSURE
                             ? decision->probability[genre]
                             : (double)(genre == known->settings.genre);
    for (int band = 0; band < BAND_COUNT; ++band) {
      expected_db[band] -= share * (double)known->errors[genre].mean_db[band];
      variance += share * (double)known->errors[genre].covariance[band][band] / BAND_COUNT;
    }
  }
  figures->error_db = mean_difference(expected_db, original_db);
  figures->foretold_db = sqrt(variance);
}

static inline void decide_as_heard(const Learners *learners, int clip, int heard,
                                   Decision *decision)
{
  const Rows *rows = learners->judges->rows;
  decision_reset(decision);
  decision->figures = rows->stretch[learners_row(rows, clip, heard)]->mean;
  decision->n_hops = 1.0;
  judge_answer(judge_of(learners->judges, clip), decision);
}

static inline void balance_of_version(const Rows *rows, int clip, int heard,
                                      double level_db[BAND_COUNT])
{
  const Stretch *stretch = rows->stretch[learners_row(rows, clip, heard)];
  double mean_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    level_db[band] = power_to_db((double)stretch->band_energy[band]);
    mean_db += level_db[band] / BAND_COUNT;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    level_db[band] -= mean_db;
  }
}

/* Moves the bands by random amounts, as sound_color() does. */
static inline void color_levels(Random *random, const double original_db[BAND_COUNT],
                                double level_db[BAND_COUNT])
{
  double mean_db = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    level_db[band] = original_db[band] + random_between(random, -COLOR_DB, COLOR_DB);
    mean_db += level_db[band] / BAND_COUNT;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    level_db[band] -= mean_db;
  }
}

/* One row of a song; the same colours in each row. */
static inline void expect_row(const Learners *learners, int row, const KnownErrors *errors,
                              Decision heard_as[HEARD_VERSIONS], ExpectedSong *song)
{
  enum { COLORS = 10 };
  SongFigures *figures = &song->row[row];
  Random random = {1000u + (uint64_t)song->clip};
  double original_db[BAND_COUNT];
  double level_db[BAND_COUNT];
  double after_db[BAND_COUNT];
  clip_balance(&learners->judges->library->clip[song->clip], original_db);

  Known known = know_song(learners, song->clip, HEARD_PLAIN, row, errors);
  judge_expectation(&known, &heard_as[HEARD_PLAIN], original_db, figures);
  follow_wish(&known, &heard_as[HEARD_PLAIN], original_db, after_db);
  figures->moved_db = mean_difference(after_db, original_db);

  known = know_song(learners, song->clip, HEARD_OTHER_MAKE, row, errors);
  balance_of_version(learners->judges->rows, song->clip, HEARD_OTHER_MAKE, level_db);
  follow_wish(&known, &heard_as[HEARD_OTHER_MAKE], level_db, after_db);
  song->bells_before_db = mean_difference(level_db, original_db);
  figures->bells_left_db = mean_difference(after_db, original_db);

  known = know_song(learners, song->clip, HEARD_EQUALISED, row, errors);
  song->before_db = 0.0;
  for (int color = 0; color < COLORS; ++color) {
    color_levels(&random, original_db, level_db);
    follow_wish(&known, &heard_as[HEARD_EQUALISED], level_db, after_db);
    const double before_db = mean_difference(level_db, original_db);
    const double left_db = mean_difference(after_db, original_db);
    song->before_db += before_db / COLORS;
    song->first_before_db = color == 0 ? before_db : song->first_before_db;
    figures->left_db += left_db / COLORS;
    figures->first_left_db = color == 0 ? left_db : figures->first_left_db;
  }
}

/** All rows of song->clip, by the errors of each row. False: no memory. */
static inline bool expect_song(const Learners *learners, const KnownErrors errors[EXPECTED_ROWS],
                               ExpectedSong *song)
{
  Decision *heard_as = malloc(HEARD_VERSIONS * sizeof *heard_as);
  for (int heard = 0; heard_as && heard < HEARD_VERSIONS; ++heard) {
    decide_as_heard(learners, song->clip, heard, &heard_as[heard]);
  }
  for (int row = 0; heard_as && row < EXPECTED_ROWS; ++row) {
    expect_row(learners, row, &errors[row], heard_as, song);
  }
  free(heard_as);
  return heard_as != NULL;
}

#endif
