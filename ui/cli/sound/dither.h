/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 *
 * Dither: noise with a triangular distribution, which makes the error of rounding a noise that
 * does not depend on the sound. (Lipshitz, Wannamaker & Vanderkooy, "Quantization and Dither:
 * A Theoretical Survey", J. Audio Eng. Soc. 40, 1992.) The same sequence in each run.
 */
#ifndef GENRE_EQ_UI_CLI_SOUND_DITHER_H
#define GENRE_EQ_UI_CLI_SOUND_DITHER_H

#include <stdint.h>

typedef struct {
  uint64_t state; /**< any */
} Dither;

/** The next value, in steps of the integers that are rounded to: −1 … 1. */
double dither_next(Dither *dither);

#endif
