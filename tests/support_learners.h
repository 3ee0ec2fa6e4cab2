/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For benchmarks: learners that foretell the five band levels of a song from its features. Each
 * has heard no song of the asked fold and none of its artists.
 *
 * The ridges are the trainer's second head (balance.h), with its strength, on the trainer's inputs
 * (inputs.h). The kernel ridges (support_ridge.h) have the same inputs, and choose width and
 * strength on the folds that they learn from.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_LEARNERS_H
#define GENRE_EQ_TESTS_SUPPORT_LEARNERS_H

#include "tests/support_judges.h"
#include "tests/support_ridge.h"

/** The set (groups.csv) that some learners do without. */
#define MORE_SET "more"

typedef enum {
  LEARNER_MEAN, /**< of the songs learned from, whatever is asked */
  LEARNER_MOVEMENT,
  LEARNER_RIDGE_LESS, /**< without MORE_SET */
  LEARNER_RIDGE,
  LEARNER_KERNEL_LESS,
  LEARNER_KERNEL,
  LEARNER_COUNT
} Learner;

/** The versions of a song that are asked about. */
enum { HEARD_PLAIN, HEARD_EQUALISED, HEARD_OTHER_MAKE, HEARD_VERSIONS };

static const Version heard_version[HEARD_VERSIONS] = {
    [HEARD_PLAIN] = VERSION_PLAIN,
    [HEARD_EQUALISED] = VERSION_EQUALISED,
    [HEARD_OTHER_MAKE] = VERSION_OTHER_MAKE,
};

typedef struct {
  double level_db[BAND_COUNT]; /**< sum 0 */
  double doubt;                /**< of kernel ridges; else 1 */
} Foretold;

typedef struct {
  const Judges *judges;
  Foretold (*foretold)[HEARD_VERSIONS][LEARNER_COUNT]; /**< of each clip; owned */
  RidgeSettings (*settings)[LEARNER_COUNT];            /**< of each fold; owned */
  bool has_failed;
} Learners;

/* The inputs that a task learns from: what may be known of a song. */
typedef enum { VIEW_MOVEMENT, VIEW_LESS, VIEW_ALL, VIEW_COUNT } View;

/* The learning for a fold and a view. */
typedef struct {
  Learners *learners;
  const Library *library;
  const Rows *rows;
  int fold;
  View view;
  bool *is_used; /* of each clip */
  Model *model;
  float *factor;
  float *input; /* of each song in `songs`, turned */
  RidgeSongs songs;
} Lesson;

/** The row of the whole song in a version, or -1. */
static inline int learners_row(const Rows *rows, int clip, int heard)
{
  return heard == HEARD_PLAIN ? rows->whole[clip]
                              : rows_twin(rows, rows->whole[clip], heard_version[heard]);
}

/** Whether a song is asked about: it is full-band and was heard in all the versions. */
static inline bool learners_ask(const Judges *judges, int clip)
{
  bool is_known = judges_know(judges, clip);
  for (int heard = 0; is_known && heard < HEARD_VERSIONS; ++heard) {
    is_known = learners_row(judges->rows, clip, heard) >= 0;
  }
  return is_known;
}

static inline bool lesson_has_fold(const Lesson *lesson)
{
  for (int c = 0; c < lesson->library->n_clips; ++c) {
    if (lesson->library->clip[c].fold == lesson->fold &&
        learners_ask(lesson->learners->judges, c)) {
      return true;
    }
  }
  return false;
}

/* Chooses clips, and finds the turned inputs. Features that the view lacks are standardised to 0,
   so that they teach nothing. */
static inline bool lesson_prepare(Lesson *lesson)
{
  const Recipe recipe = best_recipe();
  FeatureOrigin origin[WIDTH];
  folds_choose(lesson->library, lesson->fold, lesson->is_used);
  for (int c = 0; lesson->view == VIEW_LESS && c < lesson->library->n_clips; ++c) {
    lesson->is_used[c] = lesson->is_used[c] && strcmp(lesson->library->clip[c].set, MORE_SET) != 0;
  }
  inputs_find_scale(lesson->library, lesson->rows, lesson->is_used, lesson->model);
  features_find_origins(origin);
  for (int k = 0; lesson->view == VIEW_MOVEMENT && k < WIDTH; ++k) {
    if (origin[k].family != FAMILY_MOVEMENT) {
      lesson->model->input_scale[k] = 0.0F;
    }
  }
  lesson->factor =
      inputs_find_factor(lesson->library, lesson->rows, lesson->is_used, &recipe, lesson->model);
  return lesson->factor && balance_learn(lesson->library, lesson->rows, lesson->is_used, &recipe,
                                         lesson->factor, lesson->model);
}

static inline void lesson_foretell_by_ridge(const Lesson *lesson, Learner learner)
{
  for (int c = 0; c < lesson->library->n_clips; ++c) {
    if (lesson->library->clip[c].fold != lesson->fold ||
        !learners_ask(lesson->learners->judges, c)) {
      continue;
    }
    for (int heard = 0; heard < HEARD_VERSIONS; ++heard) {
      Foretold *foretold = &lesson->learners->foretold[c][heard][learner];
      balance_foretell(lesson->model, lesson->rows->feature[learners_row(lesson->rows, c, heard)],
                       foretold->level_db);
      foretold->doubt = 1.0;
    }
  }
}

/* The songs to learn from: inputs, levels, distances. */
static inline bool lesson_find_songs(Lesson *lesson)
{
  RidgeSongs *songs = &lesson->songs;
  const size_t most = (size_t)lesson->library->n_clips + 1;
  lesson->input = malloc(most * WIDTH * sizeof *lesson->input);
  songs->input = lesson->input;
  songs->level_db = malloc(most * sizeof *songs->level_db);
  songs->fold = malloc(most * sizeof *songs->fold);
  if (!lesson->input || !songs->level_db || !songs->fold) {
    return false;
  }
  for (int c = 0; c < lesson->library->n_clips; ++c) {
    const Clip *clip = &lesson->library->clip[c];
    if (lesson->is_used[c] && clip_is_full_band(clip)) {
      inputs_turn(lesson->model, lesson->factor, lesson->rows->feature[lesson->rows->whole[c]],
                  &lesson->input[(size_t)songs->n * WIDTH]);
      clip_balance(clip, songs->level_db[songs->n]);
      songs->fold[songs->n++] = clip->fold;
    }
  }
  const size_t n = (size_t)songs->n;
  songs->square = malloc((n * n + 1) * sizeof *songs->square);
  for (size_t a = 0; songs->square && a < n; ++a) {
    for (size_t b = 0; b <= a; ++b) {
      songs->square[a * n + b] = songs->square[b * n + a] =
          ridge_square(&songs->input[a * WIDTH], &songs->input[b * WIDTH]);
    }
  }
  return songs->square != NULL;
}

static inline bool lesson_foretell_by_kernel(Lesson *lesson, Learner learner)
{
  KernelRidge ridge = {.n = 0};
  float input[WIDTH];
  if (!lesson_find_songs(lesson)) {
    return false;
  }
  const RidgeSettings settings = ridge_choose(&lesson->songs, lesson->library->n_folds);
  float *square = malloc(((size_t)lesson->songs.n + 1) * sizeof *square);
  const bool is_fine = square && ridge_learn(&ridge, &lesson->songs, -1, settings);
  lesson->learners->settings[lesson->fold][learner] = settings;
  for (int c = 0; is_fine && c < lesson->library->n_clips; ++c) {
    if (lesson->library->clip[c].fold != lesson->fold ||
        !learners_ask(lesson->learners->judges, c)) {
      continue;
    }
    for (int heard = 0; heard < HEARD_VERSIONS; ++heard) {
      Foretold *foretold = &lesson->learners->foretold[c][heard][learner];
      inputs_turn(lesson->model, lesson->factor,
                  lesson->rows->feature[learners_row(lesson->rows, c, heard)], input);
      for (int i = 0; i < ridge.n; ++i) {
        square[i] = ridge_square(input, &lesson->songs.input[(size_t)ridge.song[i] * WIDTH]);
      }
      foretold->doubt = ridge_foretell(&ridge, square, foretold->level_db);
    }
  }
  free(square);
  ridge_free(&ridge);
  return is_fine;
}

/* The mean of the other folds' songs. */
static inline void lesson_foretell_mean(const Lesson *lesson)
{
  const Library *library = lesson->library;
  double mean_db[BAND_COUNT] = {0.0};
  double n = 0.0;
  for (int c = 0; c < library->n_clips; ++c) {
    double level_db[BAND_COUNT];
    if (lesson->is_used[c] && clip_is_full_band(&library->clip[c])) {
      clip_balance(&library->clip[c], level_db);
      n += 1.0;
      for (int band = 0; band < BAND_COUNT; ++band) {
        mean_db[band] += (level_db[band] - mean_db[band]) / n;
      }
    }
  }
  for (int c = 0; c < library->n_clips; ++c) {
    for (int heard = 0; library->clip[c].fold == lesson->fold && heard < HEARD_VERSIONS; ++heard) {
      Foretold *foretold = &lesson->learners->foretold[c][heard][LEARNER_MEAN];
      memcpy(foretold->level_db, mean_db, sizeof mean_db);
      foretold->doubt = 1.0;
    }
  }
}

static inline bool lesson_learn(Lesson *lesson)
{
  static const Learner linear[VIEW_COUNT] = {LEARNER_MOVEMENT, LEARNER_RIDGE_LESS, LEARNER_RIDGE};
  if (!lesson_prepare(lesson)) {
    return false;
  }
  lesson_foretell_by_ridge(lesson, linear[lesson->view]);
  if (lesson->view == VIEW_ALL) {
    lesson_foretell_mean(lesson);
  }
  return lesson->view == VIEW_MOVEMENT ||
         lesson_foretell_by_kernel(lesson, lesson->view == VIEW_LESS ? LEARNER_KERNEL_LESS
                                                                     : LEARNER_KERNEL);
}

static inline void learners_learn_one(void *data, int task)
{
  Learners *learners = data;
  const Judges *judges = learners->judges;
  Lesson lesson = {.learners = learners,
                   .library = judges->library,
                   .rows = judges->rows,
                   .fold = task / VIEW_COUNT,
                   .view = (View)(task % VIEW_COUNT),
                   .is_used = malloc((size_t)judges->library->n_clips * sizeof(bool)),
                   .model = calloc(1, sizeof(Model))};
  if (!lesson.is_used || !lesson.model || (lesson_has_fold(&lesson) && !lesson_learn(&lesson))) {
    learners->has_failed = true;
  }
  free(lesson.is_used);
  free(lesson.model);
  free(lesson.factor);
  free(lesson.input);
  free(lesson.songs.level_db);
  free(lesson.songs.fold);
  free(lesson.songs.square);
}

/** Learns for all folds, on all cores. False: no memory. learners_free() in any case. */
static inline bool learners_learn(Learners *learners, const Judges *judges)
{
  const Library *library = judges->library;
  *learners = (Learners){.judges = judges,
                         .foretold = calloc((size_t)library->n_clips, sizeof *learners->foretold),
                         .settings = calloc((size_t)library->n_folds, sizeof *learners->settings)};
  if (!learners->foretold || !learners->settings) {
    return false;
  }
  parallel_for(library->n_folds * VIEW_COUNT, learners_learn_one, learners);
  return !learners->has_failed;
}

static inline void learners_free(Learners *learners)
{
  free(learners->foretold);
  free(learners->settings);
}

#endif
