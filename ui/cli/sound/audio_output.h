/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * An audio file to write, through libsndfile; it appears under its name only when
 * complete (target_file.h). Where the plugin leaves the sound as it was, what is written is
 * what the input holds, to the last bit. Elsewhere samples are rounded to the nearest integer,
 * after dither if there are 24 bits or less. What is beyond full scale is clipped, counted and its
 * peak kept, for a warning.
 *
 * Functions that can fail print why and return NULL or false.
 */
#ifndef GENRE_EQ_UI_CLI_SOUND_AUDIO_OUTPUT_H
#define GENRE_EQ_UI_CLI_SOUND_AUDIO_OUTPUT_H

#include <stdbool.h>
#include <stdint.h>

#include <sndfile.h>

#include "ui/cli/files/target_file.h"
#include "ui/cli/sound/audio_input.h"
#include "ui/cli/sound/dither.h"

typedef struct {
  TargetFile target;
  const AudioInput *input;
  SNDFILE *file;
  SF_INFO info;
  bool changed; /**< by the plugin */
  int bits;     /**< of an integer sample, 0 float or lossy */
  bool with_dither;
  Dither dither;
  uint32_t settled_frames; /**< since the last that needed dither */
  double *interleaved;
  int32_t *rounded;
  double peak;        /**< largest magnitude, linear */
  uint64_t n_clipped; /**< samples beyond full scale in an integer file */
} AudioOutput;

/** What is to be written. */
typedef struct {
  const char *path;
  int format; /**< libsndfile's */
  bool overwrite;
  bool dither;
} AudioTarget;

/** Starts the file with rate, channels and tags of `input`. */
AudioOutput *audio_output_open(const AudioTarget *target, const AudioInput *input);

/** Writes input->channel, which was worked on in place since the block was read. */
bool audio_output_write(AudioOutput *output, const AudioInput *input, uint32_t n_frames);

/** Completes the file and gives it its name, or drops it; frees `output` either way. */
bool audio_output_keep(AudioOutput *output);

/** Removes what was written; frees `output`. Takes NULL. */
void audio_output_drop(AudioOutput *output);

#endif
