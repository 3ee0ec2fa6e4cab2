/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */

#include "model/train/hop_cache.h"

#include <inttypes.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dsp/band_history.h"

/* Raise this when the sound of the filter bank or the equaliser changes though the
   edges do not. */
static const int bank_version = 10;

enum { PATH_SIZE = 4096 };

/* FNV-1a, 64 bits (Fowler, Noll & Vo). */
static uint64_t hash(uint64_t so_far, const void *data, size_t size)
{
  const unsigned char *byte = data;
  for (size_t i = 0; i < size; ++i) {
    so_far = (so_far ^ byte[i]) * 0x100000001B3u;
  }
  return so_far;
}

static bool cache_path(const char *path, bool has_variants, char cached[PATH_SIZE])
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
  snprintf(folder, sizeof folder, "%s%s", cache ? cache : home, cache ? "" : "/.cache");
  mkdir(folder, 0777);
  uint64_t key = hash(0xCBF29CE484222325u, full, strlen(full));
  key = hash(key, &about.st_size, sizeof about.st_size);
  key = hash(key, &about.st_mtime, sizeof about.st_mtime);
  for (int i = 0; i < PART_COUNT; ++i) {
    key = hash(key, &part_info[i].low_hz, sizeof part_info[i].low_hz);
  }
  key = hash(key, &bank_version, sizeof bank_version);
  key = hash(key, &has_variants, sizeof has_variants);
  free(full);
  int n = snprintf(cached, PATH_SIZE, "%s/genre-eq", folder);
  if (n < 0 || n > PATH_SIZE - 64) {
    return false;
  }
  mkdir(cached, 0777);
  snprintf(cached + n, (size_t)(PATH_SIZE - n), "/%016" PRIx64 ".hops", key);
  return true;
}

static bool load_rows(FILE *file, int n, float (**rows)[PART_COUNT])
{
  *rows = malloc((size_t)n * sizeof **rows);
  return *rows && fread(*rows, sizeof **rows, (size_t)n, file) == (size_t)n;
}

/* n_hops, whether there is a lossy copy, the rate; then the rows. */
typedef struct {
  int32_t n_hops;
  int32_t has_lossy;
  double rate_hz;
} CacheHead;

static bool load(const char *cached, bool has_variants, Hops *hops)
{
  CacheHead head;
  FILE *file = fopen(cached, "rb");
  if (!file) {
    return false;
  }
  bool is_loaded =
      fread(&head, sizeof head, 1, file) == 1 && head.n_hops > 0 &&
      head.n_hops <= LISTEN_MAX_S * HOPS_PER_SECOND &&
      load_rows(file, head.n_hops, &hops->energy) &&
      (!has_variants || load_rows(file, LISTEN_COLORS * head.n_hops, &hops->colored)) &&
      (!head.has_lossy || load_rows(file, head.n_hops, &hops->lossy));
  fclose(file);
  hops->n_hops = head.n_hops;
  hops->rate_hz = head.rate_hz;
  if (!is_loaded) {
    hops_free(hops);
  }
  return is_loaded;
}

static bool save_rows(FILE *file, int n, float (*const rows)[PART_COUNT])
{
  return !rows || fwrite(rows, sizeof *rows, (size_t)n, file) == (size_t)n;
}

/* A cache that cannot be written costs time next time, nothing else. */
static void save(const char *cached, const Hops *hops)
{
  char temporary[PATH_SIZE + 32];
  snprintf(temporary, sizeof temporary, "%s.%ld", cached, (long)getpid());
  FILE *file = fopen(temporary, "wbx"); /* a new one: no link is followed */
  if (!file) {
    return;
  }
  CacheHead head = {
      .n_hops = hops->n_hops, .has_lossy = hops->lossy != NULL, .rate_hz = hops->rate_hz};
  bool is_saved = fwrite(&head, sizeof head, 1, file) == 1 &&
                  save_rows(file, head.n_hops, hops->energy) &&
                  save_rows(file, LISTEN_COLORS * head.n_hops, hops->colored) &&
                  save_rows(file, head.n_hops, hops->lossy);
  is_saved = fclose(file) == 0 && is_saved;
  if (!is_saved || rename(temporary, cached) != 0) {
    remove(temporary);
  }
}

bool hop_cache_listen(const char *path, bool has_variants, Hops *hops, char *reason,
                      int reason_size)
{
  char cached[PATH_SIZE];
  bool has_cache = cache_path(path, has_variants, cached);
  memset(hops, 0, sizeof *hops);
  if (has_cache && load(cached, has_variants, hops)) {
    return true;
  }
  if (!listen_to_file(path, has_variants, hops, reason, reason_size)) {
    return false;
  }
  if (has_cache) {
    save(cached, hops);
  }
  return true;
}
