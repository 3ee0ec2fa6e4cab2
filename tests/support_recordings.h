/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Real music for tests: the song of `make run` (GENRE_EQ_SONG), and recordings by genre in
 * ../shared/data/fullband. Neither is part of the project. A test that needs them is skipped by
 * name if they are missing.
 */
#ifndef GENRE_EQ_TESTS_SUPPORT_RECORDINGS_H
#define GENRE_EQ_TESTS_SUPPORT_RECORDINGS_H

#include <dirent.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/genres.h"

enum { MAX_OF_A_GENRE = 64, MAX_RECORDINGS = MAX_OF_A_GENRE * GENRE_COUNT };

typedef struct {
  char path[MAX_RECORDINGS][PATH_MAX];
  int count;
} Recordings;

static inline int recordings_by_name(const void *a, const void *b)
{
  return strcmp(a, b);
}

/** Adds the first `most` recordings of a genre ("jazz"), sorted by name. */
static inline void recordings_add(Recordings *recordings, const char *genre, int most)
{
  static char found[512][PATH_MAX];
  int n_found = 0;
  char relative[256];
  char directory[PATH_MAX];
  snprintf(relative, sizeof relative, "../shared/data/fullband/%s", genre);
  DIR *entries = realpath(relative, directory) ? opendir(directory) : NULL;
  for (struct dirent *entry = NULL; entries && n_found < 512 && (entry = readdir(entries));) {
    const char *dot = strrchr(entry->d_name, '.');
    if (dot && strcmp(dot, ".opus") == 0) {
      snprintf(found[n_found++], PATH_MAX, "%.2000s/%s", directory, entry->d_name);
    }
  }
  if (entries) {
    closedir(entries);
  }
  qsort(found, (size_t)n_found, PATH_MAX, recordings_by_name);
  for (int i = 0; i < n_found && i < most && i < MAX_OF_A_GENRE; ++i) {
    memcpy(recordings->path[recordings->count++], found[i], PATH_MAX);
  }
}

/** The first `most` recordings of a genre; count 0 if there are none. Call it before
    cli_test_begin() changes the directory. */
static inline void recordings_find(Recordings *recordings, const char *genre, int most)
{
  recordings->count = 0;
  recordings_add(recordings, genre, most);
}

/** So many recordings of every genre, genre by genre, or GENRE_EQ_SONGS_PER_GENRE for a longer
    test. Without any it skips the test. */
static inline const Recordings *recordings_of_all_genres(int usual)
{
  static Recordings all;
  const char *wanted = getenv("GENRE_EQ_SONGS_PER_GENRE");
  const long n = wanted ? strtol(wanted, NULL, 10) : 0;
  all.count = 0;
  for (int genre = 0; genre < GENRE_COUNT; ++genre) {
    recordings_add(&all, genre_symbol[genre], n > 0 && n <= MAX_OF_A_GENRE ? (int)n : usual);
  }
  if (all.count == 0) {
    print_message("needs recordings (../shared/data)\n");
    skip();
  }
  return &all;
}

/** Absolute path of the song of `make run`, or "". Call it before cli_test_begin(). */
static inline void recordings_find_song(char path[PATH_MAX])
{
  const char *song = getenv("GENRE_EQ_SONG");
  if (!song || !realpath(song, path)) {
    path[0] = '\0';
  }
}

#endif
