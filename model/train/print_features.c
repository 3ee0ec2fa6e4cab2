/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Prints a row of features for each file, as `genre-eq features` does. What was heard stays in the
 * cache. So GNU parallel, or a cluster's job array, can hear the files before `train`.
 */
#include <stdio.h>

#include "model/features.h"
#include "model/train/commands.h"
#include "model/train/recording_cache.h"

/* Prints the path and the features of the whole file, separated by tabs. */
static bool print_row(const char *path)
{
  char reason[256];
  Recording recording;
  Features features;
  if (!recording_recall(&recording, path, reason, sizeof reason)) {
    fprintf(stderr, "genre-eq-train: %s: %s\n", path, reason);
    return false;
  }
  const bool is_enough = recording.stretch[0].music_s >= STRETCH_LEAST_S;
  if (is_enough) {
    features_find(&features, &recording.stretch[0].mean);
    printf("%s", path);
    for (int k = 0; k < FEATURE_COUNT; ++k) {
      printf("\t%.6g", (double)((const float *)&features)[k]);
    }
    printf("\n");
  } else {
    fprintf(stderr, "genre-eq-train: %s: less than 3 s of music\n", path);
  }
  recording_free(&recording);
  return is_enough;
}

int command_features(int n_files, char *const *file)
{
  int n_failed = 0;
  for (int i = 0; i < n_files; ++i) {
    n_failed += !print_row(file[i]);
  }
  return n_failed > 0 ? 1 : 0;
}
