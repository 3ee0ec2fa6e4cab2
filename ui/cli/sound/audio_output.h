/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * An audio file to write, through libsndfile; it appears under its name only when
 * complete (target_file.h). Integer samples are rounded to the nearest; what is
 * beyond full scale is clipped, counted and its peak kept, for a warning.
 *
 * Functions that can fail print why and return NULL or false.
 */
#ifndef GENRE_EQ_UI_CLI_SOUND_AUDIO_OUTPUT_H
#define GENRE_EQ_UI_CLI_SOUND_AUDIO_OUTPUT_H

#include <stdbool.h>
#include <stdint.h>

#include <sndfile.h>

#include "ui/cli/files/target_file.h"

typedef struct {
  TargetFile target;
  SNDFILE *file;
  SF_INFO info;
  int bits; /**< of an integer sample, 0 float or lossy */
  uint32_t max_block;
  float *interleaved;
  int32_t *rounded;
  double peak;        /**< largest magnitude, linear */
  uint64_t n_clipped; /**< samples beyond full scale in an integer file */
} AudioOutput;

/** Starts the file in `format` with rate, channels and tags of `input`. */
AudioOutput *audio_output_open(const char *path, int format, SNDFILE *input,
                               const SF_INFO *input_info, uint32_t max_block, bool overwrite);

bool audio_output_write(AudioOutput *output, float *const *channel, uint32_t n_frames);

/** Completes the file and gives it its name, or drops it; frees `output` either way. */
bool audio_output_keep(AudioOutput *output);

/** Removes what was written; frees `output`. Takes NULL. */
void audio_output_drop(AudioOutput *output);

#endif
