/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Finds out how much sound a file really holds. A header may say too much (the file was cut), too
 * little (the file passed 4 GiB, or its writer stopped before it wrote the length), or nothing. One
 * file may hold several. libsndfile trusts the header, and reads less without a message.
 */
#ifndef GENRE_EQ_UI_CLI_SOUND_TRUE_LENGTH_H
#define GENRE_EQ_UI_CLI_SOUND_TRUE_LENGTH_H

#include "ui/cli/sound/file_view.h"

typedef enum {
  LENGTH_TRUE,    /**< the header is true, or was made true in the view, or cannot be checked */
  LENGTH_UNTOLD,  /**< the header does not say it; in the view it says all that is there */
  LENGTH_MORE,    /**< the header says too little; in the view it says nothing */
  LENGTH_CUT,     /**< `bytes` are missing at the end; 0: an unknown number */
  LENGTH_DAMAGED, /**< at byte `bytes`: sound may be missing there */
  LENGTH_JOINED,  /**< another file begins at byte `bytes` */
  LENGTH_STRAY,   /**< `bytes` bytes that the header does not count follow the sound */
  LENGTH_NONE,    /**< of no format that is known here */
  LENGTH_VARIES,  /**< of MPEG layer I or II with a bit rate that changes; no header tells it */
  LENGTH_HUGE,    /**< more sound than the header of this format can say */
} LengthKind;

typedef struct {
  LengthKind kind;
  uint64_t bytes;
} TrueLength;

/** Corrects the length in the view. If not all of the sound can be read, prints why and returns
    false. Warns if the header has no length, or too short a one. */
bool true_length_find(FileView *view, const char *path);

/** From now on, true_length_find() prints errors alone: the files have been opened before. */
void true_length_warn_no_more(void);

/** Prints why libsndfile cannot read the file: its format, its header or its coding. */
void true_length_tell_unreadable(FileView *view, const char *path);

/* The kinds of files. Each reads a view that begins with the file's magic bytes. */

/** RIFF and RF64 WAVE, Wave64, AIFF, CAF, AU. */
bool chunk_length_is_for(const FileView *view);
TrueLength chunk_length_find(FileView *view);

TrueLength ogg_length_find(const FileView *view);
TrueLength flac_length_find(FileView *view);

/** MPEG audio; the view leaves out what lies between the tags and the first frame. */
TrueLength mpeg_length_find(FileView *view);

#endif
