/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * How much sound a file truly holds. Headers may say too much (the file is cut short), too
 * little (it passed 4 GiB, or its writer stopped before it wrote the length), or nothing; and
 * several files may stand in one. libsndfile believes headers, and reads less without a word.
 */
#ifndef GENRE_EQ_UI_CLI_SOUND_TRUE_LENGTH_H
#define GENRE_EQ_UI_CLI_SOUND_TRUE_LENGTH_H

#include "ui/cli/sound/file_view.h"

typedef enum {
  LENGTH_TRUE,   /**< or now true in the view, or not to be found out */
  LENGTH_UNTOLD, /**< the header does not say; in the view it does: all that is there */
  LENGTH_CUT,    /**< `bytes` are missing at the end; 0: nobody knows how many */
  LENGTH_JOINED, /**< another file begins at byte `bytes` */
  LENGTH_STRAY,  /**< `bytes` bytes that the header does not count stand behind the sound */
  LENGTH_HUGE,   /**< more sound than the header of this format can say */
} LengthKind;

typedef struct {
  LengthKind kind;
  uint64_t bytes;
} TrueLength;

/** Makes the view true. If there is more or less sound than can be read: prints why and
    returns false. Warns of a length that is not told. */
bool true_length_find(FileView *view, const char *path);

/* The kinds of files. Each looks at a view that begins with the file's magic bytes. */

/** RIFF and RF64 WAVE, Wave64, AIFF, CAF, AU. */
bool chunk_length_is_for(const FileView *view);
TrueLength chunk_length_find(FileView *view);

TrueLength ogg_length_find(const FileView *view);
TrueLength flac_length_find(const FileView *view);

/** MPEG audio; whatever stands before its first frame is left out. */
TrueLength mpeg_length_find(FileView *view);

/** Bytes of the ID3v2 tags that stand at an offset; 0: none. */
uint64_t mpeg_id3_bytes(const FileView *view, uint64_t offset);

#endif
