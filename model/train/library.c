/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/library.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/train/library_scan.h"
#include "model/train/parallel.h"
#include "model/train/recording_cache.h"

/* --- hearing all files ----------------------------------------------------------------------- */

static void hear_file(void *data, int index)
{
  const Library *library = data;
  Clip *clip = &library->clip[index];
  char path[8192];
  char reason[256];
  snprintf(path, sizeof path, "%s/%s", library->folder, clip->path);
  if (!recording_recall(&clip->recording, path, reason, sizeof reason)) {
    fprintf(stderr, "genre-eq-train: left out: %s: %s\n", path, reason);
  }
  if (index % 16 == 0 && isatty(STDERR_FILENO)) {
    fprintf(stderr, "\rhearing %d of %d files\033[K\r", index, library->n_clips);
  }
}

static bool tell_of_memory(void)
{
  fprintf(stderr, "genre-eq-train: out of memory\n");
  return false;
}

/* --- groups ---------------------------------------------------------------------------------- */

/* The means over the whole unchanged file. Only files with the same sound have the same means. */
static int by_sound(const void *a, const void *b)
{
  const Stretch *x = (*(Clip *const *)a)->recording.stretch;
  const Stretch *y = (*(Clip *const *)b)->recording.stretch;
  return memcmp(&x->mean, &y->mean, sizeof x->mean);
}

static int by_group_name(const void *a, const void *b)
{
  return strcmp((*(Clip *const *)a)->group_name, (*(Clip *const *)b)->group_name);
}

/* Gives the clips of one group the number of the other. */
static void join_groups(Library *library, int one, int other)
{
  for (int i = 0; i < library->n_clips; ++i) {
    if (library->clip[i].group == one) {
      library->clip[i].group = other;
    }
  }
}

static bool number_groups(Library *library)
{
  Clip **sorted = malloc((size_t)library->n_clips * sizeof(Clip *));
  if (!sorted) {
    return false;
  }
  for (int i = 0; i < library->n_clips; ++i) {
    sorted[i] = &library->clip[i];
  }
  qsort(sorted, (size_t)library->n_clips, sizeof(Clip *), by_group_name);
  library->n_groups = 0;
  for (int i = 0; i < library->n_clips; ++i) {
    bool is_same = i > 0 && sorted[i]->group_name[0] != '\0' &&
                   strcmp(sorted[i]->group_name, sorted[i - 1]->group_name) == 0;
    sorted[i]->group = is_same ? library->n_groups - 1 : library->n_groups++;
  }
  qsort(sorted, (size_t)library->n_clips, sizeof(Clip *), by_sound);
  for (int i = 1; i < library->n_clips; ++i) {
    if (by_sound(&sorted[i - 1], &sorted[i]) == 0 && sorted[i]->group != sorted[i - 1]->group) {
      printf("the same sound: %s, %s\n", sorted[i - 1]->path, sorted[i]->path);
      join_groups(library, sorted[i]->group, sorted[i - 1]->group);
    }
  }
  free(sorted);
  return true;
}

bool clip_has_genre(const Clip *clip)
{
  return clip->class_index < GENRE_COUNT;
}

/* --- the whole ------------------------------------------------------------------------------- */

bool is_listed(const char *name, const char *list)
{
  if (!list) {
    return true;
  }
  size_t length = strlen(name);
  for (const char *at = list; at; at = strchr(at, ',')) {
    at += *at == ',';
    if (strncmp(at, name, length) == 0 && (at[length] == ',' || at[length] == '\0')) {
      return true;
    }
  }
  return false;
}

static void drop_clips(Library *library, const char *only_sets, bool unheard)
{
  int n = 0;
  for (int i = 0; i < library->n_clips; ++i) {
    Clip *clip = &library->clip[i];
    bool is_out = unheard ? !clip->recording.stretch : !is_listed(clip->set, only_sets);
    if (is_out) {
      library->n_unreadable += unheard;
      free(clip->path);
      recording_free(&clip->recording);
    } else {
      library->clip[n++] = *clip;
    }
  }
  library->n_clips = n;
}

static bool has_all_classes(const Library *library)
{
  int n[CLASS_COUNT] = {0};
  for (int i = 0; i < library->n_clips; ++i) {
    ++n[library->clip[i].class_index];
  }
  for (int i = 0; i < GENRE_COUNT; ++i) {
    if (n[i] == 0) {
      fprintf(stderr, "genre-eq-train: %s/%s: no file in it can be used\n", library->folder,
              class_symbol(i));
      return false;
    }
  }
  return true;
}

bool library_open(Library *library, const char *folder, const char *only_sets)
{
  memset(library, 0, sizeof *library);
  library->folder = strdup(folder);
  if (!library->folder) {
    return tell_of_memory();
  }
  if (!library_scan(library) || !library_read_groups(library)) {
    return false;
  }
  drop_clips(library, only_sets, false);
  parallel_for(library->n_clips, hear_file, library);
  for (int i = 0; i < library->n_clips; ++i) {
    if (library->clip[i]
            .recording.lacks_memory) { /* without this file the result would be another */
      return tell_of_memory();
    }
  }
  drop_clips(library, NULL, true);
  return has_all_classes(library) && (number_groups(library) || tell_of_memory());
}

void library_close(Library *library)
{
  for (int i = 0; i < library->n_clips; ++i) {
    free(library->clip[i].path);
    recording_free(&library->clip[i].recording);
  }
  free(library->clip);
  free(library->folder);
  memset(library, 0, sizeof *library);
}
