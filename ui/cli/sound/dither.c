/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "ui/cli/sound/dither.h"

/* Uniform in 0 … 1. (The generator: Knuth, "The Art of Computer Programming" 2, MMIX.) */
static double even(Dither *dither)
{
  dither->state = dither->state * 6364136223846793005u + 1442695040888963407u;
  return (double)(dither->state >> 32) / 4294967296.0;
}

double dither_next(Dither *dither)
{
  return even(dither) - even(dither);
}
