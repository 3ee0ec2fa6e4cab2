/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Which libsndfile format a file is to be written in.
 */
#ifndef GENRE_EQ_UI_CLI_SOUND_AUDIO_FORMAT_H
#define GENRE_EQ_UI_CLI_SOUND_AUDIO_FORMAT_H

#include <stdbool.h>

#include <sndfile.h>

/** The format for a file of this name, with the input's sample format where the
    container allows it (as_float: 32-bit float where it allows that). 0 if the
    extension is not known or cannot hold the input's rate, channels and length; then
    prints why. */
int audio_format_for(const char *path, const SF_INFO *input, bool as_float);

/** Bytes of the sound in this format; 0 where it is coded, so that nobody knows before the work. */
double audio_format_bytes(int format, const SF_INFO *input);

/** Extension (without dot) for the master of an input: that of its path where the format
    keeps every sample and can be written under that name, "wav" where it loses some or where
    FLAC, which holds integers alone, is to become float. */
const char *audio_format_extension(const char *path, const SF_INFO *input, bool as_float);

/** Bits of an integer sample format; 0 for float and lossy ones. */
int audio_format_bits(int format);

/** True for formats that keep every sample (and say truly how many there are). */
bool audio_format_is_lossless(int format);

/** libsndfile's last error on `file` (NULL: of opening one), fit for a message. */
const char *audio_format_error(SNDFILE *file);

#endif
