/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * An audio file to read, mono or stereo, through libsndfile; block by block, a
 * buffer a channel. It is strict: what cannot be read as a whole is refused.
 *
 * Functions that can fail print why and return NULL or false.
 */
#ifndef GENRE_EQ_UI_CLI_SOUND_AUDIO_INPUT_H
#define GENRE_EQ_UI_CLI_SOUND_AUDIO_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include <sndfile.h>

#include "ui/cli/sound/file_view.h"
#include "ui/cli/terminal/hush.h"

#define MIN_RATE_HZ 8000
#define MAX_RATE_HZ 192000

typedef struct {
  const char *path; /**< the caller's */
  FileView view;    /**< of the file, that libsndfile reads */
  SNDFILE *file;
  Hush hush;        /**< for the decoder of MPEG audio, which prints faults; paused */
  bool tells_fault; /**< it has printed one */
  SF_INFO info;     /**< frames is SF_COUNT_MAX where nobody knows */
  sf_count_t position;
  uint32_t max_block;
  double *exact;     /**< the block read last, interleaved: just what the file holds */
  float *channel[2]; /**< the same as the plugin takes it; may be overwritten */
} AudioInput;

enum { AUDIO_FAULT_BYTES = 160 };

/** False, with the reason in `fault`, if there is no regular file of this name that may be read. */
bool audio_input_is_there(const char *path, char fault[AUDIO_FAULT_BYTES]);

/** Opens a regular file of 1 or 2 channels that holds sound. */
AudioInput *audio_input_open(const char *path, uint32_t max_block);

/** Takes NULL. */
void audio_input_close(AudioInput *input);

/** Reads the next block into channel[]; *n_frames is 0 at the end. False on a damaged
    or truncated file, or one with NaN or infinite samples. */
bool audio_input_read(AudioInput *input, uint32_t *n_frames);

/** Goes back to the first frame: opens the file again. */
bool audio_input_rewind(AudioInput *input);

#endif
