/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A row of features a file, as `genre-eq features` prints it. What was heard stays in
 * the cache, so GNU parallel or a cluster's job array can do the hearing before
 * `train`.
 */
#include <stdio.h>
#include <stdlib.h>

#include "model/song_features.h"
#include "model/train/commands.h"
#include "model/train/hop_cache.h"

/* path, then the mean of each feature, tabs between. */
static bool print_row(const char *path, SongFeatures *song)
{
  char reason[256];
  Hops hops;
  double mean[FEATURE_COUNT];
  if (!hop_cache_listen(path, true, &hops, reason, sizeof reason)) {
    fprintf(stderr, "genre-eq-train: %s: %s\n", path, reason);
    return false;
  }
  song_features_begin(song);
  for (int h = 0; h < hops.n_hops; ++h) {
    song_features_add(song, hops.energy[h]);
  }
  hops_free(&hops);
  if (song->n_windows == 0) {
    fprintf(stderr, "genre-eq-train: %s: less than 3 s of music\n", path);
    return false;
  }
  song_features_mean(song, mean);
  printf("%s", path);
  for (int k = 0; k < FEATURE_COUNT; ++k) {
    printf("\t%.6g", mean[k]);
  }
  printf("\n");
  return true;
}

int command_features(int n_files, char *const *file)
{
  SongFeatures *song = malloc(sizeof *song);
  int n_failed = 0;
  if (!song) {
    fprintf(stderr, "genre-eq-train: out of memory\n");
    return 1;
  }
  for (int i = 0; i < n_files; ++i) {
    n_failed += !print_row(file[i], song);
  }
  free(song);
  return n_failed > 0 ? 1 : 0;
}
