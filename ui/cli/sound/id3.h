/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * ID3v2 tags, which other programs put before the sound of any kind of file.
 * (Source: "id3v2.4.0-structure".)
 */
#ifndef GENRE_EQ_UI_CLI_SOUND_ID3_H
#define GENRE_EQ_UI_CLI_SOUND_ID3_H

#include "ui/cli/sound/file_view.h"

enum { ID3_HEADER_BYTES = 10 };

typedef struct {
  int version; /**< 2 to 4 */
  bool has_footer;
  bool has_frames;        /**< it is not empty */
  bool is_unsynchronised; /**< up to version 2.3: a zero stands behind each byte 0xff */
  uint64_t body;          /**< offset of the frames in the view */
  uint64_t end;           /**< of the frames */
  uint64_t next;          /**< behind the tag */
} Id3Tag;

/** False if no tag begins at the offset, or its end is missing. */
bool id3_read(const FileView *view, uint64_t offset, Id3Tag *tag);

/** Bytes of all tags that follow one another from the offset on; 0: none. */
uint64_t id3_bytes(const FileView *view, uint64_t offset);

/** Number of the tags at the view's start that are not empty. */
int id3_count(const FileView *view);

/** Makes a view of the whole file show no more than its first tag with frames, and that without a
    footer and not unsynchronised: libsndfile reads no sound behind some empty tags, several tags or
    a footer, and not all texts of an unsynchronised tag. */
void id3_keep_one(FileView *view);

#endif
