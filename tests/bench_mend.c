/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Does it mend, and does it leave alone? Full-band songs get a random colour. Then their levels
 * are changed as each row of the table wishes. The figures of a row:
 *   left          mean band error against the original, of the coloured songs
 *   mends         by how much that is less than before
 *   nearer        songs whose error falls
 *   leaves alone  by how much the bands of the untouched song move
 * In dB without the common gain, measured on the rendered sound by the plugin's ear. Amount 100 %,
 * range 4 dB, as by default; the rows of Match have range 6.
 *
 * Two kinds of colour:
 *   bands   the level of each of the five bands moved by up to +-6 dB, exactly
 *   smooth  a curve of bells within +-6 dB, 1.2 octaves apart, at any frequency
 *
 * A song is judged by a network, and by errors of its second head, that have heard no song of its
 * artist (folds.h). zones.def has been made from these songs. The row 'as shipped' is the whole
 * plugin, which has heard them all.
 *
 *   bench_mend DATA [EVERY]     every n-th full-band song of 10 s and more
 */
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/target.h"
#include "plugin/engine.h"
#include "tests/support_judges.h"
#include "tests/support_learned.h"
#include "tests/support_sound.h"

typedef enum {
  ROW_AUTO,
  ROW_HAND,
  ROW_MATCH_25,
  ROW_MATCH_50,
  ROW_MATCH_75,
  ROW_MATCH_100,
  ROW_MEAN_OF_ALL,
  ROW_MEAN_OF_GENRE,
  ROW_REFERENCE,
  ROW_SHIPPED,
  ROW_COUNT
} Row;

static const char *const row_name[ROW_COUNT] = {
    [ROW_AUTO] = "Auto",
    [ROW_HAND] = "the true genre chosen by hand",
    [ROW_MATCH_25] = "the true genre, Match 25 %",
    [ROW_MATCH_50] = "the true genre, Match 50 %",
    [ROW_MATCH_75] = "the true genre, Match 75 %",
    [ROW_MATCH_100] = "the true genre, Match 100 %",
    [ROW_MEAN_OF_ALL] = "as Auto, but the mean of all songs is expected",
    [ROW_MEAN_OF_GENRE] = "as Auto, but the mean of the true genre is expected",
    [ROW_REFERENCE] = "the band levels of a random song of the true genre, whatever the range",
    [ROW_SHIPPED] = "the plugin as shipped, having heard the songs",
};

typedef enum { COLOR_BANDS, COLOR_SMOOTH, COLOR_KINDS } ColorKind;

static const char *const color_name[COLOR_KINDS] = {
    [COLOR_BANDS] = "five bands moved by up to ±6 dB",
    [COLOR_SMOOTH] = "a smooth curve of bells of up to ±6 dB, 1.2 octaves apart",
};

/* Sums over the songs. */
typedef struct {
  double before_db;
  double after_db[ROW_COUNT];
  int n_nearer[ROW_COUNT];
} Mended;

typedef struct {
  const Library *library;
  Judges judges;
  int every;
  pthread_mutex_t lock;
  int n;
  Mended mended[COLOR_KINDS];
  double moved_db[ROW_COUNT]; /* the untouched songs */
  double most_wanted_db;      /* by any row, with the range of that row */
  double most_step_db;        /* of a wish, from one percent of Match to the next */
  double most_bend_db;        /* of an aim, off the straight line from Match 0 to Match 100 */
  int n_within;               /* sounds all of whose ways to the middle are within the range */
  double most_off_db;         /* of these at Match 100, off the middle, a common gain aside */
} Bench;

static double mean_difference(const double a[BAND_COUNT], const double b[BAND_COUNT])
{
  double sum = 0.0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    sum += fabs(a[band] - b[band]) / BAND_COUNT;
  }
  return sum;
}

/* --- a row --------------------------------------------------------------------------------------
 */

/* Another artist's song of the same genre. */
static const Clip *reference_of(const Bench *bench, int clip)
{
  const Library *library = bench->library;
  Random random = {(uint64_t)clip};
  int other;
  do {
    other = random_index(&random, library->n_clips);
  } while (!judges_know(&bench->judges, other) ||
           library->clip[other].group == library->clip[clip].group ||
           library->clip[other].class_index != library->clip[clip].class_index);
  return &library->clip[other];
}

static void want_expected(const Expectation *expected, const Decision *decision,
                          double wanted_db[BAND_COUNT])
{
  const double range_db = (double)control_info[CONTROL_RANGE].default_value;
  double level_db[BAND_COUNT];
  double color_db[BAND_COUNT];
  decision_levels(decision, level_db);
  likely_color(level_db, expected, color_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    wanted_db[band] = fmax(-range_db, fmin(range_db, -color_db[band]));
  }
}

static void want_by_row(const Bench *bench, int clip, Row row, const Decision *decision,
                        double wanted_db[BAND_COUNT])
{
  const int genre = bench->library->clip[clip].class_index;
  const Judge *judge = judge_of(&bench->judges, clip);
  const bool is_match = row >= ROW_MATCH_25 && row <= ROW_MATCH_100;
  const TargetSettings settings = {
      .genre = row == ROW_AUTO ? GENRE_UNSURE : genre,
      .match = is_match ? 0.25 * (row - ROW_MATCH_25 + 1) : 0.0,
      .amount = 1.0,
      .range_db = is_match ? (double)control_info[CONTROL_RANGE].maximum
                           : (double)control_info[CONTROL_RANGE].default_value,
  };
  Target target;
  double level_db[BAND_COUNT];
  switch (row) {
  case ROW_MEAN_OF_ALL:
    want_expected(&judge->all, decision, wanted_db);
    break;
  case ROW_MEAN_OF_GENRE:
    want_expected(&judge->genre[genre], decision, wanted_db);
    break;
  case ROW_REFERENCE:
    clip_levels(reference_of(bench, clip), wanted_db);
    decision_levels(decision, level_db);
    for (int band = 0; band < BAND_COUNT; ++band) {
      wanted_db[band] -= level_db[band];
    }
    break;
  default:
    target_find_by(&target, decision, &settings, judge->model.balance_errors);
    memcpy(wanted_db, target.wanted_db, sizeof target.wanted_db);
  }
}

/* Turns Match from 0 to 100 percent, as a user would. */
static void sweep_match(Bench *bench, int clip, const Decision *decision)
{
  const Judge *judge = judge_of(&bench->judges, clip);
  TargetSettings settings = {.genre = bench->library->clip[clip].class_index,
                             .amount = 1.0,
                             .range_db = (double)control_info[CONTROL_RANGE].maximum};
  Target target[101];
  for (int percent = 0; percent <= 100; ++percent) {
    settings.match = percent / 100.0;
    target_find_by(&target[percent], decision, &settings, judge->model.balance_errors);
  }
  pthread_mutex_lock(&bench->lock);
  for (int percent = 1; percent <= 100; ++percent) {
    for (int band = 0; band < BAND_COUNT; ++band) {
      const Target *now = &target[percent];
      const double step_db = now->wanted_db[band] - target[percent - 1].wanted_db[band];
      const double line_db = target[0].aim_db[band] +
                             percent / 100.0 * (target[100].aim_db[band] - target[0].aim_db[band]);
      bench->most_step_db = fmax(bench->most_step_db, fabs(step_db));
      bench->most_bend_db = fmax(bench->most_bend_db, fabs(now->aim_db[band] - line_db));
      bench->most_wanted_db = fmax(bench->most_wanted_db, fabs(now->wanted_db[band]));
    }
  }
  pthread_mutex_unlock(&bench->lock);
}

/* After Match 100: how far the bands are from the middle of the genre's zone, if no band's way was
   beyond the range. */
static void check_middle(Bench *bench, int clip, const double before_db[BAND_COUNT],
                         const double after_db[BAND_COUNT])
{
  const Zone *zone = genre_zone[bench->library->clip[clip].class_index];
  double most_db = 0.0;
  double mean_db = 0.0;
  double middle_db[BAND_COUNT];
  for (int band = 0; band < BAND_COUNT; ++band) {
    middle_db[band] = 0.5 * (zone[band].low_db + zone[band].high_db);
    mean_db += middle_db[band] / BAND_COUNT;
  }
  for (int band = 0; band < BAND_COUNT; ++band) {
    if (fabs(middle_db[band] - before_db[band]) > (double)control_info[CONTROL_RANGE].maximum) {
      return;
    }
    most_db = fmax(most_db, fabs(after_db[band] - (middle_db[band] - mean_db)));
  }
  pthread_mutex_lock(&bench->lock);
  ++bench->n_within;
  bench->most_off_db = fmax(bench->most_off_db, most_db);
  pthread_mutex_unlock(&bench->lock);
}

static bool judge_sound(Bench *bench, int clip, const Sound *sound,
                        const double original_db[BAND_COUNT], double error_db[ROW_COUNT])
{
  Decision decision;
  double before_db[BAND_COUNT];
  double level_db[BAND_COUNT];
  double wanted_db[BAND_COUNT];
  bool is_fine = sound_hear(sound, &decision);
  judge_answer(&judge_of(&bench->judges, clip)->model, &decision);
  decision_levels(&decision, before_db);
  sweep_match(bench, clip, &decision);
  for (int row = 0; is_fine && row < ROW_COUNT; ++row) {
    if (row == ROW_SHIPPED) {
      is_fine = render_learned(sound, level_db);
    } else {
      Sound out = {0};
      want_by_row(bench, clip, (Row)row, &decision, wanted_db);
      is_fine = sound_copy(&out, sound) && sound_change(&out, &decision, wanted_db) &&
                sound_levels(&out, level_db);
      sound_free(&out);
    }
    error_db[row] = mean_difference(level_db, original_db);
    if (is_fine && row == ROW_MATCH_100) {
      check_middle(bench, clip, before_db, level_db);
    }
  }
  return is_fine;
}

/* --- all songs ------------------------------------------------------------------------------- */

static void add_song(Bench *bench, const double before_db[COLOR_KINDS],
                     const double (*after_db)[ROW_COUNT], const double moved_db[ROW_COUNT])
{
  pthread_mutex_lock(&bench->lock);
  ++bench->n;
  for (int row = 0; row < ROW_COUNT; ++row) {
    bench->moved_db[row] += moved_db[row];
    for (int kind = 0; kind < COLOR_KINDS; ++kind) {
      Mended *mended = &bench->mended[kind];
      mended->before_db += row == 0 ? before_db[kind] : 0.0;
      mended->after_db[row] += after_db[kind][row];
      mended->n_nearer[row] += after_db[kind][row] < before_db[kind];
    }
  }
  if (isatty(STDERR_FILENO)) {
    fprintf(stderr, "\r%d songs mended\033[K", bench->n);
  }
  pthread_mutex_unlock(&bench->lock);
}

static bool color(Sound *sound, ColorKind kind, uint64_t seed)
{
  if (kind == COLOR_SMOOTH) {
    disguise_smoothly(sound, seed);
    return true;
  }
  return sound_color(sound, seed);
}

static void mend_song(void *data, int clip)
{
  Bench *bench = data;
  char path[8192];
  char reason[256];
  Sound plain = {0};
  double original_db[BAND_COUNT] = {0.0};
  double before_db[COLOR_KINDS];
  double after_db[COLOR_KINDS][ROW_COUNT];
  double moved_db[ROW_COUNT];
  if (clip % bench->every != 0 || !judges_know(&bench->judges, clip)) {
    return;
  }
  snprintf(path, sizeof path, "%s/%s", bench->library->folder, bench->library->clip[clip].path);
  bool is_fine = sound_load(&plain, path, reason, sizeof reason) &&
                 sound_levels(&plain, original_db) &&
                 judge_sound(bench, clip, &plain, original_db, moved_db);
  for (int kind = 0; is_fine && kind < COLOR_KINDS; ++kind) {
    Sound colored = {0};
    double colored_db[BAND_COUNT];
    is_fine = sound_copy(&colored, &plain) &&
              color(&colored, (ColorKind)kind, 1000u + (uint64_t)clip) &&
              sound_levels(&colored, colored_db) &&
              judge_sound(bench, clip, &colored, original_db, after_db[kind]);
    before_db[kind] = mean_difference(colored_db, original_db);
    sound_free(&colored);
  }
  if (is_fine) {
    add_song(bench, before_db, (const double(*)[ROW_COUNT])after_db, moved_db);
  } else {
    fprintf(stderr, "bench_mend: %s: left out\n", path);
  }
  sound_free(&plain);
}

static void print_table(const Bench *bench, ColorKind kind)
{
  const Mended *mended = &bench->mended[kind];
  const double n = bench->n > 0 ? bench->n : 1;
  printf("\n%d songs, %s: mean band error %.2f dB\n\n"
         "| aim | left | mends | nearer | leaves alone: moves by |\n|---|---|---|---|---|\n",
         bench->n, color_name[kind], mended->before_db / n);
  for (int row = 0; row < ROW_COUNT; ++row) {
    printf("| %s | %.2f dB | %.1f %% | %.0f %% | %.2f dB |\n", row_name[row],
           mended->after_db[row] / n, 100.0 * (1.0 - mended->after_db[row] / mended->before_db),
           100.0 * mended->n_nearer[row] / n, bench->moved_db[row] / n);
  }
}

static void print_match(const Bench *bench)
{
  printf("\nMatch from 0 to 100 %% in steps of one, range 6 dB, all sounds: largest wish %.2f dB, "
         "largest\nstep %.3f dB, aims off a straight line by %.1e dB. At Match 100, in the %d "
         "sounds whose ways are\nall within 6 dB, a band is off the genre's middle by %.2f dB at "
         "most.\n",
         bench->most_wanted_db, bench->most_step_db, bench->most_bend_db, bench->n_within,
         bench->most_off_db);
}

static bool run(Bench *bench, Library *library, const Rows *rows)
{
  const bool is_fine = folds_deal(library, 1) && judges_learn(&bench->judges, library, rows);
  if (is_fine) {
    parallel_for(library->n_clips, mend_song, bench);
  }
  judges_free(&bench->judges);
  return is_fine && bench->n > 0;
}

int main(int argc, char **argv)
{
  Library library = {0};
  Rows rows = {0};
  Bench bench = {.library = &library, .every = argc > 2 ? atoi(argv[2]) : 1};
  if (argc < 2 || bench.every < 1) {
    fprintf(stderr, "usage: bench_mend DATA [EVERY]\n");
    return 2;
  }
  pthread_mutex_init(&bench.lock, NULL);
  const bool is_fine = library_open(&library, argv[1], NULL) && rows_find(&library, &rows) &&
                       run(&bench, &library, &rows);
  if (isatty(STDERR_FILENO)) {
    fprintf(stderr, "\r\033[K");
  }
  for (int kind = 0; is_fine && kind < COLOR_KINDS; ++kind) {
    print_table(&bench, (ColorKind)kind);
  }
  if (is_fine) {
    print_match(&bench);
  }
  rows_free(&rows);
  library_close(&library);
  pthread_mutex_destroy(&bench.lock);
  return is_fine ? 0 : 1;
}
