/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What the zones of zones.def are taken from: percentiles of the bands' levels.
 */
#include <stdio.h>
#include <stdlib.h>

#include "model/train/balance.h"
#include "model/train/commands.h"

static int by_value(const void *a, const void *b)
{
  double x = *(const double *)a;
  double y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* 0 ≤ share ≤ 1, between the sorted values on a straight line. */
static double percentile(const double *sorted, int n, double share)
{
  double at = share * (n - 1);
  int low = (int)at;
  int high = low + 1 < n ? low + 1 : low;
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}

static void print_class(const Library *library, int class_index, double (*level_db)[BAND_COUNT],
                        double *sorted)
{
  printf("%s\n", class_index < GENRE_COUNT ? genre_name[class_index] : "all");
  for (int b = 0; b < BAND_COUNT; ++b) {
    int n = 0;
    for (int c = 0; c < library->n_clips; ++c) {
      int of = library->clip[c].class_index;
      if (of == class_index || (class_index == GENRE_COUNT && of < GENRE_COUNT)) {
        sorted[n++] = level_db[c][b];
      }
    }
    qsort(sorted, (size_t)n, sizeof *sorted, by_value);
    printf("  %-9s %7.2f %7.2f %7.2f %7.2f %7.2f   %d clips\n", band_info[b].symbol,
           percentile(sorted, n, 0.10), percentile(sorted, n, 0.25), percentile(sorted, n, 0.50),
           percentile(sorted, n, 0.75), percentile(sorted, n, 0.90), n);
  }
}

int command_zones(const Options *options)
{
  Library library;
  if (!library_open(&library, options->data, options->only_sets)) {
    library_close(&library);
    return 1;
  }
  double(*level_db)[BAND_COUNT] = malloc((size_t)library.n_clips * sizeof *level_db);
  double *sorted = malloc((size_t)library.n_clips * sizeof *sorted);
  bool is_fine = level_db && sorted;
  for (int c = 0; is_fine && c < library.n_clips; ++c) {
    measure_levels(&library.clip[c].hops, level_db[c]);
  }
  if (is_fine) {
    printf("level relative to all five bands, dB; percentiles 10 25 50 75 90\n");
    for (int genre = 0; genre <= GENRE_COUNT; ++genre) {
      print_class(&library, genre, level_db, sorted);
    }
  }
  free(level_db);
  free(sorted);
  library_close(&library);
  return is_fine ? 0 : 1;
}
