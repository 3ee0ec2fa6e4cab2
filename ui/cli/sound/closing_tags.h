/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Tags that other programs put behind the sound of any kind of file: ID3v1, ID3v2, APE, Lyrics3.
 * (Sources: "id3v2.4.0-structure", "APE Tags Header", "Lyrics3".)
 */
#ifndef GENRE_EQ_UI_CLI_SOUND_CLOSING_TAGS_H
#define GENRE_EQ_UI_CLI_SOUND_CLOSING_TAGS_H

#include "ui/cli/sound/file_view.h"

typedef struct {
  bool id3v1, ape, lyrics3;
} ClosingTags;

/** Those that the view ends with, and an APE tag in front of its sound. */
ClosingTags closing_tags_find(const FileView *view);

/** Bytes of all tags that follow one another from the offset on; 0: none. */
uint64_t closing_tags_bytes(const FileView *view, uint64_t offset);

#endif
