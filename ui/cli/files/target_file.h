/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A file that appears under its name only when it is complete. It is written to a temporary
 * beside it, which is renamed at the end, or removed.
 *
 * Functions that can fail print why and return false.
 */
#ifndef GENRE_EQ_UI_CLI_FILES_TARGET_FILE_H
#define GENRE_EQ_UI_CLI_FILES_TARGET_FILE_H

#include <limits.h>
#include <stdbool.h>

typedef struct {
  const char *path; /**< the caller's */
  char temporary[PATH_MAX];
  int descriptor; /**< of the temporary; the caller may close it, and then sets it to −1 */
  bool overwrite;
} TargetFile;

/** If no file or folder can be made at this path, prints why and returns false: its name is too
    long, its directory does not exist or is not writable, the disk is full, or what is there may
    not be replaced. Makes a temporary to find out, and removes it. Call before any work. */
bool target_file_place(const char *path);

/** Warns if the disk has no room for so many bytes at this path. It is not refused: the file system
    may compress, and room may be made meanwhile. */
void target_file_warn_of_room(const char *path, double bytes);

/** If both are the same file, prints so and returns true. `source` may be NULL. */
bool target_file_is_same(const char *path, const char *source);

/** False if `path` exists and overwrite is false, if it is not a regular file, or if it is the
    same file as `source` (may be NULL) or as standard output. */
bool target_file_allowed(const char *path, const char *source, bool overwrite);

/** The pattern for mkstemp() or mkdtemp() of a temporary beside `path`. False, with errno, if it is
    too long. */
bool target_file_temporary(const char *path, char temporary[PATH_MAX]);

/** Makes the temporary, with the permissions of the file that it will replace, or of a new one. */
bool target_file_open(TargetFile *target, const char *path, bool overwrite);

/** Gives the finished temporary its name; removes it if that fails. */
bool target_file_keep(TargetFile *target);

/** Removes the temporary. */
void target_file_drop(TargetFile *target);

#endif
