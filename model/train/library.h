/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A library: a folder with a folder of sound files for each genre, named by the genre's symbol
 * (genres.def). Two more folders are optional. "none" holds sound that is not music, such as speech
 * and noise. "other" holds music of other genres, which is answered but never learned from.
 *
 * groups.csv beside the folders is optional, and says which files belong together. It has a header
 * line and these columns:
 *   path    within the data folder
 *   group   such as the artist: no group is both learned from and tested
 *   set     a name; scores are printed for each set (optional)
 *   fold    files of one fold are tested together (optional)
 * A file that is not listed is a group by itself. Files with the same sound are always one group.
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
  char fold_name[LABEL_SIZE]; /**< empty: the fold is random */
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

/** Finds and hears all files, on all cores. What was heard before comes from the cache. Files that
    cannot be read are named on stderr and left out. Prints why and returns false if there is
   nothing to learn from: the folder does not exist, or a genre's folder is empty. only_sets is
   NULL, or names of sets joined by commas: the other sets are left out. */
bool library_open(Library *library, const char *folder, const char *only_sets);

void library_close(Library *library);

/** True if the name is in the list of names joined by commas. NULL lists all. */
bool is_listed(const char *name, const char *list);

/** True if the clip has a genre. Clips without one are not scored. */
bool clip_has_genre(const Clip *clip);

#endif
