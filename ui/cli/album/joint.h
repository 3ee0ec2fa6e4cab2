/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Does one sound go on where another ends, as if it had been cut there?
 */
#ifndef GENRE_EQ_UI_CLI_ALBUM_JOINT_H
#define GENRE_EQ_UI_CLI_ALBUM_JOINT_H

#include <stdbool.h>

/** How much of each sound is looked at. */
#define JOINT_SIDE_S 0.02

/** True if the sound goes on over the cut in the middle of 2 n interleaved frames. */
bool joint_goes_on(const float *frames, int n, int n_channels);

#endif
