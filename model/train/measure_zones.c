/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Measures what zones.def is made from, and prints it in that form: percentiles of the bands'
 * levels, and how the levels of a master's bands vary together.
 *
 * A file of 10 s or more with a sample rate of 24 kHz or more is a full-band song. Any other file
 * counts like it in the bands up to 2 kHz, for half as much in 2-6 kHz, and not at all in the
 * highest band.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "dsp/portable_math.h"
#include "model/train/balance.h"
#include "model/train/commands.h"
#include "model/zones.h"

/* Variance of the colour that the matrix of likely_balance.h reckons with (dB^2). */
static const double color_variance = 12.0;

typedef struct {
  double value;
  double weight;
} Weighted;

static int by_value(const void *a, const void *b)
{
  double x = ((const Weighted *)a)->value;
  double y = ((const Weighted *)b)->value;
  return x < y ? -1 : x > y;
}

/* The value below which `share` (0 ... 1) of the weight lies. Each sorted value stands at the
 * middle of its weight; between two it is interpolated. */
static double percentile(const Weighted *sorted, int n, double share)
{
  double total = 0.0;
  double below = 0.0;
  for (int i = 0; i < n; ++i) {
    total += sorted[i].weight;
  }
  for (int i = 0; i < n; ++i) {
    double middle = below + 0.5 * sorted[i].weight;
    if (middle >= share * total) {
      double last = i > 0 ? below - 0.5 * sorted[i - 1].weight : middle;
      double at = middle > last ? (share * total - last) / (middle - last) : 1.0;
      double from = sorted[i > 0 ? i - 1 : 0].value;
      return from + at * (sorted[i].value - from);
    }
    below += sorted[i].weight;
  }
  return n > 0 ? sorted[n - 1].value : 0.0;
}

/* The weight of a file in a band. */
static double share_in(const Clip *clip, int band)
{
  if (clip_is_full_band(clip) || band < BAND_HIGH_MID) {
    return 1.0;
  }
  return band == BAND_HIGH_MID ? 0.5 : 0.0;
}

static void count_classes(const Library *library, bool is_full, int n[CLASS_COUNT])
{
  for (int k = 0; k < CLASS_COUNT; ++k) {
    n[k] = 0;
  }
  for (int c = 0; c < library->n_clips; ++c) {
    n[library->clip[c].class_index] += clip_is_full_band(&library->clip[c]) == is_full;
  }
}

/* ------------------------------------------------------------------------------------------ */

/* Writes the levels of a band in one genre, sorted, and returns how many they are. class_index
 * GENRE_COUNT stands for all genres: then only full-band songs count, and each genre alike. */
static int sort_levels(const Library *library, int class_index, int band,
                       double (*level_db)[BAND_COUNT], const int n_full[CLASS_COUNT],
                       Weighted *sorted)
{
  int n = 0;
  for (int c = 0; c < library->n_clips; ++c) {
    const Clip *clip = &library->clip[c];
    int of = clip->class_index;
    double weight = clip_has_genre(clip) && of == class_index ? share_in(clip, band) : 0.0;
    if (class_index == GENRE_COUNT && clip_is_full_band(clip)) {
      weight = 1.0 / n_full[of];
    }
    if (weight > 0.0) {
      sorted[n++] = (Weighted){level_db[c][band], weight};
    }
  }
  qsort(sorted, (size_t)n, sizeof *sorted, by_value);
  return n;
}

/* Prints the zones, moved as a whole so that the powers of their middles add up to 1: then the
   middle is a balance that a song can have. */
static void print_zones(const Library *library, int class_index, double (*level_db)[BAND_COUNT],
                        const int n_full[CLASS_COUNT], Weighted *sorted)
{
  Zone zone[BAND_COUNT];
  double power = 0.0;
  for (int b = 0; b < BAND_COUNT; ++b) {
    const int n = sort_levels(library, class_index, b, level_db, n_full, sorted);
    zone[b] = (Zone){percentile(sorted, n, 0.25), percentile(sorted, n, 0.75)};
    power += db_to_power(0.5 * (zone[b].low_db + zone[b].high_db));
  }
  const double move_db = -power_to_db(power);
  printf("/* moved by %+.2f dB */\n", move_db);
  for (int b = 0; b < BAND_COUNT; ++b) {
    if (class_index < GENRE_COUNT) {
      printf("ZONE(%s, %s, ", genre_symbol[class_index], band_info[b].symbol);
    } else {
      printf("ZONE_ALL(%s, ", band_info[b].symbol);
    }
    printf("%.1f, %.1f)\n", zone[b].low_db + move_db, zone[b].high_db + move_db);
  }
}

static void center(double level_db[BAND_COUNT])
{
  double mean = 0.0;
  for (int b = 0; b < BAND_COUNT; ++b) {
    mean += level_db[b] / BAND_COUNT;
  }
  for (int b = 0; b < BAND_COUNT; ++b) {
    level_db[b] -= mean;
  }
}

/* S of likely_balance.h: full-band songs about the middles of zones.def, a genre counted by the
   root of its number. */
static void covariance(const Library *library, double (*level_db)[BAND_COUNT],
                       const int n_full[CLASS_COUNT], double s[BAND_COUNT][BAND_COUNT])
{
  double total = 0.0;
  for (int c = 0; c < library->n_clips; ++c) {
    const Clip *clip = &library->clip[c];
    double off_db[BAND_COUNT];
    if (!clip_is_full_band(clip)) {
      continue;
    }
    for (int b = 0; b < BAND_COUNT; ++b) {
      const Zone *zone = &genre_zone[clip->class_index][b];
      off_db[b] = level_db[c][b] - 0.5 * (zone->low_db + zone->high_db);
    }
    center(off_db);
    double weight = 1.0 / sqrt(n_full[clip->class_index]);
    total += weight;
    for (int i = 0; i < BAND_COUNT; ++i) {
      for (int k = 0; k < BAND_COUNT; ++k) {
        s[i][k] += weight * off_db[i] * off_db[k];
      }
    }
  }
  for (int i = 0; i < BAND_COUNT; ++i) {
    for (int k = 0; k < BAND_COUNT; ++k) {
      s[i][k] /= total > 0.0 ? total : 1.0;
    }
  }
}

/* Inverts a symmetric positive definite matrix in place (Gauss-Jordan). */
static void invert(double a[BAND_COUNT][BAND_COUNT])
{
  for (int p = 0; p < BAND_COUNT; ++p) {
    double pivot = a[p][p];
    a[p][p] = 1.0;
    for (int k = 0; k < BAND_COUNT; ++k) {
      a[p][k] /= pivot;
    }
    for (int i = 0; i < BAND_COUNT; ++i) {
      double factor = a[i][p];
      if (i != p) {
        a[i][p] = 0.0;
        for (int k = 0; k < BAND_COUNT; ++k) {
          a[i][k] -= factor * a[p][k];
        }
      }
    }
  }
}

/* K = v P (S + v P)^+. All ones are in the kernel of S and of P: with their projector J
   added the sum can be inverted, and P takes J away again. */
static void print_pull(double s[BAND_COUNT][BAND_COUNT])
{
  double inverse[BAND_COUNT][BAND_COUNT];
  for (int i = 0; i < BAND_COUNT; ++i) {
    for (int k = 0; k < BAND_COUNT; ++k) {
      double all = 1.0 / BAND_COUNT;
      inverse[i][k] = s[i][k] + color_variance * ((i == k) - all) + all;
    }
  }
  invert(inverse);
  for (int i = 0; i < BAND_COUNT; ++i) {
    printf("PULL(%s", band_info[i].symbol);
    for (int k = 0; k < BAND_COUNT; ++k) {
      double mean = 0.0;
      for (int j = 0; j < BAND_COUNT; ++j) {
        mean += inverse[j][k] / BAND_COUNT;
      }
      printf(", %.3f", color_variance * (inverse[i][k] - mean));
    }
    printf(")\n");
  }
}

static void print_all(const Library *library, double (*level_db)[BAND_COUNT], Weighted *sorted)
{
  int n_full[CLASS_COUNT];
  int n_narrow[CLASS_COUNT];
  double s[BAND_COUNT][BAND_COUNT] = {{0.0}};
  count_classes(library, true, n_full);
  count_classes(library, false, n_narrow);
  printf("/* Levels relative to all five bands, dB: 25 %% and 75 %%. zones.def says where the\n"
         "   literature was asked as well. */\n");
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    printf("/* %d full-band songs, %d others */\n", n_full[genre], n_narrow[genre]);
    print_zones(library, genre, level_db, n_full, sorted);
  }
  printf("/* full-band songs, each genre counted alike */\n");
  print_zones(library, GENRE_COUNT, level_db, n_full, sorted);
  covariance(library, level_db, n_full, s);
  print_pull(s);
}

int command_zones(const Options *options)
{
  Library library;
  if (!library_open(&library, options->data, options->only_sets)) {
    library_close(&library);
    return 1;
  }
  double(*level_db)[BAND_COUNT] = malloc((size_t)library.n_clips * sizeof *level_db);
  Weighted *sorted = malloc((size_t)library.n_clips * sizeof *sorted);
  bool is_fine = level_db && sorted;
  for (int c = 0; is_fine && c < library.n_clips; ++c) {
    clip_levels(&library.clip[c], level_db[c]);
  }
  if (is_fine) {
    print_all(&library, level_db, sorted);
  } else {
    fprintf(stderr, "genre-eq-train: out of memory\n");
  }
  free(level_db);
  free(sorted);
  library_close(&library);
  return is_fine ? 0 : 1;
}
