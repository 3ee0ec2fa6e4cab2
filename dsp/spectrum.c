/* SPDX-FileCopyrightText: 2026 The Genre EQ authors
 * SPDX-License-Identifier: ISC
 */
#include "dsp/spectrum.h"

#include <math.h>

double point_low_hz(int point)
{
  const int part = point / POINTS_PER_PART;
  const double low_hz = part_low_hz(part);
  return point % POINTS_PER_PART == 0 ? low_hz : sqrt(low_hz * part_low_hz(part + 1));
}

void spectrum_bands(const Spectrum *spectrum, double energy[BAND_COUNT])
{
  int p = 0;
  for (int band = 0; band < BAND_COUNT; ++band) {
    energy[band] = 0.0;
  }
  for (int i = 0; i < SUBBAND_COUNT; ++i) {
    double *sum = &energy[subband_info[i].band];
    for (int end = p + subband_info[i].n_parts * POINTS_PER_PART; p < end; ++p) {
      *sum += (double)spectrum->energy[p];
    }
  }
}
