/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "model/train/library_scan.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const char *class_symbol(int class_index)
{
  return class_index == CLASS_NONE    ? "none"
         : class_index == CLASS_OTHER ? "other"
                                      : genre_symbol[class_index];
}

static bool add_clip(Library *library, int class_index, const char *name)
{
  const char *folder = class_symbol(class_index);
  if ((library->n_clips & (library->n_clips - 1)) ==
      0) { /* the array is full when its size is a power of two */
    size_t capacity = library->n_clips > 0 ? 2 * (size_t)library->n_clips : 1;
    Clip *clip = realloc(library->clip, capacity * sizeof *clip);
    if (!clip) {
      return false;
    }
    library->clip = clip;
  }
  Clip *clip = &library->clip[library->n_clips];
  memset(clip, 0, sizeof *clip);
  size_t size = strlen(folder) + strlen(name) + 2;
  clip->path = malloc(size);
  if (!clip->path) {
    return false;
  }
  snprintf(clip->path, size, "%s/%s", folder, name);
  snprintf(clip->set, sizeof clip->set, "all");
  clip->class_index = class_index;
  ++library->n_clips;
  return true;
}

static int by_path(const void *a, const void *b)
{
  return strcmp(((const Clip *)a)->path, ((const Clip *)b)->path);
}

/* Returns the number of files found, or -1. */
static int scan_class(Library *library, int class_index)
{
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", library->folder, class_symbol(class_index));
  DIR *folder = opendir(path);
  if (!folder) {
    return 0;
  }
  int n = 0;
  for (struct dirent *entry; n >= 0 && (entry = readdir(folder));) {
    if (entry->d_name[0] != '.') { /* what is no sound is named when it is heard */
      n = add_clip(library, class_index, entry->d_name) ? n + 1 : -1;
    }
  }
  closedir(folder);
  return n;
}

static bool is_class(const char *name)
{
  int i = 0;
  while (i < CLASS_COUNT && strcmp(name, class_symbol(i)) != 0) {
    ++i;
  }
  return i < CLASS_COUNT;
}

/* A folder "Jazz" or "metal" is not heard. */
static void tell_other_folders(const Library *library, DIR *folder)
{
  for (struct dirent *entry; (entry = readdir(folder));) {
    char path[4096];
    struct stat there;
    snprintf(path, sizeof path, "%s/%s", library->folder, entry->d_name);
    if (entry->d_name[0] != '.' && !is_class(entry->d_name) && stat(path, &there) == 0 &&
        S_ISDIR(there.st_mode)) {
      fprintf(stderr, "genre-eq-train: left out: %s: is not the symbol of a genre\n", path);
    }
  }
}

bool library_scan(Library *library)
{
  DIR *folder = opendir(library->folder);
  if (!folder) {
    fprintf(stderr, "genre-eq-train: %s: %s\n", library->folder, strerror(errno));
    return false;
  }
  tell_other_folders(library, folder);
  closedir(folder);
  for (int i = 0; i < CLASS_COUNT; ++i) {
    int n = scan_class(library, i);
    if (n < 0) {
      fprintf(stderr, "genre-eq-train: out of memory\n");
      return false;
    }
    if (n == 0 && i < GENRE_COUNT) {
      fprintf(stderr,
              "genre-eq-train: %s/%s: holds no files; each genre needs a folder with some\n",
              library->folder, class_symbol(i));
      return false;
    }
  }
  qsort(library->clip, (size_t)library->n_clips, sizeof *library->clip, by_path);
  return true;
}

/* --- groups.csv ------------------------------------------------------------------------------ */

enum { COLUMN_PATH, COLUMN_GROUP, COLUMN_SET, COLUMN_FOLD, COLUMN_COUNT };
enum { MAX_FIELDS = 32 };

/* Cuts a line into its fields, in-place. Quotes are those of RFC 4180. */
static int split_fields(char *line, char *field[MAX_FIELDS])
{
  int n = 0;
  char *from = line;
  line[strcspn(line, "\r\n")] = '\0';
  while (n < MAX_FIELDS) {
    char *to = from;
    bool is_quoted = false;
    field[n++] = to;
    for (; *from && (is_quoted || *from != ','); ++from) {
      if (*from != '"') {
        *to++ = *from;
      } else if (is_quoted && from[1] == '"') {
        *to++ = *from++;
      } else {
        is_quoted = !is_quoted;
      }
    }
    bool is_last = *from == '\0';
    *to = '\0';
    if (is_last) {
      break;
    }
    ++from;
  }
  return n;
}

static void find_columns(char *const field[], int n_fields, int column[COLUMN_COUNT])
{
  static const char *const name[COLUMN_COUNT] = {"path", "group", "set", "fold"};
  for (int c = 0; c < COLUMN_COUNT; ++c) {
    column[c] = -1;
    for (int i = 0; i < n_fields; ++i) {
      if (strcmp(field[i], name[c]) == 0) {
        column[c] = i;
      }
    }
  }
}

static void take_field(char *const field[], int n_fields, int column, char label[LABEL_SIZE])
{
  if (column >= 0 && column < n_fields && field[column][0] != '\0') {
    snprintf(label, LABEL_SIZE, "%s", field[column]);
  }
}

/* Spreadsheets begin a file with this mark of UTF-8. */
static char *after_mark(char *line)
{
  return strncmp(line, "\xef\xbb\xbf", 3) == 0 ? line + 3 : line;
}

/* Gives a file its group, set and fold. False if the row names no file. */
static bool take_row(Library *library, char *const field[], int n_fields,
                     const int column[COLUMN_COUNT])
{
  const Clip wanted = {.path = field[column[COLUMN_PATH]]};
  Clip *clip = bsearch(&wanted, library->clip, (size_t)library->n_clips, sizeof wanted, by_path);
  if (clip) {
    take_field(field, n_fields, column[COLUMN_GROUP], clip->group_name);
    take_field(field, n_fields, column[COLUMN_SET], clip->set);
    take_field(field, n_fields, column[COLUMN_FOLD], clip->fold_name);
  }
  return clip != NULL;
}

bool library_read_groups(Library *library)
{
  char line[8192];
  char first[LABEL_SIZE] = "";
  char *field[MAX_FIELDS];
  int n_lost = 0;
  int column[COLUMN_COUNT];
  snprintf(line, sizeof line, "%s/groups.csv", library->folder);
  FILE *file = fopen(line, "r");
  if (!file) {
    return true;
  }
  bool is_fine = fgets(line, sizeof line, file) != NULL;
  if (is_fine) {
    find_columns(field, split_fields(after_mark(line), field), column);
    is_fine = column[COLUMN_PATH] >= 0 && column[COLUMN_GROUP] >= 0;
  }
  if (!is_fine) {
    fprintf(stderr,
            "genre-eq-train: %s/groups.csv: the first line must name the columns path and group\n",
            library->folder);
  }
  while (is_fine && fgets(line, sizeof line, file)) {
    int n = split_fields(line, field);
    if (column[COLUMN_PATH] >= n || field[column[COLUMN_PATH]][0] == '\0') {
      continue;
    }
    if (!take_row(library, field, n, column) && n_lost++ == 0) {
      snprintf(first, sizeof first, "%s", field[column[COLUMN_PATH]]);
    }
  }
  if (n_lost > 0) {
    fprintf(stderr,
            "genre-eq-train: %s/groups.csv: rows that name no file: %d, the first %s; write paths "
            "as jazz/song.flac\n",
            library->folder, n_lost, first);
  }
  fclose(file);
  return is_fine;
}
