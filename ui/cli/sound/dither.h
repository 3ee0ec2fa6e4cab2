/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Dither: noise with a triangular distribution. With it the rounding error becomes noise that does
 * not depend on the sound (Lipshitz, Wannamaker & Vanderkooy, "Quantization and Dither: A
 * Theoretical Survey", J. Audio Eng. Soc. 40, 1992). Each run has the same sequence.
 */
#ifndef GENRE_EQ_UI_CLI_SOUND_DITHER_H
#define GENRE_EQ_UI_CLI_SOUND_DITHER_H

#include <stdint.h>

typedef struct {
  uint64_t state; /**< begin with any value */
} Dither;

/** The next value in −1 … 1, in units of the integer's step. */
double dither_next(Dither *dither);

#endif
