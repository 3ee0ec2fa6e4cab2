/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A folder of folders of sound files, one folder a genre, named by its symbol (genres.def), and
 * if you like two more: "none" with what is no music of any of them (speech, noise), and
 * "other" with music of other genres, which is asked about but never learned from.
 *
 * An optional groups.csv beside the folders says what belongs together, with a header line and
 * the columns
 *   path    within the data folder
 *   group   e.g. the artist: never split over training and test
 *   set     a name under which scores are told apart (optional)
 *   fold    files of one fold are tested together (optional)
 * A file that is not in it is a group by itself; files with the very same sound are one group
 * always.
 */
#ifndef GENRE_EQ_MODEL_TRAIN_LIBRARY_H
#define GENRE_EQ_MODEL_TRAIN_LIBRARY_H

#include <stdbool.h>

#include "model/genres.h"
#include "model/train/recording.h"

/** Classes besides the genres. */
enum { CLASS_NONE = GENRE_COUNT, CLASS_OTHER, CLASS_COUNT };

#define LABEL_SIZE 64

typedef struct {
  char *path; /**< within the data folder */
  char group_name[LABEL_SIZE];
  char set[LABEL_SIZE];
  char fold_name[LABEL_SIZE]; /**< empty: dealt by chance */
  int class_index;            /**< Genre, CLASS_NONE or CLASS_OTHER */
  int group;                  /**< number of the group */
  int fold;                   /**< number of the fold it is tested in (folds.h) */
  Recording recording;
} Clip;

typedef struct {
  char *folder;
  int n_clips;
  Clip *clip; /**< by path */
  int n_groups;
  int n_folds;
  int n_unreadable;
} Library;

/** Finds and hears all files (on all cores; what was heard before comes from the cache).
    Unreadable files are listed on stderr and left out. Returns false, after a line on stderr,
    when there is nothing to learn from: no such folder, an empty class. With only_sets (names
    joined by commas, or NULL) the rest is left out. */
bool library_open(Library *library, const char *folder, const char *only_sets);

void library_close(Library *library);

/** Whether a name is one of those that a list joins by commas. NULL lists all. */
bool is_listed(const char *name, const char *list);

/** Whether a clip has a genre: the others are not scored. */
bool clip_has_genre(const Clip *clip);

#endif
