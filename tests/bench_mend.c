/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Does it mend, and does it leave alone? Full-band songs get a random colour. Then their levels
 * are changed as each row of the table wishes. The figures of a row:
 *   bands         mean error of the five bands against the original, of the coloured songs
 *   fine          the same over the narrow frequencies of the learned spectrum, 20 Hz to 20 kHz
 *   left, mends   what is left of the error, and by how much that is less than before, ± the
 *                 standard error over the songs
 *   nearer        songs whose error of the five bands falls
 *   leaves alone  by how much the bands of the untouched song move
 * In dB without the common gain, measured on the rendered sound by the plugin's ear. Amount 100 %,
 * range 4 dB, as by default; the rows of Match above 0 have range 6. The rows that know the colour
 * show what five bands can reach.
 *
 * Three kinds of colour:
 *   bands   the level of each of the five bands moved by up to +-6 dB, exactly
 *   smooth  a curve of bells within +-6 dB, 1.2 octaves apart, at any frequency
 *   strong  the same within +-9 dB: as strong as the first, by the mean error of the bands
 *
 * A song is judged by a network, and by errors of its second head, that have heard no song of its
 * artist (folds.h). zones.def has been made from these songs. The row 'as shipped' is the whole
 * plugin, which has heard them all.
 *
 * Another table shows what more knowledge of a song is worth (support_expected.h): there all
 * full-band songs are judged, without rendering.
 *
 *   bench_mend DATA [EVERY]     renders every n-th full-band song of 10 s and more
 */
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/target.h"
#include "plugin/engine.h"
#include "tests/support_difference.h"
#include "tests/support_expected_table.h"
#include "tests/support_judges.h"
#include "tests/support_learned.h"
#include "tests/support_match.h"
#include "tests/support_mended.h"
#include "tests/support_sound.h"

typedef enum {
  ROW_AUTO,
  ROW_HAND,
  ROW_MATCH_25,
  ROW_MATCH_50,
  ROW_MATCH_75,
  ROW_MATCH_100,
  ROW_REFERENCE,
  ROW_SHIPPED,
  ROW_KNOWN,
  ROW_KNOWN_WIDE,
  ROW_COUNT
} Row;

static const char *const row_name[ROW_COUNT] = {
    [ROW_AUTO] = "Auto",
    [ROW_HAND] = "the true genre chosen by hand (Match 0 %)",
    [ROW_MATCH_25] = "the true genre, Match 25 %",
    [ROW_MATCH_50] = "the true genre, Match 50 %",
    [ROW_MATCH_75] = "the true genre, Match 75 %",
    [ROW_MATCH_100] = "the true genre, Match 100 %",
    [ROW_REFERENCE] = "the band levels of a random song of the true genre, whatever the range",
    [ROW_SHIPPED] = "the plugin as shipped, having heard the songs",
    [ROW_KNOWN] = "as if the colour of each band were known, range 4",
    [ROW_KNOWN_WIDE] = "as if the colour of each band were known, range 6",
};

typedef enum { COLOR_BANDS, COLOR_SMOOTH, COLOR_STRONG, COLOR_KINDS } ColorKind;

static const char *const color_name[COLOR_KINDS] = {
    [COLOR_BANDS] = "five bands moved by up to ±6 dB",
    [COLOR_SMOOTH] = "a smooth curve of bells of up to ±6 dB, 1.2 octaves apart",
    [COLOR_STRONG] = "the same smooth curve, of bells of up to ±9 dB",
};

/* An error against the original, dB. */
typedef struct {
  double bands_db;
  double fine_db;
} Error;

/* Over the songs. */
typedef struct {
  Mended bands[ROW_COUNT];
  Mended fine[ROW_COUNT];
} MendedRows;

typedef struct {
  const Library *library;
  Judges judges;
  int every;
  pthread_mutex_t lock;
  int n;
  MendedRows mended[COLOR_KINDS];
  double moved_db[ROW_COUNT]; /* the untouched songs */
  MatchFigures match[MATCH_RANGES];
  int n_within;       /* sounds all of whose ways to the middle are within the range */
  double most_off_db; /* of these at Match 100, off the middle, a common gain aside */
} Bench;

static Error error_against(const Decision *original, const Decision *heard)
{
  double original_db[BAND_COUNT];
  double level_db[BAND_COUNT];
  centered_levels(original, original_db);
  centered_levels(heard, level_db);
  return (Error){mean_difference(level_db, original_db),
                 fine_difference(&heard->spectrum, &original->spectrum)};
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

static double row_range_db(Row row)
{
  const ControlInfo *range = &control_info[CONTROL_RANGE];
  const bool is_wide = (row >= ROW_MATCH_25 && row <= ROW_MATCH_100) || row == ROW_KNOWN_WIDE;
  return (double)(is_wide ? range->maximum : range->default_value);
}

/* The way back, as far as the range allows. */
static void want_original(const Decision *original, const Decision *decision, double range_db,
                          double wanted_db[BAND_COUNT])
{
  double level_db[BAND_COUNT];
  centered_levels(original, wanted_db);
  centered_levels(decision, level_db);
  for (int band = 0; band < BAND_COUNT; ++band) {
    wanted_db[band] = fmax(-range_db, fmin(range_db, wanted_db[band] - level_db[band]));
  }
}

static void want_by_row(const Bench *bench, int clip, Row row, const Decision *original,
                        const Decision *decision, double wanted_db[BAND_COUNT])
{
  const int genre = bench->library->clip[clip].class_index;
  const bool is_match = row >= ROW_MATCH_25 && row <= ROW_MATCH_100;
  const TargetSettings settings = {
      .genre = row == ROW_AUTO ? GENRE_UNSURE : genre,
      .match = is_match ? 0.25 * (row - ROW_MATCH_25 + 1) : 0.0,
      .amount = 1.0,
      .range_db = row_range_db(row),
  };
  Target target;
  double level_db[BAND_COUNT];
  switch (row) {
  case ROW_KNOWN:
  case ROW_KNOWN_WIDE:
    want_original(original, decision, row_range_db(row), wanted_db);
    break;
  case ROW_REFERENCE:
    clip_levels(reference_of(bench, clip), wanted_db);
    decision_levels(decision, level_db);
    for (int band = 0; band < BAND_COUNT; ++band) {
      wanted_db[band] -= level_db[band];
    }
    break;
  default:
    target_find_by(&target, decision, &settings, judge_of(&bench->judges, clip)->balance_errors);
    memcpy(wanted_db, target.wanted_db, sizeof target.wanted_db);
  }
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

static bool judge_sound(Bench *bench, int clip, const Sound *sound, const Decision *original,
                        Error error[ROW_COUNT])
{
  Decision *decision = malloc(sizeof *decision);
  Decision *after = malloc(sizeof *after);
  const Model *judge = judge_of(&bench->judges, clip);
  double before_db[BAND_COUNT];
  double level_db[BAND_COUNT];
  double wanted_db[BAND_COUNT];
  bool is_fine = decision && after && sound_hear(sound, decision);
  if (is_fine) {
    judge_answer(judge, decision);
    decision_levels(decision, before_db);
    pthread_mutex_lock(&bench->lock);
    sweep_match(bench->match, decision, bench->library->clip[clip].class_index,
                judge->balance_errors);
    pthread_mutex_unlock(&bench->lock);
  }
  for (int row = 0; is_fine && row < ROW_COUNT; ++row) {
    if (row == ROW_SHIPPED) {
      is_fine = render_learned(sound, after);
    } else {
      Sound out = {0};
      want_by_row(bench, clip, (Row)row, original, decision, wanted_db);
      is_fine = sound_copy(&out, sound) && sound_change(&out, decision, wanted_db) &&
                sound_hear(&out, after);
      sound_free(&out);
    }
    if (is_fine) {
      error[row] = error_against(original, after);
    }
    if (is_fine && row == ROW_MATCH_100) {
      centered_levels(after, level_db);
      check_middle(bench, clip, before_db, level_db);
    }
  }
  free(decision);
  free(after);
  return is_fine;
}

/* --- all songs ------------------------------------------------------------------------------- */

/* What was measured of a song. */
typedef struct {
  Error before[COLOR_KINDS];
  Error after[COLOR_KINDS][ROW_COUNT];
  Error moved[ROW_COUNT];
} SongErrors;

static void add_song(Bench *bench, const SongErrors *song)
{
  pthread_mutex_lock(&bench->lock);
  ++bench->n;
  for (int row = 0; row < ROW_COUNT; ++row) {
    bench->moved_db[row] += song->moved[row].bands_db;
    for (int kind = 0; kind < COLOR_KINDS; ++kind) {
      const Error *before = &song->before[kind];
      const Error *after = &song->after[kind][row];
      mended_add(&bench->mended[kind].bands[row], before->bands_db, after->bands_db);
      mended_add(&bench->mended[kind].fine[row], before->fine_db, after->fine_db);
    }
  }
  if (isatty(STDERR_FILENO)) {
    fprintf(stderr, "\r%d songs mended\033[K", bench->n);
  }
  pthread_mutex_unlock(&bench->lock);
}

static bool color(Sound *sound, ColorKind kind, uint64_t seed)
{
  if (kind == COLOR_BANDS) {
    return sound_color(sound, seed);
  }
  disguise_smoothly(sound, kind == COLOR_STRONG ? 9.0 : 6.0, seed);
  return true;
}

static void mend_song(void *data, int clip)
{
  Bench *bench = data;
  char path[8192];
  char reason[256];
  Sound plain = {0};
  SongErrors song;
  if (clip % bench->every != 0 || !judges_know(&bench->judges, clip)) {
    return;
  }
  Decision *original = malloc(sizeof *original);
  Decision *heard = malloc(sizeof *heard);
  snprintf(path, sizeof path, "%s/%s", bench->library->folder, bench->library->clip[clip].path);
  bool is_fine = original && heard && sound_load(&plain, path, reason, sizeof reason) &&
                 sound_hear(&plain, original) &&
                 judge_sound(bench, clip, &plain, original, song.moved);
  for (int kind = 0; is_fine && kind < COLOR_KINDS; ++kind) {
    Sound colored = {0};
    is_fine = sound_copy(&colored, &plain) &&
              color(&colored, (ColorKind)kind, 1000u + (uint64_t)clip) &&
              sound_hear(&colored, heard) &&
              judge_sound(bench, clip, &colored, original, song.after[kind]);
    if (is_fine) {
      song.before[kind] = error_against(original, heard);
    }
    sound_free(&colored);
  }
  if (is_fine) {
    add_song(bench, &song);
  } else {
    fprintf(stderr, "bench_mend: %s: left out\n", path);
  }
  free(original);
  free(heard);
  sound_free(&plain);
}

static void print_table(const Bench *bench, ColorKind kind)
{
  const MendedRows *mended = &bench->mended[kind];
  const double n = bench->n > 0 ? bench->n : 1;
  printf("\n%d songs, %s: mean error of the five bands %.2f dB, fine %.2f dB; ± standard errors\n\n"
         "| aim | bands: left | mends | fine: left | mends | nearer | leaves alone: moves by |\n"
         "|---|---|---|---|---|---|---|\n",
         bench->n, color_name[kind], mended->bands[0].before / n, mended->fine[0].before / n);
  for (int row = 0; row < ROW_COUNT; ++row) {
    const Mended *bands = &mended->bands[row];
    const Mended *fine = &mended->fine[row];
    printf("| %s | %.2f dB | %.1f ± %.1f %% | %.2f dB | %.1f ± %.1f %% | %.0f %% | %.2f dB |\n",
           row_name[row], mended_left(bands), mended_percent(bands), mended_error(bands),
           mended_left(fine), mended_percent(fine), mended_error(fine), 100.0 * bands->n_nearer / n,
           bench->moved_db[row] / n);
  }
}

static void print_middle(const Bench *bench)
{
  printf(
      "\nAt Match 100 and range 6, in the %d sounds whose ways are all within 6 dB, a band is off "
      "the genre's\nmiddle by %.2f dB at most.\n",
      bench->n_within, bench->most_off_db);
}

static bool run(Bench *bench, Library *library, const Rows *rows)
{
  bool is_fine = folds_deal(library, 1) && judges_learn(&bench->judges, library, rows);
  if (is_fine) {
    parallel_for(library->n_clips, mend_song, bench);
    is_fine = bench->n > 0;
  }
  if (isatty(STDERR_FILENO)) {
    fprintf(stderr, "\r\033[K");
  }
  for (int kind = 0; is_fine && kind < COLOR_KINDS; ++kind) {
    print_table(bench, (ColorKind)kind);
  }
  if (is_fine) {
    print_match_sweep(bench->match);
    print_middle(bench);
    is_fine = expect_all(&bench->judges, bench->every);
  }
  judges_free(&bench->judges);
  return is_fine;
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
  rows_free(&rows);
  library_close(&library);
  pthread_mutex_destroy(&bench.lock);
  return is_fine ? 0 : 1;
}
