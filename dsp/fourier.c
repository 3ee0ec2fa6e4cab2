/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/fourier.h"

#include "dsp/portable_math.h"

void fourier_init(Fourier *fourier, int size)
{
  fourier->size = size;
  for (int m = 1; m <= 3; ++m) {
    for (int k = 0; k < size / 4; ++k) {
      const double turn = 2.0 * PI * k * m / size;
      fourier->cosine[m - 1][k] = (float)portable_cos(turn);
      fourier->sine[m - 1][k] = (float)portable_sin(turn);
    }
  }
}
