/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * For benchmarks: the table of what is expected of a song (support_expected.h).
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_EXPECTED_TABLE_H
#define GENRE_EQ_TESTS_SUPPORT_EXPECTED_TABLE_H

#include "tests/support_expected.h"
#include "tests/support_mended.h"

static inline bool is_of_more(const Judges *judges, int clip)
{
  return strcmp(judges->library->clip[clip].set, MORE_SET) == 0;
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
  Mended bands = {0};
  Mended bells = {0};
  double off_db = 0.0;
  double outside_db = 0.0;
  double n_outside = 0.0;
  double moved_db = 0.0;
  double gain_db, error_db;
  for (int s = 0; s < n; ++s) {
    const SongFigures *figures = &song[s].row[row];
    mended_add(&bands, song[s].before_db, figures->left_db);
    mended_add(&bells, song[s].bells_before_db, figures->bells_left_db);
    off_db += figures->error_db / n;
    moved_db += figures->moved_db / n;
    if (!is_of_more(judges, song[s].clip)) {
      n_outside += 1.0;
      outside_db += figures->error_db;
    }
  }
  compare_with_auto(song, n, row, &gain_db, &error_db);
  printf("| %s | %.2f dB | %.2f dB | ", expected_row[row].name, off_db,
         outside_db / fmax(n_outside, 1.0));
  if (expected_row[row].errors == ERRORS_ALIKE) {
    printf("– ");
  } else {
    printf("%.2f ", foretold_correlation(song, n, row));
  }
  printf("| %.1f ± %.1f %% | %+.3f ± %.3f dB | %.1f ± %.1f %% | %.2f dB |\n",
         mended_percent(&bands), mended_error(&bands), gain_db, error_db, mended_percent(&bells),
         mended_error(&bells), moved_db);
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

/* Of the songs and the colours that bench_mend renders: so a reader sees whether adding up levels
   tells the same. */
static inline void print_rendered(const ExpectedSong *song, int n, int every)
{
  Mended mended = {0};
  for (int s = 0; s < n; ++s) {
    if (song[s].clip % every == 0) {
      mended_add(&mended, song[s].first_before_db, song[s].row[EXPECTED_AUTO].first_left_db);
    }
  }
  printf("\nOf the songs and colours that were rendered above, Auto mends %.1f ± %.1f %% by added "
         "levels.\n",
         mended_percent(&mended), mended_error(&mended));
}

static inline void print_expected(const Learners *learners, const ExpectedSong *song, int n,
                                  int every)
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
         "bands %.2f dB; 'bells', one\nto four of another equaliser, within ±6 dB: %.2f dB. ± "
         "standard errors over the songs.\n\n",
         n, n_more, MORE_SET, before_db, bells_before_db);
  printf("| expected | levels off by | outside '%s' | r of error foretold and real | mends | more "
         "than Auto | bells: mends | leaves alone: moves by "
         "|\n|---|---|---|---|---|---|---|---|\n",
         MORE_SET);
  for (int row = 0; row < EXPECTED_ROWS; ++row) {
    print_expected_row(learners->judges, song, n, row);
  }
  print_rendered(song, n, every);
  print_settings(learners);
}

/** Learns, judges every full-band song, and prints the table. bench_mend renders every n-th.
    False: no memory. */
static inline bool expect_all(const Judges *judges, int every)
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
    print_expected(&learners, song, n, every);
  }
  free(song);
  free(errors);
  learners_free(&learners);
  return is_fine;
}

#endif
