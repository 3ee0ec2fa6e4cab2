/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A row of features a file, for large libraries: every file is independent, and
 * what was heard stays in the cache, so GNU parallel or a cluster's job array can
 * do the hearing before `train`.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/features.h"
#include "model/train/commands.h"
#include "model/train/hop_cache.h"
#include "model/train/samples.h"

/* path, tab, the mean of each feature over the file's windows. */
static bool print_row(char *path)
{
  char reason[256];
  Clip clip = {.path = path};
  Library library = {.n_clips = 1, .clip = &clip};
  Samples samples;
  if (!hop_cache_listen(path, false, &clip.hops, reason, sizeof reason)) {
    fprintf(stderr, "genre-eq-train: %s: %s\n", path, reason);
    return false;
  }
  bool is_fine = samples_as_heard(&library, &samples) && samples.n > 0;
  if (is_fine) {
    printf("%s", path);
    for (int k = 0; k < FEATURE_COUNT; ++k) {
      double sum = 0.0;
      for (int i = 0; i < samples.n; ++i) {
        sum += (double)samples.input[(size_t)i * FEATURE_COUNT + (size_t)k];
      }
      printf("\t%.6g", sum / samples.n);
    }
    printf("\n");
  } else {
    fprintf(stderr, "genre-eq-train: %s: less than 3 s of music\n", path);
  }
  samples_free(&samples);
  hops_free(&clip.hops);
  return is_fine;
}

int command_features(int n_files, char *const *file)
{
  int n_failed = 0;
  for (int i = 0; i < n_files; ++i) {
    n_failed += !print_row(file[i]);
  }
  return n_failed > 0 ? 1 : 0;
}
