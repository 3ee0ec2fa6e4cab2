/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * libsndfile reads a WAV or AIFF file that was cut short without a word. This looks
 * whether the chunk of sound is as long as its header says.
 * (Sources: IBM & Microsoft, "Multimedia Programming Interface and Data
 * Specifications 1.0", RIFF and WAVE; Apple, "Audio Interchange File Format", 1989.)
 */
#ifndef GENRE_EQ_UI_CLI_SOUND_TRUNCATION_H
#define GENRE_EQ_UI_CLI_SOUND_TRUNCATION_H

#include <stdbool.h>
#include <stdint.h>

/** False if the file is RIFF/WAVE or AIFF and its sound is cut short, by
    *missing_bytes. True for all else. Leaves the descriptor at the start. Lengths of
    0 and of all ones (written by programs that could not go back) count as unknown. */
bool truncation_check(int descriptor, uint64_t *missing_bytes);

#endif
