/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/recording_cache.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Raise this when a figure, the ear, the gate or a version of a file changes. */
static const int ear_version = 6;

enum { PATH_SIZE = 4096 };

/* FNV-1a, 64 bits (Fowler, Noll & Vo). */
static uint64_t hash(uint64_t so_far, const void *data, size_t size)
{
  const unsigned char *byte = data;
  for (size_t i = 0; i < size; ++i) {
    so_far = (so_far ^ byte[i]) * 0x100000001B3U;
  }
  return so_far;
}

static uint64_t key_of(const char *full_path, const struct stat *about)
{
  const size_t size = sizeof(Stretch);
  uint64_t key = hash(0xCBF29CE484222325U, full_path, strlen(full_path));
  key = hash(key, &about->st_size, sizeof about->st_size);
  key = hash(key, &about->st_mtime, sizeof about->st_mtime);
  for (int i = 0; i < PART_COUNT; ++i) {
    const double low_hz = part_low_hz(i);
    key = hash(key, &low_hz, sizeof low_hz);
  }
  key = hash(key, &size, sizeof size);
  return hash(key, &ear_version, sizeof ear_version);
}

static bool cache_path(const char *path, char cached[PATH_SIZE])
{
  struct stat about;
  char *full = realpath(path, NULL);
  const char *cache = getenv("XDG_CACHE_HOME");
  const char *home = getenv("HOME");
  char folder[PATH_SIZE];
  if (!full || stat(full, &about) != 0 || (!cache && !home)) {
    free(full);
    return false;
  }
  const uint64_t key = key_of(full, &about);
  free(full);
  snprintf(folder, sizeof folder, "%s%s", cache ? cache : home, cache ? "" : "/.cache");
  mkdir(folder, 0777);
  const int n = snprintf(cached, PATH_SIZE, "%s/genre-eq", folder);
  if (n < 0 || n > PATH_SIZE - 64) {
    return false;
  }
  mkdir(cached, 0777);
  snprintf(cached + n, (size_t)(PATH_SIZE - n), "/%016" PRIx64 ".heard", key);
  return true;
}

/* The head of a cache file; the stretches follow. */
typedef struct {
  int32_t rate_hz;
  int32_t n_stretches;
  uint64_t sum; /**< hash of the stretches */
} Head;

static uint64_t sum_of(const Recording *recording)
{
  return hash(0xCBF29CE484222325U, recording->stretch,
              (size_t)recording->n_stretches * sizeof *recording->stretch);
}

static bool load(const char *cached, Recording *recording)
{
  Head head;
  FILE *file = fopen(cached, "rb");
  if (!file) {
    return false;
  }
  bool is_loaded = fread(&head, sizeof head, 1, file) == 1 && head.n_stretches > 0 &&
                   head.n_stretches <= STRETCHES_MAX;
  if (is_loaded) {
    *recording = (Recording){.rate_hz = head.rate_hz, .n_stretches = head.n_stretches};
    const size_t n = (size_t)head.n_stretches;
    recording->stretch = malloc(n * sizeof *recording->stretch);
    is_loaded = recording->stretch &&
                fread(recording->stretch, sizeof *recording->stretch, n, file) == n &&
                sum_of(recording) == head.sum;
  }
  fclose(file);
  if (!is_loaded) {
    recording_free(recording);
  }
  return is_loaded;
}

/* If the cache cannot be written, the file is heard again next time. */
static void save(const char *cached, const Recording *recording)
{
  char temporary[PATH_SIZE + 32];
  snprintf(temporary, sizeof temporary, "%s.%ld", cached, (long)getpid());
  FILE *file = fopen(temporary, "wbx"); /* only makes a new file, so no link is followed */
  if (!file) {
    return;
  }
  const Head head = {recording->rate_hz, recording->n_stretches, sum_of(recording)};
  const size_t n = (size_t)recording->n_stretches;
  bool is_saved = fwrite(&head, sizeof head, 1, file) == 1 &&
                  fwrite(recording->stretch, sizeof *recording->stretch, n, file) == n;
  is_saved = fclose(file) == 0 && is_saved;
  if (!is_saved || rename(temporary, cached) != 0) {
    remove(temporary);
  }
}

bool recording_recall(Recording *recording, const char *path, char *reason, int reason_size)
{
  char cached[PATH_SIZE];
  const bool has_cache = cache_path(path, cached);
  memset(recording, 0, sizeof *recording);
  if (has_cache && load(cached, recording)) {
    return true;
  }
  if (!recording_hear(recording, path, reason, reason_size)) {
    return false;
  }
  if (has_cache) {
    save(cached, recording);
  }
  return true;
}
