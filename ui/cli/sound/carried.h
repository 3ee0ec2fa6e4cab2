/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * What a file carries besides its sound: tags, pictures, markers, loops, broadcast data. An output
 * of the same format gets all of it unchanged. An output of another format gets the tags that
 * libsndfile knows in both, and a warning names what is lost.
 */
#ifndef GENRE_EQ_UI_CLI_SOUND_CARRIED_H
#define GENRE_EQ_UI_CLI_SOUND_CARRIED_H

#include "ui/cli/sound/audio_input.h"

/** Call before the first sample. format: libsndfile's, of the output. */
void carried_begin(const AudioInput *input, SNDFILE *output, int format);

/** Call after libsndfile has closed the output. Leaves out loudness figures if the sound was
    changed. False, with errno, if it cannot be written. */
bool carried_finish(const AudioInput *input, int format, int output, bool changed,
                    const char *path);

/* The kinds of files. */

/** Names for people, with commas between. */
typedef struct {
  char text[512];
} CarriedNames;
void carried_add_name(CarriedNames *names, const char *name);

/** The word for a tag of libsndfile's, SF_STR_TITLE … */
const char *carried_tag_name(int tag);

/** Moves all bytes behind `from` to `to`, which lies behind `from`. False, with errno. */
bool carried_move_on(int file, uint64_t from, uint64_t to, uint64_t end);

/** WAV, RF64, Wave64, AIFF, CAF: copies the chunks behind the sound, or in Wave64 before it; or
   adds the names of those that libsndfile has not read as tags. */
bool carried_copy_chunks(const FileView *input, int output, bool changed);
void carried_name_chunks(const AudioInput *input, CarriedNames *names);

/** True if their texts hold REPLAYGAIN tags; these are copied as they are. */
bool carried_chunks_tell_gain(const FileView *input);

/** FLAC's blocks, and comments of FLAC and Ogg. */
bool carried_copy_blocks(const FileView *input, int output, bool changed);
void carried_name_comments(const FileView *input, CarriedNames *names);

/** ID3v2 in front of an MP3. */
void carried_name_id3(const FileView *input, CarriedNames *names);

#endif
