/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * A file as libsndfile should see it: without what lies before the sound, and with a correct
 * header. The file itself is only read.
 */
#ifndef GENRE_EQ_UI_CLI_SOUND_FILE_VIEW_H
#define GENRE_EQ_UI_CLI_SOUND_FILE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sndfile.h>

typedef struct {
  int descriptor;
  unsigned char *head; /**< replaces the file's first `skip` bytes; NULL: none */
  uint64_t head_bytes;
  uint64_t skip;
  uint64_t file_bytes;
  uint64_t hidden;      /**< bytes at the end of the view that libsndfile does not see */
  uint64_t position;    /**< of libsndfile, in the view */
  uint64_t frames;      /**< of sound, if the header in the view does not say it; 0: not known */
  uint64_t frames_seen; /**< of sound, by a look at the file's parts; 0: not known */
} FileView;

/** A view of the whole unchanged file. From now on the descriptor belongs to the view. */
bool file_view_init(FileView *view, int descriptor);

/** Closes the descriptor. Takes a view that is all 0 with the descriptor −1. */
void file_view_free(FileView *view);

uint64_t file_view_bytes(const FileView *view);

/** Reads up to `size` bytes of the view from an offset; returns how many there were. */
size_t file_view_read(const FileView *view, uint64_t offset, void *to, size_t size);

/** If the disk failed in a read since the newest view was made, prints that and returns true. To
    libsndfile the file ends there. */
bool file_view_tell_read_error(const char *path);

/** Leaves out the first bytes of the file. */
void file_view_skip(FileView *view, uint64_t bytes);

/** Leaves out what lies behind the view's first `bytes`. */
void file_view_end(FileView *view, uint64_t bytes);

/** Replaces the view's first `replaced` bytes by `bytes` new ones: a copy of the old ones, and
    zeros behind. NULL if memory is short or a header cannot be that long. */
unsigned char *file_view_new_head(FileView *view, uint64_t replaced, uint64_t bytes);

/** libsndfile's handle on the view, which must outlive it. NULL if it cannot be read. */
SNDFILE *file_view_open(FileView *view, SF_INFO *info);

#endif
