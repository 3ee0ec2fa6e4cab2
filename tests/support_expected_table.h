/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For benchmarks: the table of what is expected of a song (support_expected.h).
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_EXPECTED_TABLE_H
#define GENRE_EQ_TESTS_SUPPORT_EXPECTED_TABLE_H

#include "tests/support_expected.h"

static inline bool is_of_more(const Judges *judges, int clip)
{
  return strcmp(judges->library->clip[clip].set, MORE_SET) == 0;
}

/* Adds what a row of a song gave, except for what was foretold. */
static inline void add_figures(ExpectedSong *sum, const ExpectedSong *song, int row)
{
  sum->before_db += song->before_db;
  sum->bells_before_db += song->bells_before_db;
  sum->row[row].error_db += song->row[row].error_db;
  sum->row[row].left_db += song->row[row].left_db;
  sum->row[row].bells_left_db += song->row[row].bells_left_db;
  sum->row[row].moved_db += song->row[row].moved_db;
}

/* Correlation (Pearson's) of the error foretold with the real one. */
static inline double foretold_correlation(const ExpectedSong *song, int n, int row)
{
  double x = 0.0, y = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;
  for (int s = 0; s < n; ++s) {
    const SongFigures *figures = &song[s].row[row];
    x += figures->foretold_db / n;
    y += figures->error_db / n;
    xx += figures->foretold_db * figures->foretold_db / n;
    yy += figures->error_db * figures->error_db / n;
    xy += figures->foretold_db * figures->error_db / n;
  }
  return (xy - x * y) / sqrt(fmax((xx - x * x) * (yy - y * y), 1e-12));
}

/* How much more a row mends than Auto, a song, and the standard error of that. */
static inline void compare_with_auto(const ExpectedSong *song, int n, int row, double *gain_db,
                                     double *error_db)
{
  double square = 0.0;
  *gain_db = 0.0;
  for (int s = 0; s < n; ++s) {
    const double gain = song[s].row[EXPECTED_AUTO].left_db - song[s].row[row].left_db;
    *gain_db += gain / n;
    square += gain * gain / n;
  }
  *error_db = sqrt(fmax(square - *gain_db * *gain_db, 0.0) / fmax(n, 1));
}

static inline void print_expected_row(const Judges *judges, const ExpectedSong *song, int n,
                                      int row)
{
  ExpectedSong sum = {.clip = 0};
  const SongFigures *of = &sum.row[row];
  double outside_db = 0.0;
  double n_outside = 0.0;
  double gain_db, error_db;
  for (int s = 0; s < n; ++s) {
    const SongFigures *figures = &song[s].row[row];
    add_figures(&sum, &song[s], row);
    if (!is_of_more(judges, song[s].clip)) {
      n_outside += 1.0;
      outside_db += figures->error_db;
    }
  }
  compare_with_auto(song, n, row, &gain_db, &error_db);
  printf("| %s | %.2f dB | %.2f dB | ", expected_row[row].name, of->error_db / n,
         outside_db / fmax(n_outside, 1.0));
  if (expected_row[row].errors == ERRORS_ALIKE) {
    printf("– ");
  } else {
    printf("%.2f ", foretold_correlation(song, n, row));
  }
  printf("| %.1f %% | %+.3f ± %.3f dB | %.1f %% | %.2f dB |\n",
         100.0 * (1.0 - of->left_db / sum.before_db), gain_db, error_db,
         100.0 * (1.0 - of->bells_left_db / sum.bells_before_db), of->moved_db / n);
}

static inline void print_settings(const Learners *learners)
{
  printf("\nThe kernel is Gaussian. Chosen within the folds learned from, width (medians of the "
         "distance) and\nstrength:");
  for (int fold = 0; fold < learners->judges->library->n_folds; ++fold) {
    const RidgeSettings *settings = &learners->settings[fold][LEARNER_KERNEL];
    if (settings->width > 0.0) {
      printf(" %.1f and %.2f;", settings->medians, settings->strength);
    }
  }
  printf("\nthe linear ridge has the strength of the shipped head, %.0f.\n",
         best_recipe().balance_ridge);
}

static inline void print_expected(const Learners *learners, const ExpectedSong *song, int n)
{
  int n_more = 0;
  double before_db = 0.0;
  double bells_before_db = 0.0;
  for (int s = 0; s < n; ++s) {
    n_more += is_of_more(learners->judges, song[s].clip);
    before_db += song[s].before_db / n;
    bells_before_db += song[s].bells_before_db / n;
  }
  printf("\nWhat is expected of the song: %d songs, %d of them of the set '%s', artists apart; "
         "levels added\nup, not rendered. Five bands moved by up to ±6 dB: mean error of the five "
         "bands %.2f dB; 'bells', one\nto four of another equaliser, within ±6 dB: %.2f dB.\n\n",
         n, n_more, MORE_SET, before_db, bells_before_db);
  printf("| expected | levels off by | outside '%s' | r of error foretold and real | mends | more "
         "than Auto (± standard error) | bells: mends | leaves alone: moves by "
         "|\n|---|---|---|---|---|---|---|---|\n",
         MORE_SET);
  for (int row = 0; row < EXPECTED_ROWS; ++row) {
    print_expected_row(learners->judges, song, n, row);
  }
  print_settings(learners);
}

/** Learns, judges every full-band song, and prints the table. False: no memory. */
static inline bool expect_all(const Judges *judges)
{
  const Library *library = judges->library;
  Learners learners;
  ExpectedSong *song = calloc((size_t)library->n_clips, sizeof *song);
  KnownErrors(*errors)[EXPECTED_ROWS] = calloc((size_t)library->n_folds, sizeof *errors);
  bool is_fine = learners_learn(&learners, judges) && song && errors;
  int n = 0;
  for (int fold = 0; fold < library->n_folds; ++fold) {
    for (int row = 0; is_fine && row < EXPECTED_ROWS; ++row) {
      is_fine = find_errors(&learners, fold, expected_row[row].learner, expected_row[row].errors,
                            &errors[fold][row]);
    }
  }
  for (int c = 0; is_fine && c < library->n_clips; ++c) {
    if (learners_ask(judges, c)) {
      song[n].clip = c;
      is_fine = expect_song(&learners, errors[library->clip[c].fold], &song[n++]);
    }
  }
  if (is_fine) {
    print_expected(&learners, song, n);
  }
  free(song);
  free(errors);
  learners_free(&learners);
  return is_fine;
}

#endif
